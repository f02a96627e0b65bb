using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using HealthPark.Access.ReadModels;
using HealthPark.EventStore;

namespace HealthPark.Access.ApiKey;

/// <summary>A key as decisions see it.</summary>
public sealed record ApiKeyState(ApiKeyIssued? Issued, bool Revoked)
{
    internal static readonly StreamType<ApiKeyState, ApiKeyEvent> Stream = new StreamType<ApiKeyState, ApiKeyEvent>
    {
        Name = "api-key",
        Initial = new(null, false),
        Evolve = Evolve,
        Claims = k => [new Claim("key-hash", k.Issued!.KeyHash)],
    }.Inline(ApiKeyRow.Table, ApiKeyRow.Of);

    internal static ApiKeyState Evolve(ApiKeyState state, ApiKeyEvent e) => e switch
    {
        ApiKeyIssued issued => state with { Issued = issued },
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
