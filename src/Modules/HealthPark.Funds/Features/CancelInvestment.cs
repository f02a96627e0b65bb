using HealthPark.Funds.Deal;
using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>Calls off an investment.</summary>
public static class CancelInvestment
{
    internal const string Operation = "CancelInvestment";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/funds/{id:guid}/investments/{investmentId:guid}/cancellation", Handle)
        .WithName(Operation).RequireScope(Scopes.FundsWrite).Changes<InvestmentResponse>()
        .Example("""{ "reason": "交割条件未成就" }""");

    /// <summary>Calls off an investment of which nothing was paid.</summary>
    /// <remarks>Needs `If-Match` with the investment's own ETag. The fund may promise the money again, and the deal takes another investment.</remarks>
    public static Task<IResult> Handle(
        Guid id, Guid investmentId, FundReasonRequest body, WriteRequest request, Records<FundState, FundEvent> funds, DealLookup deals) =>
        funds.Change(request, id, InvestmentResponse.Looks(investmentId), fund =>
            deals.With(Decide(body, investmentId, fund.State), fund, investmentId, request.Aborted));

    internal static Decision<FundEvent> Decide(FundReasonRequest body, Guid investmentId, FundState now) =>
        Decisions.Step(now, investmentId, InvestmentState.Cancelled, Operation, _ => new InvestmentCancelled(investmentId, body.Reason!.Trim()));
}
