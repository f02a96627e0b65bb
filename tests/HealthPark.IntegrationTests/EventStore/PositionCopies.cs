using HealthPark.EventStore;
using Npgsql;

namespace HealthPark.IntegrationTests.EventStore;

/// <summary>What a test does to a node's subscriptions: called with each batch, after its rows are written and before it commits.</summary>
internal sealed class Interference
{
    public Func<string, IReadOnlyList<StoredEvent>, CancellationToken, Task> OnBatch { get; set; } = (_, _, _) => Task.CompletedTask;
}

/// <summary>Copies the positions it is given into a table, in the order in which they come.</summary>
internal abstract class CopyPositions(Interference interference) : SubscriptionHandler
{
    public override async Task Handle(NpgsqlConnection connection, string schema, IReadOnlyList<StoredEvent> events, CancellationToken ct)
    {
        await connection.Execute(
            $"""
            insert into {schema}.{Tables[0]} (nth, position, source)
            select (select coalesce(max(nth), 0) from {schema}.{Tables[0]}) + u.nth, u.position, u.source
              from unnest($1, $2) with ordinality as u (position, source, nth)
            """,
            ct, events.Select(e => e.Position).ToArray(), events.Select(e => e.Schema).ToArray());
        await interference.OnBatch(Name, events, ct);
    }
}

/// <summary>Follows every module.</summary>
internal sealed class CopyAll(Interference interference) : CopyPositions(interference)
{
    public override string Name => "copy-all";

    public override string Schema => "south";

    public override IReadOnlyList<string> Sources => StoreNode.Schemas;

    public override IReadOnlyList<string> Tables => ["copies"];
}

/// <summary>Follows one module, which is not its own.</summary>
internal sealed class CopyNorth(Interference interference) : CopyPositions(interference)
{
    public override string Name => "copy-north";

    public override string Schema => "south";

    public override IReadOnlyList<string> Sources => ["north"];

    public override IReadOnlyList<string> Tables => ["northern"];
}
