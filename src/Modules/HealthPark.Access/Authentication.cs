using System.Security.Claims;
using System.Text.Encodings.Web;
using HealthPark.Access.Delegation;
using HealthPark.Access.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HealthPark.Access;

/// <summary>
/// Recognises a client by <c>Authorization: Bearer …</c> (RFC 6750): an API key, or a token of a configured issuer; and for whom it acts by
/// <c>HealthPark-On-Behalf-Of</c>.
/// </summary>
internal sealed class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyRing keys, TokenDoor tokens,
    Delegations delegations, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "bearer";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var body = Request.Headers[Caller.OnBehalfOfHeader].ToString();
        if (BearerOf(Request) is not { } bearer)
            return body.Length == 0 || Request.Headers.Authorization.Count > 0 ? AuthenticateResult.NoResult() : Refuse(AccessProblems.NoKey);
        var (caller, refusal) = tokens.Takes(bearer)
            ? await tokens.Open(bearer, Context.RequestAborted)
            : await OpenWithKey(bearer);
        if (caller is null)
            return Refuse(refusal!);
        if (body.Length > 0)
        {
            Context.Features.Set(new ActsForAnother(caller, body));
            caller = await delegations.ActFor(caller, body, Context.RequestAborted);
            if (caller is null)
                return Refuse(AccessProblems.NotDelegated);
        }

        Context.Features.Set(caller);
        var identity = new ClaimsIdentity([new System.Security.Claims.Claim(ClaimTypes.NameIdentifier, caller.ClientId)], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    /// <summary>The key or token that a request shows; null if it shows none.</summary>
    public static string? BearerOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;
    }

    private AuthenticateResult Refuse(Rejection refusal)
    {
        Context.Features.Set(new AccessRefusal(refusal));
        return AuthenticateResult.Fail(refusal.Detail.En);
    }

    private async Task<(Caller? Caller, Rejection? Refusal)> OpenWithKey(string secret)
    {
        if (await keys.Find(secret, Context.RequestAborted) is not { } key)
            return (null, AccessProblems.UnknownKey);
        return key.Refuse(Context.Connection.RemoteIpAddress, clock.GetUtcNow()) is { } refusal ? (null, refusal) : (key.Caller, null);
    }
}

/// <summary>That a client acts for another body in this request.</summary>
/// <param name="Client">The client as it acts for its own organisation.</param>
/// <param name="Body">The id or code of the body.</param>
internal sealed record ActsForAnother(Caller Client, string Body);

/// <summary>Why a request's key or token opens nothing, or not for the body that it names.</summary>
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

/// <summary>
/// Says 401 and 403 as problems; a 403 names the scope that is missing. Where the path names a record that the caller does not reach, or
/// that there is not, it says 404 instead, as it would with the scope.
/// </summary>
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
            await Problems.Write(context, await FindHidden(context) ?? Rejection.MissingScope(policy.Requirements.OfType<ScopeRequirement>().First().Scope));
        }
    }

    private static async Task<Rejection?> FindHidden(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RecordsMetadata>()?.Of(context.RequestServices) is not { } records
            || !Guid.TryParse(context.GetRouteValue("id")?.ToString(), out var id))
            return null;
        return await records.IsSeenBy(Caller.Of(context), id, context.RequestAborted) ? null : Rejection.NotFound(records.Noun);
    }

    public static Rejection NoKey { get; } = new(401, "key-missing",
        new Text("请在 Authorization 头中给出密钥:Bearer hp_…。", "Give a key in the Authorization header: Bearer hp_…."));

    private static Rejection NotBearer { get; } = new(401, "key-invalid",
        new Text("Authorization 头须为 Bearer hp_…。", "The Authorization header must be Bearer hp_…."));

    public static Rejection UnknownKey { get; } = new(401, "key-invalid", new Text("没有这个密钥。", "There is no such key."));

    public static Rejection RevokedKey { get; } = new(401, "key-revoked", new Text("密钥已吊销。", "The key was revoked."));

    public static Rejection ExpiredKey { get; } = new(401, "key-expired", new Text("密钥已到期。", "The key has expired."));

    public static Rejection ReplacedKey { get; } = new(401, "key-expired",
        new Text("此密钥已轮换,旧密钥的并用期已过。", "The key was rotated, and this secret's overlap is over."));

    public static Rejection NotDelegated { get; } = new(403, "not-delegated", new Text(
        $"没有现行有效的委托允许您代表 {Caller.OnBehalfOfHeader} 所指的机构。",
        $"No delegation that is in force lets you act for the body that {Caller.OnBehalfOfHeader} names."));

    public static Rejection AddressNotAllowed(System.Net.IPAddress? address) => new(403, "address-not-allowed",
        new Text($"此密钥不能在地址 {address} 使用。", $"This key does not open from the address {address}."));
}
