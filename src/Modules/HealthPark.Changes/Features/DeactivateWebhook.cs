using System.ComponentModel.DataAnnotations;
using HealthPark.Changes.Webhook;

namespace HealthPark.Changes.Features;

/// <summary>Deactivation or activation of a webhook.</summary>
/// <param name="Reason">Why.</param>
public sealed record WebhookReasonRequest([property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Stops a webhook.</summary>
public static class DeactivateWebhook
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/webhooks/{id:guid}/deactivation", Handle)
        .WithName("DeactivateWebhook").RequireScope(Scopes.WebhooksWrite).Changes<WebhookResponse>()
        .Example("""{ "reason": "接收系统停用" }""");

    /// <summary>Stops a webhook: nothing is sent until it is activated again.</summary>
    /// <remarks>Needs `If-Match`. What was on its way may still arrive. Deactivating it again changes nothing.</remarks>
    public static Task<IResult> Handle(Guid id, WebhookReasonRequest body, WriteRequest request, Records<WebhookState, WebhookEvent> webhooks) =>
        webhooks.Change(request, id, WebhookResponse.Looks(null), webhook => Task.FromResult(Decide(body, webhook.State)));

    internal static Decision<WebhookEvent> Decide(WebhookReasonRequest body, WebhookState now) =>
        now.State == WebhookStates.Deactivated ? Array.Empty<WebhookEvent>() : new WebhookDeactivated(body.Reason!.Trim());
}
