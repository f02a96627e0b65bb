using HealthPark.EventStore;
using Npgsql;
using static HealthPark.EventStore.AppendOutcome;

namespace HealthPark.IntegrationTests.EventStore;

public sealed class ReadModelTests : StoreTest
{
    private static readonly string[] Tables =
        ["north.claims", "north.notes", "south.claims", "south.notes", "south.copies", "south.northern", "east.claims", "east.notes"];

    [Fact]
    public async Task A_row_is_there_when_its_append_is_acknowledged()
    {
        var note = await Write(Node.North, new NoteWritten("first", "A1"));
        note = await Change(Node.North, note, new NoteCorrected("second"), new NoteCodeChanged(null));

        (await Ask<string>("select concat_ws('|', id, text, code, changes, version, body->>'Text') from north.notes"))
            .ShouldBe([$"{note.Id}|second|3|3|second"]);
        (await Ask<DateTimeOffset>("select made_at from north.notes")).ShouldBe([note.CreatedAt]);
        (await Ask<long>("select count(*) from south.notes")).ShouldBe([0]);
    }

    [Fact]
    public async Task A_refused_append_leaves_no_row()
    {
        var note = await Write(Node.North, new NoteWritten("first", "A1"));
        (await Append(Note.New(), new NoteWritten("second", "A1"))).ShouldBeOfType<ClaimTaken>();
        await Should.ThrowAsync<InvalidOperationException>(() => Append(note, new NoteCodeChanged(Note.Unreadable)));

        (await Ask<string>("select text || changes from north.notes")).ShouldBe(["first1"]);
        (await Load(note.Id)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Live_and_rebuilt_are_equal_and_comparing_changes_nothing()
    {
        await WriteSome(60);
        var before = await EveryRow();

        (await Node.Projections.Compare(default)).ShouldBeEmpty();

        (await EveryRow()).ShouldBe(before);
        (await LeftOverSchemas()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("update north.notes set text = 'another' where changes = 2", "north.notes", 10, 10)]
    [InlineData("update north.notes set body = '{}' where changes = 2", "north.notes", 10, 10)]
    [InlineData("delete from east.notes where changes = 1", "east.notes", 0, 10)]
    [InlineData("insert into east.notes select gen_random_uuid(), 'x', null, 1, 1, now(), '{}'", "east.notes", 1, 0)]
    [InlineData("delete from north.claims where key <> 'code 0'", "north.claims", 0, 4)]
    [InlineData("update south.copies set source = 'nowhere' where nth = 7", "south.copies", 1, 1)]
    [InlineData("delete from south.northern where nth > 8", "south.northern", 0, 22)]
    public async Task Tampered_rows_are_told_and_mended(string tampering, string table, int extra, int missing)
    {
        await WriteSome(60);
        var before = await EveryRow();
        await Tamper(tampering);

        (await Node.Projections.Compare(default))
            .ShouldHaveSingleItem().ShouldStartWith($"{table}: {extra} rows are not what the log says, {missing} rows that the log says are missing; the first: {{\"");
        (await Node.Projections.Rebuild(default)).ShouldBe(Tables);

        (await EveryRow()).ShouldBe(before);
        (await Node.Projections.Compare(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rebuild_keeps_the_names_of_indexes_so_that_later_files_can_change_them()
    {
        const string Names = "select schemaname || '.' || indexname from pg_indexes where schemaname in ('north', 'south') order by 1";
        var before = await Ask<string>(Names);

        await Node.Projections.Rebuild(default);
        await Node.Projections.Rebuild(default);

        (await Ask<string>(Names)).ShouldBe(before);
    }

    [Fact]
    public async Task Read_models_are_rebuilt_beside_the_live_while_writers_go_on()
    {
        await WriteSome(300);
        await Tamper(
            """
            update north.notes set text = 'tampered';
            delete from south.notes;
            delete from east.claims;
            delete from south.copies where nth > 100
            """);
        var other = await StartNode();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            var module = (i % 2 == 0 ? Node : other).Module(StoreNode.Schemas[i % 3]);
            var (note, writes) = (await Write(module, new NoteWritten("text", $"writer {i}")), 1);
            for (; !stop.IsCancellationRequested; writes++)
            {
                note = writes % 5 == 0
                    ? await Write(module, new NoteWritten("text"))
                    : await Change(module, note, new NoteCodeChanged($"writer {i} {writes}"));
            }

            return writes;
        })).ToList();

        (await Node.Projections.Rebuild(default)).ShouldBe(Tables);
        (await Node.Projections.Compare(default)).ShouldBeEmpty();
        (await other.Projections.Rebuild(default)).ShouldBe(Tables);
        await stop.CancelAsync();
        var written = (await Task.WhenAll(writers)).Sum();

        var log = await WholeLog();
        log.Count.ShouldBe(450 + written);
        written.ShouldBeGreaterThan(100);
        (await Node.Projections.Compare(default)).ShouldBeEmpty();
        (await Ask<long>("select position from south.copies order by nth")).ShouldBe(log.Select(e => e.Position));
        (await LeftOverSchemas()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rebuilds_and_comparisons_at_the_same_time_take_turns()
    {
        await WriteSome(600);
        var before = await EveryRow();
        await Tamper("update north.notes set text = 'tampered'; delete from south.notes");
        var other = await StartNode();

        await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => Task.Run(() => i % 3 == 2
                ? Node.Projections.Compare(default)
                : (i % 2 == 0 ? Node : other).Projections.Rebuild(default))));

        (await EveryRow()).ShouldBe(before);
        (await LeftOverSchemas()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slow_handler_holds_up_a_rebuild_and_not_the_writers()
    {
        var atWork = new Gate();
        Node.Interference.OnBatch = (name, _, _) => name == "copy-all" ? atWork.Pass() : Task.CompletedTask;
        await Write(Node.South, new NoteWritten("held by the handler"));
        await atWork.Reached;
        Node.Interference.OnBatch = (_, _, _) => Task.CompletedTask;

        var rebuild = Node.Projections.Rebuild(default);
        await Waiting.UntilBlocked(Node, "query like '%mt_event_progression%'");
        await Write(Node.South, new NoteWritten("meanwhile"));
        atWork.Open();

        (await rebuild).ShouldBe(Tables);
        (await Node.Projections.Compare(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_swap_gives_way_to_a_reader_that_holds_one_table_and_wants_another()
    {
        await WriteSome(30);
        await using var reader = await Node.Source.OpenConnectionAsync();
        await using var reading = await reader.BeginTransactionAsync();
        await reader.Execute("select from north.notes limit 1", default);

        var rebuild = Node.Projections.Rebuild(default);
        await Waiting.UntilBlocked(Node, "query like 'lock table north.%'");
        await reader.Execute("select from north.claims limit 1", default);
        await Write(Node.North, new NoteWritten("meanwhile"));
        rebuild.IsCompleted.ShouldBeFalse();
        await reading.CommitAsync();

        (await rebuild).ShouldBe(Tables);
        (await Node.Projections.Compare(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rebuild_that_fails_leaves_the_live_as_it_was_and_can_be_run_again()
    {
        await WriteSome(30);
        await Node.Appender.Append(Raw("east", "note_burnt", "{}"));
        await Node.UntilHandled(Node.CopyAll);
        var before = await EveryRow();

        (await Should.ThrowAsync<InvalidOperationException>(() => Node.Projections.Rebuild(default))).Message.ShouldContain("note_burnt");
        (await EveryRow()).ShouldBe(before);
        await Write(Node.East, new NoteWritten("goes on"));

        await Tamper(
            """
            delete from east.mt_events where type = 'note_burnt';
            delete from south.copies where nth = 46;
            update south.copies set nth = 46 where nth = 47
            """);
        (await Node.Projections.Rebuild(default)).ShouldBe(Tables);
    }

    [Fact]
    public async Task Long_work_is_not_cut_off_by_the_patience_of_requests()
    {
        var impatient = new NpgsqlConnectionStringBuilder(ConnectionString) { CommandTimeout = 1 }.ConnectionString;
        await using var node = await StoreNode.Start(impatient);
        await using var holder = await Node.Source.OpenConnectionAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await holder.Execute("select event_store.lock_log()", default);

        var rebuild = node.Projections.Rebuild(default);
        await Waiting.UntilBlocked(Node, "now() - query_start > interval '1.5 seconds'");
        await transaction.CommitAsync();

        (await rebuild).ShouldBe(Tables);
    }

    /// <summary>Half as many events again as notes, over all modules, handled by every subscription.</summary>
    private async Task WriteSome(int notes)
    {
        await Task.WhenAll(Enumerable.Range(0, notes).Select(async i =>
        {
            var module = Node.Module(StoreNode.Schemas[i % 3]);
            var note = await Write(module, new NoteWritten($"note {i} 𠮷", i % 4 == 0 ? $"code {i}" : null));
            if (i % 2 == 1)
                await Change(module, note, new NoteCorrected("corrected"));
        }));
        await Node.UntilHandled(Node.CopyAll);
        await Node.UntilHandled(Node.CopyNorth);
    }

    private Task<List<string>> EveryRow() =>
        Ask<string>(string.Join(" union all ", Tables.Select(t => $"select '{t}' || t::text from {t} t")) + " order by 1");

    private Task<List<string>> LeftOverSchemas() => Ask<string>("select nspname::text from pg_namespace where nspname like '%rebuild%'");
}
