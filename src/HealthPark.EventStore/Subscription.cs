using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HealthPark.EventStore;

/// <summary>
/// Something that follows the log in order. Its checkpoint moves in the transaction of its own rows, so each event is handled
/// once, whatever fails; it moves over events of other modules too, so "handled up to here" can be asked for any position.
/// </summary>
public abstract class SubscriptionHandler
{
    /// <summary>The checkpoint's name.</summary>
    public abstract string Name { get; }

    /// <summary>The schema that holds the checkpoint and the rows.</summary>
    public abstract string Schema { get; }

    /// <summary>The schemas of the modules whose events it handles.</summary>
    public abstract IReadOnlyList<string> Sources { get; }

    /// <summary>
    /// The tables it writes, in an order in which they can be filled. They are made again when it is rebuilt. None if what it writes
    /// does not follow from the log alone, such as a queue of work that was partly done: that is neither rebuilt nor compared.
    /// </summary>
    public abstract IReadOnlyList<string> Tables { get; }

    /// <summary>Handles events in order, within the connection's transaction, writing to tables of <paramref name="schema"/>.</summary>
    public abstract Task Handle(NpgsqlConnection connection, string schema, IReadOnlyList<StoredEvent> events, CancellationToken ct);
}

/// <summary>
/// Runs a subscription. Every node tries; the checkpoint's row lock lets one of them work at a time, and another goes on with the
/// next batch when that one is gone.
/// </summary>
public sealed class Subscription<THandler>(Database database, LogSignal signal, THandler handler, ILogger<Subscription<THandler>> log) : BackgroundService
    where THandler : SubscriptionHandler
{
    private const int BatchSize = 1000;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Gathers = TimeSpan.FromMilliseconds(100); // who needs it at once says so: HasHandled

    private readonly Pulse _moved = new();
    private readonly Pulse _woken = new();
    private readonly Pulse _awaited = new();

    /// <summary>Waits until everything up to a position has been handled, by whichever node.</summary>
    /// <returns>False if that took longer than <paramref name="patience"/>.</returns>
    public async Task<bool> HasHandled(long position, TimeSpan patience, CancellationToken ct)
    {
        var giveUp = DateTimeOffset.UtcNow + patience;
        while (true)
        {
            var moved = _moved.Next;
            await using (var connection = await database.Source.OpenConnectionAsync(ct))
            {
                if (await Checkpoint(connection, "", ct) >= position)
                    return true;
            }

            if (DateTimeOffset.UtcNow >= giveUp)
                return false;
            // What it was not woken for, as it does not handle it, stands behind the checkpoint too; and it should not pause now.
            _awaited.Beat();
            _woken.Beat();
            await Task.WhenAny(moved, Task.Delay(TimeSpan.FromMilliseconds(25), ct));
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sources = handler.Sources.ToHashSet(StringComparer.Ordinal);
        signal.Changed += schemas =>
        {
            if (schemas.Count == 0 || schemas.Any(sources.Contains))
                _woken.Beat();
        };
        var pace = new Pace(Gathers);
        var (failures, limit) = (0, BatchSize);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var (next, awaited) = (_woken.Next, _awaited.Next);
                var more = await HandleBatch(limit, stoppingToken);
                (failures, limit) = (0, Math.Min(BatchSize, limit * 2));
                if (!more)
                {
                    await Task.WhenAny(next, Task.Delay(LookAgain, stoppingToken));
                    await pace.Next(stoppingToken, hurry: awaited);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (limit > 1)
            {
                // Smaller batches from here on, so that one event does not hold back those before it.
                log.LogWarning(e, "Subscription {Name} failed and goes on event by event", handler.Name);
                limit = 1;
            }
            catch (Exception e)
            {
                // It stops at this event rather than pass it by; the pause grows to half a minute, unless the database was away.
                log.LogError(e, "Subscription {Name} failed and tries again", handler.Name);
                failures = Appender.MeansAway(e) ? 0 : failures + 1;
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, failures))), stoppingToken);
            }
        }
    }

    private async Task<bool> HandleBatch(int limit, CancellationToken ct)
    {
        await using var connection = await database.Follower.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await Checkpoint(connection, "for update skip locked", ct) is not { } checkpoint)
            return false; // another node is at it
        var (events, through) = await EventLog.Read(connection, handler.Sources, checkpoint, limit, ct);
        if (through == checkpoint)
            return false;
        if (events.Count > 0)
            await handler.Handle(connection, handler.Schema, events, ct);
        await connection.Execute(
            $"update {handler.Schema}.mt_event_progression set last_seq_id = $2, last_updated = now() where name = $1", ct, handler.Name, through);
        await transaction.CommitAsync(ct);
        _moved.Beat();
        return events.Count == limit;
    }

    private async Task<long?> Checkpoint(NpgsqlConnection connection, string locking, CancellationToken ct)
    {
        var found = await connection.Query(
            $"select last_seq_id from {handler.Schema}.mt_event_progression where name = $1 {locking}", row => (long?)row.GetInt64(0), ct, handler.Name);
        return found.FirstOrDefault();
    }
}
