using System.ComponentModel.DataAnnotations;
using HealthPark.Carriers.Carrier;
using HealthPark.Carriers.Renovation;
using HealthPark.Carriers.Unit;

namespace HealthPark.Carriers.Features;

/// <summary>A new renovation project.</summary>
/// <param name="CarrierId">The carrier; no parcel, and none that is retired.</param>
/// <param name="Title">What it is called.</param>
/// <param name="AreaBeforeSquareMetres">The usable area before, in m², at most 2 decimals; 0 if nothing can be used.</param>
/// <param name="PlannedAreaAfterSquareMetres">The usable area that is meant to be there afterwards, in m².</param>
/// <param name="BudgetYuan">What it may cost, in CNY yuan, at most 2 decimals.</param>
/// <param name="Note">What a reader should know.</param>
public sealed record ProposeRenovationRequest(
    [property: Required] Guid? CarrierId = null,
    [property: Required, StringLength(200)] string? Title = null,
    [property: Required] decimal? AreaBeforeSquareMetres = null,
    decimal? PlannedAreaAfterSquareMetres = null,
    decimal? BudgetYuan = null,
    [property: StringLength(2000)] string? Note = null) : IRequestBody;

/// <summary>Proposes a renovation.</summary>
public static class ProposeRenovation
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/renovation-projects", Handle)
        .WithName("ProposeRenovation").RequireScope(Scopes.CarriersWrite).Creates<RenovationProjectResponse>()
        .Example("""{ "carrierId": "0198a000-0000-7000-8000-000000000005", "title": "示例楼实验室改造", "areaBeforeSquareMetres": 6000, "plannedAreaAfterSquareMetres": 9500, "budgetYuan": 19000000 }""");

    /// <summary>Proposes a renovation of a carrier (改造一批).</summary>
    /// <remarks>
    /// The carrier's owner and the park office may; the project belongs to the carrier's owner, and no other partner sees it. It goes from `proposed`
    /// to `approved` (by the park office), `underway` and `accepted`: see the state machine `renovation-project`. The carrier's own state moves by
    /// `/v1/carriers/{id}/status-changes`: a renovation may concern a part of it only.
    /// </remarks>
    public static Task<IResult> Handle(
        ProposeRenovationRequest body, WriteRequest request, Records<RenovationState, RenovationEvent> projects, CarrierLookup carriers) =>
        projects.Create(request, RenovationProjectResponse.Looks, _ => LookUpAndDecide(body, request.Caller, carriers, request.Aborted));

    internal static async Task<Decision<RenovationEvent>> LookUpAndDecide(ProposeRenovationRequest body, Caller caller, CarrierLookup carriers, CancellationToken ct)
    {
        var carrier = await carriers.Find(body.CarrierId!.Value, ct);
        return carrier is not null && !caller.MayChange(carrier.State.OwnerOrganizationId) ? Rejection.NotYours : Decide(body, carrier?.State);
    }

    internal static Decision<RenovationEvent> Decide(ProposeRenovationRequest body, CarrierState? carrier)
    {
        if (carrier is null)
            return CarriersModule.NoCarrier;
        if (Decisions.RefuseRetired(carrier) is { } retired)
            return retired;
        var errors = new List<FieldError>();
        if (carrier.Kind == CarrierCodes.Parcel)
            errors.Add(new FieldError("/carrierId", "is-a-parcel", new Text("地块是新建,不是改造。", "A parcel is built on, not renovated.")));
        Renovations.Check(body.AreaBeforeSquareMetres, body.PlannedAreaAfterSquareMetres, body.BudgetYuan, errors);
        return errors.Count > 0
            ? Rejection.Invalid(errors)
            : new RenovationProposed(
                carrier.OwnerOrganizationId, body.CarrierId!.Value, body.Title!.Trim(), body.AreaBeforeSquareMetres!.Value, body.PlannedAreaAfterSquareMetres,
                body.BudgetYuan, body.Note);
    }
}
