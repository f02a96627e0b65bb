using HealthPark.Access.Delegation;

namespace HealthPark.Access.Features;

/// <summary>A delegation: the clients of one organisation act for another.</summary>
/// <param name="Id">Its id (UUIDv7): the `delegation` of what is done by it.</param>
/// <param name="OrganizationId">The body acted for.</param>
/// <param name="DelegateOrganizationId">The one whose clients act.</param>
/// <param name="Scopes">What they may do for it, as far as their keys may do it too.</param>
/// <param name="From">The first day on which they may (Asia/Shanghai).</param>
/// <param name="Until">The last day on which they may (Asia/Shanghai).</param>
/// <param name="Reason">Why it was granted.</param>
/// <param name="Revoked">Whether it was revoked.</param>
/// <param name="RevocationReason">Why it was revoked.</param>
/// <param name="CreatedAt">When it was granted (RFC 3339, UTC).</param>
/// <param name="Version">Its version; the ETag is made from it.</param>
public sealed record DelegationResponse(
    Guid Id, Guid OrganizationId, Guid DelegateOrganizationId, IReadOnlyList<string> Scopes, DateOnly From, DateOnly Until, string Reason,
    bool Revoked, string? RevocationReason, DateTime CreatedAt, long Version)
{
    internal static readonly Representation<DelegationState, DelegationResponse> Looks = new(
        "",
        record => new(
            record.Id, record.State.Granted!.OrganizationId, record.State.Granted.DelegateOrganizationId, record.State.Granted.Scopes,
            record.State.Granted.From, record.State.Granted.Until, record.State.Granted.Reason, record.State.RevocationReason is not null,
            record.State.RevocationReason, record.CreatedAt.UtcDateTime, record.Changed.Version),
        AccessJson.Api.DelegationResponse,
        record => $"/v1/delegations/{record.Id}")
    {
        Stored = new StoredBody("access.delegations", "organization_id"),
    };
}
