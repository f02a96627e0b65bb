using System.Buffers.Text;
using System.Text.Json;
using HealthPark.EventStore;

namespace HealthPark.Integrity.Features;

/// <summary>A set of public keys (JWK Set, RFC 7517 §5).</summary>
/// <param name="Keys">The keys, the one in use first.</param>
public sealed record KeySet(IReadOnlyList<PublicKey> Keys);

/// <summary>A public key (JWK, RFC 7517; for elliptic curves RFC 7518 §6.2).</summary>
/// <param name="Kty">The kind of key: `EC`.</param>
/// <param name="Crv">The curve: `P-256`.</param>
/// <param name="X">The point's x, base64url.</param>
/// <param name="Y">The point's y, base64url.</param>
/// <param name="Use">What it is for: `sig`.</param>
/// <param name="Alg">The algorithm: `ES256`.</param>
/// <param name="Kid">Its id: its thumbprint (RFC 7638). Signatures name it.</param>
public sealed record PublicKey(string Kty, string Crv, string X, string Y, string Use, string Alg, string Kid);

/// <summary>Shows the keys by which checkpoints and receipts are verified.</summary>
public static class ListKeys
{
    private const string MediaType = "application/jwk-set+json";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/integrity/keys", Handle)
        .WithName("ListSigningKeys").Public().Produces<KeySet>(200, MediaType);

    /// <summary>Shows the public keys by which checkpoints and receipts are verified, as a JWK Set (RFC 7517).</summary>
    /// <remarks>
    /// The first is the one in use; the others are those that were used before, whose signatures stay good. Keep a copy: whoever could alter the
    /// log and answer with another key would deceive those only who have none.
    /// </remarks>
    public static async Task<IResult> Handle(HttpContext context, SigningKeys keys, CancellationToken ct)
    {
        ReadParameters.Only(context);
        await Positions.Demanded(context);
        var set = new KeySet([.. (await keys.All(ct)).Select(k => new PublicKey(
            "EC", "P-256", Base64Url.EncodeToString(k.PublicKey.X), Base64Url.EncodeToString(k.PublicKey.Y), "sig", "ES256", k.Id))]);
        var json = JsonSerializer.Serialize(set, IntegrityJson.Api.KeySet);
        return StoredJson.Answer(context, StoredJson.TagOf(json), json, MediaType);
    }
}
