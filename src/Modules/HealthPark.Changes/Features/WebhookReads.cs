using HealthPark.Changes.Webhook;
using HealthPark.EventStore;

namespace HealthPark.Changes.Features;

/// <summary>What every read of deliveries does first.</summary>
public sealed class WebhookReads
{
    private readonly Database _database;
    private readonly Subscription<WebhookOrders> _orders;

    internal WebhookReads(Database database, Subscription<WebhookOrders> orders) => (_database, _orders) = (database, orders);

    /// <summary>Waits until the orders up to the position that the reader demands are carried out; 503 if that takes too long.</summary>
    internal async Task<IResult?> WaitForOrders(HttpContext context) =>
        await Positions.Demanded(context) is { } position && !await _orders.HasHandled(position, Positions.Patience, context.RequestAborted)
            ? Positions.NotYet.ToResult()
            : null;

    /// <summary>A delivery as it is shown; null if the webhook has none of that id.</summary>
    internal async Task<string?> FindDelivery(Guid webhookId, Guid deliveryId, CancellationToken ct)
    {
        await using var connection = await _database.Source.OpenConnectionAsync(ct);
        var found = await connection.Query(
            "select body::text from changes.delivery_list where webhook_id = $1 and id = $2", row => row.GetString(0), ct, webhookId, deliveryId);
        return found.SingleOrDefault();
    }
}
