using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>Records that the registration body accepted a technology contract.</summary>
public static class SubmitContract
{
    internal const string Operation = "SubmitTechnologyContract";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/transfers/{id:guid}/contracts/{contractId:guid}/submission", Handle)
        .WithName(Operation).RequireScope(Scopes.TransfersWrite).Changes<ContractResponse>()
        .Example("""{ "on": "2026-03-10" }""");

    /// <summary>Records that the registration body accepted a technology contract (受理).</summary>
    /// <remarks>Needs `If-Match` with the contract's own ETag. `decisionDueOn` is 30 days later (技术合同认定登记管理办法).</remarks>
    public static Task<IResult> Handle(
        Guid id, Guid contractId, ContractStepRequest body, WriteRequest request, Records<TransferState, TransferEvent> transfers, TimeProvider clock) =>
        transfers.Change(request, id, ContractResponse.Looks(contractId), t => Task.FromResult(Decide(body, contractId, t.State, clock.Today())));

    internal static Decision<TransferEvent> Decide(ContractStepRequest body, Guid contractId, TransferState now, DateOnly today) =>
        Decisions.Step(now, contractId, ContractState.Submitted, Operation, contract =>
        {
            var errors = new List<FieldError>();
            Dates.CheckPast("/on", body.On, today, errors, contract.SignedOn);
            return errors.Count > 0 ? Rejection.Invalid(errors) : new TechnologyContractSubmitted(contractId, body.On!.Value);
        });
}
