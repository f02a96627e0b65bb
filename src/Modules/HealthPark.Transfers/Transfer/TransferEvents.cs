namespace HealthPark.Transfers.Transfer;

/// <summary>An event of a transfer's stream. Stored names and shapes are kept for ever; see TransfersModule for the names.</summary>
public abstract record TransferEvent;

/// <summary>A body that shares in the credit for a result.</summary>
/// <param name="Organization">Its name.</param>
/// <param name="Share">Its share; all shares sum to 1.</param>
/// <param name="OrganizationId">Its id, where it is registered.</param>
public sealed record Claimant(string Organization, decimal Share, Guid? OrganizationId);

/// <summary>Why a stage was skipped, and who allowed it.</summary>
/// <param name="Approver">Who: a name.</param>
/// <param name="Reason">Why.</param>
public sealed record StageWaiver(string Approver, string Reason);

/// <summary>A transfer was entered, at whatever stage it was.</summary>
public sealed record TransferRegistered(
    Guid OwnerOrganizationId, string Title, string? Description, string Direction, string? SubField, TransferStage Stage, DateOnly? StageOn,
    string Owner, Guid? OwnerInstitutionId, string? Team, string? DiseaseField, int? Trl, Guid? EnterpriseId, string? Carrier,
    IReadOnlyList<Claimant> Claimants, string? DistinctReason) : TransferEvent;

/// <summary>What describes the transfer was revised. Members that are null stayed as they were, unless <c>Cleared</c> names them; the institution's id goes with <c>Owner</c>.</summary>
public sealed record TransferDescriptionRevised(
    string? Title, string? Description, string? SubField, string? Owner, Guid? OwnerInstitutionId, string? Team, string? DiseaseField, int? Trl,
    Guid? EnterpriseId, string? Carrier, IReadOnlyList<string> Cleared, string? DistinctReason) : TransferEvent;

/// <summary>Who shares in the credit was stated anew.</summary>
public sealed record TransferClaimantsNamed(IReadOnlyList<Claimant> Claimants) : TransferEvent;

/// <summary>It belongs to another direction from a date on.</summary>
public sealed record TransferReclassified(string Direction, string? SubField, DateOnly From) : TransferEvent;

/// <summary>It went forward to another stage.</summary>
public sealed record TransferStageAdvanced(TransferStage To, DateOnly On, IReadOnlyList<string> Evidence, StageWaiver? Waiver) : TransferEvent;

/// <summary>It went back to an earlier stage.</summary>
public sealed record TransferStageReturned(TransferStage To, DateOnly On, string Reason) : TransferEvent;

/// <summary>The date of its last step was corrected.</summary>
public sealed record TransferStageDateCorrected(DateOnly On) : TransferEvent;

/// <summary>It was given up.</summary>
public sealed record TransferStopped(DateOnly On, string Reason) : TransferEvent;

/// <summary>The park office verified the record as it stood.</summary>
public sealed record TransferVerified(string? Note) : TransferEvent;

/// <summary>The park office returned the record.</summary>
public sealed record TransferReturned(string Reason) : TransferEvent;

/// <summary>The record was entered by mistake: it counts nowhere.</summary>
public sealed record TransferVoided(string Reason) : TransferEvent;

/// <summary>A technology contract was entered, at whatever state it was.</summary>
public sealed record TechnologyContractAdded(
    Guid ContractId, string Kind, decimal AmountYuan, decimal TechnicalIncomeYuan, IReadOnlyList<string> Parties,
    DateOnly? SignedOn, DateOnly? SubmittedOn, DateOnly? RegisteredOn, string? RegistrationNumber) : TransferEvent;

/// <summary>A technology contract was signed.</summary>
public sealed record TechnologyContractSigned(Guid ContractId, DateOnly On) : TransferEvent;

/// <summary>The registration body accepted a technology contract for decision.</summary>
public sealed record TechnologyContractSubmitted(Guid ContractId, DateOnly On) : TransferEvent;

/// <summary>A technology contract was registered.</summary>
public sealed record TechnologyContractRegistered(Guid ContractId, DateOnly On, string? RegistrationNumber) : TransferEvent;

/// <summary>Registration of a technology contract was refused.</summary>
public sealed record TechnologyContractRefused(Guid ContractId, DateOnly On, string Reason) : TransferEvent;

/// <summary>A technology contract was amended, or what is known of it corrected. Members that are null stayed as they were.</summary>
public sealed record TechnologyContractAmended(
    Guid ContractId, DateOnly On, string Reason, string? Kind, decimal? AmountYuan, decimal? TechnicalIncomeYuan, IReadOnlyList<string>? Parties,
    DateOnly? SignedOn, DateOnly? SubmittedOn, DateOnly? RegisteredOn, string? RegistrationNumber) : TransferEvent;

/// <summary>A technology contract was entered by mistake.</summary>
public sealed record TechnologyContractVoided(Guid ContractId, string Reason) : TransferEvent;

/// <summary>The result was contributed to an enterprise as equity (作价入股), and that was registered.</summary>
public sealed record EquityContributionRegistered(
    Guid ContributionId, DateOnly RegisteredOn, decimal AmountYuan, Guid? EnterpriseId, decimal? SharePercent) : TransferEvent;

/// <summary>An equity contribution was entered by mistake.</summary>
public sealed record EquityContributionVoided(Guid ContributionId, string Reason) : TransferEvent;

/// <summary>The product made of the result was sold for the first time.</summary>
public sealed record FirstSaleRecorded(DateOnly On, IReadOnlyList<string> Evidence) : TransferEvent;

/// <summary>The first sale was entered by mistake.</summary>
public sealed record FirstSaleVoided(string Reason) : TransferEvent;

/// <summary>An enterprise that it names was merged into another, which it names from now on.</summary>
public sealed record TransferEnterpriseReplaced(Guid Enterprise, Guid By) : TransferEvent;
