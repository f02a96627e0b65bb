using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HealthPark.Access.Organization;
using HealthPark.EventStore;

namespace HealthPark.Access;

/// <summary>One secret of a key, with all that decides whether it opens.</summary>
/// <param name="Caller">Whom it lets in.</param>
/// <param name="Revoked">Whether the key was revoked.</param>
/// <param name="ExpiresAt">When the key ends.</param>
/// <param name="ReplacedAt">When this secret ends because another took its place.</param>
/// <param name="Networks">From where it opens; null for anywhere.</param>
internal sealed record KnownKey(Caller Caller, bool Revoked, DateTimeOffset? ExpiresAt, DateTimeOffset? ReplacedAt, IReadOnlyList<IPNetwork>? Networks)
{
    /// <summary>Why it does not open now and from there; null if it does.</summary>
    public Rejection? Refuse(IPAddress? address, DateTimeOffset now) =>
        Revoked ? AccessProblems.RevokedKey
        : ExpiresAt <= now ? AccessProblems.ExpiredKey
        : ReplacedAt <= now ? AccessProblems.ReplacedKey
        : Networks is not null && !ApiKey.Networks.Hold(Networks, address) ? AccessProblems.AddressNotAllowed(address)
        : null;
}

/// <summary>The keys in use.</summary>
internal sealed class KeyRing(Database database, LogSignal signal, TimeProvider clock)
{
    private readonly ShortMemory<string, KnownKey> _known = new(signal, clock);

    /// <summary>What is known of a secret; null if no key has or lately had it.</summary>
    public Task<KnownKey?> Find(string secret, CancellationToken ct)
    {
        // Remembered by its hash: what others invent may be long.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        return _known.Find(Convert.ToHexString(hash), () => Load(hash, ct));
    }

    private async Task<KnownKey?> Load(byte[] hash, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var rows = await connection.Query(
            """
            select k.id, k.organization_id, o.kind, k.scopes::text, k.revoked_at is not null, k.expires_at,
                   case when k.previous_hash = $1 then k.previous_ends_at end, k.cidrs::text
              from access.api_keys k join access.organizations o on o.id = k.organization_id
             where k.key_hash = $1 or k.previous_hash = $1
            """,
            row => new KnownKey(
                OrganizationKinds.CallerOf(row.GetGuid(0).ToString(), row.GetGuid(1), row.GetString(2), Texts(row.GetString(3))),
                row.GetBoolean(4), row.Get<DateTimeOffset?>(5), row.Get<DateTimeOffset?>(6),
                row.Get<string>(7) is { } cidrs ? [.. Texts(cidrs).Select(IPNetwork.Parse)] : null),
            ct, hash);
        return rows.Count == 0 ? null : rows[0];
    }

    private static IReadOnlyList<string> Texts(string json) => JsonSerializer.Deserialize(json, AccessJson.Default.IReadOnlyListString)!;
}
