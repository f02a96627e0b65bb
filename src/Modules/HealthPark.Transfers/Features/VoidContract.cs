using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>Voids a technology contract.</summary>
public static class VoidContract
{
    internal const string Operation = "VoidTechnologyContract";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/transfers/{id:guid}/contracts/{contractId:guid}/void", Handle)
        .WithName(Operation).RequireScope(Scopes.TransfersWrite).Changes<ContractResponse>()
        .Example("""{ "reason": "重复登记" }""");

    /// <summary>Voids a technology contract that was entered by mistake.</summary>
    /// <remarks>Needs `If-Match` with the contract's own ETag. Its registration number is free again. If it was registered, the transfer is submitted for verification again.</remarks>
    public static Task<IResult> Handle(
        Guid id, Guid contractId, VoidTransferRequest body, WriteRequest request, Records<TransferState, TransferEvent> transfers) =>
        transfers.Change(request, id, ContractResponse.Looks(contractId), t => Task.FromResult(Decide(body, contractId, t.State)));

    internal static Decision<TransferEvent> Decide(VoidTransferRequest body, Guid contractId, TransferState now) =>
        now.Stage != TransferStage.Voided && now.Contract(contractId)?.State == ContractState.Voided
            ? Array.Empty<TransferEvent>()
            : Decisions.Step(now, contractId, ContractState.Voided, Operation, _ => new TechnologyContractVoided(contractId, body.Reason!.Trim()));
}
