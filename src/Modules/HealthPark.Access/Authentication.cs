using System.Security.Claims;
using System.Text.Encodings.Web;
using HealthPark.Access.ApiKey;
using HealthPark.Access.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HealthPark.Access;

/// <summary>Recognises a client by <c>Authorization: Bearer …</c> (RFC 6750): an API key, or a token of a configured issuer.</summary>
internal sealed class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyRing keys, TokenDoor tokens, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "bearer";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var bearer = header["Bearer ".Length..].Trim();
        var (caller, refusal) = tokens.IsOpen && !bearer.StartsWith(Secret.Start, StringComparison.Ordinal)
            ? await tokens.Open(bearer, Context.RequestAborted)
            : await OpenWithKey(bearer);
        if (caller is null)
        {
            Context.Features.Set(new AccessRefusal(refusal!));
            return AuthenticateResult.Fail(refusal!.Detail.En);
        }

        Context.Features.Set(caller);
        var identity = new ClaimsIdentity([new System.Security.Claims.Claim(ClaimTypes.NameIdentifier, caller.ClientId)], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    private async Task<(Caller? Caller, Rejection? Refusal)> OpenWithKey(string secret)
    {
        if (await keys.Find(secret, Context.RequestAborted) is not { } key)
            return (null, AccessProblems.UnknownKey);
        return key.Refuse(Context.Connection.RemoteIpAddress, clock.GetUtcNow()) is { } refusal ? (null, refusal) : (key.Caller, null);
    }
}

/// <summary>Why a request's key or token opens nothing.</summary>
internal sealed record AccessRefusal(Rejection Rejection);

/// <summary>Lets a client through that holds the endpoint's scope, and anyone through to what is public.</summary>
internal sealed class ScopeHandler(IHttpContextAccessor accessor) : IAuthorizationHandler
{
    public Task HandleAsync(AuthorizationHandlerContext context)
    {
        var features = accessor.HttpContext?.Features;
        foreach (var requirement in context.PendingRequirements.ToList())
        {
            var isMet = requirement switch
            {
                ScopeRequirement needed => features?.Get<Caller>() is { } caller && needed.All.Any(caller.Scopes.Contains),
                PublicRequirement => features?.Get<AccessRefusal>() is null,
                _ => false,
            };
            if (isMet)
                context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Says 401 and 403 as problems; a 403 names the scope that is missing.</summary>
internal sealed class AccessProblems : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
        }
        else if (authorizeResult.Challenged)
        {
            var shown = context.Request.Headers.Authorization.Count > 0;
            await Problems.Write(context, context.Features.Get<AccessRefusal>()?.Rejection ?? (shown ? NotBearer : NoKey));
        }
        else
        {
            await Problems.Write(context, Rejection.MissingScope(policy.Requirements.OfType<ScopeRequirement>().First().Scope));
        }
    }

    private static Rejection NoKey { get; } = new(401, "key-missing",
        new Text("请在 Authorization 头中给出密钥:Bearer hp_…。", "Give a key in the Authorization header: Bearer hp_…."));

    private static Rejection NotBearer { get; } = new(401, "key-invalid",
        new Text("Authorization 头须为 Bearer hp_…。", "The Authorization header must be Bearer hp_…."));

    public static Rejection UnknownKey { get; } = new(401, "key-invalid", new Text("没有这个密钥。", "There is no such key."));

    public static Rejection RevokedKey { get; } = new(401, "key-revoked", new Text("密钥已吊销。", "The key was revoked."));

    public static Rejection ExpiredKey { get; } = new(401, "key-expired", new Text("密钥已到期。", "The key has expired."));

    public static Rejection ReplacedKey { get; } = new(401, "key-expired",
        new Text("此密钥已轮换,旧密钥的并用期已过。", "The key was rotated, and this secret's overlap is over."));

    public static Rejection AddressNotAllowed(System.Net.IPAddress? address) => new(403, "address-not-allowed",
        new Text($"此密钥不能在地址 {address} 使用。", $"This key does not open from the address {address}."));
}
