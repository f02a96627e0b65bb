using HealthPark.EventStore;
using Npgsql;

namespace HealthPark.IntegrationTests.EventStore;

/// <summary>Breaks every other batch of a node, at every step and in every way, until each has had its turn.</summary>
internal sealed class FaultPlan
{
    private readonly StoreNode _node;
    private readonly Queue<(BatchStep Step, Func<Task> Break)> _left;
    private int _batches;

    public FaultPlan(StoreNode node)
    {
        _node = node;
        BatchStep[] inTransaction = [BatchStep.Locked, BatchStep.Settled, BatchStep.Written];
        _left = new Queue<(BatchStep, Func<Task>)>(
        [
            .. inTransaction.Select(step => (step, (Func<Task>)RefuseData)),
            .. inTransaction.Select(step => (step, (Func<Task>)KillConnection)),
            .. Enum.GetValues<BatchStep>().Select(step => (step, (Func<Task>)LoseConnection)),
            .. inTransaction.Select(step => (step, (Func<Task>)Deadlock)),
        ]);
        node.Appender.Fault = At;
    }

    public bool Done => _left.Count == 0;

    private async Task At(BatchStep step)
    {
        if (step == BatchStep.Locked)
            _batches++;
        if (_batches % 2 == 0 && _left.TryPeek(out var next) && next.Step == step)
            await _left.Dequeue().Break();
    }

    private static Task RefuseData() => throw Refusal(PostgresErrorCodes.InvalidTextRepresentation);

    private static Task LoseConnection() => throw new NpgsqlException("The connection was lost.", new IOException());

    private static Task Deadlock() => throw Refusal(PostgresErrorCodes.DeadlockDetected);

    private static PostgresException Refusal(string code) => new("Injected.", "ERROR", "ERROR", code);

    // The one that holds the log's lock is this node's own.
    private Task KillConnection() => StoreTest.Ask<bool>(_node,
        """
        select pg_terminate_backend(pid, 5000) from pg_locks
         where locktype = 'advisory' and mode = 'ExclusiveLock' and granted
           and database = (select oid from pg_database where datname = current_database())
        """);
}
