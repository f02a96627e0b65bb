using System.ComponentModel.DataAnnotations;
using HealthPark.Changes.Webhook;

namespace HealthPark.Changes.Features;

/// <summary>Rotation of a webhook's signing secret.</summary>
/// <param name="OverlapHours">For how many hours the present secret signs too: 24 if absent, 0 to end it at once.</param>
public sealed record RotateWebhookSecretRequest([property: Range(0, 720)] int? OverlapHours = null) : IRequestBody;

/// <summary>Gives a webhook a new signing secret.</summary>
public static class RotateWebhookSecret
{
    private const int UsualOverlap = 24;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/webhooks/{id:guid}/secret-rotation", Handle)
        .WithName("RotateWebhookSecret").RequireScope(Scopes.WebhooksWrite).Changes<WebhookResponse>()
        .Example("""{ "overlapHours": 24 }""");

    /// <summary>Gives a webhook a new signing secret; the present one signs too for a while.</summary>
    /// <remarks>
    /// Needs `If-Match`. The answer's `secret` is shown this once, and not by a replay. During the overlap `webhook-signature` carries a
    /// signature of each, so that the receiver may change over at any time. Two secrets sign at most: a second rotation within the overlap
    /// ends the first secret at once.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, RotateWebhookSecretRequest body, WriteRequest request, Records<WebhookState, WebhookEvent> webhooks, SigningSecrets secrets, TimeProvider clock)
    {
        var secret = SigningSecret.New();
        return webhooks.Change(request, id, WebhookResponse.Looks(request.DryRun ? null : secret), async _ =>
        {
            if (!request.DryRun)
                await secrets.Keep(secret, request.Aborted);
            return Decide(body, secret.Id, clock.GetUtcNow());
        });
    }

    internal static Decision<WebhookEvent> Decide(RotateWebhookSecretRequest body, Guid secretId, DateTimeOffset now) =>
        new WebhookSecretRotated(secretId, now.AddHours(body.OverlapHours ?? UsualOverlap));
}
