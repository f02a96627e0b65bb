using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>Voids a capital call.</summary>
public static class VoidCapitalCall
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/funds/{id:guid}/capital-calls/{callId:guid}/void", Handle)
        .WithName("VoidCapitalCall").RequireScope(Scopes.FundsWrite).Changes<CapitalCallResponse>()
        .Example("""{ "reason": "重复登记" }""");

    /// <summary>Voids a capital call that was withdrawn, or entered by mistake.</summary>
    /// <remarks>Needs `If-Match` with the call's own ETag. What it asked can be called again. Not once something was paid on it: 409 `already-paid`.</remarks>
    public static Task<IResult> Handle(Guid id, Guid callId, FundReasonRequest body, WriteRequest request, Records<FundState, FundEvent> funds) =>
        funds.Change(request, id, CapitalCallResponse.Looks(callId), f => Task.FromResult(Decide(body, callId, f.State)));

    internal static Decision<FundEvent> Decide(FundReasonRequest body, Guid callId, FundState now)
    {
        if (now.Call(callId) is not { } call)
            return Rejection.NotFound(GetCapitalCall.Noun);
        if (call.VoidReason is not null)
            return Array.Empty<FundEvent>();
        if (Decisions.RefuseClosed(now) is { } closed)
            return closed;
        return call.Standing.Any()
            ? Rejection.Conflict("already-paid", new Text("该催缴已有实缴,不能作废。", "Something was paid on this call; it cannot be voided."))
            : new CapitalCallVoided(callId, [.. call.Amounts.Select(a => a.CommitmentId)], body.Reason!.Trim());
    }
}
