using System.ComponentModel.DataAnnotations;
using HealthPark.Carriers.Carrier;
using HealthPark.EventStore;

namespace HealthPark.Carriers.Features;

/// <summary>A floor of a carrier.</summary>
/// <param name="CarrierId">The carrier.</param>
/// <param name="Floor">The floor, as it is called there: `3`, `B1`.</param>
/// <param name="AreaSquareMetres">Its area in m²; null while it is not known.</param>
/// <param name="UnitAreaSquareMetres">What its units take together; at most its area.</param>
/// <param name="Units">How many units it has.</param>
/// <param name="UpdatedAt">When it was last changed (RFC 3339, UTC).</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record FloorResponse(
    Guid CarrierId, string Floor, decimal? AreaSquareMetres, decimal UnitAreaSquareMetres, int Units, DateTime UpdatedAt, long Version)
{
    internal static Representation<CarrierState, FloorResponse> Looks(string floor) => new(
        CarrierState.FloorPart(floor), record => Of(record, floor), CarriersJson.Api.FloorResponse,
        record => $"/v1/carriers/{record.Id}/floors/{Uri.EscapeDataString(floor)}");

    internal static FloorResponse Of(Recorded<CarrierState> record, string floor)
    {
        var (f, part) = (record.State.FloorOf(floor), record.Part(CarrierState.FloorPart(floor))!);
        return new(record.Id, floor, f.AreaSquareMetres, f.UnitAreaSquareMetres, f.Units.Count, part.RecordedAt.UtcDateTime, part.Version);
    }
}

/// <summary>The area of a floor.</summary>
/// <param name="AreaSquareMetres">Its area in m², at most 2 decimals.</param>
public sealed record MeasureFloorRequest([property: Required] decimal? AreaSquareMetres = null) : IRequestBody;

/// <summary>States the area of a floor.</summary>
public static class MeasureFloor
{
    private const int MostCharacters = 20;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/v1/carriers/{id:guid}/floors/{floor}", Handle)
        .WithName("MeasureFloor").RequireScope(Scopes.CarriersWrite).Puts<FloorResponse>()
        .Example("""{ "areaSquareMetres": 1200 }""");

    /// <summary>States or corrects the area of a floor.</summary>
    /// <remarks>A correction needs `If-Match` with the floor's own ETag. It cannot be less than what the floor's units take: 409 `floor-full`.</remarks>
    public static Task<IResult> Handle(
        Guid id, string floor, MeasureFloorRequest body, WriteRequest request, Records<CarrierState, CarrierEvent> carriers) =>
        carriers.Change(
            request, id, FloorResponse.Looks(floor.Trim()), c => Task.FromResult(Decide(body, floor.Trim(), c.State)),
            needsIfMatch: c => c.Floors.ContainsKey(floor.Trim()));

    internal static Decision<CarrierEvent> Decide(MeasureFloorRequest body, string floor, CarrierState now)
    {
        if (Decisions.RefuseRetired(now) is { } retired)
            return retired;
        var errors = new List<FieldError>();
        if (floor.Length is 0 or > MostCharacters)
            errors.Add(new FieldError("floor", "invalid-value", new Text($"须为 1 至 {MostCharacters} 个字符。", $"Must have 1 to {MostCharacters} characters.")));
        Decisions.CheckArea("/areaSquareMetres", body.AreaSquareMetres, errors);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        if (Decisions.RefuseWithoutRoom(now.FloorOf(floor), body.AreaSquareMetres, Guid.Empty, 0) is { } full)
            return full;
        return now.FloorOf(floor).AreaSquareMetres == body.AreaSquareMetres ? Array.Empty<CarrierEvent>() : new FloorMeasured(floor, body.AreaSquareMetres!.Value);
    }
}
