using System.ComponentModel.DataAnnotations;
using HealthPark.Access.ApiKey;
using HealthPark.Access.Organization;
using HealthPark.EventStore;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Access.Features;

/// <summary>Issue of an API key.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="OrganizationId">The organisation for which its bearer acts.</param>
/// <param name="Scopes">What its bearer may do, such as `enterprises:write`; none that the caller does not hold.</param>
/// <param name="Officer">The person who answers for its use.</param>
/// <param name="ExpiresAt">When it ends (RFC 3339); absent for no end.</param>
/// <param name="Cidrs">The IPv4 and IPv6 networks from which it opens, such as `203.0.113.0/24` (RFC 4632); absent for anywhere.</param>
public sealed record IssueApiKeyRequest(
    [property: Required, StringLength(200)] string? Name = null,
    [property: Required] Guid? OrganizationId = null,
    [property: Required] IReadOnlyList<string>? Scopes = null,
    [property: StringLength(100)] string? Officer = null,
    DateTimeOffset? ExpiresAt = null,
    [property: MaxLength(100)] IReadOnlyList<string>? Cidrs = null) : IRequestBody;

/// <summary>Issues an API key.</summary>
public static class IssueApiKey
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/api-keys", Handle)
        .WithName("IssueApiKey").RequireScope(Scopes.ApiKeysWrite).Creates<ApiKeyResponse>()
        .Example("""{ "name": "数据接口", "organizationId": "01a201b8-085c-7bdd-be31-514d2aacb653", "scopes": ["enterprises:read", "enterprises:write"] }""");

    /// <summary>Issues an API key.</summary>
    /// <remarks>
    /// The answer's `key` is shown this once: it is stored as a hash only, and a replay of the same request does not show it again.
    /// Scopes of the park office (`enterprises:verify`, `authorities:write`, `organizations:write`, `api-keys:read`, `api-keys:write`,
    /// `delegations:write`) are not given to others; a dashboard gets `plan:read` only.
    /// </remarks>
    public static Task<IResult> Handle(
        IssueApiKeyRequest body, WriteRequest request, Records<ApiKeyState, ApiKeyEvent> keys,
        [FromKeyedServices(AccessModule.Schema)] ModuleStore store, TimeProvider clock)
    {
        var secret = Secret.New();
        return keys.Create(request, ApiKeyResponse.Looks(secret), async _ =>
        {
            var organization = await store.Load(OrganizationState.Stream, body.OrganizationId!.Value, UpTo.Now, request.Aborted);
            return Decide(body, organization.Exists ? organization.State : null, request.Caller.Scopes, secret, clock.GetUtcNow());
        });
    }

    internal static Decision<ApiKeyEvent> Decide(
        IssueApiKeyRequest body, OrganizationState? organization, IReadOnlySet<string> callersScopes, Secret secret, DateTimeOffset now)
    {
        if (organization is null)
            return Rejection.Invalid("/organizationId", "unknown-organization", new Text("没有这个机构。", "There is no such organisation."));
        if (body.ExpiresAt <= now)
            return Rejection.Invalid("/expiresAt", "in-the-past", new Text("到期时间须在将来。", "The expiry must lie in the future."));
        var errors = body.Scopes!.Select((scope, i) => CheckScope(scope, $"/scopes/{i}", organization)).OfType<FieldError>().ToList();
        if (body.Scopes!.Count == 0)
            errors.Add(new FieldError("/scopes", "required", new Text("至少给出一个权限。", "At least one scope is needed.")));
        errors.AddRange(Networks.Check(body.Cidrs, "/cidrs"));
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        if (body.Scopes.FirstOrDefault(scope => !callersScopes.Contains(scope)) is { } missing)
        {
            return new Rejection(403, "scope-not-held", new Text(
                $"您没有 {missing} 权限,不能授予他人。", $"You do not hold {missing}, so you cannot give it to others."));
        }

        var issued = new ApiKeyIssued(
            body.Name!.Trim(), body.OrganizationId!.Value, [.. body.Scopes.Distinct()], body.Officer?.Trim(), body.ExpiresAt?.ToUniversalTime(),
            secret.Hash, secret.Prefix, IsEnvironment: false);
        return body.Cidrs is null ? issued : new ApiKeyEvent[] { issued, new ApiKeyNetworksLimited([.. body.Cidrs.Select(Networks.Normal).Distinct()]) };
    }

    private static FieldError? CheckScope(string scope, string pointer, OrganizationState organization)
    {
        if (!Scopes.All.Contains(scope))
            return new FieldError(pointer, "unknown-scope", Validation.OneOf(Scopes.All));
        if (OrganizationKinds.MayHold(organization.Kind, scope))
            return null;
        return new FieldError(pointer, "scope-not-allowed", organization.Kind == OrganizationKinds.Dashboard
            ? new Text($"看板只能有 {Scopes.PlanRead} 权限。", $"A dashboard may hold {Scopes.PlanRead} only.")
            : new Text($"{scope} 只能授予园区办公室。", $"{scope} is for the park office only."));
    }
}
