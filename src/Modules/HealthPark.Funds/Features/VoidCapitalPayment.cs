using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>Voids a payment.</summary>
public static class VoidCapitalPayment
{
    private static readonly Text Noun = new("实缴", "payment");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/funds/{id:guid}/capital-calls/{callId:guid}/payments/{paymentId:guid}/void", Handle)
        .WithName("VoidCapitalPayment").RequireScope(Scopes.FundsWrite).Changes<CapitalCallResponse>()
        .Example("""{ "reason": "误录" }""");

    /// <summary>Voids a payment that was entered by mistake.</summary>
    /// <remarks>Needs `If-Match` with the call's own ETag. Not once the money was invested or distributed: 409 `already-invested`.</remarks>
    public static Task<IResult> Handle(
        Guid id, Guid callId, Guid paymentId, FundReasonRequest body, WriteRequest request, Records<FundState, FundEvent> funds) =>
        funds.Change(request, id, CapitalCallResponse.Looks(callId), f => Task.FromResult(Decide(body, callId, paymentId, f.State)));

    internal static Decision<FundEvent> Decide(FundReasonRequest body, Guid callId, Guid paymentId, FundState now)
    {
        if (now.Call(callId) is not { } call)
            return Rejection.NotFound(GetCapitalCall.Noun);
        if (call.Payments.Find(p => p.Id == paymentId) is not { } payment)
            return Rejection.NotFound(Noun);
        if (payment.VoidReason is not null)
            return Array.Empty<FundEvent>();
        if (Decisions.RefuseClosed(now) is { } closed)
            return closed;
        return now.Figures.UninvestedYuan < payment.AmountYuan
            ? Rejection.Conflict("already-invested", new Text("该笔资金已投出或分配。", "This money was invested or distributed."))
            : new CapitalPaymentVoided(paymentId, callId, payment.CommitmentId, body.Reason!.Trim());
    }
}
