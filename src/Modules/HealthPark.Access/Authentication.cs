using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HealthPark.Access.Organization;
using HealthPark.EventStore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HealthPark.Access;

/// <summary>Recognises a client by <c>Authorization: Bearer hp_…</c> (RFC 6750).</summary>
internal sealed class ApiKeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyRing keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "api-key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        if (await keys.Find(header["Bearer ".Length..].Trim(), Context.RequestAborted) is not { } caller)
            return AuthenticateResult.Fail("The key is not known, has ended or was revoked.");
        Context.Features.Set(caller);
        var identity = new ClaimsIdentity([new System.Security.Claims.Claim(ClaimTypes.NameIdentifier, caller.ClientId)], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }
}

/// <summary>The keys in use, looked up once and kept until the log says that Access changed.</summary>
internal sealed class KeyRing
{
    private const int MostKept = 10_000;

    private readonly Database _database;
    private readonly TimeProvider _clock;
    private ConcurrentDictionary<string, (Caller Caller, DateTimeOffset? ExpiresAt)> _known = new();

    public KeyRing(Database database, LogSignal signal, TimeProvider clock)
    {
        (_database, _clock) = (database, clock);
        // A new dictionary, so that a look-up begun before the change cannot leave its result behind.
        signal.Changed += schemas =>
        {
            if (schemas.Count == 0 || schemas.Contains(AccessModule.Schema))
                Interlocked.Exchange(ref _known, new());
        };
    }

    public async Task<Caller?> Find(string key, CancellationToken ct)
    {
        var known = _known;
        if (!known.TryGetValue(key, out var found))
        {
            if (await Load(key, ct) is not { } loaded)
                return null;
            found = loaded;
            if (known.Count < MostKept)
                known[key] = found;
        }

        return found.ExpiresAt is { } end && end <= _clock.GetUtcNow() ? null : found.Caller;
    }

    private async Task<(Caller, DateTimeOffset?)?> Load(string key, CancellationToken ct)
    {
        await using var connection = await _database.Source.OpenConnectionAsync(ct);
        var rows = await connection.Query(
            """
            select k.id, k.organization_id, o.kind, k.scopes::text, k.expires_at
              from access.api_keys k join access.organizations o on o.id = k.organization_id
             where k.key_hash = $1 and k.revoked_at is null
            """,
            row => (
                new Caller(
                    row.GetGuid(0).ToString(), row.GetGuid(1), row.GetString(2) == OrganizationKinds.Partner,
                    row.GetString(2) == OrganizationKinds.ParkOffice,
                    JsonSerializer.Deserialize(row.GetString(3), AccessJson.Default.IReadOnlyListString)!.ToHashSet()),
                row.Get<DateTimeOffset?>(4)),
            ct, SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return rows.Count == 0 ? null : rows[0];
    }
}

/// <summary>Lets a client through that holds the endpoint's scope.</summary>
internal sealed class ScopeHandler(IHttpContextAccessor accessor) : AuthorizationHandler<ScopeRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        if (accessor.HttpContext?.Features.Get<Caller>()?.Scopes.Contains(requirement.Scope) == true)
            context.Succeed(requirement);
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
            context.Response.Headers.WWWAuthenticate = "Bearer";
            await Problems.Write(context, context.Request.Headers.Authorization.Count == 0 ? NoKey : WrongKey);
        }
        else
        {
            await Problems.Write(context, MissingScope(policy.Requirements.OfType<ScopeRequirement>().First().Scope));
        }
    }

    private static Rejection NoKey { get; } = new(401, "key-missing",
        new Text("请在 Authorization 头中给出密钥:Bearer hp_…。", "Give a key in the Authorization header: Bearer hp_…."));

    private static Rejection WrongKey { get; } = new(401, "key-invalid",
        new Text("密钥无效、已到期或已吊销。", "The key is not known, has ended or was revoked."));

    private static Rejection MissingScope(string scope) => new Rejection(403, "scope-missing",
        new Text($"此操作需要 {scope} 权限。", $"This needs the scope {scope}.")).With("scope", scope);
}
