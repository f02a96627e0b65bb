using HealthPark.EventStore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HealthPark.Changes.Webhook;

/// <summary>
/// Sends what is queued. Every node tries; a webhook is at one of them at a time, several webhooks and several records of each side by
/// side. A node that dies leaves its deliveries pending, so each arrives at least once.
/// </summary>
internal sealed class WebhookDispatcher(
    Database database, LogSignal signal, DeliveryQueue queue, SigningSecrets secrets, ChangeFeed feed, WebhookSender sender,
    [FromKeyedServices(ChangesModule.Schema)] ModuleStore store, ILogger<WebhookDispatcher> log) : BackgroundService
{
    private const int MostWebhooks = 8;
    private const int MostRequestsOfAWebhook = 8;

    private static readonly EventMetadata System = new("system:webhooks");
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan PruneEvery = TimeSpan.FromHours(1);

    // Others get their turn, and its transaction ends, with the slowest attempt, before the database gives it up for idle.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var turns = new Dictionary<Guid, Task>();
        var lastPruned = Environment.TickCount64 - (long)PruneEvery.TotalMilliseconds;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var moved = signal.Next;
                foreach (var done in turns.Where(t => t.Value.IsCompleted).Select(t => t.Key).ToList())
                    turns.Remove(done);
                foreach (var id in (await queue.WithWork(stoppingToken)).Where(id => !turns.ContainsKey(id)).Take(MostWebhooks - turns.Count).ToList())
                    turns[id] = Turn(id, stoppingToken);
                if (Environment.TickCount64 - lastPruned > PruneEvery.TotalMilliseconds)
                {
                    await queue.Prune(stoppingToken);
                    await secrets.Prune(stoppingToken);
                    lastPruned = Environment.TickCount64;
                }

                await Task.WhenAny(moved, Task.Delay(LookAgain, stoppingToken));
                await Task.Delay(Gather, stoppingToken); // a busy log moves more often than there is need to look
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "Webhooks could not be looked after; they are looked at again");
                await Task.WhenAny(Task.Delay(LookAgain, stoppingToken));
            }
        }

        await Task.WhenAll(turns.Values);
    }

    private async Task Turn(Guid webhookId, CancellationToken ct)
    {
        try
        {
            await TakeTurn(webhookId, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the program stops; what was not sent is still queued
        }
        catch (Exception e)
        {
            log.LogWarning(e, "The turn of webhook {Webhook} ended early; what was not sent is still queued", webhookId);
        }
    }

    private async Task TakeTurn(Guid webhookId, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var turn = await connection.BeginTransactionAsync(ct);
        if (!await DeliveryQueue.TryTakeTurn(connection, webhookId, ct))
            return;
        var (underWay, ends) = (new Dictionary<Guid, Task<bool>>(), Environment.TickCount64 + (long)LongestTurn.TotalMilliseconds);
        try
        {
            do
            {
                if (Environment.TickCount64 < ends && await DeliveryQueue.Find(connection, webhookId, ct) is { } webhook)
                {
                    foreach (var (delivery, change) in await Next(webhook, underWay.Keys))
                        underWay[delivery.Subject] = Deliver(webhook, delivery, change, ct);
                }

                if (underWay.Count > 0)
                    await Task.WhenAny(underWay.Values);
                foreach (var (subject, done) in underWay.Where(d => d.Value.IsCompleted).ToList())
                {
                    underWay.Remove(subject);
                    if (!await done)
                        ends = 0;
                }
            }
            while (underWay.Count > 0);
        }
        finally
        {
            // The turn is not another's before the last request is over, or a record's order could break.
            await Task.WhenAll(underWay.Values);
        }

        async Task<IReadOnlyList<(DueDelivery, Change?)>> Next(LiveWebhook webhook, IReadOnlyCollection<Guid> records)
        {
            var room = (sender.IsDown(webhook) ? 1 : MostRequestsOfAWebhook) - records.Count;
            if (room <= 0)
                return [];
            var due = await queue.Due(connection, webhook, records, room, ct);
            if (due.Count < room)
            {
                await queue.Fill(webhook, ct);
                due = await queue.Due(connection, webhook, records, room, ct);
            }

            if (due.Count == 0)
                return [];
            var changes = await feed.At(webhook.Reader, [.. due.Select(d => d.Position)], ct);
            return [.. due.Select(d => (d, changes.GetValueOrDefault(d.Position)))];
        }
    }

    /// <returns>Whether there is a point in sending more now.</returns>
    private async Task<bool> Deliver(LiveWebhook webhook, DueDelivery delivery, Change? change, CancellationToken ct)
    {
        if (change is null)
        {
            await queue.Withhold(delivery, ct);
            return true;
        }

        if (await sender.Post(webhook, change, ct) is not { } attempt)
            return false;
        if (attempt.Error is null)
        {
            await queue.Delivered(delivery, attempt, ct);
            return true;
        }

        var delay = RetryPlan.DelayAfter(delivery.Failures + 1, attempt.RetryAfter);
        if (attempt.Status == 410)
            await Suspend(webhook.Id, SuspensionCauses.Gone, delivery.Id, ct);
        else if (delay is null)
            await Suspend(webhook.Id, SuspensionCauses.RetriesExhausted, delivery.Id, ct);
        await queue.Failed(delivery, attempt, delay ?? TimeSpan.Zero, ct);
        return true;
    }

    private async Task Suspend(Guid webhookId, string cause, Guid deliveryId, CancellationToken ct)
    {
        while (true)
        {
            var webhook = await store.Load(WebhookState.Stream, webhookId, UpTo.Now, ct);
            var events = WebhookState.Suspend(webhook.State, cause, deliveryId);
            if (events.Count == 0 || await store.Append(WebhookState.Stream, webhook, events, System, null) is not AppendOutcome.VersionConflict)
                return;
        }
    }
}
