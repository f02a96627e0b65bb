using HealthPark.Changes.Webhook;

namespace HealthPark.Changes.Features;

/// <summary>Shows a webhook.</summary>
public static class GetWebhook
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/webhooks/{id:guid}", Handle)
        .WithName("GetWebhook").RequireScope(Scopes.WebhooksRead).Shows<WebhookResponse>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Shows a webhook, without its secret.</summary>
    public static Task<IResult> Handle(Guid id, HttpContext context, Records<WebhookState, WebhookEvent> webhooks) =>
        webhooks.Show(context, id, WebhookResponse.Looks(null));
}
