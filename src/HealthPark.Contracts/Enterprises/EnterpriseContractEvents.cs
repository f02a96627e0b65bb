#pragma warning disable CS1591 // the members are those of the enterprise's own representation, explained there
using HealthPark.Kernel;
using HealthPark.Kernel.Http;

namespace HealthPark.Contracts.Enterprises;

/// <summary>A public change of an enterprise.</summary>
public abstract record EnterpriseContractEvent : ContractEvent;

/// <summary>An enterprise was entered, at whatever stage it was.</summary>
[ContractEventType("cn.healthpark.enterprise.registered.v1")]
public sealed record EnterpriseRegisteredV1(
    Guid OwnerOrganizationId, string Name, string? Uscc, string Direction, string? SubField, IReadOnlyList<string> Aliases,
    IReadOnlyList<string> CxoKinds, IReadOnlyList<string> Tiers, string? IndustryCode, string? Zone, string? Carrier,
    DateOnly? NegotiatingOn, DateOnly? SignedOn, DateOnly? LandedOn, DateOnly? OperatingOn) : EnterpriseContractEvent;

/// <summary>Its description was revised: null members stayed as they were, unless <c>Cleared</c> names them.</summary>
[ContractEventType("cn.healthpark.enterprise.description-revised.v1")]
public sealed record EnterpriseDescriptionRevisedV1(
    string? Name, IReadOnlyList<string>? Aliases, string? SubField, IReadOnlyList<string>? CxoKinds, IReadOnlyList<string>? Tiers,
    string? IndustryCode, string? Zone, string? Carrier, IReadOnlyList<string> Cleared) : EnterpriseContractEvent;

/// <summary>Its unified social credit code was entered or corrected.</summary>
[ContractEventType("cn.healthpark.enterprise.uscc-recorded.v1")]
public sealed record EnterpriseUsccRecordedV1(string Uscc) : EnterpriseContractEvent;

/// <summary>It belongs to another direction from a date on.</summary>
[ContractEventType("cn.healthpark.enterprise.reclassified.v1")]
public sealed record EnterpriseReclassifiedV1(string Direction, string? SubField, DateOnly From) : EnterpriseContractEvent;

/// <summary>Negotiations began.</summary>
[ContractEventType("cn.healthpark.enterprise.negotiation-started.v1")]
public sealed record EnterpriseNegotiationStartedV1(DateOnly On) : EnterpriseContractEvent;

/// <summary>The contract was signed.</summary>
[ContractEventType("cn.healthpark.enterprise.signed.v1")]
public sealed record EnterpriseSignedV1(DateOnly On) : EnterpriseContractEvent;

/// <summary>It landed in the park.</summary>
[ContractEventType("cn.healthpark.enterprise.landed.v1")]
public sealed record EnterpriseLandedV1(DateOnly On) : EnterpriseContractEvent;

/// <summary>It began to operate.</summary>
[ContractEventType("cn.healthpark.enterprise.operation-started.v1")]
public sealed record EnterpriseOperationStartedV1(DateOnly On) : EnterpriseContractEvent;

/// <summary>It left the park.</summary>
[ContractEventType("cn.healthpark.enterprise.moved-out.v1")]
public sealed record EnterpriseMovedOutV1(DateOnly On, string? Reason) : EnterpriseContractEvent;

/// <summary>It was deregistered.</summary>
[ContractEventType("cn.healthpark.enterprise.deregistered.v1")]
public sealed record EnterpriseDeregisteredV1(DateOnly On, string? Reason) : EnterpriseContractEvent;

/// <summary>The date of a stage already reached was corrected: <c>negotiating</c>, <c>signed</c>, <c>landed</c> or <c>operating</c>.</summary>
[ContractEventType("cn.healthpark.enterprise.date-corrected.v1")]
public sealed record EnterpriseDateCorrectedV1(string Stage, DateOnly On) : EnterpriseContractEvent;

/// <summary>The park office verified the record as it stood.</summary>
[ContractEventType("cn.healthpark.enterprise.verified.v1")]
public sealed record EnterpriseVerifiedV1 : EnterpriseContractEvent;

/// <summary>The park office returned the record.</summary>
[ContractEventType("cn.healthpark.enterprise.returned.v1")]
public sealed record EnterpriseReturnedV1(string Reason) : EnterpriseContractEvent;

/// <summary>The record was voided.</summary>
[ContractEventType("cn.healthpark.enterprise.voided.v1"), Tombstone("voided")]
public sealed record EnterpriseVoidedV1(string Reason) : EnterpriseContractEvent;

/// <summary>Whether it is above scale (规上) in a year was stated.</summary>
[ContractEventType("cn.healthpark.enterprise.scale-status-declared.v1")]
public sealed record ScaleStatusDeclaredV1(int Year, bool AboveScale) : EnterpriseContractEvent;

/// <summary>The park office verified a scale status.</summary>
[ContractEventType("cn.healthpark.enterprise.scale-status-verified.v1")]
public sealed record ScaleStatusVerifiedV1(int Year) : EnterpriseContractEvent;

/// <summary>The park office returned a scale status.</summary>
[ContractEventType("cn.healthpark.enterprise.scale-status-returned.v1")]
public sealed record ScaleStatusReturnedV1(int Year, string Reason) : EnterpriseContractEvent;

/// <summary>A source stated its revenue of a year or a month, in CNY yuan.</summary>
[ContractEventType("cn.healthpark.enterprise.revenue-declared.v1")]
public sealed record RevenueDeclaredV1(
    string Period, string Source, [property: Sensitive(Scopes.EnterprisesRevenue)] decimal AmountYuan) : EnterpriseContractEvent;

/// <summary>The park office verified a declared revenue.</summary>
[ContractEventType("cn.healthpark.enterprise.revenue-verified.v1")]
public sealed record RevenueVerifiedV1(string Period, string Source) : EnterpriseContractEvent;

/// <summary>The park office returned a declared revenue.</summary>
[ContractEventType("cn.healthpark.enterprise.revenue-returned.v1")]
public sealed record RevenueReturnedV1(string Period, string Source, string Reason) : EnterpriseContractEvent;
