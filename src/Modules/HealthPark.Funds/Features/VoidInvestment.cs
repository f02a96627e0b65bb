using HealthPark.Funds.Deal;
using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>Voids an investment.</summary>
public static class VoidInvestment
{
    internal const string Operation = "VoidInvestment";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/funds/{id:guid}/investments/{investmentId:guid}/void", Handle)
        .WithName(Operation).RequireScope(Scopes.FundsWrite).Changes<InvestmentResponse>()
        .Example("""{ "reason": "付款误录" }""");

    /// <summary>Voids an investment that was entered by mistake, with the payments and exits entered under it.</summary>
    /// <remarks>
    /// Needs `If-Match` with the investment's own ETag. The fund's sums are as if it had never been, and the deal is `signed` again and takes
    /// another: what was right about it is entered anew. Not once the fund has used what came back: 409 `already-used`. There is no way back.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, Guid investmentId, FundReasonRequest body, WriteRequest request, Records<FundState, FundEvent> funds, DealLookup deals) =>
        funds.Change(request, id, InvestmentResponse.Looks(investmentId), fund =>
            deals.With(Decide(body, investmentId, fund.State), fund, investmentId, request.Aborted));

    internal static Decision<FundEvent> Decide(FundReasonRequest body, Guid investmentId, FundState now)
    {
        if (now.Investment(investmentId)?.State == InvestmentState.Voided)
            return Array.Empty<FundEvent>();
        return Decisions.Step(now, investmentId, InvestmentState.Voided, Operation, _ =>
        {
            var voided = new InvestmentVoided(investmentId, body.Reason!.Trim());
            return FundState.Evolve(now, voided).Figures is { UninvestedYuan: < 0 } or { UnpromisedYuan: < 0 }
                ? Rejection.Conflict("already-used", new Text("该投资的回收资金已再投资、承诺或分配。", "What came back from this investment was invested, promised or distributed."))
                : voided;
        });
    }
}
