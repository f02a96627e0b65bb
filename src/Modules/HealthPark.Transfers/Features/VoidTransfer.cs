using System.ComponentModel.DataAnnotations;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>Voiding of a transfer, or of something of it, that was entered by mistake.</summary>
/// <param name="Reason">Why.</param>
public sealed record VoidTransferRequest([property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Voids a transfer.</summary>
public static class VoidTransfer
{
    internal const string Operation = "VoidTransfer";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/transfers/{id:guid}/void", Handle)
        .WithName(Operation).RequireScope(Scopes.TransfersWrite).Changes<TransferResponse>()
        .Example("""{ "reason": "重复登记" }""");

    /// <summary>Voids a transfer that was entered by mistake.</summary>
    /// <remarks>Needs `If-Match`. It counts nowhere from then on, its title and registration numbers are free again, and its history stays. There is no way back.</remarks>
    public static Task<IResult> Handle(Guid id, VoidTransferRequest body, WriteRequest request, Records<TransferState, TransferEvent> transfers) =>
        transfers.Change(request, id, TransferResponse.Looks, t => Task.FromResult(Decide(body, t.State)));

    internal static Decision<TransferEvent> Decide(VoidTransferRequest body, TransferState now) =>
        now.Stage == TransferStage.Voided ? Array.Empty<TransferEvent>() : new TransferVoided(body.Reason!.Trim());
}
