using System.Text.Json;
using HealthPark.EventStore;
using Npgsql;

namespace HealthPark.Changes.Webhook;

/// <summary>A webhook at work.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Where changes are posted to.</param>
/// <param name="Types">The types wanted.</param>
/// <param name="Reader">As whom it reads the feed: its organisation, without the scopes of sensitive members, since it outlives every key.</param>
/// <param name="Secret">The secret that signs.</param>
/// <param name="PreviousSecret">The secret before.</param>
/// <param name="PreviousEndsAt">Until when that one signs too.</param>
internal sealed record LiveWebhook(
    Guid Id, string Url, IReadOnlyList<string> Types, Caller Reader, byte[] Secret, byte[]? PreviousSecret, DateTimeOffset? PreviousEndsAt)
{
    /// <summary>The secrets that sign at an instant.</summary>
    public IEnumerable<byte[]> SecretsAt(DateTimeOffset now) => PreviousSecret is { } previous && PreviousEndsAt > now ? [Secret, previous] : [Secret];
}

/// <summary>A delivery whose turn it is.</summary>
internal sealed record DueDelivery(Guid Id, Guid WebhookId, long Position, Guid Subject, int Failures);

/// <summary>What is still to be sent to whom. Positions and attempts are kept, bodies are not: each is made again from the log.</summary>
internal sealed class DeliveryQueue(Database database, EventLog log, ChangeFeed feed, TimeProvider clock)
{
    /// <summary>So many changes of one webhook wait in the queue; the rest wait in the log.</summary>
    private const int MostPending = 10_000;

    private const int Page = 500;

    /// <summary>For how long a delivery that ended is listed.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Webhooks at work that have something to send or to queue.</summary>
    public async Task<IReadOnlyList<Guid>> WithWork(CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await connection.Query(
            """
            select w.id from changes.webhooks w join changes.webhook_checkpoints c on c.webhook_id = w.id
             where w.state = 'active'
               and (c.position < $1 or exists (select from changes.deliveries d
                                                where d.webhook_id = w.id and d.status = 'pending' and d.next_attempt_at <= $2))
             order by random()
            """,
            row => row.GetGuid(0), ct, await EventLog.Head(connection, ct), clock.GetUtcNow());
    }

    /// <summary>
    /// Takes the webhook's turn for the transaction of this connection; false if another node has it. The lock ends with the node, and
    /// with the transaction of a node that froze.
    /// </summary>
    public static async Task<bool> TryTakeTurn(NpgsqlConnection connection, Guid webhookId, CancellationToken ct) =>
        (await connection.Query("select pg_try_advisory_xact_lock(731058946, hashtext($1))", row => row.GetBoolean(0), ct, webhookId.ToString())).Single();

    /// <summary>A webhook as it is now; null if it is not at work.</summary>
    public static async Task<LiveWebhook?> Find(NpgsqlConnection connection, Guid webhookId, CancellationToken ct) =>
        (await connection.Query(
            """
            select w.url, w.types::text, w.organization_id, w.only_own, s.secret, p.secret, w.previous_ends_at
              from changes.webhooks w
              join changes.webhook_secrets s on s.id = w.secret_id
              left join changes.webhook_secrets p on p.id = w.previous_secret_id
             where w.id = $1 and w.state = 'active'
            """,
            row => new LiveWebhook(
                webhookId, row.GetString(0), JsonSerializer.Deserialize(row.GetString(1), ChangesJson.Default.IReadOnlyListString)!,
                new Caller($"webhook:{webhookId}", row.GetGuid(2), IsPartner: row.GetBoolean(3), IsParkOffice: false, new HashSet<string>()),
                row.GetFieldValue<byte[]>(4), row.Get<byte[]>(5), row.Get<DateTimeOffset?>(6)),
            ct, webhookId)).SingleOrDefault();

    /// <summary>Puts the next changes from the log in the queue and moves the checkpoint over them.</summary>
    public async Task Fill(LiveWebhook webhook, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var checkpoints = await connection.Query(
            """
            select position, (select count(*) from changes.deliveries where webhook_id = $1 and status = 'pending')
              from changes.webhook_checkpoints where webhook_id = $1 for update
            """,
            row => (Position: row.GetInt64(0), Pending: row.GetInt64(1)), ct, webhook.Id);
        var head = await log.Head(ct);
        if (checkpoints is not [var checkpoint] || checkpoint.Position >= head || checkpoint.Pending >= MostPending)
            return;
        var types = webhook.Types.SelectMany(pattern => EventNames.Matching(pattern, feed.Types)).ToHashSet();
        var page = await feed.Read(webhook.Reader, types, checkpoint.Position, head, Page, ct);
        // One that was sent before comes again after a rewind.
        await connection.Execute(
            """
            insert into changes.deliveries as d (id, webhook_id, event_id, position, subject, type, next_attempt_at)
            select id, $1, event_id, position, subject, type, $2 from unnest($3, $4, $5, $6, $7) as u (id, event_id, position, subject, type)
            on conflict (webhook_id, event_id) do update
               set status = 'pending', failures = 0, next_attempt_at = excluded.next_attempt_at, ended_at = null
             where d.status <> 'pending'
            """,
            ct, webhook.Id, clock.GetUtcNow(), page.Changes.Select(_ => Guid.CreateVersion7()).ToArray(), page.Changes.Select(c => c.EventId).ToArray(),
            page.Changes.Select(c => c.Position).ToArray(), page.Changes.Select(c => c.Subject).ToArray(), page.Changes.Select(c => c.Type).ToArray());
        await connection.Execute("update changes.webhook_checkpoints set position = $2 where webhook_id = $1", ct, webhook.Id, page.Through);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Deliveries whose time has come: of each record only the first that is pending, so that the order of a record is kept.</summary>
    /// <param name="connection">The connection that has the webhook's turn.</param>
    /// <param name="webhook">The webhook.</param>
    /// <param name="except">Records of which one is being sent now.</param>
    /// <param name="limit">At most so many.</param>
    public async Task<IReadOnlyList<DueDelivery>> Due(
        NpgsqlConnection connection, LiveWebhook webhook, IEnumerable<Guid> except, int limit, CancellationToken ct) =>
        await connection.Query(
            """
            select id, position, subject, failures from changes.deliveries d
             where webhook_id = $1 and status = 'pending' and next_attempt_at <= $2 and subject <> all($3)
               and not exists (select from changes.deliveries e
                                where e.webhook_id = $1 and e.subject = d.subject and e.status = 'pending' and e.position < d.position)
             order by position limit $4
            """,
            row => new DueDelivery(row.GetGuid(0), webhook.Id, row.GetInt64(1), row.GetGuid(2), row.GetInt32(3)),
            ct, webhook.Id, clock.GetUtcNow(), except.ToArray(), limit);

    /// <summary>Notes that a delivery arrived.</summary>
    public Task Delivered(DueDelivery delivery, Attempt attempt, CancellationToken ct) => Execute(
        """
        update changes.deliveries
           set status = 'delivered', attempts = attempts + 1, last_attempt_at = $2, last_status = $3, last_error = null, last_answer = null, ended_at = $2
         where id = $1
        """,
        ct, delivery.Id, clock.GetUtcNow(), attempt.Status);

    /// <summary>Notes that an attempt failed, and when the next is due.</summary>
    public Task Failed(DueDelivery delivery, Attempt attempt, TimeSpan delay, CancellationToken ct) => Execute(
        """
        update changes.deliveries
           set attempts = attempts + 1, failures = failures + 1, last_attempt_at = $2, last_status = $3, last_error = $4, last_answer = $5, next_attempt_at = $6
         where id = $1
        """,
        ct, delivery.Id, clock.GetUtcNow(), attempt.Status, attempt.Error, attempt.Answer, clock.GetUtcNow() + delay);

    /// <summary>Ends a delivery whose change the webhook's organisation may not see any more.</summary>
    public Task Withhold(DueDelivery delivery, CancellationToken ct) =>
        Execute("update changes.deliveries set status = 'withheld', ended_at = $2 where id = $1", ct, delivery.Id, clock.GetUtcNow());

    /// <summary>Forgets deliveries that ended long ago.</summary>
    public Task Prune(CancellationToken ct) =>
        Execute("delete from changes.deliveries where status <> 'pending' and ended_at < $1", ct, clock.GetUtcNow() - Kept);

    private async Task Execute(string sql, CancellationToken ct, params object?[] values)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await connection.Execute(sql, ct, values);
    }
}
