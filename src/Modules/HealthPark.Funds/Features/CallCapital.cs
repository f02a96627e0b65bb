using System.ComponentModel.DataAnnotations;
using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>A call on a fund's investors to pay in: either the same part of every commitment, or amounts.</summary>
/// <param name="On">The day of the call.</param>
/// <param name="DueOn">The day by which is to be paid.</param>
/// <param name="SharePercent">How much of every commitment that stands is called, in per cent: more than 0, at most 100, at most 4 decimals; each amount is rounded down to fen.</param>
/// <param name="Amounts">What is called of each commitment; instead of `sharePercent`.</param>
public sealed record CallCapitalRequest(
    [property: Required] DateOnly? On = null,
    [property: Required] DateOnly? DueOn = null,
    decimal? SharePercent = null,
    [property: MaxLength(500)] IReadOnlyList<CalledAmountRequest>? Amounts = null) : IRequestBody;

/// <summary>What a capital call asks of a commitment.</summary>
/// <param name="CommitmentId">The commitment.</param>
/// <param name="AmountYuan">What it asks, in CNY yuan, at most 2 decimals.</param>
public sealed record CalledAmountRequest([property: Required] Guid? CommitmentId = null, [property: Required] decimal? AmountYuan = null) : IRequestBody;

/// <summary>Calls capital.</summary>
public static class CallCapital
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/funds/{id:guid}/capital-calls", Handle)
        .WithName("CallCapital").RequireScope(Scopes.FundsWrite).Adds<CapitalCallResponse>()
        .Example("""{ "on": "2026-04-01", "dueOn": "2026-04-30", "sharePercent": 30 }""");

    /// <summary>Calls on a fund's investors to pay in (催缴).</summary>
    /// <remarks>
    /// While the fund is `raising`, `filed` or `investing`. All calls together never ask more of a commitment than was committed: 409
    /// `exceeds-commitment` with `leftYuan`.
    /// </remarks>
    public static Task<IResult> Handle(Guid id, CallCapitalRequest body, WriteRequest request, Records<FundState, FundEvent> funds, TimeProvider clock) =>
        funds.Add(request, id, CapitalCallResponse.Looks, f => f.Calls[^1].Id, (f, callId) => Task.FromResult(Decide(body, callId, f.State, clock.Today())));

    internal static Decision<FundEvent> Decide(CallCapitalRequest body, Guid callId, FundState now, DateOnly today)
    {
        if (Decisions.RefuseOutside(now, Decisions.Raising) is { } refusal)
            return refusal;
        var errors = new List<FieldError>();
        Dates.CheckPast("/on", body.On, today, errors);
        Dates.CheckOrder("/dueOn", body.DueOn, errors, body.On);
        var amounts = Amounts(body, now, errors);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        foreach (var amount in amounts)
        {
            var left = now.Commitment(amount.CommitmentId)!.AmountYuan - now.Called(amount.CommitmentId);
            if (amount.AmountYuan > left)
            {
                return Rejection.Conflict("exceeds-commitment", new Text(
                    $"催缴不能超过认缴:该出资人尚余 {left} 元。", $"No more can be called than was committed: {left} yuan are left of that commitment."))
                    .With("commitmentId", amount.CommitmentId).With("leftYuan", left);
            }
        }

        return new CapitalCalled(callId, body.On!.Value, body.DueOn!.Value, amounts);
    }

    private static List<CalledAmount> Amounts(CallCapitalRequest body, FundState now, List<FieldError> errors)
    {
        if ((body.SharePercent is null) == (body.Amounts is null or []))
        {
            errors.Add(new FieldError("/sharePercent", "one-of-two", new Text("sharePercent 与 amounts 须给出其一。", "Give either sharePercent or amounts.")));
            return [];
        }

        if (body.SharePercent is { } share)
        {
            if (share is <= 0 or > 100 || decimal.Round(share, 4) != share)
                errors.Add(new FieldError("/sharePercent", "out-of-range", new Text("须大于 0、不大于 100,最多 4 位小数。", "Must be more than 0 and at most 100, with at most 4 decimals.")));
            var all = now.Commitments.Where(c => c.VoidReason is null)
                .Select(c => new CalledAmount(c.Id, decimal.Round(c.AmountYuan * share / 100, 2, MidpointRounding.ToZero))).Where(a => a.AmountYuan > 0).ToList();
            if (all.Count == 0 && errors.Count == 0)
                errors.Add(new FieldError("/sharePercent", "nothing-to-call", new Text("没有可催缴的认缴。", "There is no commitment of which that would call anything.")));
            return all;
        }

        for (var i = 0; i < body.Amounts!.Count; i++)
        {
            if (now.Commitment(body.Amounts[i].CommitmentId!.Value) is not { VoidReason: null })
                errors.Add(new FieldError($"/amounts/{i}/commitmentId", "unknown-reference", new Text("该基金没有这项认缴,或已作废。", "The fund has no such commitment, or it was voided.")));
            Decisions.CheckAmount($"/amounts/{i}/amountYuan", body.Amounts[i].AmountYuan, errors);
        }

        if (body.Amounts.DistinctBy(a => a.CommitmentId).Count() < body.Amounts.Count)
            errors.Add(new FieldError("/amounts", "repeated-value", new Text("同一认缴只能出现一次。", "Each commitment may be given once.")));
        return [.. body.Amounts.Select(a => new CalledAmount(a.CommitmentId!.Value, a.AmountYuan!.Value))];
    }
}
