using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using HealthPark.Access.ReadModels;
using HealthPark.EventStore;

namespace HealthPark.Access.ApiKey;

/// <summary>A key as decisions see it.</summary>
/// <param name="Issued">How it was issued.</param>
/// <param name="Scopes">What its bearer may do.</param>
/// <param name="Hashes">The hashes of its secrets, the present one last.</param>
/// <param name="Prefix">The first characters of the present secret.</param>
/// <param name="PreviousEndsAt">Until when the secret before the present one opens; null if there is none.</param>
/// <param name="Cidrs">The networks from which it opens; null for anywhere.</param>
/// <param name="Revoked">Whether it was revoked.</param>
public sealed record ApiKeyState(
    ApiKeyIssued? Issued, IReadOnlyList<string> Scopes, ImmutableList<string> Hashes, string Prefix, DateTimeOffset? PreviousEndsAt, IReadOnlyList<string>? Cidrs, bool Revoked)
{
    internal static readonly StreamType<ApiKeyState, ApiKeyEvent> Stream = new StreamType<ApiKeyState, ApiKeyEvent>
    {
        Name = "api-key",
        Initial = new(null, [], [], "", null, null, false),
        Evolve = Evolve,
        Claims = k => k.Hashes.Select(hash => new Claim("key-hash", hash)),
    }.Inline(ApiKeyRow.Table, ApiKeyRow.Of);

    internal static ApiKeyState Evolve(ApiKeyState state, ApiKeyEvent e) => e switch
    {
        ApiKeyIssued issued => state with { Issued = issued, Scopes = issued.Scopes, Hashes = [issued.KeyHash], Prefix = issued.Prefix },
        ApiKeyScopesExtended extended => state with { Scopes = extended.Scopes },
        ApiKeyNetworksLimited limited => state with { Cidrs = limited.Cidrs },
        ApiKeyRotated rotated => state with { Hashes = state.Hashes.Add(rotated.KeyHash), Prefix = rotated.Prefix, PreviousEndsAt = rotated.PreviousEndsAt },
        ApiKeyRevoked => state with { Revoked = true },
        _ => state,
    };
}

/// <summary>A key in the clear. It lives for one answer; what is kept is its hash.</summary>
/// <remarks>A key carries 256 random bits, so a plain SHA-256 is as hard to reverse as the key is to guess; no salt or stretching is needed.</remarks>
internal sealed record Secret(string Text)
{
    public const string Start = "hp_";

    public string Prefix => Text[..(Start.Length + 6)];

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    public static Secret New() => new(Start + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
}
