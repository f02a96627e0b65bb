using HealthPark.Kernel;
using HealthPark.Kernel.Http;

namespace HealthPark.Contracts.Enterprises;

/// <summary>A public change of an enterprise.</summary>
public abstract record EnterpriseContractEvent : ContractEvent;

/// <summary>An enterprise was entered, at whatever stage it was: the furthest one that has a date. Its verification is <c>submitted</c>.</summary>
/// <param name="OwnerOrganizationId">The organisation whose record it is.</param>
/// <param name="Name">Its registered name.</param>
/// <param name="Uscc">Its unified social credit code (GB 32100-2015), in normal form; null while it is not known.</param>
/// <param name="Direction">Its primary direction from the beginning. Codes: <c>directions</c>.</param>
/// <param name="SubField">Its sub-field of that direction. Codes: <c>sub-fields</c>.</param>
/// <param name="Aliases">Other names it is known by.</param>
/// <param name="CxoKinds">Whether it is a CRO, CDMO or CSO. Codes: <c>cxo-kinds</c>.</param>
/// <param name="Tiers">Its tiers in the enterprise matrix (企业矩阵). Codes: <c>enterprise-tiers</c>.</param>
/// <param name="IndustryCode">Its industry class in GB/T 4754-2017.</param>
/// <param name="Zone">The zone where it sits. Codes: <c>zones</c>.</param>
/// <param name="Carrier">The building or parcel where it sits. Codes: <c>carriers</c>.</param>
/// <param name="NegotiatingOn">When negotiations began (date in Asia/Shanghai, as all dates here).</param>
/// <param name="SignedOn">When the contract was signed.</param>
/// <param name="LandedOn">When it landed.</param>
/// <param name="OperatingOn">When it began to operate.</param>
[ContractEventType("cn.healthpark.enterprise.registered.v1")]
public sealed record EnterpriseRegisteredV1(
    Guid OwnerOrganizationId, string Name, string? Uscc, string Direction, string? SubField, IReadOnlyList<string> Aliases,
    IReadOnlyList<string> CxoKinds, IReadOnlyList<string> Tiers, string? IndustryCode, string? Zone, string? Carrier,
    DateOnly? NegotiatingOn, DateOnly? SignedOn, DateOnly? LandedOn, DateOnly? OperatingOn) : EnterpriseContractEvent;

/// <summary>Its description was revised: null members stayed as they were, unless <c>cleared</c> names them. A returned record is <c>submitted</c> again.</summary>
/// <param name="Name">Its new name.</param>
/// <param name="Aliases">All its other names now.</param>
/// <param name="SubField">Its new sub-field of the same direction.</param>
/// <param name="CxoKinds">All its kinds now.</param>
/// <param name="Tiers">All its tiers now.</param>
/// <param name="IndustryCode">Its new industry class.</param>
/// <param name="Zone">Its new zone.</param>
/// <param name="Carrier">Its new building or parcel.</param>
/// <param name="Cleared">The members that have no value any more: of <c>subField</c>, <c>industryCode</c>, <c>zone</c>, <c>carrier</c>.</param>
[ContractEventType("cn.healthpark.enterprise.description-revised.v1")]
public sealed record EnterpriseDescriptionRevisedV1(
    string? Name, IReadOnlyList<string>? Aliases, string? SubField, IReadOnlyList<string>? CxoKinds, IReadOnlyList<string>? Tiers,
    string? IndustryCode, string? Zone, string? Carrier, IReadOnlyList<string> Cleared) : EnterpriseContractEvent;

/// <summary>Its unified social credit code was entered or corrected. The record is <c>submitted</c> again.</summary>
/// <param name="Uscc">The code, in normal form.</param>
[ContractEventType("cn.healthpark.enterprise.uscc-recorded.v1")]
public sealed record EnterpriseUsccRecordedV1(string Uscc) : EnterpriseContractEvent;

/// <summary>
/// It belongs to another direction from a date on; directions that were to begin on that day or after it are void. The record is
/// <c>submitted</c> again.
/// </summary>
/// <param name="Direction">The direction. Codes: <c>directions</c>.</param>
/// <param name="SubField">Its sub-field of that direction; null if none is known.</param>
/// <param name="From">The first day.</param>
[ContractEventType("cn.healthpark.enterprise.reclassified.v1")]
public sealed record EnterpriseReclassifiedV1(string Direction, string? SubField, DateOnly From) : EnterpriseContractEvent;

/// <summary>Negotiations began. The record is <c>submitted</c> again.</summary>
/// <param name="On">The day.</param>
[ContractEventType("cn.healthpark.enterprise.negotiation-started.v1")]
public sealed record EnterpriseNegotiationStartedV1(DateOnly On) : EnterpriseContractEvent;

/// <summary>The contract was signed. The record is <c>submitted</c> again.</summary>
/// <param name="On">The day.</param>
[ContractEventType("cn.healthpark.enterprise.signed.v1")]
public sealed record EnterpriseSignedV1(DateOnly On) : EnterpriseContractEvent;

/// <summary>It landed in the park. The record is <c>submitted</c> again.</summary>
/// <param name="On">The day.</param>
[ContractEventType("cn.healthpark.enterprise.landed.v1")]
public sealed record EnterpriseLandedV1(DateOnly On) : EnterpriseContractEvent;

/// <summary>It began to operate. The record is <c>submitted</c> again.</summary>
/// <param name="On">The day.</param>
[ContractEventType("cn.healthpark.enterprise.operation-started.v1")]
public sealed record EnterpriseOperationStartedV1(DateOnly On) : EnterpriseContractEvent;

/// <summary>It left the park; it stays counted among those attracted, and as it was verified.</summary>
/// <param name="On">The day.</param>
/// <param name="Reason">Why.</param>
[ContractEventType("cn.healthpark.enterprise.moved-out.v1")]
public sealed record EnterpriseMovedOutV1(DateOnly On, string? Reason) : EnterpriseContractEvent;

/// <summary>It was deregistered; it stays counted among those attracted, and as it was verified.</summary>
/// <param name="On">The day.</param>
/// <param name="Reason">Why.</param>
[ContractEventType("cn.healthpark.enterprise.deregistered.v1")]
public sealed record EnterpriseDeregisteredV1(DateOnly On, string? Reason) : EnterpriseContractEvent;

/// <summary>The date of a stage already reached or passed by was entered or corrected. The record is <c>submitted</c> again.</summary>
/// <param name="Stage"><c>negotiating</c>, <c>signed</c>, <c>landed</c> or <c>operating</c>.</param>
/// <param name="On">The day on which that stage was reached.</param>
[ContractEventType("cn.healthpark.enterprise.date-corrected.v1")]
public sealed record EnterpriseDateCorrectedV1(string Stage, DateOnly On) : EnterpriseContractEvent;

/// <summary>The park office verified the record as it stood.</summary>
[ContractEventType("cn.healthpark.enterprise.verified.v1")]
public sealed record EnterpriseVerifiedV1 : EnterpriseContractEvent;

/// <summary>The park office returned the record.</summary>
/// <param name="Reason">Why.</param>
[ContractEventType("cn.healthpark.enterprise.returned.v1")]
public sealed record EnterpriseReturnedV1(string Reason) : EnterpriseContractEvent;

/// <summary>The record was voided: it was entered by mistake and counts nowhere.</summary>
/// <param name="Reason">Why.</param>
[ContractEventType("cn.healthpark.enterprise.voided.v1"), Tombstone("voided")]
public sealed record EnterpriseVoidedV1(string Reason) : EnterpriseContractEvent;

/// <summary>The record was merged into another one of the same enterprise, which goes on in its place; it counts nowhere.</summary>
/// <param name="Into">The record that goes on.</param>
/// <param name="Reason">Why the two are one enterprise.</param>
[ContractEventType("cn.healthpark.enterprise.merged.v1"), Tombstone("merged")]
public sealed record EnterpriseMergedV1(Guid Into, string Reason) : EnterpriseContractEvent;

/// <summary>It goes on in the place of another record of the same enterprise.</summary>
/// <param name="Other">The record that was merged into it.</param>
/// <param name="Aliases">All its other names now.</param>
[ContractEventType("cn.healthpark.enterprise.took-over.v1")]
public sealed record EnterpriseTookOverV1(Guid Other, IReadOnlyList<string> Aliases) : EnterpriseContractEvent;

/// <summary>Whether it is above scale (规上) in a year was stated; what was stated for that year before is replaced. That year is <c>submitted</c>.</summary>
/// <param name="Year">The year.</param>
/// <param name="AboveScale">Whether it is above scale.</param>
[ContractEventType("cn.healthpark.enterprise.scale-status-declared.v1")]
public sealed record ScaleStatusDeclaredV1(int Year, bool AboveScale) : EnterpriseContractEvent;

/// <summary>The park office verified a scale status.</summary>
/// <param name="Year">The year.</param>
[ContractEventType("cn.healthpark.enterprise.scale-status-verified.v1")]
public sealed record ScaleStatusVerifiedV1(int Year) : EnterpriseContractEvent;

/// <summary>The park office returned a scale status.</summary>
/// <param name="Year">The year.</param>
/// <param name="Reason">Why.</param>
[ContractEventType("cn.healthpark.enterprise.scale-status-returned.v1")]
public sealed record ScaleStatusReturnedV1(int Year, string Reason) : EnterpriseContractEvent;

/// <summary>A source stated its revenue of a year or a month; what that source stated for it before is replaced. It is <c>submitted</c>.</summary>
/// <param name="Period">A year, <c>2026</c>, or a month, <c>2026-03</c>.</param>
/// <param name="Source">Who says so: <c>statistics</c>, <c>tax</c> or <c>enterprise</c>. Where several do, the first of these counts.</param>
/// <param name="AmountYuan">The amount in CNY yuan, at most 2 decimals.</param>
[ContractEventType("cn.healthpark.enterprise.revenue-declared.v1")]
public sealed record RevenueDeclaredV1(
    string Period, string Source, [property: Sensitive(Scopes.EnterprisesRevenue)] decimal AmountYuan) : EnterpriseContractEvent;

/// <summary>The park office verified a declared revenue.</summary>
/// <param name="Period">The year or month.</param>
/// <param name="Source">Whose amount it verified.</param>
[ContractEventType("cn.healthpark.enterprise.revenue-verified.v1")]
public sealed record RevenueVerifiedV1(string Period, string Source) : EnterpriseContractEvent;

/// <summary>The park office returned a declared revenue.</summary>
/// <param name="Period">The year or month.</param>
/// <param name="Source">Whose amount it returned.</param>
/// <param name="Reason">Why.</param>
[ContractEventType("cn.healthpark.enterprise.revenue-returned.v1")]
public sealed record RevenueReturnedV1(string Period, string Source, string Reason) : EnterpriseContractEvent;
