using HealthPark.EventStore;
using Npgsql;

namespace HealthPark.Changes.Webhook;

/// <summary>Carries what is said of webhooks over to the queue: where one begins, goes on, or begins again.</summary>
/// <remarks>
/// Followed from the log, so that each order is carried out once, whenever the node that took it dies. The queue is no read model: it
/// knows what was sent, which the log does not, so no table is named for rebuilding.
/// </remarks>
internal sealed class WebhookOrders : SubscriptionHandler
{
    public override string Name => "webhook-orders";

    public override string Schema => ChangesModule.Schema;

    public override IReadOnlyList<string> Sources => [ChangesModule.Schema];

    public override IReadOnlyList<string> Tables => [];

    public override async Task Handle(NpgsqlConnection connection, string schema, IReadOnlyList<StoredEvent> events, CancellationToken ct)
    {
        foreach (var stored in events)
            await Handle(connection, stored, ct);
    }

    private static async Task Handle(NpgsqlConnection connection, StoredEvent stored, CancellationToken ct)
    {
        switch (ChangesModule.Events.Read(stored.Type, stored.Data))
        {
            case WebhookRegistered registered:
                await connection.Execute(
                    "insert into changes.webhook_checkpoints (webhook_id, position) values ($1, $2)", ct, stored.StreamId, registered.After ?? stored.Position);
                break;
            case WebhookActivated:
                // What failed begins its plan anew, at once.
                await connection.Execute(
                    "update changes.deliveries set failures = 0, next_attempt_at = least(next_attempt_at, $2) where webhook_id = $1 and status = 'pending'",
                    ct, stored.StreamId, stored.RecordedAt);
                break;
            case WebhookDeliveryReplayed replayed:
                await connection.Execute(
                    """
                    update changes.deliveries set status = 'pending', failures = 0, next_attempt_at = least(next_attempt_at, $3), ended_at = null
                     where webhook_id = $1 and id = $2
                    """,
                    ct, stored.StreamId, replayed.DeliveryId, stored.RecordedAt);
                break;
            case WebhookRewound rewound:
                // Those that wait come again with the others, in order; the checkpoint first, as whoever fills the queue locks them.
                await connection.Execute(
                    "update changes.webhook_checkpoints set position = least(position, $2) where webhook_id = $1", ct, stored.StreamId, rewound.After);
                await connection.Execute(
                    "delete from changes.deliveries where webhook_id = $1 and status = 'pending' and position > $2", ct, stored.StreamId, rewound.After);
                break;
        }
    }
}
