using HealthPark.Changes.Webhook;

namespace HealthPark.Changes.Features;

/// <summary>Lets a webhook go on.</summary>
public static class ActivateWebhook
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/webhooks/{id:guid}/activation", Handle)
        .WithName("ActivateWebhook").RequireScope(Scopes.WebhooksWrite).Changes<WebhookResponse>()
        .Example("""{ "reason": "接收系统已恢复" }""");

    /// <summary>Lets a webhook that was deactivated or suspended go on from where it stopped.</summary>
    /// <remarks>
    /// Needs `If-Match`. Every change since is sent, those of a record in their order; deliveries that failed begin their retry plan anew.
    /// Activating one that is active changes nothing.
    /// </remarks>
    public static Task<IResult> Handle(Guid id, WebhookReasonRequest body, WriteRequest request, Records<WebhookState, WebhookEvent> webhooks) =>
        webhooks.Change(request, id, WebhookResponse.Looks(null), webhook => Task.FromResult(Decide(body, webhook.State)));

    internal static Decision<WebhookEvent> Decide(WebhookReasonRequest body, WebhookState now) =>
        now.State == WebhookStates.Active ? Array.Empty<WebhookEvent>() : new WebhookActivated(body.Reason!.Trim());
}
