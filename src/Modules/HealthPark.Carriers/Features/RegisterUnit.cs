using System.ComponentModel.DataAnnotations;
using HealthPark.Carriers.Carrier;
using HealthPark.Carriers.Unit;
using HealthPark.EventStore;

namespace HealthPark.Carriers.Features;

/// <summary>A new unit, with its carrier.</summary>
/// <param name="CarrierId">The carrier.</param>
/// <param name="Floor">The floor, as it is called there: `3`, `B1`.</param>
/// <param name="AreaSquareMetres">Its area in m², at most 2 decimals. All units of a floor together take at most the floor's area.</param>
/// <param name="Number">Its number or name; the floor's name if absent. No other unit of the carrier that stands may bear it.</param>
/// <param name="FloorHeightMetres">Floor height (层高) in m.</param>
/// <param name="LoadKilonewtonsPerSquareMetre">What the floor bears (荷载), in kN/m².</param>
/// <param name="FloorAreaSquareMetres">The floor's area in m², where it is not known yet.</param>
public sealed record RegisterUnitRequest(
    [property: Required] Guid? CarrierId = null,
    [property: Required, StringLength(20)] string? Floor = null,
    [property: Required] decimal? AreaSquareMetres = null,
    [property: StringLength(60)] string? Number = null,
    decimal? FloorHeightMetres = null,
    decimal? LoadKilonewtonsPerSquareMetre = null,
    decimal? FloorAreaSquareMetres = null) : IRequestBody;

/// <summary>Enters a unit: by itself in the carrier's path, or in a batch.</summary>
public static class RegisterUnit
{
    /// <summary>The decision on the carrier as it stands; the room that the unit takes goes into the carrier's stream with it.</summary>
    internal static async Task<Decision<UnitEvent>> LookUpAndDecide(
        RegisterUnitRequest body, Rejection noCarrier, Caller caller, Guid unitId, CarrierLookup carriers, CancellationToken ct)
    {
        if (await carriers.Find(body.CarrierId!.Value, ct) is not { } carrier)
            return noCarrier;
        if (!caller.MayChange(carrier.State.OwnerOrganizationId))
            return Rejection.NotYours;
        var (decision, taken) = Decide(body, unitId, carrier.State);
        return taken.Count == 0 ? decision : decision.With(Companion.Of(CarriersModule.Carriers, carrier, [.. taken]));
    }

    internal static (Decision<UnitEvent> Unit, IReadOnlyList<CarrierEvent> Carrier) Decide(RegisterUnitRequest body, Guid unitId, CarrierState carrier)
    {
        if (Decisions.RefuseRetired(carrier) is { } retired)
            return (retired, []);
        var errors = new List<FieldError>();
        Decisions.CheckArea("/areaSquareMetres", body.AreaSquareMetres, errors);
        Decisions.CheckArea("/floorAreaSquareMetres", body.FloorAreaSquareMetres, errors);
        Units.CheckMeasures(body.FloorHeightMetres, body.LoadKilonewtonsPerSquareMetre, errors);
        var name = body.Floor!.Trim();
        var floor = carrier.FloorOf(name);
        if (body.FloorAreaSquareMetres is { } given && floor.AreaSquareMetres is { } known && given != known)
        {
            errors.Add(new FieldError("/floorAreaSquareMetres", "differs", new Text(
                $"该楼层面积已登记为 {known} 平方米;更正请用 PUT …/floors/{name}。", $"The floor is known to have {known} m²; correct that by PUT …/floors/{name}.")));
        }

        if (errors.Count > 0)
            return (Rejection.Invalid(errors), []);
        if (Decisions.RefuseWithoutRoom(floor, body.FloorAreaSquareMetres, unitId, body.AreaSquareMetres!.Value) is { } full)
            return (full, []);
        List<CarrierEvent> taken = [];
        if (body.FloorAreaSquareMetres is { } area && floor.AreaSquareMetres is null)
            taken.Add(new FloorMeasured(name, area));
        taken.Add(new UnitPlaced(unitId, name, body.AreaSquareMetres.Value));
        var number = string.IsNullOrWhiteSpace(body.Number) ? name : body.Number.Trim();
        return (new UnitRegistered(
            carrier.OwnerOrganizationId, body.CarrierId!.Value, name, number, body.AreaSquareMetres.Value, body.FloorHeightMetres, body.LoadKilonewtonsPerSquareMetre), taken);
    }
}
