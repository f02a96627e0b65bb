using HealthPark.Changes.Webhook;
using HealthPark.EventStore;

namespace HealthPark.Changes.Features;

/// <summary>Lists a webhook's deliveries.</summary>
public static class ListDeliveries
{
    private static readonly ListDefinition Deliveries = new ListDefinition(typeof(DeliveryResponse), "changes.delivery_list", null)
        .OneOf("status", "status", "Deliveries that have got this far", [DeliveryStatuses.Pending, DeliveryStatuses.Delivered, DeliveryStatuses.Withheld])
        .OneOf("subject", "subject", "Changes of these records")
        .OneOf("type", "type", "Changes of these types")
        .Sort("position", "position", "bigint")
        .Sort("nextAttemptAt", "next_attempt_at", "timestamptz");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/webhooks/{id:guid}/deliveries", Handle)
        .WithName("ListWebhookDeliveries").RequireScope(Scopes.WebhooksRead).Shows<Page<DeliveryResponse>>().Takes(Deliveries.Parameters);

    /// <summary>Lists a webhook's deliveries: what waits, and what ended within the last 30 days.</summary>
    /// <remarks>What is not queued yet is not in it: a webhook that stopped queues nothing, and 10,000 changes of a webhook wait at most.</remarks>
    public static async Task<IResult> Handle(
        Guid id, HttpContext context, Records<WebhookState, WebhookEvent> webhooks, WebhookReads reads, CancellationToken ct) =>
        await webhooks.Find(context, id, UpTo.Now) is null
            ? Rejection.NotFound(WebhookResponse.Noun).ToResult()
            : await reads.WaitForOrders(context) ?? await Deliveries.Answer(context, ct, Condition.On("webhook_id", id));
}
