using System.ComponentModel.DataAnnotations;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>Registration of a technology contract.</summary>
/// <param name="On">The day.</param>
/// <param name="RegistrationNumber">Its registration number, as the registration body wrote it. No other contract may bear it.</param>
public sealed record RegisterContractRequest(
    [property: Required] DateOnly? On = null,
    [property: StringLength(60)] string? RegistrationNumber = null) : IRequestBody;

/// <summary>Records that a technology contract was registered.</summary>
public static class RegisterContract
{
    internal const string Operation = "RegisterTechnologyContract";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/transfers/{id:guid}/contracts/{contractId:guid}/registration", Handle)
        .WithName(Operation).RequireScope(Scopes.TransfersWrite).Changes<ContractResponse>()
        .Example("""{ "on": "2026-03-28", "registrationNumber": "示例2026000001" }""");

    /// <summary>Records that a technology contract was registered (认定登记).</summary>
    /// <remarks>
    /// Needs `If-Match` with the contract's own ETag. A contract is registered once. The first of a result's registrations, equity
    /// contributions and first sale makes it transferred; the transfer is submitted for verification again.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, Guid contractId, RegisterContractRequest body, WriteRequest request, Records<TransferState, TransferEvent> transfers, TimeProvider clock) =>
        transfers.Change(request, id, ContractResponse.Looks(contractId), t => Task.FromResult(Decide(body, contractId, t.State, clock.Today())));

    internal static Decision<TransferEvent> Decide(RegisterContractRequest body, Guid contractId, TransferState now, DateOnly today) =>
        Decisions.Step(now, contractId, ContractState.Registered, Operation, contract =>
        {
            var (errors, number) = (new List<FieldError>(), body.RegistrationNumber?.Trim());
            Dates.CheckPast("/on", body.On, today, errors, contract.SubmittedOn, now.StoppedOn);
            if (errors.Count > 0)
                return Rejection.Invalid(errors);
            return Decisions.RefuseNumber(now, contractId, number) is { } taken ? taken : new TechnologyContractRegistered(contractId, body.On!.Value, number);
        });
}
