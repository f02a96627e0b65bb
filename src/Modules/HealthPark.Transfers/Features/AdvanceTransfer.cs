using System.ComponentModel.DataAnnotations;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>A step forward on the chain.</summary>
/// <param name="To">The stage reached: the next one; with a waiver, a later one.</param>
/// <param name="On">The day on which it got there.</param>
/// <param name="Evidence">What shows it, at least one: references to documents, addresses or ids.</param>
/// <param name="Waiver">Who allowed the stages in between to be skipped, and why. For the park office only.</param>
public sealed record AdvanceTransferRequest(
    [property: Required, AllowedValues("basic-research", "proof-of-concept", "transfer", "industrial-landing")] string? To = null,
    [property: Required] DateOnly? On = null,
    [property: Required, MaxLength(20)] IReadOnlyList<string>? Evidence = null,
    WaiverRequest? Waiver = null) : IRequestBody;

/// <summary>Leave to skip a stage.</summary>
/// <param name="Approver">Who gave it: a name.</param>
/// <param name="Reason">Why.</param>
public sealed record WaiverRequest(
    [property: Required, StringLength(200)] string? Approver = null,
    [property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Moves a transfer forward.</summary>
public static class AdvanceTransfer
{
    internal const string Operation = "AdvanceTransfer";

    /// <summary>The member that lets stages be skipped.</summary>
    internal const string Waiver = "waiver";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/transfers/{id:guid}/stage-advances", Handle)
        .WithName(Operation).RequireScope(Scopes.TransfersWrite).Changes<TransferResponse>()
        .Example("""{ "to": "transfer", "on": "2026-05-01", "evidence": ["概念验证报告 示例-2026-001"] }""");

    /// <summary>Moves a transfer one stage forward, with evidence.</summary>
    /// <remarks>
    /// Needs `If-Match`. 临床需求 → 基础研究 → 概念验证 → 成果转化 → 产业落地. A stage that is skipped is 409 with `allowedTransitions`, unless the
    /// park office gives the `waiver` of a named approver.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, AdvanceTransferRequest body, WriteRequest request, Records<TransferState, TransferEvent> transfers, TimeProvider clock) =>
        transfers.Change(request, id, TransferResponse.Looks, t => Task.FromResult(Decide(body, t.State, request.Caller.IsParkOffice, clock.Today())));

    internal static Decision<TransferEvent> Decide(AdvanceTransferRequest body, TransferState now, bool byParkOffice, DateOnly today)
    {
        if (Decisions.RefuseVoided(now) is { } voided)
            return voided;
        var (to, on) = (Kebab.Parse<TransferStage>(body.To)!.Value, body.On!.Value);
        if (to == now.Stage && now.Steps[^1] is { Kind: StepKind.Advanced } last && last.On == on)
            return Array.Empty<TransferEvent>();
        if (TransferStages.Machine.Refuse(now.Stage, to, Operation, body.Waiver is null ? null : Waiver) is { } refusal)
            return refusal;

        var errors = new List<FieldError>();
        Dates.CheckPast("/on", on, today, errors, now.Steps[^1].On);
        var evidence = Decisions.Evidence(body.Evidence!, errors);
        if (body.Waiver is not null && TransferStages.Machine.NextOf(now.Stage, Operation).Contains(to))
            errors.Add(new FieldError("/waiver", "not-needed", new Text("没有跳过任何阶段,无需豁免。", "No stage is skipped, so there is nothing to waive.")));
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        if (body.Waiver is not null && !byParkOffice)
            return new Rejection(403, "park-office-only", new Text("跳过阶段的豁免只能由园区办公室录入。", "Only the park office may enter a waiver that skips a stage."));
        return new TransferStageAdvanced(
            to, on, evidence, body.Waiver is { } waiver ? new StageWaiver(waiver.Approver!.Trim(), waiver.Reason!.Trim()) : null);
    }
}
