using HealthPark.Access.ApiKey;

namespace HealthPark.Access.Features;

/// <summary>Shows an API key.</summary>
public static class GetApiKey
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/api-keys/{id:guid}", Handle)
        .WithName("GetApiKey").RequireScope(Scopes.ApiKeysRead).Shows<ApiKeyResponse>().Takes(QueryParameter.OfRecord);

    /// <summary>Shows an API key, without the key itself.</summary>
    public static Task<IResult> Handle(Guid id, HttpContext context, Records<ApiKeyState, ApiKeyEvent> keys) =>
        keys.Show(context, id, ApiKeyResponse.Looks(null));
}
