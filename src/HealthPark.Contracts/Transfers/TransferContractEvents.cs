#pragma warning disable CS1591 // the members are those of the transfer's own representation, explained there
namespace HealthPark.Contracts.Transfers;

/// <summary>A public change of a transfer of a research result.</summary>
public abstract record TransferContractEvent : ContractEvent;

/// <summary>A body that shares in the credit for a result. All shares sum to 1.</summary>
public sealed record ClaimantV1(string Organization, decimal Share, Guid? OrganizationId);

/// <summary>Why a stage was skipped, and who allowed it.</summary>
public sealed record StageWaiverV1(string Approver, string Reason);

/// <summary>A transfer was entered, at whatever stage it was.</summary>
[ContractEventType("cn.healthpark.transfer.registered.v1")]
public sealed record TransferRegisteredV1(
    Guid OwnerOrganizationId, string Title, string? Description, string Direction, string? SubField, string Stage, DateOnly? StageOn,
    string Owner, Guid? OwnerInstitutionId, string? Team, string? DiseaseField, int? Trl, Guid? EnterpriseId, string? Carrier,
    IReadOnlyList<ClaimantV1> Claimants) : TransferContractEvent;

/// <summary>What describes the transfer was revised. Members that are null stayed as they were, unless <c>Cleared</c> names them; the institution's id goes with <c>Owner</c>.</summary>
[ContractEventType("cn.healthpark.transfer.description-revised.v1")]
public sealed record TransferDescriptionRevisedV1(
    string? Title, string? Description, string? SubField, string? Owner, Guid? OwnerInstitutionId, string? Team, string? DiseaseField, int? Trl,
    Guid? EnterpriseId, string? Carrier, IReadOnlyList<string> Cleared) : TransferContractEvent;

/// <summary>Who shares in the credit was stated anew.</summary>
[ContractEventType("cn.healthpark.transfer.claimants-named.v1")]
public sealed record TransferClaimantsNamedV1(IReadOnlyList<ClaimantV1> Claimants) : TransferContractEvent;

/// <summary>It belongs to another direction from a date on.</summary>
[ContractEventType("cn.healthpark.transfer.reclassified.v1")]
public sealed record TransferReclassifiedV1(string Direction, string? SubField, DateOnly From) : TransferContractEvent;

/// <summary>It went forward to another stage.</summary>
[ContractEventType("cn.healthpark.transfer.stage-advanced.v1")]
public sealed record TransferStageAdvancedV1(string To, DateOnly On, IReadOnlyList<string> Evidence, StageWaiverV1? Waiver) : TransferContractEvent;

/// <summary>It went back to an earlier stage.</summary>
[ContractEventType("cn.healthpark.transfer.stage-returned.v1")]
public sealed record TransferStageReturnedV1(string To, DateOnly On, string Reason) : TransferContractEvent;

/// <summary>The date of its last step was corrected.</summary>
[ContractEventType("cn.healthpark.transfer.stage-date-corrected.v1")]
public sealed record TransferStageDateCorrectedV1(DateOnly On) : TransferContractEvent;

/// <summary>It was given up.</summary>
[ContractEventType("cn.healthpark.transfer.stopped.v1")]
public sealed record TransferStoppedV1(DateOnly On, string Reason) : TransferContractEvent;

/// <summary>The park office verified the record as it stood.</summary>
[ContractEventType("cn.healthpark.transfer.verified.v1")]
public sealed record TransferVerifiedV1 : TransferContractEvent;

/// <summary>The park office returned the record.</summary>
[ContractEventType("cn.healthpark.transfer.returned.v1")]
public sealed record TransferReturnedV1(string Reason) : TransferContractEvent;

/// <summary>The record was entered by mistake: it counts nowhere.</summary>
[ContractEventType("cn.healthpark.transfer.voided.v1"), Tombstone("voided")]
public sealed record TransferVoidedV1(string Reason) : TransferContractEvent;

/// <summary>A technology contract was entered, at whatever state it was.</summary>
[ContractEventType("cn.healthpark.transfer.contract-added.v1")]
public sealed record TechnologyContractAddedV1(
    Guid ContractId, string Kind, decimal AmountYuan, decimal TechnicalIncomeYuan, IReadOnlyList<string> Parties,
    DateOnly? SignedOn, DateOnly? SubmittedOn, DateOnly? RegisteredOn, string? RegistrationNumber) : TransferContractEvent;

/// <summary>A technology contract was signed.</summary>
[ContractEventType("cn.healthpark.transfer.contract-signed.v1")]
public sealed record TechnologyContractSignedV1(Guid ContractId, DateOnly On) : TransferContractEvent;

/// <summary>The registration body accepted a technology contract for decision.</summary>
[ContractEventType("cn.healthpark.transfer.contract-submitted.v1")]
public sealed record TechnologyContractSubmittedV1(Guid ContractId, DateOnly On) : TransferContractEvent;

/// <summary>An enterprise that it names was merged into another, which it names from now on.</summary>
[ContractEventType("cn.healthpark.transfer.enterprise-replaced.v1")]
public sealed record TransferEnterpriseReplacedV1(Guid Enterprise, Guid By) : TransferContractEvent;

/// <summary>A technology contract was registered.</summary>
[ContractEventType("cn.healthpark.transfer.contract-registered.v1")]
public sealed record TechnologyContractRegisteredV1(Guid ContractId, DateOnly On, string? RegistrationNumber) : TransferContractEvent;

/// <summary>Registration of a technology contract was refused.</summary>
[ContractEventType("cn.healthpark.transfer.contract-refused.v1")]
public sealed record TechnologyContractRefusedV1(Guid ContractId, DateOnly On, string Reason) : TransferContractEvent;

/// <summary>A technology contract was amended, or what is known of it corrected. Members that are null stayed as they were.</summary>
[ContractEventType("cn.healthpark.transfer.contract-amended.v1")]
public sealed record TechnologyContractAmendedV1(
    Guid ContractId, DateOnly On, string Reason, string? Kind, decimal? AmountYuan, decimal? TechnicalIncomeYuan, IReadOnlyList<string>? Parties,
    DateOnly? SignedOn, DateOnly? SubmittedOn, DateOnly? RegisteredOn, string? RegistrationNumber) : TransferContractEvent;

/// <summary>A technology contract was entered by mistake.</summary>
[ContractEventType("cn.healthpark.transfer.contract-voided.v1")]
public sealed record TechnologyContractVoidedV1(Guid ContractId, string Reason) : TransferContractEvent;

/// <summary>The result was contributed to an enterprise as equity (作价入股), and that was registered.</summary>
[ContractEventType("cn.healthpark.transfer.equity-contribution-registered.v1")]
public sealed record EquityContributionRegisteredV1(
    Guid ContributionId, DateOnly RegisteredOn, decimal AmountYuan, Guid? EnterpriseId, decimal? SharePercent) : TransferContractEvent;

/// <summary>An equity contribution was entered by mistake.</summary>
[ContractEventType("cn.healthpark.transfer.equity-contribution-voided.v1")]
public sealed record EquityContributionVoidedV1(Guid ContributionId, string Reason) : TransferContractEvent;

/// <summary>The product made of the result was sold for the first time.</summary>
[ContractEventType("cn.healthpark.transfer.first-sale-recorded.v1")]
public sealed record FirstSaleRecordedV1(DateOnly On, IReadOnlyList<string> Evidence) : TransferContractEvent;

/// <summary>The first sale was entered by mistake.</summary>
[ContractEventType("cn.healthpark.transfer.first-sale-voided.v1")]
public sealed record FirstSaleVoidedV1(string Reason) : TransferContractEvent;
