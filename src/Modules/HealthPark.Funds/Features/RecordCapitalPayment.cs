using System.ComponentModel.DataAnnotations;
using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>Money that an investor paid in (实缴).</summary>
/// <param name="CommitmentId">The commitment for which it was paid; one that the call asks something of.</param>
/// <param name="AmountYuan">What was paid, in CNY yuan, at most 2 decimals.</param>
/// <param name="On">The day; not before the call.</param>
public sealed record RecordCapitalPaymentRequest(
    [property: Required] Guid? CommitmentId = null,
    [property: Required] decimal? AmountYuan = null,
    [property: Required] DateOnly? On = null) : IRequestBody;

/// <summary>Records that an investor paid in.</summary>
public static class RecordCapitalPayment
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/funds/{id:guid}/capital-calls/{callId:guid}/payments", Handle)
        .WithName("RecordCapitalPayment").RequireScope(Scopes.FundsWrite).Changes<CapitalCallResponse>()
        .Example("""{ "commitmentId": "0198a000-0000-7000-8000-000000000003", "amountYuan": 12000000, "on": "2026-04-20" }""");

    /// <summary>Records what an investor paid in on a capital call (实缴).</summary>
    /// <remarks>
    /// Needs `If-Match` with the call's own ETag. Payments on a call never exceed what it asks of the commitment, so paid-in never exceeds
    /// committed: 409 `exceeds-call` with `leftYuan`.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, Guid callId, RecordCapitalPaymentRequest body, WriteRequest request, Records<FundState, FundEvent> funds, TimeProvider clock) =>
        funds.Change(request, id, CapitalCallResponse.Looks(callId), f => Task.FromResult(Decide(body, callId, Guid.CreateVersion7(), f.State, clock.Today())));

    internal static Decision<FundEvent> Decide(RecordCapitalPaymentRequest body, Guid callId, Guid paymentId, FundState now, DateOnly today)
    {
        if (now.Call(callId) is not { } call)
            return Rejection.NotFound(GetCapitalCall.Noun);
        if (Decisions.RefuseOutside(now, Decisions.PayingIn) is { } refusal)
            return refusal;
        if (call.VoidReason is not null)
            return Rejection.Conflict("call-voided", new Text("该催缴已作废。", "This call was voided."));
        var (commitmentId, amount) = (body.CommitmentId!.Value, body.AmountYuan!.Value);
        var errors = new List<FieldError>();
        if (call.Called(commitmentId) == 0)
            errors.Add(new FieldError("/commitmentId", "unknown-reference", new Text("该催缴不涉及这项认缴。", "The call asks nothing of such a commitment.")));
        Decisions.CheckAmount("/amountYuan", amount, errors);
        Dates.CheckPast("/on", body.On, today, errors, call.On);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        var left = call.Called(commitmentId) - call.Paid(commitmentId);
        return amount > left
            ? Rejection.Conflict("exceeds-call", new Text(
                $"实缴不能超过催缴:尚余 {left} 元。", $"No more can be paid than was called: {left} yuan are left.")).With("leftYuan", left)
            : new CapitalPaidIn(paymentId, callId, commitmentId, amount, body.On!.Value);
    }
}
