using HealthPark.Contracts.Access;
using HealthPark.Kernel;
using HealthPark.Transfers;
using HealthPark.Transfers.Transfer;

namespace HealthPark.UnitTests.Transfers;

/// <summary>The words in which the tests of transfers are written.</summary>
internal static class TransferGiven
{
    /// <summary>Today, in all these tests.</summary>
    public static readonly DateOnly Today = new(2026, 6, 30);

    public static readonly Guid Owner = new("0198a000-0000-7000-8000-000000000001");
    public static readonly Guid University = new("0198a000-0000-7000-8000-000000000002");
    public static readonly Guid Enterprise = new("0198a000-0000-7000-8000-000000000003");
    public static readonly Guid Contract = new("0198a000-0000-7000-8000-00000000000c");
    public static readonly Guid OtherContract = new("0198a000-0000-7000-8000-00000000000d");
    public static readonly Guid Contribution = new("0198a000-0000-7000-8000-00000000000e");

    public static readonly TransferVoided Voided = new("误录");
    public static readonly TransferVerified Verified = new((string?)null);
    public static readonly TransferReturned Returned = new("材料不全");

    /// <summary>The university by name, code and id, and one enterprise.</summary>
    public static readonly References Known = new(
        new[] { "重庆医科大学", "cqmu", University.ToString() }.ToDictionary(text => text, _ => new OrganizationReference(University, "重庆医科大学")),
        new HashSet<Guid> { Enterprise });

    public static Given<TransferState, TransferEvent> Given(params TransferEvent[] events) => new(TransfersModule.Stream, TransfersModule.Events, events);

    public static TransferRegistered Registered(
        TransferStage stage = TransferStage.ClinicalNeed, string title = "类器官药敏检测方法", string? description = null, string direction = "gene-cell-therapy",
        string? subField = null, DateOnly? stageOn = null, string owner = "示例医院", Guid? ownerInstitutionId = null, string? team = null, int? trl = null,
        Guid? enterpriseId = null, string? carrier = null, IReadOnlyList<Claimant>? claimants = null, string? distinctReason = null) =>
        new(Owner, title, description, direction, subField, stage, stageOn, owner, ownerInstitutionId, team, null, trl, enterpriseId, carrier, claimants ?? [], distinctReason);

    public static TransferStageAdvanced Advanced(TransferStage to, DateOnly on) => new(to, on, ["示例佐证"], null);

    /// <summary>A contract that got as far as the days given say.</summary>
    public static TechnologyContractAdded Added(
        DateOnly? signedOn = null, DateOnly? submittedOn = null, DateOnly? registeredOn = null, string? number = null, Guid? id = null,
        decimal amountYuan = 100, decimal technicalIncomeYuan = 80) =>
        new(id ?? Contract, "licence", amountYuan, technicalIncomeYuan, ["重庆医科大学"], signedOn, submittedOn, registeredOn, number);

    public static TransferEvent[] At(ContractState state) => state switch
    {
        ContractState.Drafted => [Registered(), Added()],
        ContractState.Signed => [Registered(), Added(Day(2, 1))],
        ContractState.Submitted => [Registered(), Added(Day(2, 1), Day(3, 1))],
        ContractState.Registered => [Registered(), Added(Day(2, 1), Day(3, 1), Day(4, 1), "示例-1")],
        ContractState.Refused => [Registered(), Added(Day(2, 1), Day(3, 1)), new TechnologyContractRefused(Contract, Day(4, 1), "不属于技术合同")],
        _ => [Registered(), Added(Day(2, 1)), new TechnologyContractVoided(Contract, "误录")],
    };

    public static DateOnly Day(int month, int day) => new(2026, month, day);

    /// <summary>The park office's word.</summary>
    public static VerificationRequest Says(string decision, string? reason = null) => new(decision, reason);
}
