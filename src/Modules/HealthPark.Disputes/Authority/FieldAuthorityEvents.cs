namespace HealthPark.Disputes.Authority;

/// <summary>An event of a member's authority. Stored names and shapes are kept for ever; see DisputesModule for the names.</summary>
public abstract record FieldAuthorityEvent;

/// <summary>An organisation speaks for the member from a day on. Terms that would have begun on that day or later fall away.</summary>
public sealed record FieldAuthorityNamed(string Collection, string Member, Guid OrganizationId, DateOnly From, string Reason) : FieldAuthorityEvent;

/// <summary>From a day on the organisation whose record it is speaks for the member again.</summary>
public sealed record FieldAuthorityEnded(DateOnly From, string Reason) : FieldAuthorityEvent;
