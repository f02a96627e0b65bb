using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HealthPark.EventStore;

/// <summary>
/// The one writer of this process. It waits for no timer: while one transaction commits, the next appends gather, and all go in
/// together, so the log's lock costs one wait for each batch and not for each request.
/// </summary>
public sealed class Appender(Database database, LogSignal signal, ILogger<Appender> log) : BackgroundService
{
    private const int MostWaiting = 8192;
    private const int MostInBatch = 512;

    private readonly Channel<PendingAppend> _arrivals =
        Channel.CreateBounded<PendingAppend>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    /// <summary>Called at each step of a batch. Tests break a batch here; nothing else uses it.</summary>
    internal Func<BatchStep, Task>? Fault { get; set; }

    internal Task<AppendOutcome> Append(Append append)
    {
        var pending = new PendingAppend(append);
        if (!_arrivals.Writer.TryWrite(pending))
            throw new StoreUnavailableException("Too many writes are waiting.");
        return pending.Outcome;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var waiting = new List<PendingAppend>();
        try
        {
            while (waiting.Count > 0 || await _arrivals.Reader.WaitToReadAsync(stoppingToken))
            {
                while (waiting.Count < MostWaiting && _arrivals.Reader.TryRead(out var arrival))
                    waiting.Add(arrival);
                await Commit(TakeBatch(waiting));
            }
        }
        finally
        {
            _arrivals.Writer.Complete();
            while (_arrivals.Reader.TryRead(out var arrival))
                waiting.Add(arrival);
            foreach (var pending in waiting)
                pending.Fail(new StoreUnavailableException("The program is stopping."));
        }
    }

    // A batch takes at most one append for each stream, idempotency key and claim, so that its appends cannot
    // depend on each other; the rest keep their order and wait for the next batch.
    private static List<PendingAppend> TakeBatch(List<PendingAppend> waiting)
    {
        var batch = new List<PendingAppend>(waiting.Count);
        var touched = new HashSet<object>();
        waiting.RemoveAll(pending =>
        {
            var touches = pending.Touches;
            var alone = batch.Count < MostInBatch && !touches.Exists(touched.Contains);
            touched.UnionWith(touches); // also of one left behind: those after it must not overtake it
            if (alone)
                batch.Add(pending);
            return alone;
        });
        return batch;
    }

    private async Task Commit(List<PendingAppend> batch, bool again = false)
    {
        var transaction = new AppendBatch([.. batch.Select(p => p.Append)], Fault);
        try
        {
            await Write(batch, transaction);
        }
        catch (Exception e) when (MeansAway(e) && !transaction.MayBeCommitted && !again)
        {
            // A connection that broke meanwhile, as after a restart of the server: nothing has happened yet.
            log.LogWarning(e, "A batch of {Count} appends is tried again on a new connection", batch.Count);
            await Commit(batch, again: true);
        }
        catch (Exception e) when (!MeansAway(e) && batch.Count > 1)
        {
            // One append spoils the batch, by its data or by its read model: each gets a transaction of its own, and only
            // the guilty one fails. Nothing was committed: after a commit there is nothing left to go wrong but the connection.
            log.LogWarning(e, "A batch of {Count} appends failed; its appends are run one by one", batch.Count);
            foreach (var pending in batch)
                await Commit([pending]);
        }
        catch (Exception e) when (MeansAway(e))
        {
            // Whether the commit reached the disk is not known here. A retry under the same idempotency key finds out.
            log.LogError(e, "{Count} appends failed: the database is away", batch.Count);
            batch.ForEach(pending => pending.Fail(new StoreUnavailableException("The database is away.", e)));
        }
        catch (Exception e)
        {
            log.LogError(e, "{Count} appends failed", batch.Count);
            batch.ForEach(pending => pending.Fail(e));
        }
    }

    private async Task Write(List<PendingAppend> batch, AppendBatch transaction)
    {
        var outcomes = await Run(transaction);
        if (transaction.Position is { } position)
            signal.Moved(position, transaction.Schemas);
        for (var i = 0; i < batch.Count; i++)
            batch[i].Complete(outcomes[i]);
    }

    private async Task<IReadOnlyList<AppendOutcome>> Run(AppendBatch batch)
    {
        await using var connection = await database.Writer.OpenConnectionAsync();
        try
        {
            return await batch.Run(connection);
        }
        catch (Exception e) when (e is not NpgsqlException)
        {
            // A value that Npgsql cannot write stops its batch half-way, and it then takes statements for prepared that never
            // were: from then on every batch on this connection would fail (26000). The next one gets a new connection.
            database.Writer.Clear();
            throw;
        }
    }

    internal static bool MeansAway(Exception e) => e switch
    {
        PostgresException p => p.SqlState[..2] is "08" or "53" or "57" or "55" or "25" || p.IsTransient,
        NpgsqlException or SocketException or IOException or TimeoutException => true,
        _ => false,
    };
}

/// <summary>The steps of a batch, in order.</summary>
internal enum BatchStep
{
    Locked,
    Settled,
    Written,
    Committed,
}

internal sealed class PendingAppend(Append append)
{
    private readonly TaskCompletionSource<AppendOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Append Append => append;

    public Task<AppendOutcome> Outcome => _outcome.Task;

    public List<object> Touches { get; } =
    [
        .. append.All.Select(a => (object)a.StreamId),
        .. append.Key is { } key ? [(key.ClientId, key.Key)] : Array.Empty<object>(),
        .. append.All.SelectMany(a => a.Takes.Concat(a.Releases).Select(claim => (object)(a.Schema, claim))),
    ];

    public void Complete(AppendOutcome outcome) => _outcome.TrySetResult(outcome);

    public void Fail(Exception e) => _outcome.TrySetException(e);
}
