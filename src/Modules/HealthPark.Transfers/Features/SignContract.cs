using System.ComponentModel.DataAnnotations;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>A day on which a contract went one step on.</summary>
/// <param name="On">The day.</param>
public sealed record ContractStepRequest([property: Required] DateOnly? On = null) : IRequestBody;

/// <summary>Records that a technology contract was signed.</summary>
public static class SignContract
{
    internal const string Operation = "SignTechnologyContract";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/transfers/{id:guid}/contracts/{contractId:guid}/signing", Handle)
        .WithName(Operation).RequireScope(Scopes.TransfersWrite).Changes<ContractResponse>()
        .Example("""{ "on": "2026-03-01" }""");

    /// <summary>Records that a technology contract was signed.</summary>
    /// <remarks>Needs `If-Match` with the contract's own ETag.</remarks>
    public static Task<IResult> Handle(
        Guid id, Guid contractId, ContractStepRequest body, WriteRequest request, Records<TransferState, TransferEvent> transfers, TimeProvider clock) =>
        transfers.Change(request, id, ContractResponse.Looks(contractId), t => Task.FromResult(Decide(body, contractId, t.State, clock.Today())));

    internal static Decision<TransferEvent> Decide(ContractStepRequest body, Guid contractId, TransferState now, DateOnly today) =>
        Decisions.Step(now, contractId, ContractState.Signed, Operation, _ =>
        {
            var errors = new List<FieldError>();
            Dates.CheckPast("/on", body.On, today, errors);
            return errors.Count > 0 ? Rejection.Invalid(errors) : new TechnologyContractSigned(contractId, body.On!.Value);
        });
}
