using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
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
    internal const int MostWaiting = 8192;
    private const int MostInBatch = 512;
    private const long MostCharactersWaiting = 64 * 1024 * 1024;

    private readonly BlockingCollection<PendingAppend> _arrivals = new(MostWaiting);
    private long _charactersWaiting;

    /// <summary>Who has waited this long for its turn is refused.</summary>
    internal TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Called at each step of a batch. Tests break a batch here; nothing else uses it.</summary>
    internal Func<BatchStep, Task>? Fault { get; set; }

    /// <exception cref="StoreUnavailableException">
    /// More is waiting than can be written soon: refused at once, rather than after everyone has waited too long.
    /// </exception>
    internal Task<AppendOutcome> Append(Append append)
    {
        var pending = new PendingAppend(append);
        if (Interlocked.Add(ref _charactersWaiting, pending.Characters) > MostCharactersWaiting || _arrivals.IsAddingCompleted || !_arrivals.TryAdd(pending))
        {
            Interlocked.Add(ref _charactersWaiting, -pending.Characters);
            throw new StoreUnavailableException("Too many writes are waiting.");
        }

        return pending.Outcome;
    }

    // A thread of its own, which waits for the server itself: every write waits for each step of a batch, and to hand a step from
    // thread to thread takes as long as the step.
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Factory.StartNew(() => WriteBatches(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void WriteBatches(CancellationToken stoppingToken)
    {
        var waiting = new List<PendingAppend>();
        try
        {
            while (true)
            {
                if (waiting.Count == 0)
                    waiting.Add(_arrivals.Take(stoppingToken));
                while (waiting.Count < MostWaiting && _arrivals.TryTake(out var arrival))
                    waiting.Add(arrival);
                RefuseLate(waiting);
                var batch = TakeBatch(waiting);
                Interlocked.Add(ref _charactersWaiting, -batch.Sum(p => p.Characters));
                if (batch.Count > 0)
                    Commit(batch);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // told to stop
        }
        finally
        {
            _arrivals.CompleteAdding();
            waiting.AddRange(_arrivals);
            foreach (var pending in waiting)
                pending.Fail(new StoreUnavailableException("The program is stopping."));
        }
    }

    // Who has waited this long has given up, or should: nothing of it has happened yet, and it may come again.
    private void RefuseLate(List<PendingAppend> waiting) => waiting.RemoveAll(pending =>
    {
        if (pending.Waits < LongestWait)
            return false;
        Interlocked.Add(ref _charactersWaiting, -pending.Characters);
        pending.Fail(new StoreUnavailableException("Others were in the way for too long."));
        return true;
    });

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

    private void Commit(List<PendingAppend> batch, bool again = false)
    {
        var transaction = new AppendBatch([.. batch.Select(p => p.Append)], Fault);
        try
        {
            Write(batch, transaction);
        }
        catch (Exception e) when (MeansAway(e) && !transaction.MayBeCommitted && !again)
        {
            // A connection that broke meanwhile, as after a restart of the server: nothing has happened yet.
            log.LogWarning(e, "A batch of {Count} appends is tried again on a new connection", batch.Count);
            Commit(batch, again: true);
        }
        catch (Exception e) when (!MeansAway(e) && batch.Count > 1)
        {
            // One append spoils the batch, by its data or by its read model: each gets a transaction of its own, and only
            // the guilty one fails. Nothing was committed: after a commit there is nothing left to go wrong but the connection.
            log.LogWarning(e, "A batch of {Count} appends failed; its appends are run one by one", batch.Count);
            foreach (var pending in batch)
                Commit([pending]);
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

    private void Write(List<PendingAppend> batch, AppendBatch transaction)
    {
        var outcomes = Run(transaction);
        if (transaction.Position is { } position)
            signal.Moved(position, transaction.Schemas);
        for (var i = 0; i < batch.Count; i++)
            batch[i].Complete(outcomes[i]);
    }

    private IReadOnlyList<AppendOutcome> Run(AppendBatch batch)
    {
        using var connection = database.Writer.OpenConnection();
        try
        {
            return batch.Run(connection);
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

    private readonly long _since = Stopwatch.GetTimestamp();

    public Append Append => append;

    /// <summary>How long it has waited.</summary>
    public TimeSpan Waits => Stopwatch.GetElapsedTime(_since);

    /// <summary>What it holds in memory, roughly.</summary>
    public long Characters { get; } = append.All.Sum(a => a.Events.Sum(e => (long)e.Data.Length));

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
