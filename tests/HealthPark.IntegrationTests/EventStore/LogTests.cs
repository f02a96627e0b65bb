using HealthPark.EventStore;
using static HealthPark.EventStore.AppendOutcome;

namespace HealthPark.IntegrationTests.EventStore;

public sealed class LogTests : StoreTest
{
    [Fact]
    public async Task An_instant_names_the_last_event_recorded_until_then()
    {
        foreach (var schema in StoreNode.Schemas)
            await Write(Node.Module(schema), new NoteWritten("first"), new NoteCorrected("second"));
        var log = await WholeLog();

        foreach (var stored in log)
        {
            (await Node.Log.PositionAt(stored.RecordedAt, default)).ShouldBe(stored.Position);
            (await Node.Log.PositionAt(stored.RecordedAt.AddMicroseconds(-1), default)).ShouldBe(stored.Position - 1);
            (await Node.Log.PositionAt(stored.RecordedAt.ToOffset(TimeSpan.FromHours(8)), default)).ShouldBe(stored.Position);
            (await Node.Log.InstantOf(stored.Position, default)).ShouldBe(stored.RecordedAt);
        }

        (await Node.Log.PositionAt(DateTimeOffset.MinValue, default)).ShouldBe(0);
        (await Node.Log.InstantOf(0, default)).ShouldBe(DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task What_was_known_at_an_instant_stays_the_same_while_others_write()
    {
        var other = await StartNode();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
        {
            var node = i % 2 == 0 ? Node : other;
            while (!stop.IsCancellationRequested)
                await Write(node.Module(StoreNode.Schemas[i % 3]), new NoteWritten("text"));
        })).ToList();

        var answers = new List<(DateTimeOffset Instant, long Position)>();
        while (answers.Count < 200)
        {
            var instant = DateTimeOffset.UtcNow;
            answers.Add((instant, await (answers.Count % 2 == 0 ? Node : other).Log.PositionAt(instant, default)));
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);

        answers.Select(a => a.Position).Distinct().Count().ShouldBeGreaterThan(20); // they were written in the midst of it
        foreach (var (instant, position) in answers)
            (await Node.Log.PositionAt(instant, default)).ShouldBe(position, instant.ToString("O"));
    }

    [Fact]
    public async Task An_instant_waits_for_the_append_that_has_already_taken_an_earlier_one()
    {
        var gate = new Gate();
        Node.Appender.Fault = step => step == BatchStep.Settled ? gate.Pass() : Task.CompletedTask;
        var append = Append(Note.New(), new NoteWritten("text"));
        await gate.Reached;

        var answer = Node.Log.PositionAt(DateTimeOffset.UtcNow, default);
        await Waiting.UntilBlocked(Node, "query like '%wait_for_instant%'");
        gate.Open();

        (await append).ShouldBeOfType<Appended>();
        (await answer).ShouldBe(1);
    }

    [Fact]
    public async Task An_instant_that_the_database_has_not_reached_is_answered_when_it_has()
    {
        // As when this computer's clock is ahead of the database's.
        var instant = DateTimeOffset.UtcNow.AddMilliseconds(300);

        var position = await Node.Log.PositionAt(instant, default);
        await Write(Node.North, new NoteWritten("later"));

        position.ShouldBe(0);
        (await Node.Log.PositionAt(instant, default)).ShouldBe(0);
    }

    [Fact]
    public async Task What_will_be_known_at_a_future_instant_is_not_answered() =>
        await Should.ThrowAsync<Npgsql.PostgresException>(() => Node.Log.PositionAt(DateTimeOffset.UtcNow.AddMinutes(1), default));

    [Fact]
    public async Task Reading_on_from_a_position_gives_the_rest_in_pages_that_say_how_far_they_reach()
    {
        foreach (var schema in (string[])["north", "south", "north", "east", "north", "south"])
            await Write(Node.Module(schema), new NoteWritten(schema));
        await using var connection = await Node.Source.OpenConnectionAsync();
        async Task<string> Read(string[] schemas, long after, int limit)
        {
            var (events, through) = await EventLog.Read(connection, schemas, after, limit, default);
            return $"{string.Join(' ', events.Select(e => e.Position))} through {through}";
        }

        (await Read(StoreNode.Schemas, 0, 4)).ShouldBe("1 2 3 4 through 4");
        (await Read(StoreNode.Schemas, 4, 4)).ShouldBe("5 6 through 6");
        (await Read(StoreNode.Schemas, 6, 4)).ShouldBe(" through 6");
        (await Read(["north"], 0, 2)).ShouldBe("1 3 through 3");
        (await Read(["north"], 3, 2)).ShouldBe("5 through 6");
        (await Read(["east"], 4, 2)).ShouldBe(" through 6");
        (await Read([], 2, 2)).ShouldBe(" through 6");
    }

    [Theory]
    [InlineData("mt_streams",
        "id uuid, type character varying, version bigint, timestamp timestamp with time zone, snapshot jsonb, snapshot_version integer, " +
        "created timestamp with time zone, tenant_id character varying, is_archived boolean")]
    [InlineData("mt_events",
        "seq_id bigint, id uuid, stream_id uuid, version bigint, data json, bdata bytea, type character varying, " +
        "timestamp timestamp with time zone, tenant_id character varying, mt_dotnet_type character varying, is_archived boolean, " +
        "correlation_id character varying, causation_id character varying, headers jsonb, hash bytea")]
    [InlineData("mt_event_progression", "name character varying, last_seq_id bigint, last_updated timestamp with time zone")]
    public async Task Tables_have_martens_columns(string table, string columns) =>
        (await Ask<string>(
            $"""
            select string_agg(column_name || ' ' || data_type, ', ' order by ordinal_position)
              from information_schema.columns where table_schema = 'south' and table_name = '{table}'
            """)).ShouldBe([columns]);

    [Theory]
    [InlineData("mt_streams", "id")]
    [InlineData("mt_events", "seq_id")]
    [InlineData("mt_events", "id")]
    [InlineData("mt_events", "stream_id, version")]
    [InlineData("mt_event_progression", "name")]
    public async Task What_identifies_a_row_is_unique(string table, string columns) =>
        (await Ask<bool>(
            $"""
            select count(*) = 1 from pg_indexes
             where schemaname = 'south' and tablename = '{table}' and indexdef like 'CREATE UNIQUE INDEX %({columns})'
            """))
        .ShouldBe([true]);

    [Fact]
    public async Task The_sequence_view_of_every_module_tells_the_last_position()
    {
        (await Ask<long>("select last_value from south.mt_events_sequence")).ShouldBe([0]);
        await Write(Node.North, new NoteWritten("first"), new NoteCorrected("second"));

        (await Ask<long>("select last_value from south.mt_events_sequence")).ShouldBe([2]);
        (await Ask<long>("select last_value from north.mt_events_sequence")).ShouldBe([2]);
    }
}
