using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using HealthPark.EventStore;

namespace HealthPark.Integrity;

/// <summary>The protected header of a signed statement.</summary>
/// <param name="Alg">How it is signed: <c>ES256</c> (RFC 7518 §3.4).</param>
/// <param name="Kid">The id of the key.</param>
/// <param name="Typ">What kind of statement it is, so that none can pass for another.</param>
internal sealed record JwsHeader(string Alg, string Kid, string Typ);

/// <summary>Signed statements: JSON Web Signatures in their compact form (RFC 7515) with ES256, which any library for them verifies.</summary>
internal static class Jws
{
    private const string Algorithm = "ES256";

    /// <summary>Signs a statement.</summary>
    /// <param name="keys">The keys, of which the one in use signs.</param>
    /// <param name="type">What kind of statement it is.</param>
    /// <param name="payload">Its JSON.</param>
    /// <param name="ct">Cancels it.</param>
    public static async Task<string> Sign(SigningKeys keys, string type, byte[] payload, CancellationToken ct)
    {
        var (signed, signature) = await keys.Sign(key => Encoding.ASCII.GetBytes($"{Encode(new JwsHeader(Algorithm, key, type))}.{Base64Url.EncodeToString(payload)}"), ct);
        return $"{Encoding.ASCII.GetString(signed)}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>The JSON of a statement of a type that one of these keys signed, and that key's id; null if it is none.</summary>
    public static (byte[] Payload, string Key)? Open(string jws, string type, IReadOnlyList<VerificationKey> keys)
    {
        try
        {
            if (jws.Split('.') is not [var header, var payload, var signature]
                || JsonSerializer.Deserialize(Base64Url.DecodeFromChars(header), IntegrityJson.Api.JwsHeader) is not { Alg: Algorithm } said || said.Typ != type
                || keys.FirstOrDefault(k => k.Id == said.Kid) is not { } key
                || !key.Verifies(Encoding.ASCII.GetBytes($"{header}.{payload}"), Base64Url.DecodeFromChars(signature)))
                return null;
            return (Base64Url.DecodeFromChars(payload), key.Id);
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    private static string Encode(JwsHeader header) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(header, IntegrityJson.Api.JwsHeader));
}
