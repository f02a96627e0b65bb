namespace HealthPark.Access.Delegation;

/// <summary>An event of a delegation's stream.</summary>
public abstract record DelegationEvent;

/// <summary>A body let another act for it.</summary>
/// <param name="OrganizationId">The body acted for.</param>
/// <param name="DelegateOrganizationId">The one whose clients act.</param>
/// <param name="Scopes">What they may do for it, as far as their keys may do it too.</param>
/// <param name="From">The first day, in China.</param>
/// <param name="Until">The last day, in China.</param>
/// <param name="Reason">Why.</param>
public sealed record DelegationGranted(
    Guid OrganizationId, Guid DelegateOrganizationId, IReadOnlyList<string> Scopes, DateOnly From, DateOnly Until, string Reason) : DelegationEvent;

/// <summary>A delegation was revoked: nobody acts by it any more.</summary>
/// <param name="Reason">Why.</param>
public sealed record DelegationRevoked(string Reason) : DelegationEvent;
