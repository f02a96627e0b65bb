using HealthPark.Access.ApiKey;

namespace HealthPark.Access.Features;

/// <summary>An API key. The key itself is shown once, in the answer to its making.</summary>
/// <param name="Id">Its id (UUIDv7): the `actorId` of what is done with it.</param>
/// <param name="Name">What it is for.</param>
/// <param name="OrganizationId">The organisation for which its bearer acts.</param>
/// <param name="Scopes">What its bearer may do.</param>
/// <param name="Officer">The person who answers for its use.</param>
/// <param name="ExpiresAt">When it ends (RFC 3339, UTC); null for no end.</param>
/// <param name="Prefix">The first characters of its present secret, to recognise it by.</param>
/// <param name="Revoked">Whether it was revoked.</param>
/// <param name="CreatedAt">When it was issued.</param>
/// <param name="Version">Its version; the ETag is made from it.</param>
/// <param name="Key">The secret: `hp_` and 43 characters. Only in the first answer to its making or rotation, null in every other.</param>
/// <param name="Cidrs">The networks from which it opens (RFC 4632); null for anywhere.</param>
/// <param name="PreviousEndsAt">Until when the secret before the last rotation opens too (RFC 3339, UTC); null if there was no rotation.</param>
public sealed record ApiKeyResponse(
    Guid Id, string Name, Guid OrganizationId, IReadOnlyList<string> Scopes, string? Officer, DateTime? ExpiresAt, string Prefix, bool Revoked,
    DateTime CreatedAt, long Version, string? Key, IReadOnlyList<string>? Cidrs, DateTime? PreviousEndsAt)
{
    // A replayed request made a new secret in vain: the one shown must be the one stored.
    internal static Representation<ApiKeyState, ApiKeyResponse> Looks(Secret? secret) => new(
        "",
        record => new(
            record.Id, record.State.Issued!.Name, record.State.Issued.OrganizationId, record.State.Scopes, record.State.Issued.Officer,
            record.State.Issued.ExpiresAt?.UtcDateTime, record.State.Prefix, record.State.Revoked, record.CreatedAt.UtcDateTime,
            record.Changed.Version, secret?.Hash == record.State.Hashes[^1] ? secret.Text : null,
            record.State.Cidrs, record.State.PreviousEndsAt?.UtcDateTime),
        AccessJson.Api.ApiKeyResponse,
        record => $"/v1/api-keys/{record.Id}")
    {
        Stored = new StoredBody("access.api_keys", "organization_id"),
    };
}
