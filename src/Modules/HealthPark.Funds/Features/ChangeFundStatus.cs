using System.ComponentModel.DataAnnotations;
using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>A step of a fund to another stage.</summary>
/// <param name="Status">The stage. Which steps there are: `/v1/state-machines/fund-status`.</param>
/// <param name="On">The day.</param>
/// <param name="FundCode">The code under which it was filed (备案编码); with `filed`, where the record does not have it yet.</param>
/// <param name="Reason">What was said of it.</param>
public sealed record ChangeFundStatusRequest(
    [property: Required, AllowedValues("raising", "filed", "investing", "exiting", "liquidated")] string? Status = null,
    [property: Required] DateOnly? On = null,
    [property: StringLength(40)] string? FundCode = null,
    [property: StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Moves a fund to another stage.</summary>
public static class ChangeFundStatus
{
    internal const string Operation = "ChangeFundStatus";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/funds/{id:guid}/status-changes", Handle)
        .WithName(Operation).RequireScope(Scopes.FundsWrite).Changes<FundResponse>()
        .Example("""{ "status": "exiting", "on": "2026-05-01" }""");

    /// <summary>Moves a fund to another stage: 筹划 → 募集 → 备案 → 投资期 → 退出期 → 清算.</summary>
    /// <remarks>
    /// Needs `If-Match`. A step that there is not is 409 with `allowedTransitions`. A fund with an investment that it has not got out of, by exit,
    /// write-off or cancellation, is not liquidated: 409 `investments-open`.
    /// </remarks>
    public static Task<IResult> Handle(Guid id, ChangeFundStatusRequest body, WriteRequest request, Records<FundState, FundEvent> funds, TimeProvider clock) =>
        funds.Change(request, id, FundResponse.Looks, f => Task.FromResult(Decide(body, f.State, clock.Today())));

    internal static Decision<FundEvent> Decide(ChangeFundStatusRequest body, FundState now, DateOnly today)
    {
        var to = Kebab.Parse<FundStatus>(body.Status)!.Value;
        if (now.Status == to && now.StatusOn == body.On)
            return Array.Empty<FundEvent>();
        if (FundStates.Machine.Refuse(now.Status, to, Operation) is { } refusal)
            return refusal;
        var code = string.IsNullOrWhiteSpace(body.FundCode) ? null : body.FundCode.Trim();
        var errors = new List<FieldError>();
        Dates.CheckPast("/on", body.On, today, errors, now.StatusOn);
        Decisions.CheckFundCode(to, code ?? now.FundCode, errors);
        if (code is not null && now.FundCode is not null && code != now.FundCode)
            errors.Add(new FieldError("/fundCode", "differs", new Text($"备案编码已登记为 {now.FundCode};更正请用 PATCH。", $"The fund code is known to be {now.FundCode}; correct it by PATCH.")));
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        if (to == FundStatus.Liquidated && now.Investments.Exists(i => i.IsOpen))
        {
            return Rejection.Conflict("investments-open", new Text(
                "仍有未退出、核销或取消的投资。", "There are investments that were not exited, written off or cancelled."));
        }

        return new FundStatusChanged(to, body.On!.Value, now.FundCode is null ? code : null, string.IsNullOrWhiteSpace(body.Reason) ? null : body.Reason.Trim());
    }
}
