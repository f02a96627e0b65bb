using HealthPark.Kernel.Reference;
using HealthPark.Transfers.Features;

namespace HealthPark.Transfers.Transfer;

/// <summary>Rules that several of the module's decisions share. Pure: time and look-ups come as values.</summary>
internal static class Decisions
{
    /// <summary>A void record takes no more changes.</summary>
    public static Rejection? RefuseVoided(TransferState transfer) => transfer.Stage == TransferStage.Voided
        ? Rejection.Transition("transfer-voided", new Text("该转化记录已作废,不能再更改。", "This transfer was voided; it takes no more changes."), [])
        : null;

    /// <summary>What shows a step: at least one text, each once.</summary>
    public static IReadOnlyList<string> Evidence(IReadOnlyList<string> evidence, List<FieldError> errors)
    {
        if (evidence.Count == 0)
            errors.Add(new FieldError("/evidence", "required", new Text("须至少给出一项佐证。", "At least one piece of evidence is required.")));
        return [.. evidence.Select(e => e.Trim()).Distinct()];
    }

    /// <summary>A contract's amounts: technical income is part of the amount.</summary>
    public static void CheckAmounts(decimal amountYuan, decimal technicalIncomeYuan, List<FieldError> errors)
    {
        Money.Check("/amountYuan", amountYuan, errors);
        Money.Check("/technicalIncomeYuan", technicalIncomeYuan, errors);
        if (technicalIncomeYuan > amountYuan)
        {
            errors.Add(new FieldError("/technicalIncomeYuan", "exceeds-amount", new Text(
                "技术性收入不能大于合同金额。", "Technical income must not exceed the contract's amount.")));
        }
    }

    /// <summary>A contract's dates lie in order, none in the future; nothing realises a result after it was stopped.</summary>
    public static void CheckDates(TechnologyContract contract, TransferState transfer, DateOnly today, List<FieldError> errors)
    {
        Dates.CheckPast("/signedOn", contract.SignedOn, today, errors);
        Dates.CheckPast("/submittedOn", contract.SubmittedOn, today, errors, contract.SignedOn);
        Dates.CheckPast("/registeredOn", contract.RegisteredOn, today, errors, contract.SubmittedOn ?? contract.SignedOn, transfer.StoppedOn);
    }

    /// <summary>A registration number goes with a registration.</summary>
    public static void CheckNumber(TechnologyContract contract, List<FieldError> errors)
    {
        if (contract.RegistrationNumber is not null && contract.RegisteredOn is null)
            errors.Add(new FieldError("/registrationNumber", "not-registered", new Text("只有已登记的合同才有登记编号。", "Only a registered contract has a registration number.")));
    }

    /// <summary>One transfer holds a registration number once, as all transfers together do.</summary>
    public static Rejection? RefuseNumber(TransferState transfer, Guid contractId, string? number) =>
        number is not null && transfer.Contracts.Exists(c => c.Id != contractId && c.State == ContractState.Registered
            && c.RegistrationNumber is not null && NumberKey(c.RegistrationNumber) == NumberKey(number))
            ? NumberTaken(number)
            : null;

    /// <summary>Another contract bears the number.</summary>
    public static Rejection NumberTaken(string number) => Rejection.Conflict("duplicate", new Text(
        $"登记编号 {number} 已属于另一份技术合同。", $"Another technology contract bears the registration number {number}."));

    /// <summary>The form in which registration numbers are compared: width, case and spaces do not count. Their format is not published, so the text is kept.</summary>
    public static string NumberKey(string number) =>
        string.Concat(number.InNormalForm().ToUpperInvariant().Where(c => !char.IsWhiteSpace(c)));

    /// <summary>Decides a step of a contract: it exists, and the step leads on from its state.</summary>
    public static Decision<TransferEvent> Step(
        TransferState transfer, Guid contractId, ContractState to, string operation, Func<TechnologyContract, Decision<TransferEvent>> decide)
    {
        if (RefuseVoided(transfer) is { } voided)
            return voided;
        if (transfer.Contract(contractId) is not { } contract)
            return Rejection.NotFound(GetContract.Noun);
        return ContractStates.Machine.Refuse(contract.State, to, operation) is { } refusal ? refusal : decide(contract);
    }

    /// <summary>A carrier that the plan names.</summary>
    public static void CheckCarrier(string? carrier, List<FieldError> errors) => CodeLists.Carriers.Check("/carrier", carrier, errors);

    /// <summary>Where a result was confirmed not to be one that is known, the reason is needed.</summary>
    public static void CheckDistinct(bool? confirmDistinct, string? reason, List<FieldError> errors)
    {
        if (confirmDistinct == true && string.IsNullOrWhiteSpace(reason))
            errors.Add(new FieldError("/reason", "required", new Text("确认不是同一成果时须说明理由。", "Confirming that the two are distinct needs a reason.")));
    }
}
