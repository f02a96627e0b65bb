using System.ComponentModel.DataAnnotations;
using HealthPark.Access.ApiKey;

namespace HealthPark.Access.Features;

/// <summary>Rotation of an API key.</summary>
/// <param name="OverlapHours">For how many hours the present secret still opens: 24 if absent, 0 to end it at once.</param>
public sealed record RotateApiKeyRequest([property: Range(0, 720)] int? OverlapHours = null) : IRequestBody;

/// <summary>Gives an API key a new secret.</summary>
public static class RotateApiKey
{
    private const int UsualOverlap = 24;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/api-keys/{id:guid}/rotation", Handle)
        .WithName("RotateApiKey").RequireScope(Scopes.ApiKeysWrite).Changes<ApiKeyResponse>()
        .Example("""{ "overlapHours": 24 }""");

    /// <summary>Gives an API key a new secret; the present one still opens for a while.</summary>
    /// <remarks>
    /// Needs `If-Match`. The answer's `key` is shown this once, and not by a replay. Two secrets open at most: a second rotation within the
    /// overlap ends the first secret at once. The administrator key of the program's environment is replaced there.
    /// </remarks>
    public static Task<IResult> Handle(Guid id, RotateApiKeyRequest body, WriteRequest request, Records<ApiKeyState, ApiKeyEvent> keys, TimeProvider clock)
    {
        var secret = Secret.New();
        return keys.Change(request, id, ApiKeyResponse.Looks(secret), key => Task.FromResult(Decide(body, key.State, secret, clock.GetUtcNow())));
    }

    internal static Decision<ApiKeyEvent> Decide(RotateApiKeyRequest body, ApiKeyState key, Secret secret, DateTimeOffset now)
    {
        if (key.Revoked)
            return Rejection.Conflict("key-revoked", new Text("密钥已吊销,不能轮换。", "The key was revoked; it cannot be rotated."));
        if (key.Issued!.ExpiresAt <= now)
            return Rejection.Conflict("key-expired", new Text("密钥已到期,不能轮换。", "The key has expired; it cannot be rotated."));
        if (key.Issued.IsEnvironment)
        {
            return Rejection.Conflict("key-of-environment", new Text(
                "此密钥由环境变量 HEALTHPARK_ADMIN_KEY 指定,请在那里更换。", "This key is named by HEALTHPARK_ADMIN_KEY; replace it there."));
        }

        return new ApiKeyRotated(secret.Hash, secret.Prefix, now.AddHours(body.OverlapHours ?? UsualOverlap));
    }
}
