using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HealthPark.IntegrationTests.Api;

/// <summary>An OAuth 2 issuer on a socket of this machine: its metadata, its keys, and tokens of every kind, good and bad.</summary>
public sealed class LocalIssuer : IAsyncDisposable
{
    public const string Issuer = "https://idp.example.org";
    public const string Audience = "https://api.example.org";

    private readonly WebApplication _app;
    private readonly List<(string Kid, AsymmetricAlgorithm Key)> _published = [];

    private LocalIssuer(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public RSA Rsa { get; } = RSA.Create(2048);

    public ECDsa Ecdsa { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public int Fetches { get; private set; }

    public static async Task<LocalIssuer> Start()
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var issuer = new LocalIssuer(builder.Build());
        issuer._published.AddRange([("rsa-1", issuer.Rsa), ("ec-1", issuer.Ecdsa)]);
        issuer._app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = Issuer, jwks_uri = $"{issuer.Url}/keys" }));
        issuer._app.MapGet("/keys", () =>
        {
            issuer.Fetches++;
            return Results.Json(new { keys = issuer._published.Select(p => Public(p.Kid, p.Key)) });
        });
        await issuer._app.StartAsync();
        return issuer;
    }

    public void Publish(string kid, AsymmetricAlgorithm key) => _published.Add((kid, key));

    public static string Token(SecurityKey? key, string algorithm, IDictionary<string, object> claims, int minutes = 5, string audience = Audience, string issuer = Issuer)
    {
        var now = DateTime.UtcNow;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            NotBefore = now.AddHours(-1),
            IssuedAt = now.AddHours(-1),
            Expires = now.AddMinutes(minutes),
            TokenType = "at+jwt",
            Claims = claims,
            SigningCredentials = key is null ? null : new SigningCredentials(key, algorithm),
        });
    }

    public RsaSecurityKey RsaKey => new(Rsa) { KeyId = "rsa-1" };

    public ECDsaSecurityKey EcdsaKey => new(Ecdsa) { KeyId = "ec-1" };

    /// <summary>A secret that everyone knows: the public key's text.</summary>
    public SymmetricSecurityKey PublicKeyAsSecret => new(Encoding.UTF8.GetBytes(Rsa.ExportSubjectPublicKeyInfoPem())) { KeyId = "rsa-1" };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Rsa.Dispose();
        Ecdsa.Dispose();
    }

    private static object Public(string kid, AsymmetricAlgorithm key)
    {
        var jwk = key is RSA rsa
            ? JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(false)))
            : JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(ECDsa.Create(((ECDsa)key).ExportParameters(false))));
        return new { kid, kty = jwk.Kty, use = "sig", n = jwk.N, e = jwk.E, crv = jwk.Crv, x = jwk.X, y = jwk.Y };
    }
}
