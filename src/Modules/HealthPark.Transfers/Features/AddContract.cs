using System.ComponentModel.DataAnnotations;
using HealthPark.Kernel.Reference;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>A technology contract. The dates given make its state: `registeredOn` makes it registered; none leaves it a draft.</summary>
/// <param name="Kind">Its kind (民法典 part 3, chapter 20). Codes: `technology-contract-kinds`.</param>
/// <param name="AmountYuan">Its amount in CNY yuan, at most 2 decimals.</param>
/// <param name="TechnicalIncomeYuan">The technical income (技术性收入) in it, at most the amount.</param>
/// <param name="Parties">Its parties.</param>
/// <param name="SignedOn">When it was signed.</param>
/// <param name="SubmittedOn">When the registration body accepted it (受理).</param>
/// <param name="RegisteredOn">When it was registered.</param>
/// <param name="RegistrationNumber">Its registration number; with `registeredOn`. No other contract may bear it.</param>
public sealed record AddContractRequest(
    [property: Required, CodesOf("technology-contract-kinds")] string? Kind = null,
    [property: Required] decimal? AmountYuan = null,
    [property: Required] decimal? TechnicalIncomeYuan = null,
    [property: MaxLength(20)] IReadOnlyList<string>? Parties = null,
    DateOnly? SignedOn = null,
    DateOnly? SubmittedOn = null,
    DateOnly? RegisteredOn = null,
    [property: StringLength(60)] string? RegistrationNumber = null) : IRequestBody;

/// <summary>Enters a technology contract.</summary>
public static class AddContract
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/transfers/{id:guid}/contracts", Handle)
        .WithName("AddTechnologyContract").RequireScope(Scopes.TransfersWrite).Adds<ContractResponse>()
        .Example("""{ "kind": "licence", "amountYuan": 1200000, "technicalIncomeYuan": 1000000, "parties": ["重庆医科大学", "示例生物科技有限公司"], "signedOn": "2026-03-01" }""");

    /// <summary>Enters a technology contract of a transfer.</summary>
    /// <remarks>One result counts once, however many contracts it has. A registered contract submits the transfer for verification again.</remarks>
    public static Task<IResult> Handle(
        Guid id, AddContractRequest body, WriteRequest request, Records<TransferState, TransferEvent> transfers, TimeProvider clock) =>
        transfers.Add(request, id, ContractResponse.Looks, t => t.Contracts[^1].Id, (t, contractId) => Task.FromResult(Decide(body, contractId, t.State, clock.Today())));

    internal static Decision<TransferEvent> Decide(AddContractRequest body, Guid contractId, TransferState now, DateOnly today)
    {
        if (Decisions.RefuseVoided(now) is { } voided)
            return voided;
        var added = new TechnologyContractAdded(
            contractId, body.Kind!, body.AmountYuan!.Value, body.TechnicalIncomeYuan!.Value, [.. (body.Parties ?? []).Select(p => p.Trim())],
            body.SignedOn, body.SubmittedOn, body.RegisteredOn, body.RegistrationNumber?.Trim());
        var contract = TechnologyContract.Of(added);
        var errors = new List<FieldError>();
        CodeLists.TechnologyContractKinds.Check("/kind", body.Kind, errors);
        Decisions.CheckAmounts(contract.AmountYuan, contract.TechnicalIncomeYuan, errors);
        Decisions.CheckDates(contract, now, today, errors);
        Decisions.CheckNumber(contract, errors);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        return Decisions.RefuseNumber(now, contractId, contract.RegistrationNumber) is { } taken ? taken : added;
    }
}
