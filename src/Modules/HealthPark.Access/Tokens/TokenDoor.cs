using HealthPark.Access.ApiKey;
using HealthPark.Access.Integration;
using HealthPark.Access.Organization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HealthPark.Access.Tokens;

/// <summary>Lets in clients with an access token (JWT, RFC 9068) of a configured issuer.</summary>
internal sealed class TokenDoor : IDisposable
{
    /// <summary>What an actor's id begins with when it came with a token: <c>jwt:{issuer}:{client}</c>.</summary>
    public const string ActorStart = "jwt:";

    // Asymmetric ones only: with a shared secret, whoever can check a token can make one; and `none` is no signature.
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5), MaxResponseContentBufferSize = 1024 * 1024 };
    private readonly OrganizationDirectory _organizations;
    private readonly Dictionary<string, (TokenIssuer Issuer, IssuerKeys Keys)> _issuers;

    public TokenDoor(IConfiguration configuration, OrganizationDirectory organizations, TimeProvider clock, ILogger<TokenDoor> log)
    {
        _organizations = organizations;
        _issuers = (configuration.GetSection("Issuers").Get<TokenIssuer[]>() ?? []).Select(i => i.Checked())
            .ToDictionary(i => i.Issuer, i => (i, new IssuerKeys(i, _http, clock, log)));
    }

    /// <summary>Whether a bearer's text may be a token: any issuer is configured, and it is no key.</summary>
    public bool Takes(string bearer) => _issuers.Count > 0 && !bearer.StartsWith(Secret.Start, StringComparison.Ordinal);

    /// <summary>The client that a token lets in, or why it lets in none.</summary>
    public async Task<(Caller? Caller, Rejection? Refusal)> Open(string text, CancellationToken ct)
    {
        if (!TryRead(text, out var unproven) || !_issuers.TryGetValue(unproven.Issuer, out var known))
            return (null, Invalid);
        if (!Algorithms.Contains(unproven.Alg))
            return (null, Invalid);
        var issuer = known.Issuer;
        var keys = await known.Keys.Find(unproven.Kid is { Length: > 0 } kid ? kid : null, ct);
        var result = await Handler.ValidateTokenAsync(text, new TokenValidationParameters
        {
            ValidIssuer = issuer.Issuer,
            ValidAudience = issuer.Audience,
            ValidAlgorithms = Algorithms,
            IssuerSigningKeys = keys,
            ClockSkew = TimeSpan.FromSeconds(issuer.ClockSkewSeconds),
        });
        if (!result.IsValid)
            return (null, result.Exception is SecurityTokenExpiredException ? Expired : Invalid);
        return await CallerOf((JsonWebToken)result.SecurityToken, issuer, ct);
    }

    /// <summary>When a token that was let in ends.</summary>
    public DateTimeOffset EndOf(string text)
    {
        var token = Handler.ReadJsonWebToken(text);
        return new DateTimeOffset(token.ValidTo, TimeSpan.Zero).AddSeconds(_issuers[token.Issuer].Issuer.ClockSkewSeconds);
    }

    public void Dispose()
    {
        foreach (var (_, keys) in _issuers.Values)
            keys.Dispose();
        _http.Dispose();
    }

    private async Task<(Caller?, Rejection?)> CallerOf(JsonWebToken token, TokenIssuer issuer, CancellationToken ct)
    {
        if (TextOf(token, issuer.OrganizationClaim) is not { } named || await _organizations.Find(named, ct) is not { } organization)
            return (null, UnknownOrganization(issuer.OrganizationClaim));
        if ((TextOf(token, "client_id") ?? TextOf(token, "sub")) is not { Length: > 0 and <= 200 } client)
            return (null, Invalid);
        var scopes = (TextOf(token, "scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(Scopes.All.Contains);
        return (OrganizationKinds.CallerOf($"{ActorStart}{issuer.ShortName}:{client}", organization.Id, organization.Kind, scopes), null);
    }

    private static string? TextOf(JsonWebToken token, string claim) => token.TryGetPayloadValue<string>(claim, out var text) ? text : null;

    private static bool TryRead(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out JsonWebToken? token)
    {
        token = null;
        if (!Handler.CanReadToken(text))
            return false;
        try
        {
            token = Handler.ReadJsonWebToken(text);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException)
        {
            return false; // whatever it is, it is not a token
        }
    }

    private static Rejection Invalid { get; } = new(401, "token-invalid", new Text(
        "令牌无效:签名、签发方、受众、算法或格式不符。", "The token is not valid: its signature, issuer, audience, algorithm or form is not as it must be."));

    public static Rejection Expired { get; } = new(401, "token-expired", new Text("令牌已过期。", "The token has expired."));

    private static Rejection UnknownOrganization(string claim) => new(401, "organization-unknown", new Text(
        $"令牌的 {claim} 须为在此登记的机构的 id 或代码。", $"The token's {claim} must be the id or code of an organisation that is registered here."));
}
