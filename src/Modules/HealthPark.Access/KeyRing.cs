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
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        return _known.Find(hash, async () => (await FindAll([secret], ct)).GetValueOrDefault(secret));
    }

    /// <summary>What is known of some secrets now, in one look at the database; those that no key has or lately had are left out.</summary>
    public async Task<IReadOnlyDictionary<string, KnownKey>> FindAll(IReadOnlyCollection<string> secrets, CancellationToken ct)
    {
        var asked = secrets.ToLookup(s => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(s))));
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var rows = await connection.Query(
            """
            select k.id, k.organization_id, o.kind, k.scopes::text, k.revoked_at is not null, k.expires_at, k.cidrs::text,
                   k.key_hash, k.previous_hash, k.previous_ends_at
              from access.api_keys k join access.organizations o on o.id = k.organization_id
             where k.key_hash = any($1) or k.previous_hash = any($1)
            """,
            row => (
                Key: new KnownKey(
                    OrganizationKinds.CallerOf(row.GetGuid(0).ToString(), row.GetGuid(1), row.GetString(2), Texts(row.GetString(3))),
                    row.GetBoolean(4), row.Get<DateTimeOffset?>(5), ReplacedAt: null,
                    row.Get<string>(6) is { } cidrs ? [.. Texts(cidrs).Select(IPNetwork.Parse)] : null),
                Hash: Convert.ToHexString(row.GetFieldValue<byte[]>(7)),
                PreviousHash: row.Get<byte[]>(8) is { } previous ? Convert.ToHexString(previous) : "",
                PreviousEndsAt: row.Get<DateTimeOffset?>(9)),
            ct, (object)asked.Select(a => Convert.FromHexString(a.Key)).ToArray()); // an array of arrays would be taken for the parameters
        return rows
            .SelectMany(r => asked[r.Hash].Select(s => KeyValuePair.Create(s, r.Key))
                .Concat(asked[r.PreviousHash].Select(s => KeyValuePair.Create(s, r.Key with { ReplacedAt = r.PreviousEndsAt }))))
            .ToDictionary();
    }

    private static IReadOnlyList<string> Texts(string json) => JsonSerializer.Deserialize(json, AccessJson.Default.IReadOnlyListString)!;
}
