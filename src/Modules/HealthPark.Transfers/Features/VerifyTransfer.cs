using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>Verifies a transfer.</summary>
public static class VerifyTransfer
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/transfers/{id:guid}/verification", Handle)
        .WithName("VerifyTransfer").RequireScope(Scopes.TransfersVerify).Changes<TransferResponse>()
        .Example("""{ "decision": "verified" }""");

    /// <summary>Verifies or returns a transfer, with all that decides whether it counts.</summary>
    /// <remarks>
    /// Needs `If-Match`: what is verified is the version that the officer read. `verified` makes it count in verified figures;
    /// `returned`, with a reason, takes it out of the reported ones until it is posted again.
    /// </remarks>
    public static Task<IResult> Handle(Guid id, VerificationRequest body, WriteRequest request, Records<TransferState, TransferEvent> transfers) =>
        transfers.Change(request, id, TransferResponse.Looks, t => Task.FromResult(Decide(body, t.State)));

    internal static Decision<TransferEvent> Decide(VerificationRequest body, TransferState now) =>
        Decisions.RefuseVoided(now) is { } voided
            ? voided
            : body.Decide<TransferEvent>(now.Verification, () => new TransferVerified(body.Reason?.Trim()), reason => new TransferReturned(reason));
}
