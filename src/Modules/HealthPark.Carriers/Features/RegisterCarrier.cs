using System.ComponentModel.DataAnnotations;
using HealthPark.Carriers.Carrier;

namespace HealthPark.Carriers.Features;

/// <summary>A new carrier.</summary>
/// <param name="Name">Its name. No other carrier that is not retired may bear it; width, case, spaces and punctuation do not count.</param>
/// <param name="Kind">What it is. Codes: `carrier-kinds`.</param>
/// <param name="Zone">Its pole or belt. Codes: `zones`.</param>
/// <param name="Phase">Phase (期) of the park, 1 or 2.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Batch">Its batch. Codes: `carrier-batches`.</param>
/// <param name="LandAreaSquareMetres">Area of the land in m², at most 2 decimals, as all areas.</param>
/// <param name="PlannedFloorAreaSquareMetres">Floor area to be built, in m².</param>
/// <param name="GrossAreaSquareMetres">Gross area of the building in m².</param>
/// <param name="UsableAreaSquareMetres">The area that the survey found usable, in m²; at most the gross area.</param>
/// <param name="Approximate">The areas of which the source says 约, by member, such as `landAreaSquareMetres`.</param>
/// <param name="Note">What a reader should know.</param>
public sealed record RegisterCarrierRequest(
    [property: Required, StringLength(200)] string? Name = null,
    [property: Required, CodesOf("carrier-kinds")] string? Kind = null,
    [property: CodesOf("zones")] string? Zone = null,
    [property: Range(1, 2)] int? Phase = null,
    [property: StringLength(300)] string? Address = null,
    [property: CodesOf("carrier-batches")] string? Batch = null,
    decimal? LandAreaSquareMetres = null,
    decimal? PlannedFloorAreaSquareMetres = null,
    decimal? GrossAreaSquareMetres = null,
    decimal? UsableAreaSquareMetres = null,
    [property: MaxLength(4)] IReadOnlyList<string>? Approximate = null,
    [property: StringLength(2000)] string? Note = null) : IRequestBody;

/// <summary>Enters a carrier.</summary>
public static class RegisterCarrier
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/carriers", Handle)
        .WithName("RegisterCarrier").RequireScope(Scopes.CarriersWrite).Creates<CarrierResponse>()
        .Example("""{ "name": "示例科研楼", "kind": "building", "zone": "life-science-innovation-pole", "batch": "renovate", "grossAreaSquareMetres": 12000, "usableAreaSquareMetres": 9500 }""");

    /// <summary>Enters a carrier.</summary>
    /// <remarks>
    /// It belongs to the caller's organisation, which operates it, and all see it. A parcel begins as `reserved`, all others as
    /// `surveyed`. The carriers that the plan names are there from the start.
    /// </remarks>
    public static Task<IResult> Handle(RegisterCarrierRequest body, WriteRequest request, Records<CarrierState, CarrierEvent> carriers) =>
        carriers.Create(request, CarrierResponse.Looks, _ => Task.FromResult(Decide(body, request.Caller.OrganizationId)));

    internal static Decision<CarrierEvent> Decide(RegisterCarrierRequest body, Guid ownerOrganizationId)
    {
        var errors = new List<FieldError>();
        CarrierCodes.Check(body.Kind!, errors);
        Decisions.CheckCarrier(
            body.Zone, body.Batch, body.LandAreaSquareMetres, body.PlannedFloorAreaSquareMetres, body.GrossAreaSquareMetres, body.UsableAreaSquareMetres,
            body.Approximate, errors);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        return new CarrierRegistered(
            ownerOrganizationId, null, body.Name!.Trim(), [], body.Kind!, body.Zone, body.Phase, null, body.Address, body.Batch, body.LandAreaSquareMetres,
            body.PlannedFloorAreaSquareMetres, body.GrossAreaSquareMetres, body.UsableAreaSquareMetres, [.. (body.Approximate ?? []).Distinct()], body.Note,
            body.Kind == CarrierCodes.Parcel ? CarrierStatus.Reserved : CarrierStatus.Surveyed);
    }
}
