namespace HealthPark.IntegrationTests.EventStore;

public sealed class MigrationTests : IAsyncLifetime
{
    private const int Files = 13; // the common log, search, personal reads and checkpoints, and for each of three modules its streams, their source keys and its own tables

    private readonly List<StoreNode> _nodes = [];
    private string _connectionString = "";

    public async Task InitializeAsync() => _connectionString = await TestPostgres.CreateDatabase();

    public async Task DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
    }

    [Fact]
    public async Task Each_file_is_applied_once()
    {
        var node = NewNode();

        (await node.Migrations.Apply(default)).ShouldBe(Files);
        (await node.Migrations.Apply(default)).ShouldBe(0);
        (await NewNode().Migrations.Apply(default)).ShouldBe(0);
    }

    [Fact]
    public async Task Nodes_that_start_together_apply_each_file_once()
    {
        var applied = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => NewNode().Migrations.Apply(default))));

        applied.Sum().ShouldBe(Files);
    }

    [Fact]
    public async Task A_file_that_changed_after_it_was_applied_is_refused_and_named()
    {
        var node = NewNode();
        await node.Migrations.Apply(default);
        await StoreTest.Ask<int>(
            node, "update event_store.migrations set sha256 = 'another' where schema = 'south' and file = '001_notes.sql' returning 1");

        var error = await Should.ThrowAsync<InvalidOperationException>(() => node.Migrations.Apply(default));

        error.Message.ShouldContain("south: 001_notes.sql");
        await Should.ThrowAsync<InvalidOperationException>(() => NewNode().Migrations.Apply(default)); // the lock was given back
    }

    [Fact]
    public async Task A_file_that_fails_leaves_nothing_and_runs_when_its_obstacle_is_gone()
    {
        var node = NewNode();
        await StoreTest.Ask<int>(node, "create schema east; create table east.northern (in_the_way int); select 1");

        await Should.ThrowAsync<Npgsql.PostgresException>(() => node.Migrations.Apply(default));
        (await StoreTest.Ask<bool>(node, "select to_regclass('east.notes') is null")).ShouldBe([true]);

        await StoreTest.Ask<int>(node, "drop table east.northern; select 1");
        (await node.Migrations.Apply(default)).ShouldBe(1);
    }

    [Fact]
    public async Task Appends_go_on_while_another_node_migrates()
    {
        var node = NewNode();
        await node.Migrations.Apply(default);
        await using var running = await StoreNode.Start(_connectionString);
        await using var obstacle = await node.Source.OpenConnectionAsync();
        await using var transaction = await obstacle.BeginTransactionAsync();
        await using (var command = obstacle.CreateCommand())
        {
            command.CommandText = "lock table event_store.migrations in access exclusive mode";
            await command.ExecuteNonQueryAsync();
        }

        var migration = NewNode().Migrations.Apply(default);
        await Waiting.UntilBlocked(node, "query like '%event_store.migrations%'");
        await StoreTest.Write(running.North, new NoteWritten("meanwhile"));
        await transaction.CommitAsync();

        (await migration).ShouldBe(0);
    }

    private StoreNode NewNode()
    {
        var node = StoreNode.Build(_connectionString);
        lock (_nodes)
            _nodes.Add(node);
        return node;
    }
}
