using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>Voids the first sale.</summary>
public static class VoidFirstSale
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/transfers/{id:guid}/first-sale/void", Handle)
        .WithName("VoidFirstSale").RequireScope(Scopes.TransfersWrite).Changes<TransferResponse>()
        .Example("""{ "reason": "误录" }""");

    /// <summary>Voids a first sale that was entered by mistake.</summary>
    /// <remarks>Needs `If-Match`. The transfer is submitted for verification again.</remarks>
    public static Task<IResult> Handle(Guid id, VoidTransferRequest body, WriteRequest request, Records<TransferState, TransferEvent> transfers) =>
        transfers.Change(request, id, TransferResponse.Looks, t => Task.FromResult(Decide(body, t.State)));

    internal static Decision<TransferEvent> Decide(VoidTransferRequest body, TransferState now) =>
        Decisions.RefuseVoided(now) is { } voided ? voided
        : now.FirstSale is null ? Array.Empty<TransferEvent>()
        : new FirstSaleVoided(body.Reason!.Trim());
}
