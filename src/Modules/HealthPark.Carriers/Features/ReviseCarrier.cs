using System.ComponentModel.DataAnnotations;
using HealthPark.Carriers.Carrier;
using HealthPark.Kernel.Http.Collections;

namespace HealthPark.Carriers.Features;

/// <summary>Changes to a carrier (JSON Merge Patch, RFC 7396): members present are set, null clears, absent members stay.</summary>
/// <param name="Name">Its name; cannot be cleared.</param>
/// <param name="Zone">Codes: `zones`.</param>
/// <param name="Phase">Phase (期) of the park, 1 or 2.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Batch">Codes: `carrier-batches`.</param>
/// <param name="LandAreaSquareMetres">Area of the land in m².</param>
/// <param name="PlannedFloorAreaSquareMetres">Floor area to be built, in m².</param>
/// <param name="GrossAreaSquareMetres">Gross area of the building in m².</param>
/// <param name="UsableAreaSquareMetres">The area that the survey found usable, in m²; at most the gross area.</param>
/// <param name="Approximate">The areas of which the source says 约, all of them; null empties the list.</param>
/// <param name="Note">What a reader should know.</param>
public sealed record ReviseCarrierRequest(
    [property: StringLength(200)] string? Name = null,
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

/// <summary>Changes what is known of a carrier.</summary>
public static class ReviseCarrier
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/v1/carriers/{id:guid}", Handle)
        .WithName("ReviseCarrier").RequireScope(Scopes.CarriersWrite).Revises<ReviseCarrierRequest, CarrierResponse>()
        .Example("""{ "batch": "renovate", "grossAreaSquareMetres": 15000, "usableAreaSquareMetres": 9800.5 }""");

    /// <summary>Changes a carrier.</summary>
    /// <remarks>Needs `If-Match`. Its owner and the park office may. It submits the record for verification again. The state moves by `status-changes`.</remarks>
    public static Task<IResult> Handle(
        Guid id, MergePatch<ReviseCarrierRequest> patch, WriteRequest request, IRevision<ReviseCarrierRequest> carriers) =>
        carriers.Revise(request, id, patch);

    internal static Decision<CarrierEvent> Decide(MergePatch<ReviseCarrierRequest> patch, CarrierState now)
    {
        if (Decisions.RefuseRetired(now) is { } retired)
            return retired;
        var body = patch.Body;
        var errors = new List<FieldError>(Validation.Check(body));
        if (patch.Sets("name") && string.IsNullOrWhiteSpace(body.Name))
            errors.Add(new FieldError("/name", "cannot-be-cleared", new Text("此项不能清空。", "This member cannot be cleared.")));
        Decisions.CheckCarrier(
            body.Zone, body.Batch, body.LandAreaSquareMetres, body.PlannedFloorAreaSquareMetres,
            patch.Sets("grossAreaSquareMetres") ? body.GrossAreaSquareMetres : now.GrossAreaSquareMetres,
            patch.Sets("usableAreaSquareMetres") ? body.UsableAreaSquareMetres : now.UsableAreaSquareMetres, body.Approximate, errors);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);

        var cleared = new List<string>();
        string[] approximate = [.. (body.Approximate ?? []).Distinct()];
        var revised = new CarrierRevised(
            body.Name?.Trim() is { } name && name != now.Name ? name : null,
            patch.NewValue("zone", body.Zone, now.Zone, cleared),
            patch.NewValue("phase", body.Phase, now.Phase, cleared),
            patch.NewValue("address", body.Address, now.Address, cleared),
            patch.NewValue("batch", body.Batch, now.Batch, cleared),
            patch.NewValue("landAreaSquareMetres", body.LandAreaSquareMetres, now.LandAreaSquareMetres, cleared),
            patch.NewValue("plannedFloorAreaSquareMetres", body.PlannedFloorAreaSquareMetres, now.PlannedFloorAreaSquareMetres, cleared),
            patch.NewValue("grossAreaSquareMetres", body.GrossAreaSquareMetres, now.GrossAreaSquareMetres, cleared),
            patch.NewValue("usableAreaSquareMetres", body.UsableAreaSquareMetres, now.UsableAreaSquareMetres, cleared),
            patch.Sets("approximate") && !approximate.SequenceEqual(now.Approximate) ? approximate : null,
            patch.NewValue("note", body.Note, now.Note, cleared),
            cleared);
        var changesNothing = cleared.Count == 0 && revised is
        {
            Name: null, Zone: null, Phase: null, Address: null, Batch: null, LandAreaSquareMetres: null, PlannedFloorAreaSquareMetres: null,
            GrossAreaSquareMetres: null, UsableAreaSquareMetres: null, Approximate: null, Note: null,
        };
        return changesNothing ? Array.Empty<CarrierEvent>() : revised;
    }
}
