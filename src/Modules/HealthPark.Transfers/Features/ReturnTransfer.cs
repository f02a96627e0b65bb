using System.ComponentModel.DataAnnotations;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>A step back on the chain.</summary>
/// <param name="To">The earlier stage to which it returns.</param>
/// <param name="On">The day.</param>
/// <param name="Reason">Why.</param>
public sealed record ReturnTransferRequest(
    [property: Required, AllowedValues("clinical-need", "basic-research", "proof-of-concept", "transfer")] string? To = null,
    [property: Required] DateOnly? On = null,
    [property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Moves a transfer back.</summary>
public static class ReturnTransfer
{
    internal const string Operation = "ReturnTransfer";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/transfers/{id:guid}/stage-returns", Handle)
        .WithName(Operation).RequireScope(Scopes.TransfersWrite).Changes<TransferResponse>()
        .Example("""{ "to": "basic-research", "on": "2026-05-20", "reason": "验证数据不足" }""");

    /// <summary>Moves a transfer back to an earlier stage, with a reason.</summary>
    /// <remarks>Needs `If-Match`. Its contracts, equity contributions and first sale stay, and so does what counts.</remarks>
    public static Task<IResult> Handle(
        Guid id, ReturnTransferRequest body, WriteRequest request, Records<TransferState, TransferEvent> transfers, TimeProvider clock) =>
        transfers.Change(request, id, TransferResponse.Looks, t => Task.FromResult(Decide(body, t.State, clock.Today())));

    internal static Decision<TransferEvent> Decide(ReturnTransferRequest body, TransferState now, DateOnly today)
    {
        if (Decisions.RefuseVoided(now) is { } voided)
            return voided;
        var (to, on) = (Kebab.Parse<TransferStage>(body.To)!.Value, body.On!.Value);
        if (TransferStages.Machine.Refuse(now.Stage, to, Operation) is { } refusal)
            return refusal;
        var errors = new List<FieldError>();
        Dates.CheckPast("/on", on, today, errors, now.Steps[^1].On);
        return errors.Count > 0 ? Rejection.Invalid(errors) : new TransferStageReturned(to, on, body.Reason!.Trim());
    }
}
