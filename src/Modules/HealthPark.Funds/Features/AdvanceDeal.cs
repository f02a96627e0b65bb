using System.ComponentModel.DataAnnotations;
using HealthPark.Funds.Deal;

namespace HealthPark.Funds.Features;

/// <summary>A step of a deal.</summary>
/// <param name="To">The stage reached: the next one.</param>
/// <param name="On">The day.</param>
/// <param name="Note">What was found or decided.</param>
public sealed record AdvanceDealRequest(
    [property: Required, AllowedValues("screened", "due-diligence", "committee", "signed", "managed")] string? To = null,
    [property: Required] DateOnly? On = null,
    [property: StringLength(2000)] string? Note = null) : IRequestBody;

/// <summary>Moves a deal forward.</summary>
public static class AdvanceDeal
{
    internal const string Operation = "AdvanceDeal";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/deals/{id:guid}/stage-advances", Handle)
        .WithName(Operation).RequireScope(Scopes.FundsWrite).Changes<DealResponse>()
        .Example("""{ "to": "screened", "on": "2026-04-10", "note": "初筛通过" }""");

    /// <summary>Moves a deal one stage forward: 项目储备 → 初筛 → 尽职调查 → 投决 → 签约, and once it is paid to 投后管理.</summary>
    /// <remarks>
    /// Needs `If-Match`. A stage that is skipped is 409 with `allowedTransitions`. `disbursed`, `exited` and `written-off` come of the
    /// investment: `/v1/funds/{id}/investments`.
    /// </remarks>
    public static Task<IResult> Handle(Guid id, AdvanceDealRequest body, WriteRequest request, Records<DealState, DealEvent> deals, TimeProvider clock) =>
        deals.Change(request, id, DealResponse.Looks, d => Task.FromResult(Decide(body, d.State, clock.Today())));

    internal static Decision<DealEvent> Decide(AdvanceDealRequest body, DealState now, DateOnly today)
    {
        var (to, on) = (Kebab.Parse<DealStage>(body.To)!.Value, body.On!.Value);
        if (now.Stage == to && now.Steps[^1].On == on)
            return Array.Empty<DealEvent>();
        if (DealStages.Machine.Refuse(now.Stage, to, Operation) is { } refusal)
            return refusal;
        var errors = new List<FieldError>();
        Dates.CheckPast("/on", on, today, errors, now.Steps[^1].On);
        return errors.Count > 0 ? Rejection.Invalid(errors) : new DealAdvanced(to, on, string.IsNullOrWhiteSpace(body.Note) ? null : body.Note.Trim());
    }
}
