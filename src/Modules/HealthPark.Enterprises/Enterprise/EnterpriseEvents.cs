namespace HealthPark.Enterprises.Enterprise;

/// <summary>An event of an enterprise's stream. Stored names and shapes are kept for ever; see EnterprisesModule for the names.</summary>
public abstract record EnterpriseEvent;

/// <summary>An enterprise was entered, at whatever stage it was.</summary>
public sealed record EnterpriseRegistered(
    Guid OwnerOrganizationId, string Name, string? Uscc, string Direction, string? SubField, IReadOnlyList<string> Aliases,
    IReadOnlyList<string> CxoKinds, IReadOnlyList<string> Tiers, string? IndustryCode, string? Zone, string? Carrier,
    DateOnly? NegotiatingOn, DateOnly? SignedOn, DateOnly? LandedOn, DateOnly? OperatingOn, string? DistinctReason) : EnterpriseEvent;

/// <summary>What describes the enterprise was revised. Members that are null stayed as they were, unless <c>Cleared</c> names them.</summary>
public sealed record EnterpriseDescriptionRevised(
    string? Name, IReadOnlyList<string>? Aliases, string? SubField, IReadOnlyList<string>? CxoKinds, IReadOnlyList<string>? Tiers,
    string? IndustryCode, string? Zone, string? Carrier, IReadOnlyList<string> Cleared, string? DistinctReason) : EnterpriseEvent;

/// <summary>Its unified social credit code was entered or corrected.</summary>
public sealed record EnterpriseUsccRecorded(string Uscc) : EnterpriseEvent;

/// <summary>It belongs to another direction from a date on.</summary>
public sealed record EnterpriseReclassified(string Direction, string? SubField, DateOnly From) : EnterpriseEvent;

/// <summary>Negotiations began.</summary>
public sealed record EnterpriseNegotiationStarted(DateOnly On) : EnterpriseEvent;

/// <summary>The contract was signed.</summary>
public sealed record EnterpriseSigned(DateOnly On) : EnterpriseEvent;

/// <summary>It landed in the park.</summary>
public sealed record EnterpriseLanded(DateOnly On) : EnterpriseEvent;

/// <summary>It began to operate.</summary>
public sealed record EnterpriseOperationStarted(DateOnly On) : EnterpriseEvent;

/// <summary>It left the park; it stays counted among those attracted.</summary>
public sealed record EnterpriseMovedOut(DateOnly On, string? Reason) : EnterpriseEvent;

/// <summary>It was deregistered; it stays counted among those attracted.</summary>
public sealed record EnterpriseDeregistered(DateOnly On, string? Reason) : EnterpriseEvent;

/// <summary>The date of a stage already reached was corrected.</summary>
public sealed record EnterpriseDateCorrected(EnterpriseStage Stage, DateOnly On) : EnterpriseEvent;

/// <summary>The park office verified the record as it stood.</summary>
public sealed record EnterpriseVerified(string? Note) : EnterpriseEvent;

/// <summary>The park office returned the record.</summary>
public sealed record EnterpriseReturned(string Reason) : EnterpriseEvent;

/// <summary>The record was entered by mistake: it counts nowhere.</summary>
public sealed record EnterpriseVoided(string Reason) : EnterpriseEvent;

/// <summary>The record is of the same enterprise as another one, which goes on in its place: it counts nowhere.</summary>
public sealed record EnterpriseMerged(Guid Into, string Reason) : EnterpriseEvent;

/// <summary>It goes on in the place of another record of the same enterprise, whose names it bears too.</summary>
public sealed record EnterpriseTookOver(Guid Other, IReadOnlyList<string> Aliases) : EnterpriseEvent;

/// <summary>Whether the enterprise is above scale (规上) in a year was stated.</summary>
public sealed record ScaleStatusDeclared(int Year, bool AboveScale) : EnterpriseEvent;

/// <summary>The park office verified a scale status.</summary>
public sealed record ScaleStatusVerified(int Year) : EnterpriseEvent;

/// <summary>The park office returned a scale status.</summary>
public sealed record ScaleStatusReturned(int Year, string Reason) : EnterpriseEvent;

/// <summary>A source stated the revenue of a year or a month.</summary>
public sealed record RevenueDeclared(
    string Period, string Source, [property: Sensitive(Scopes.EnterprisesRevenue)] decimal AmountYuan) : EnterpriseEvent;

/// <summary>The park office verified a declared revenue.</summary>
public sealed record RevenueVerified(string Period, string Source) : EnterpriseEvent;

/// <summary>The park office returned a declared revenue.</summary>
public sealed record RevenueReturned(string Period, string Source, string Reason) : EnterpriseEvent;
