using HealthPark.Changes.Webhook;
using HealthPark.EventStore;

namespace HealthPark.Changes.Features;

/// <summary>Shows a delivery.</summary>
public static class GetDelivery
{
    internal static readonly Text Noun = new("推送", "delivery");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/webhooks/{id:guid}/deliveries/{deliveryId:guid}", Handle)
        .WithName("GetWebhookDelivery").RequireScope(Scopes.WebhooksRead).Shows<DeliveryResponse>();

    /// <summary>Shows how far a delivery has got.</summary>
    public static async Task<IResult> Handle(
        Guid id, Guid deliveryId, HttpContext context, Records<WebhookState, WebhookEvent> webhooks, WebhookReads reads, CancellationToken ct)
    {
        ReadParameters.Only(context);
        if (await webhooks.Find(context, id, UpTo.Now) is null)
            return Rejection.NotFound(WebhookResponse.Noun).ToResult();
        if (await reads.WaitForOrders(context) is { } notYet)
            return notYet;
        return await reads.FindDelivery(id, deliveryId, ct) is { } delivery ? StoredJson.Answer(context, delivery) : Rejection.NotFound(Noun).ToResult();
    }
}
