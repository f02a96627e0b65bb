using System.ComponentModel.DataAnnotations;
using HealthPark.Funds.Deal;

namespace HealthPark.Funds.Features;

/// <summary>A new deal.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Source">Where it comes from (项目来源). Codes: `deal-sources`.</param>
/// <param name="FinancingStage">How far along the enterprise is (种子期, 初创期, 成长期). Codes: `financing-stages`.</param>
/// <param name="Stage">Where it stands; `sourced` if absent.</param>
/// <param name="On">The day on which it got there, not in the future; today (in China) if absent.</param>
/// <param name="EnterpriseId">The enterprise, where it is registered. One that the caller may see.</param>
/// <param name="TransferId">The transfer on which it is built. One that the caller may see.</param>
/// <param name="AskYuan">The money that is asked for, in CNY yuan, at most 2 decimals.</param>
/// <param name="Description">What it is about.</param>
public sealed record SourceDealRequest(
    [property: Required, StringLength(200)] string? Name = null,
    [property: Required, CodesOf("deal-sources")] string? Source = null,
    [property: Required, CodesOf("financing-stages")] string? FinancingStage = null,
    [property: AllowedValues("sourced", "screened", "due-diligence", "committee", "signed", null)] string? Stage = null,
    DateOnly? On = null,
    Guid? EnterpriseId = null,
    Guid? TransferId = null,
    decimal? AskYuan = null,
    [property: StringLength(2000)] string? Description = null) : IRequestBody;

/// <summary>Enters a deal.</summary>
public static class SourceDeal
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/deals", Handle)
        .WithName("SourceDeal").RequireScope(Scopes.FundsWrite).Creates<DealResponse>()
        .Example("""{ "name": "示例:类器官药敏检测", "source": "roadshow", "financingStage": "seed", "askYuan": 5000000 }""");

    /// <summary>Enters a deal: a project in which a fund may invest.</summary>
    /// <remarks>The record belongs to the caller's organisation. `GET /v1/deals?facets=stage` is the pipeline.</remarks>
    public static Task<IResult> Handle(SourceDealRequest body, WriteRequest request, Records<DealState, DealEvent> deals, DealLookup lookup, TimeProvider clock) =>
        deals.Create(request, DealResponse.Looks, _ => LookUpAndDecide(body, request.Caller, lookup, clock, request.Aborted));

    internal static async Task<Decision<DealEvent>> LookUpAndDecide(
        SourceDealRequest body, Caller caller, DealLookup lookup, TimeProvider clock, CancellationToken ct) =>
        Decide(body, caller.OrganizationId, await lookup.Find(body.EnterpriseId, body.TransferId, caller, ct), clock.Today());

    internal static Decision<DealEvent> Decide(SourceDealRequest body, Guid ownerOrganizationId, References references, DateOnly today)
    {
        var errors = new List<FieldError>();
        Deals.Check(body.Source, body.FinancingStage, body.AskYuan, errors);
        Dates.CheckPast("/on", body.On, today, errors);
        references.Check(body.EnterpriseId, body.TransferId, errors);
        return errors.Count > 0
            ? Rejection.Invalid(errors)
            : new DealSourced(
                ownerOrganizationId, body.Name!.Trim(), Kebab.Parse<DealStage>(body.Stage) ?? DealStage.Sourced, body.On ?? today, body.Source!, body.FinancingStage!,
                body.EnterpriseId, body.TransferId, body.AskYuan, body.Description);
    }
}
