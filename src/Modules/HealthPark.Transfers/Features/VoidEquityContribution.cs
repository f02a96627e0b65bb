using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>Voids an equity contribution.</summary>
public static class VoidEquityContribution
{
    private static readonly Text Noun = new("作价入股记录", "equity contribution");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/transfers/{id:guid}/equity-contributions/{contributionId:guid}/void", Handle)
        .WithName("VoidEquityContribution").RequireScope(Scopes.TransfersWrite).Changes<TransferResponse>()
        .Example("""{ "reason": "重复登记" }""");

    /// <summary>Voids an equity contribution that was entered by mistake.</summary>
    /// <remarks>Needs `If-Match`. The transfer is submitted for verification again.</remarks>
    public static Task<IResult> Handle(
        Guid id, Guid contributionId, VoidTransferRequest body, WriteRequest request, Records<TransferState, TransferEvent> transfers) =>
        transfers.Change(request, id, TransferResponse.Looks, t => Task.FromResult(Decide(body, contributionId, t.State)));

    internal static Decision<TransferEvent> Decide(VoidTransferRequest body, Guid contributionId, TransferState now)
    {
        if (Decisions.RefuseVoided(now) is { } voided)
            return voided;
        return now.EquityContributions.Find(c => c.Id == contributionId) switch
        {
            null => Rejection.NotFound(Noun),
            { VoidReason: not null } => Array.Empty<TransferEvent>(),
            _ => new EquityContributionVoided(contributionId, body.Reason!.Trim()),
        };
    }
}
