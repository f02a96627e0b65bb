using System.ComponentModel.DataAnnotations;
using HealthPark.Carriers.Carrier;
using HealthPark.Carriers.Unit;
using HealthPark.EventStore;
using HealthPark.Kernel.Http.Collections;

namespace HealthPark.Carriers.Features;

/// <summary>Changes to a unit (JSON Merge Patch, RFC 7396): members present are set, null clears, absent members stay.</summary>
/// <param name="Number">Its number or name; cannot be cleared.</param>
/// <param name="AreaSquareMetres">Its area in m²; cannot be cleared. At least that of each lease that holds days, at most what the floor has left.</param>
/// <param name="FloorHeightMetres">Floor height (层高) in m.</param>
/// <param name="LoadKilonewtonsPerSquareMetre">What the floor bears (荷载), in kN/m².</param>
public sealed record ReviseUnitRequest(
    [property: StringLength(60)] string? Number = null,
    decimal? AreaSquareMetres = null,
    decimal? FloorHeightMetres = null,
    decimal? LoadKilonewtonsPerSquareMetre = null) : IRequestBody;

/// <summary>Changes what is known of a unit.</summary>
public static class ReviseUnit
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/v1/units/{id:guid}", Handle)
        .WithName("ReviseUnit").RequireScope(Scopes.CarriersWrite).Revises<ReviseUnitRequest, UnitResponse>()
        .Example("""{ "areaSquareMetres": 250, "loadKilonewtonsPerSquareMetre": 7.5 }""");

    /// <summary>Changes a unit.</summary>
    /// <remarks>Needs `If-Match`. The unit's owner and the park office may. More area than the floor has left is 409 `floor-full`.</remarks>
    public static Task<IResult> Handle(Guid id, MergePatch<ReviseUnitRequest> patch, WriteRequest request, IRevision<ReviseUnitRequest> units) =>
        units.Revise(request, id, patch);

    internal static async Task<Decision<UnitEvent>> LookUpAndDecide(
        MergePatch<ReviseUnitRequest> patch, Recorded<UnitState> unit, CarrierLookup carriers, CancellationToken ct)
    {
        var carrier = (await carriers.Find(unit.State.CarrierId, ct))!;
        var decision = Decide(patch, unit.Id, unit.State, carrier.State);
        return decision.Events.OfType<UnitRevised>().FirstOrDefault()?.AreaSquareMetres is { } area
            ? decision.With(Companion.Of<CarrierState, CarrierEvent>(CarriersModule.Carriers, carrier, new UnitPlaced(unit.Id, unit.State.Floor, area)))
            : decision;
    }

    internal static Decision<UnitEvent> Decide(MergePatch<ReviseUnitRequest> patch, Guid id, UnitState now, CarrierState carrier)
    {
        if (Units.RefuseWithdrawn(now) is { } withdrawn)
            return withdrawn;
        var body = patch.Body;
        var errors = new List<FieldError>(Validation.Check(body));
        foreach (var member in new[] { "number", "areaSquareMetres" }.Where(m => patch.Sets(m) && (m == "number" ? string.IsNullOrWhiteSpace(body.Number) : body.AreaSquareMetres is null)))
            errors.Add(new FieldError("/" + member, "cannot-be-cleared", new Text("此项不能清空。", "This member cannot be cleared.")));
        Decisions.CheckArea("/areaSquareMetres", body.AreaSquareMetres, errors);
        Units.CheckMeasures(body.FloorHeightMetres, body.LoadKilonewtonsPerSquareMetre, errors);
        var most = now.Leases.Where(l => l.State != LeaseState.Ended).Select(l => l.AreaSquareMetres).DefaultIfEmpty().Max();
        if (body.AreaSquareMetres < most)
            errors.Add(new FieldError("/areaSquareMetres", "less-than-let", new Text($"不能小于已出租面积 {most} 平方米。", $"Must not be less than the {most} m² that are let.")));
        if (errors.Count > 0)
            return Rejection.Invalid(errors);

        var cleared = new List<string>();
        var revised = new UnitRevised(
            body.Number?.Trim() is { } number && number != now.Number ? number : null,
            body.AreaSquareMetres == now.AreaSquareMetres ? null : body.AreaSquareMetres,
            patch.NewValue("floorHeightMetres", body.FloorHeightMetres, now.FloorHeightMetres, cleared),
            patch.NewValue("loadKilonewtonsPerSquareMetre", body.LoadKilonewtonsPerSquareMetre, now.LoadKilonewtonsPerSquareMetre, cleared),
            cleared);
        if (revised.AreaSquareMetres is { } area && Decisions.RefuseWithoutRoom(carrier.FloorOf(now.Floor), null, id, area) is { } full)
            return full;
        return cleared.Count == 0 && revised is { Number: null, AreaSquareMetres: null, FloorHeightMetres: null, LoadKilonewtonsPerSquareMetre: null }
            ? Array.Empty<UnitEvent>()
            : revised;
    }
}
