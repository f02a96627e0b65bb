using System.ComponentModel.DataAnnotations;
using HealthPark.Kernel.Reference;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>An amendment of a technology contract, or a correction of what is known of it. Absent members stay as they are.</summary>
/// <param name="On">The day of the amendment.</param>
/// <param name="Reason">Why.</param>
/// <param name="Kind">Its kind. Codes: `technology-contract-kinds`.</param>
/// <param name="AmountYuan">Its amount in CNY yuan.</param>
/// <param name="TechnicalIncomeYuan">The technical income in it, at most the amount.</param>
/// <param name="Parties">Its parties, all of them.</param>
/// <param name="SignedOn">When it was signed; of a contract that is.</param>
/// <param name="SubmittedOn">When it was accepted; of a contract that is.</param>
/// <param name="RegisteredOn">When it was registered; of a contract that is.</param>
/// <param name="RegistrationNumber">Its registration number; of a registered contract.</param>
public sealed record AmendContractRequest(
    [property: Required] DateOnly? On = null,
    [property: Required, StringLength(500)] string? Reason = null,
    [property: CodesOf("technology-contract-kinds")] string? Kind = null,
    decimal? AmountYuan = null,
    decimal? TechnicalIncomeYuan = null,
    [property: MaxLength(20)] IReadOnlyList<string>? Parties = null,
    DateOnly? SignedOn = null,
    DateOnly? SubmittedOn = null,
    DateOnly? RegisteredOn = null,
    [property: StringLength(60)] string? RegistrationNumber = null) : IRequestBody;

/// <summary>Amends a technology contract.</summary>
public static class AmendContract
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/transfers/{id:guid}/contracts/{contractId:guid}/amendments", Handle)
        .WithName("AmendTechnologyContract").RequireScope(Scopes.TransfersWrite).Changes<ContractResponse>()
        .Example("""{ "on": "2026-04-01", "reason": "补充协议一", "amountYuan": 1500000 }""");

    /// <summary>Amends a technology contract, or corrects what is known of it.</summary>
    /// <remarks>Needs `If-Match` with the contract's own ETag. Not once it is refused or voided. A new day of registration submits the transfer for verification again.</remarks>
    public static Task<IResult> Handle(
        Guid id, Guid contractId, AmendContractRequest body, WriteRequest request, Records<TransferState, TransferEvent> transfers, TimeProvider clock) =>
        transfers.Change(request, id, ContractResponse.Looks(contractId), t => Task.FromResult(Decide(body, contractId, t.State, clock.Today())));

    internal static Decision<TransferEvent> Decide(AmendContractRequest body, Guid contractId, TransferState now, DateOnly today)
    {
        if (Decisions.RefuseVoided(now) is { } voided)
            return voided;
        if (now.Contract(contractId) is not { } contract)
            return Rejection.NotFound(GetContract.Noun);
        if (contract.State is ContractState.Refused or ContractState.Voided)
            return Rejection.Transition("contract-closed", new Text("该合同已不予登记或作废,不能再更改。", "This contract was refused or voided; it takes no more changes."), []);

        var amended = new TechnologyContractAmended(
            contractId, body.On!.Value, body.Reason!.Trim(), New(body.Kind, contract.Kind), New(body.AmountYuan, contract.AmountYuan),
            New(body.TechnicalIncomeYuan, contract.TechnicalIncomeYuan),
            body.Parties is null || body.Parties.Select(p => p.Trim()).SequenceEqual(contract.Parties) ? null : [.. body.Parties.Select(p => p.Trim())],
            New(body.SignedOn, contract.SignedOn), New(body.SubmittedOn, contract.SubmittedOn), New(body.RegisteredOn, contract.RegisteredOn),
            New(body.RegistrationNumber?.Trim(), contract.RegistrationNumber));
        var after = contract.Amended(amended);
        var errors = new List<FieldError>();
        Dates.CheckPast("/on", body.On, today, errors);
        CodeLists.TechnologyContractKinds.Check("/kind", body.Kind, errors);
        Decisions.CheckAmounts(after.AmountYuan, after.TechnicalIncomeYuan, errors);
        foreach (var (pointer, given, known) in new[]
        {
            ("/signedOn", body.SignedOn, contract.SignedOn), ("/submittedOn", body.SubmittedOn, contract.SubmittedOn), ("/registeredOn", body.RegisteredOn, contract.RegisteredOn),
        })
        {
            // A contract may have been entered as registered without its earlier days: these can be filled in.
            if (given is not null && known is null && contract.State != ContractState.Registered)
                errors.Add(new FieldError(pointer, "not-reached", new Text("合同尚未到此状态。", "The contract has not got there yet.")));
        }

        Decisions.CheckDates(after, now, today, errors);
        Decisions.CheckNumber(after, errors);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        if (Decisions.RefuseNumber(now, contractId, amended.RegistrationNumber) is { } taken)
            return taken;
        return amended is
        {
            Kind: null, AmountYuan: null, TechnicalIncomeYuan: null, Parties: null, SignedOn: null, SubmittedOn: null, RegisteredOn: null, RegistrationNumber: null,
        }
            ? Array.Empty<TransferEvent>()
            : amended;
    }

    private static string? New(string? value, string? current) => value == current ? null : value;

    private static decimal? New(decimal? value, decimal current) => value == current ? null : value;

    private static DateOnly? New(DateOnly? value, DateOnly? current) => value == current ? null : value;
}
