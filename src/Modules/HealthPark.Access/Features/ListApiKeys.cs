namespace HealthPark.Access.Features;

/// <summary>Lists API keys.</summary>
public static class ListApiKeys
{
    private static readonly ListDefinition Keys = new ListDefinition(typeof(ApiKeyResponse), "access.api_keys", "organization_id")
        .OneOf("organizationId", "organization_id", "Keys of these organisations")
        .Sort("name", "name collate \"zh-x-icu\"", "text");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/api-keys", Handle)
        .WithName("ListApiKeys").RequireScope(Scopes.ApiKeysRead).Shows<Page<ApiKeyResponse>>().Takes(Keys.Parameters);

    /// <summary>Lists API keys, revoked ones included, without the keys themselves.</summary>
    public static Task<IResult> Handle(HttpContext context, CancellationToken ct) => Keys.Answer(context, ct);
}
