using System.ComponentModel.DataAnnotations;
using HealthPark.Access.ApiKey;

namespace HealthPark.Access.Features;

/// <summary>Revocation of an API key.</summary>
/// <param name="Reason">Why.</param>
public sealed record RevokeApiKeyRequest([property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Revokes an API key.</summary>
public static class RevokeApiKey
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/api-keys/{id:guid}/revocation", Handle)
        .WithName("RevokeApiKey").RequireScope(Scopes.ApiKeysWrite).Changes<ApiKeyResponse>()
        .Example("""{ "reason": "人员调整" }""");

    /// <summary>Revokes an API key: from this answer on none of its secrets opens anything.</summary>
    /// <remarks>Needs `If-Match`. Revoking it again changes nothing.</remarks>
    public static Task<IResult> Handle(Guid id, RevokeApiKeyRequest body, WriteRequest request, Records<ApiKeyState, ApiKeyEvent> keys) =>
        keys.Change(request, id, ApiKeyResponse.Looks(null), key => Task.FromResult(Decide(body, key.State)));

    internal static Decision<ApiKeyEvent> Decide(RevokeApiKeyRequest body, ApiKeyState key) =>
        key.Revoked ? Array.Empty<ApiKeyEvent>() : new ApiKeyRevoked(body.Reason!.Trim());
}
