using System.ComponentModel.DataAnnotations;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>The end of a transfer that is given up.</summary>
/// <param name="On">The day.</param>
/// <param name="Reason">Why.</param>
public sealed record StopTransferRequest(
    [property: Required] DateOnly? On = null,
    [property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Stops a transfer.</summary>
public static class StopTransfer
{
    internal const string Operation = "StopTransfer";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/transfers/{id:guid}/stop", Handle)
        .WithName(Operation).RequireScope(Scopes.TransfersWrite).Changes<TransferResponse>()
        .Example("""{ "on": "2026-06-01", "reason": "技术路线不可行" }""");

    /// <summary>Stops a transfer that is given up.</summary>
    /// <remarks>
    /// Needs `If-Match`. There is no way back: a result taken up again is a new transfer. What counted before stays counted; nothing
    /// that happened after `on` can make it count.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, StopTransferRequest body, WriteRequest request, Records<TransferState, TransferEvent> transfers, TimeProvider clock) =>
        transfers.Change(request, id, TransferResponse.Looks, t => Task.FromResult(Decide(body, t.State, clock.Today())));

    internal static Decision<TransferEvent> Decide(StopTransferRequest body, TransferState now, DateOnly today)
    {
        if (Decisions.RefuseVoided(now) is { } voided)
            return voided;
        if (TransferStages.Machine.Refuse(now.Stage, TransferStage.Stopped, Operation) is { } refusal)
            return refusal;
        var errors = new List<FieldError>();
        Dates.CheckPast("/on", body.On, today, errors, now.Steps[^1].On);
        if (body.On < now.Transferred?.On)
        {
            errors.Add(new FieldError("/on", "dates-out-of-order", new Text(
                $"不能早于实现转化之日({now.Transferred?.On:yyyy-MM-dd})。", $"Must not lie before the day on which it was transferred ({now.Transferred?.On:yyyy-MM-dd}).")));
        }

        return errors.Count > 0 ? Rejection.Invalid(errors) : new TransferStopped(body.On!.Value, body.Reason!.Trim());
    }
}
