using System.ComponentModel.DataAnnotations;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>Refusal to register a technology contract.</summary>
/// <param name="On">The day.</param>
/// <param name="Reason">Why.</param>
public sealed record RefuseContractRequest(
    [property: Required] DateOnly? On = null,
    [property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Records that registration of a technology contract was refused.</summary>
public static class RefuseContract
{
    internal const string Operation = "RefuseTechnologyContract";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/transfers/{id:guid}/contracts/{contractId:guid}/refusal", Handle)
        .WithName(Operation).RequireScope(Scopes.TransfersWrite).Changes<ContractResponse>()
        .Example("""{ "on": "2026-03-28", "reason": "不属于技术合同" }""");

    /// <summary>Records that registration of a technology contract was refused.</summary>
    /// <remarks>Needs `If-Match` with the contract's own ETag. It is final: a contract that is submitted again is a new one.</remarks>
    public static Task<IResult> Handle(
        Guid id, Guid contractId, RefuseContractRequest body, WriteRequest request, Records<TransferState, TransferEvent> transfers, TimeProvider clock) =>
        transfers.Change(request, id, ContractResponse.Looks(contractId), t => Task.FromResult(Decide(body, contractId, t.State, clock.Today())));

    internal static Decision<TransferEvent> Decide(RefuseContractRequest body, Guid contractId, TransferState now, DateOnly today) =>
        Decisions.Step(now, contractId, ContractState.Refused, Operation, contract =>
        {
            var errors = new List<FieldError>();
            Dates.CheckPast("/on", body.On, today, errors, contract.SubmittedOn);
            return errors.Count > 0 ? Rejection.Invalid(errors) : new TechnologyContractRefused(contractId, body.On!.Value, body.Reason!.Trim());
        });
}
