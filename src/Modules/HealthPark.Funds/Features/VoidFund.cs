using System.ComponentModel.DataAnnotations;
using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>Taking back of something that was entered by mistake, or withdrawn.</summary>
/// <param name="Reason">Why.</param>
public sealed record FundReasonRequest([property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Voids a fund.</summary>
public static class VoidFund
{
    internal const string Operation = "VoidFund";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/funds/{id:guid}/void", Handle)
        .WithName(Operation).RequireScope(Scopes.FundsWrite).Changes<FundResponse>()
        .Example("""{ "reason": "重复登记" }""");

    /// <summary>Voids a fund that was entered by mistake.</summary>
    /// <remarks>
    /// Needs `If-Match`. Its name and code are free again, and its history stays. There is no way back. A fund with money paid in, or with an
    /// investment that was not cancelled, was no mistake: 409 `in-use`.
    /// </remarks>
    public static Task<IResult> Handle(Guid id, FundReasonRequest body, WriteRequest request, Records<FundState, FundEvent> funds) =>
        funds.Change(request, id, FundResponse.Looks, f => Task.FromResult(Decide(body, f.State)));

    internal static Decision<FundEvent> Decide(FundReasonRequest body, FundState now)
    {
        if (now.Status == FundStatus.Voided)
            return Array.Empty<FundEvent>();
        return now.Figures.PaidInYuan > 0 || now.Investments.Exists(i => i.State != InvestmentState.Cancelled)
            ? Rejection.Conflict("in-use", new Text("该基金已有实缴资金或投资,不能作废。", "Money was paid in, or an investment agreed; this fund cannot be voided."))
            : new FundVoided(body.Reason!.Trim());
    }
}
