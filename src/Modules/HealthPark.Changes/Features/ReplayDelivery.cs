using System.ComponentModel.DataAnnotations;
using HealthPark.Changes.Webhook;

namespace HealthPark.Changes.Features;

/// <summary>Replay of a delivery.</summary>
/// <param name="Reason">Why.</param>
public sealed record ReplayDeliveryRequest([property: StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Sends a delivery again.</summary>
public static class ReplayDelivery
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/webhooks/{id:guid}/deliveries/{deliveryId:guid}/replays", Handle)
        .WithName("ReplayWebhookDelivery").RequireScope(Scopes.WebhooksWrite).Changes<WebhookResponse>(ifMatchIsOptional: true)
        .Example("""{ "reason": "接收方数据丢失" }""");

    /// <summary>Sends a delivery again, at once: one that has arrived, or one that waits for its next attempt.</summary>
    /// <remarks>
    /// It goes out before later changes of the same record that still wait. Its retry plan begins anew. If the webhook is not active, it
    /// is sent when it is. The answer shows the webhook; `HealthPark-Position` leads to the delivery as it then stands.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, Guid deliveryId, ReplayDeliveryRequest body, WriteRequest request, Records<WebhookState, WebhookEvent> webhooks, WebhookReads reads) =>
        webhooks.Change(
            request, id, WebhookResponse.Looks(null),
            async _ => Decide(body, deliveryId, await reads.FindDelivery(id, deliveryId, request.Aborted) is not null), _ => false);

    internal static Decision<WebhookEvent> Decide(ReplayDeliveryRequest body, Guid deliveryId, bool exists) =>
        exists ? new WebhookDeliveryReplayed(deliveryId, body.Reason?.Trim()) : Rejection.NotFound(GetDelivery.Noun);
}
