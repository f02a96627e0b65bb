using HealthPark.Changes.Webhook;

namespace HealthPark.Changes.Features;

/// <summary>Lists webhooks.</summary>
public static class ListWebhooks
{
    private static readonly ListDefinition Webhooks = new ListDefinition(typeof(WebhookResponse), "changes.webhooks", "organization_id")
        .OneOf("organizationId", "organization_id", "Webhooks of these organisations")
        .OneOf("state", "state", "Webhooks in these states", [WebhookStates.Active, WebhookStates.Deactivated, WebhookStates.Suspended]);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/webhooks", Handle)
        .WithName("ListWebhooks").RequireScope(Scopes.WebhooksRead).Shows<Page<WebhookResponse>>().Takes(Webhooks.Parameters);

    /// <summary>Lists webhooks, without their secrets.</summary>
    public static Task<IResult> Handle(HttpContext context, CancellationToken ct) => Webhooks.Answer(context, ct);
}
