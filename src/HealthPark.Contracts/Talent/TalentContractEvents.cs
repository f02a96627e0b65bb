#pragma warning disable CS1591 // the members are those of the talent's own representation, explained there
namespace HealthPark.Contracts.Talent;

/// <summary>A public change of a talent. None says who it is: no name, number or address.</summary>
public abstract record TalentContractEvent : ContractEvent;

/// <summary>A talent was entered, at whatever stage. A recognition without a day of its own holds from the introduction on.</summary>
[ContractEventType("cn.healthpark.talent.registered.v1")]
public sealed record TalentRegisteredV1(
    Guid OwnerOrganizationId, string Employer, Guid? EmployerId, string? Direction, string? Field, string? Mode, string Stage, DateOnly? IntroducedOn,
    string? Class, DateOnly? RecognisedOn, string? Batch, string? Authority, DateOnly? ExpiresOn) : TalentContractEvent;

/// <summary>What describes the talent was revised. Members that are null stayed as they were, unless <c>Cleared</c> names them.</summary>
[ContractEventType("cn.healthpark.talent.description-revised.v1")]
public sealed record TalentDescriptionRevisedV1(
    string? Employer, Guid? EmployerId, string? Direction, string? Field, string? Mode, IReadOnlyList<string> Cleared) : TalentContractEvent;

/// <summary>Personal members were corrected; <c>IdentityChanged</c> says whether the identity number was among them.</summary>
[ContractEventType("cn.healthpark.talent.personal-data-corrected.v1")]
public sealed record TalentPersonalDataCorrectedV1(bool IdentityChanged) : TalentContractEvent;

/// <summary>The day of the introduction was corrected.</summary>
[ContractEventType("cn.healthpark.talent.introduction-date-corrected.v1")]
public sealed record TalentIntroductionDateCorrectedV1(DateOnly IntroducedOn) : TalentContractEvent;

/// <summary>An offer was made.</summary>
[ContractEventType("cn.healthpark.talent.offered.v1")]
public sealed record TalentOfferedV1(DateOnly On) : TalentContractEvent;

/// <summary>The talent came to work in the park: it is introduced from that day on.</summary>
[ContractEventType("cn.healthpark.talent.onboarded.v1")]
public sealed record TalentOnboardedV1(DateOnly On) : TalentContractEvent;

/// <summary>The talent was recognised in a class.</summary>
[ContractEventType("cn.healthpark.talent.recognised.v1")]
public sealed record TalentRecognisedV1(string Class, DateOnly On, string? Batch, string? Authority, DateOnly? ExpiresOn) : TalentContractEvent;

/// <summary>The talent is of another class from a day on.</summary>
[ContractEventType("cn.healthpark.talent.reclassified.v1")]
public sealed record TalentReclassifiedV1(string Class, DateOnly From) : TalentContractEvent;

/// <summary>The recognition was revoked from a day on.</summary>
[ContractEventType("cn.healthpark.talent.recognition-revoked.v1")]
public sealed record TalentRecognitionRevokedV1(DateOnly On) : TalentContractEvent;

/// <summary>The talent left. What counted stays counted.</summary>
[ContractEventType("cn.healthpark.talent.left.v1")]
public sealed record TalentLeftV1(DateOnly On) : TalentContractEvent;

/// <summary>The park office verified the record as it stood.</summary>
[ContractEventType("cn.healthpark.talent.verified.v1")]
public sealed record TalentVerifiedV1 : TalentContractEvent;

/// <summary>The park office returned the record.</summary>
[ContractEventType("cn.healthpark.talent.returned.v1")]
public sealed record TalentReturnedV1 : TalentContractEvent;

/// <summary>The record was entered by mistake: it counts nowhere.</summary>
[ContractEventType("cn.healthpark.talent.voided.v1"), Tombstone("voided")]
public sealed record TalentVoidedV1 : TalentContractEvent;

/// <summary>The person was erased: nothing personal of the record can be read any more, and nothing of it changes any more. What counted stays counted.</summary>
[ContractEventType("cn.healthpark.talent.erased.v1"), Tombstone("erased")]
public sealed record TalentErasedV1(DateOnly On) : TalentContractEvent;

/// <summary>The enterprise that employs the talent was merged into another, which is named from now on.</summary>
[ContractEventType("cn.healthpark.talent.employer-replaced.v1")]
public sealed record TalentEmployerReplacedV1(Guid Employer, Guid By) : TalentContractEvent;
