namespace HealthPark.IntegrationTests.EventStore;

public sealed class SubscriptionTests : StoreTest
{
    [Fact]
    public async Task Every_event_is_handled_once_and_in_order()
    {
        await WriteInTurn(30);
        await Node.UntilHandled(Node.CopyAll);

        (await Copied("copies")).ShouldBe(Positions(1, 30));
        (await Ask<string>("select source from south.copies order by nth limit 3")).ShouldBe(StoreNode.Schemas);
    }

    [Fact]
    public async Task A_checkpoint_moves_over_the_events_of_other_modules()
    {
        await WriteInTurn(3);
        await Write(Node.East, new NoteWritten("text"), new NoteCorrected("not for the north"));
        await Node.UntilHandled(Node.CopyNorth);

        (await Copied("northern")).ShouldBe([1]);
        (await Checkpoint("copy-north")).ShouldBe(5);
    }

    [Fact]
    public async Task Waiting_for_a_position_that_is_not_there_ends_when_patience_does() =>
        (await Node.CopyAll.HasHandled(1, TimeSpan.FromMilliseconds(50), default)).ShouldBeFalse();

    [Fact]
    public async Task More_than_one_batch_is_handled_without_another_signal()
    {
        await Stop(Node);
        await using (var quiet = await StoreNode.Start(ConnectionString, subscriptions: false))
        {
            var rest = Enumerable.Repeat<NoteEvent>(new NoteCorrected("again"), 999).Prepend(new NoteWritten("text")).ToArray();
            for (var i = 0; i < 3; i++)
                await Write(quiet.South, rest);
        }

        await StartNode();
        await Node.UntilHandled(Node.CopyAll);

        (await Copied("copies")).ShouldBe(Positions(1, 3000));
    }

    [Fact]
    public async Task A_restart_goes_on_where_the_last_run_stopped()
    {
        await WriteInTurn(7);
        await Node.UntilHandled(Node.CopyAll);
        await Stop(Node);
        await using (var quiet = await StoreNode.Start(ConnectionString, subscriptions: false))
            await WriteInTurn(6, quiet);

        await StartNode();
        await WriteInTurn(5);
        await Node.UntilHandled(Node.CopyAll);

        (await Copied("copies")).ShouldBe(Positions(1, 18));
    }

    [Fact]
    public async Task A_failing_handler_stops_before_its_event_and_goes_on_when_the_fault_is_gone()
    {
        await Stop(Node);
        await using (var quiet = await StoreNode.Start(ConnectionString, subscriptions: false))
            await WriteInTurn(200, quiet); // so that the event stands amidst a batch

        var fault = new Gate();
        await StartNode((name, events, _) =>
        {
            if (name != "copy-all" || events.All(e => e.Position != 111))
                return Task.CompletedTask;
            if (events.Count == 1)
                fault.Pass();
            throw new InvalidOperationException("The handler cannot take this one yet.");
        });
        await fault.Reached;

        // Those before it are not held back by it, and another subscription not at all.
        (await Copied("copies")).ShouldBe(Positions(1, 110));
        (await Checkpoint("copy-all")).ShouldBe(110);
        await Node.UntilHandled(Node.CopyNorth);

        Node.Interference.OnBatch = (_, _, _) => Task.CompletedTask;
        await Node.UntilHandled(Node.CopyAll);
        (await Copied("copies")).ShouldBe(Positions(1, 200));
    }

    [Fact]
    public async Task A_handler_whose_connection_is_killed_has_no_double_effect()
    {
        var kills = 0;
        Node.Interference.OnBatch = async (name, _, _) =>
        {
            // Its rows are written by now, its checkpoint is not.
            if (name == "copy-all" && kills++ < 2)
                await Kill("copies");
        };
        await WriteInTurn(9);
        await Node.UntilHandled(Node.CopyAll);

        kills.ShouldBeGreaterThan(2);
        (await Copied("copies")).ShouldBe(Positions(1, 9));
    }

    [Fact]
    public async Task One_node_works_at_a_time_and_another_takes_over_when_it_is_stopped()
    {
        await WriteInTurn(3);
        await Node.UntilHandled(Node.CopyAll);
        var other = await StartNode();
        await WriteInTurn(9, other);
        await other.UntilHandled(other.CopyAll);
        await Stop(Node);
        await WriteInTurn(9, other);
        await other.UntilHandled(other.CopyAll);

        (await Copied("copies")).ShouldBe(Positions(1, 21));
    }

    [Fact]
    public async Task A_node_that_dies_in_the_midst_of_its_work_is_replaced()
    {
        var atWork = new Gate();
        Node.Interference.OnBatch = (name, _, _) => name == "copy-all" ? atWork.Pass() : Task.CompletedTask;
        await WriteInTurn(5);
        await atWork.Reached;

        // While the first holds its events, the second does other work but not this.
        var other = await StartNode();
        var handledByOther = 0;
        other.Interference.OnBatch = (name, events, _) =>
        {
            handledByOther += name == "copy-all" ? events.Count : 0;
            return Task.CompletedTask;
        };
        await WriteInTurn(4, other);
        await other.UntilHandled(other.CopyNorth);
        (handledByOther, await Checkpoint("copy-all")).ShouldBe((0, 0));

        await Kill("copies");
        await other.UntilHandled(other.CopyAll);
        handledByOther.ShouldBe(9);
        (await Copied("copies")).ShouldBe(Positions(1, 9));

        // The first wakes, finds its connection gone, and does nothing twice.
        atWork.Open();
        Node.Interference.OnBatch = (_, _, _) => Task.CompletedTask;
        await WriteInTurn(3, other);
        await Node.UntilHandled(Node.CopyAll);
        (await Copied("copies")).ShouldBe(Positions(1, 12));
    }

    /// <summary>Kills the connection that has unfinished business with a table.</summary>
    private Task Kill(string table) => Ask<bool>(
        $"""
        select pg_terminate_backend(pid, 5000) from pg_locks
         where relation = 'south.{table}'::regclass and mode = 'RowExclusiveLock'
           and database = (select oid from pg_database where datname = current_database())
        """);

    private Task WriteInTurn(int count) => WriteInTurn(count, Node);

    private static async Task WriteInTurn(int count, StoreNode node)
    {
        for (var i = 0; i < count; i++)
            await Write(node.Module(StoreNode.Schemas[i % 3]), new NoteWritten($"{i}"));
    }

    private Task<List<long>> Copied(string table) => Ask<long>($"select position from south.{table} order by nth");

    private async Task<long> Checkpoint(string name) =>
        (await Ask<long>($"select last_seq_id from south.mt_event_progression where name = '{name}'")).Single();

    private static IEnumerable<long> Positions(int first, int last) => Enumerable.Range(first, last - first + 1).Select(i => (long)i);
}
