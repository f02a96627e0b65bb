namespace HealthPark.IntegrationTests.EventStore;

/// <summary>Whatever is changed behind the store's back shows, and where.</summary>
public sealed class HashChainTests : StoreTest
{
    // Positions 1 to 9; north holds 1, 4, 7, south 2, 5, 8, east 3, 6, 9.
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        for (var i = 0; i < 3; i++)
        {
            foreach (var schema in StoreNode.Schemas)
                await Write(Node.Module(schema), new NoteWritten($"{schema} {i}", $"code {i}"));
        }
    }

    [Fact]
    public async Task An_untouched_log_holds() =>
        (await Node.Chains.Check(default)).ShouldBe([new("north", 3, null), new("south", 3, null), new("east", 3, null), new("event_store", 9, null)]);

    [Fact]
    public async Task An_empty_module_holds()
    {
        await using var node = StoreNode.Build(await TestPostgres.CreateDatabase());
        await node.Migrations.Apply(default);

        (await node.Chains.Check(default)).ShouldBe([new("north", 0, null), new("south", 0, null), new("east", 0, null), new("event_store", 0, null)]);
    }

    [Theory]
    [InlineData("data = replace(data::text, 'north 1', 'north 9')::json")]
    [InlineData("data = (data::text || ' ')::json")]
    [InlineData("type = 'note_written'")]
    [InlineData("timestamp = timestamp + interval '1 microsecond'")]
    [InlineData("id = gen_random_uuid()")]
    [InlineData("stream_id = gen_random_uuid()")]
    [InlineData("version = 2")]
    [InlineData("headers = jsonb_set(headers, '{actor}', '\"someone else\"')")]
    [InlineData("headers = headers - 'actor'")]
    [InlineData("headers = headers - 'organization'")]
    [InlineData("headers = headers || '{\"traceparent\": \"\"}'")]
    [InlineData("headers = '{\"actor\": \"org-1\", \"organization\": \"key-1\"}'")]
    [InlineData("headers = headers || '{\"approved\": \"yes\"}'")]
    [InlineData("is_archived = true")]
    [InlineData("tenant_id = 'another'")]
    [InlineData("bdata = ''")]
    [InlineData("mt_dotnet_type = 'Note'")]
    [InlineData("correlation_id = ''")]
    [InlineData("causation_id = 'another'")]
    [InlineData("hash = set_byte(hash, 31, get_byte(hash, 31) # 1)")]
    public async Task A_changed_event_is_found_at_its_position(string change)
    {
        await Tamper($"update north.mt_events set {change} where seq_id = 4");

        (await BrokenAt()).ShouldBe(["north 4"]);
    }

    [Fact]
    public async Task A_moved_event_is_missed()
    {
        await Tamper("update north.mt_events set seq_id = 10 where seq_id = 4");

        (await BrokenAt()).ShouldBe(["north 7", "event_store 4"]);
    }

    [Fact]
    public async Task A_removed_event_is_missed_by_the_next_one_of_its_module_and_by_the_log()
    {
        await Tamper("delete from south.mt_events where seq_id = 2");

        (await BrokenAt()).ShouldBe(["south 5", "event_store 2"]);
    }

    [Fact]
    public async Task An_inserted_event_is_found()
    {
        await Tamper(
            """
            insert into south.mt_events (seq_id, id, stream_id, version, data, type, timestamp, headers, hash)
            select 3, gen_random_uuid(), gen_random_uuid(), 1, data, type, timestamp, headers, hash from south.mt_events where seq_id = 2
            """);

        (await BrokenAt()).ShouldBe(["south 3", "event_store 3"]);
    }

    [Theory]
    [InlineData("east", 9)]
    [InlineData("north", 7)]
    public async Task A_removed_end_of_a_module_is_missed(string schema, int last)
    {
        await Tamper($"delete from {schema}.mt_events where seq_id = {last}");

        (await BrokenAt()).ShouldBe([$"event_store {last}"]);
    }

    [Fact]
    public async Task A_module_removed_with_its_streams_is_missed()
    {
        await Tamper("truncate east.mt_events, east.mt_streams");

        (await BrokenAt()).ShouldBe(["event_store 3"]);
    }

    [Theory]
    [InlineData("delete from south.mt_events where seq_id = 2", "south: version 1 of the stream * is missing")]
    [InlineData("update south.mt_streams set version = 2 where id = (select stream_id from south.mt_events where seq_id = 5)", "south: version 2 of the stream * is missing")]
    [InlineData("update south.mt_streams set version = 0 where id = (select stream_id from south.mt_events where seq_id = 5)", "south: the stream * ends with version 1, and mt_streams says 0")]
    [InlineData("delete from south.mt_streams where id = (select stream_id from south.mt_events where seq_id = 5)", "south: the stream * has events, and mt_streams does not know it")]
    public async Task A_stream_that_misses_a_version_is_named(string change, string said)
    {
        (await Node.Chains.CheckStreams(default)).ShouldBeEmpty();

        await Tamper(change);

        (await Node.Chains.CheckStreams(default)).ShouldHaveSingleItem().ShouldMatch($"^{said.Replace("*", "[0-9a-f-]{36}", StringComparison.Ordinal)}$");
    }

    private async Task<List<string>> BrokenAt() =>
        [.. (await Node.Chains.Check(default)).Where(c => c.Break is not null).Select(c => $"{c.Schema} {c.Break!.Position}")];
}
