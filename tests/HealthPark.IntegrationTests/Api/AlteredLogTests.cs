using HealthPark.Api;
using HealthPark.EventStore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HealthPark.IntegrationTests.Api;

/// <summary>A log of two days, each with its checkpoint, to which nobody is connected: every test alters a copy of its own.</summary>
public sealed class AlteredLogFixture : IntegrityFixture, IAsyncLifetime
{
    /// <summary>The enterprises of the first day, and the one of the second, by position.</summary>
    public IReadOnlyList<Answer> Written { get; private set; } = [];

    /// <summary>The checkpoints of the two days.</summary>
    public IReadOnlyList<Answer> Signed { get; private set; } = [];

    /// <summary>The id of the event that registered the second enterprise.</summary>
    public string SecondEvent { get; private set; } = "";

    public new async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Written = [await Write("示例甲"), await Write("示例乙"), await Write("示例丙")];
        Signed = [await EndDay()];
        Written = [.. Written, await Write("示例丁")];
        Signed = [.. Signed, await EndDay()];
        SecondEvent = (await Admin.Get($"/v1/integrity/receipts/{Written[1].Position}")).ShouldBe(200)["events"].Items().Single()["id"].Text();
        await Program.DisposeAsync();
    }

    public override Task DisposeAsync() => Task.CompletedTask;

    private async Task<Answer> Write(string name) => (await Admin.Post("/v1/enterprises", new { name, direction = "other" })).ShouldBe(201);
}

/// <summary>Whatever is changed behind the program's back, <c>verify</c> names the row and says what is wrong.</summary>
public sealed class AlteredLogTests(AlteredLogFixture log) : IClassFixture<AlteredLogFixture>
{
    private const string Event = "update enterprises.mt_events set";
    private const string Checkpoint = "update event_store.checkpoints set";

    [Fact]
    public async Task An_untouched_log_is_sound()
    {
        var (sound, said) = await Verify(await TestPostgres.CopyOf(log.Database));

        sound.ShouldBeTrue(said);
        said.ShouldContain("enterprises: the hash chain of 4 events holds");
        said.ShouldContain("integrity: 2 checkpoints: all is as it was");
        said.ShouldContain("Log and read models agree.");
    }

    // {n}, {id} and {stream} are the position, the id of the event and the stream of the second enterprise; {day} and {next} the days.
    [Theory]
    [InlineData($"{Event} data = replace(data::text, '示例乙', '示例子')::json where seq_id = {{n}}", "enterprises: position {n}, event {id}, stream {stream}, version 1, enterprise_registered: its data, type")]
    [InlineData($"{Event} headers = jsonb_set(headers, '{{actor}}', '\"another\"') where seq_id = {{n}}", "enterprises: position {n}, event {id}, stream {stream}, version 1, enterprise_registered: its data, type, time, metadata")]
    [InlineData($"{Event} type = 'enterprise_registere_' where seq_id = {{n}}", "enterprises: position {n}, event {id}, stream {stream}, version 1, enterprise_registere_: its data, type")]
    [InlineData($"{Event} timestamp = timestamp + interval '1 microsecond' where seq_id = {{n}}", "enterprises: position {n}, event {id}, stream {stream}, version 1, enterprise_registered: its data, type, time")]
    [InlineData($"{Event} hash = set_byte(hash, 31, get_byte(hash, 31) # 1) where seq_id = {{n}}", "enterprises: position {n}, event {id}, stream {stream}, version 1, enterprise_registered: its hash was changed")]
    [InlineData($"{Event} tenant_id = 'another' where seq_id = {{n}}", "enterprises: position {n}, event {id}, stream {stream}, version 1, enterprise_registered: its tenant_id holds what no append writes")]
    [InlineData("delete from enterprises.mt_events where seq_id = {n}", "event_store: position {n}, no event holds it", "enterprises: version 1 of the stream {stream} is missing")]
    [InlineData("insert into enterprises.mt_events select 1, gen_random_uuid(), gen_random_uuid(), 1, data, bdata, type, timestamp, tenant_id, mt_dotnet_type, is_archived, correlation_id, causation_id, headers, hash from enterprises.mt_events where seq_id = {n}",
        "enterprises: position 1, event ", "event_store: position 1, two events hold it, of access and enterprises", "mt_streams does not know it")]
    [InlineData("update enterprises.enterprises set body = replace(body::text, '示例乙', '示例子')::json where id = '{stream}'",
        "enterprises.enterprises: 1 rows are not what the log says, 1 rows that the log says are missing; the first: {\"id\": \"{stream}\"} says something else in body")]
    [InlineData("delete from enterprises.enterprises where id = '{stream}'", "the first: {\"id\": \"{stream}\"} is missing")]
    [InlineData($"{Checkpoint} body = replace(body::text, '\"position\":', '\"position\":1')::json where day = '{{day}}'", "the checkpoint of {day}: what is shown of it is not what was signed")]
    [InlineData($"{Checkpoint} jws = translate(substr(jws, 1, 150), 'abcdef', 'bcdefa') || substr(jws, 151) where day = '{{day}}'", "the checkpoint of {day}: its signature is not good", "the checkpoint of {day}: the one that was signed, at position ")]
    [InlineData($"{Checkpoint} blocks = set_byte(blocks, 0, get_byte(blocks, 0) # 1) where day = '{{day}}'", "the checkpoint of {day}: its blocks are not those of the root that was signed")]
    [InlineData($"{Checkpoint} day = day - 7 where day = '{{day}}'", "what is shown of it is not what was signed")]
    [InlineData("delete from event_store.checkpoints where day = '{day}'", "the checkpoint of {day}: the one that was signed, at position ", "the checkpoint of {next}: it does not follow the one before")]
    public async Task An_alteration_is_named(string change, params string[] expected)
    {
        var copy = await TestPostgres.CopyOf(log.Database);
        await Alter(copy, Filled(change));

        var (sound, said) = await Verify(copy);

        sound.ShouldBeFalse(said);
        foreach (var line in expected)
            said.ShouldContain(Filled(line));
    }

    [Fact]
    public async Task A_log_whose_end_was_cut_off_consistently_contradicts_the_checkpoint_that_names_it()
    {
        var copy = await TestPostgres.CopyOf(log.Database);
        await CutOff(copy);

        var (sound, said) = await Verify(copy);

        sound.ShouldBeFalse(said);
        said.ShouldContain($"the log ends at position {log.Written[2].Position}, and the checkpoint of {log.Signed[1]["day"].Text()} names {log.Written[3].Position}: its end was cut off");
        said.ShouldContain($"since the checkpoint of {log.Signed[0]["day"].Text()}, which still holds");
    }

    [Fact]
    public async Task A_whole_database_that_was_put_back_contradicts_what_is_kept_with_the_key()
    {
        var copy = await TestPostgres.CopyOf(log.Database);
        await PutBack(copy);

        var (sound, said) = await Verify(copy);

        sound.ShouldBeFalse(said);
        said.ShouldContain($"the checkpoint of {log.Signed[1]["day"].Text()}: the one that was signed, at position {log.Written[3].Position}, is missing");
        said.ShouldContain($"the log ends at position {log.Written[2].Position}, and the checkpoint of {log.Signed[1]["day"].Text()} names {log.Written[3].Position}");
    }

    [Fact]
    public async Task Where_both_databases_were_put_back_a_checkpoint_kept_elsewhere_still_speaks()
    {
        var copy = await TestPostgres.CopyOf(log.Database);
        await PutBack(copy);
        await Alter(new NpgsqlConnectionStringBuilder(copy) { Database = new NpgsqlConnectionStringBuilder(copy).Database + "_keys" }.ConnectionString,
            "delete from signed_checkpoints where day = (select max(day) from signed_checkpoints)");
        var file = Path.GetTempFileName();
        try
        {
            var (isSound, found) = await Verify(copy);
            isSound.ShouldBeTrue(found);

            foreach (var kept in new[] { log.Signed[1].Body, log.Signed[1]["jws"].Text() })
            {
                await File.WriteAllTextAsync(file, kept);
                var (sound, said) = await Verify(copy, $"--checkpoint={file}");
                sound.ShouldBeFalse(said);
                said.ShouldContain($"{file}: its checkpoint, of {log.Signed[1]["day"].Text()}, is not among those beside the log");
                said.ShouldContain($"the log ends at position {log.Written[2].Position}, and the checkpoint of {log.Signed[1]["day"].Text()} names {log.Written[3].Position}");
            }

            await File.WriteAllTextAsync(file, "{}");
            (await Verify(copy, $"--checkpoint={file}")).Said.ShouldContain($"{file}: there is no checkpoint in it");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_chain_that_was_made_again_from_an_altered_event_on_contradicts_the_first_checkpoint_after_it()
    {
        var copy = await TestPostgres.CopyOf(log.Database);
        await using var connection = new NpgsqlConnection(copy);
        await connection.OpenAsync();
        var (events, _) = await EventLog.Read(connection, ["enterprises"], 0, 1000, default);
        var hash = HashChain.Start;
        foreach (var e in events)
        {
            var altered = e with { Data = e.Data.Replace("示例乙", "示例子", StringComparison.Ordinal) };
            hash = HashChain.Next(hash, altered);
            await connection.Execute("update enterprises.mt_events set data = $2::json, hash = $3 where seq_id = $1", default, e.Position, altered.Data, hash);
        }

        var (sound, said) = await Verify(copy);

        sound.ShouldBeFalse(said);
        said.ShouldContain("enterprises: the hash chain of 4 events holds");
        said.ShouldContain($"enterprises, position {log.Written[2].Position}: the checkpoint of {log.Signed[0]["day"].Text()} names 3 events up to there with the hash ");
    }

    // The events of the second day, what they made, and the log's own head.
    private Task CutOff(string copy) => Alter(copy,
        $"""
        delete from enterprises.mt_events where seq_id > {log.Written[2].Position};
        delete from enterprises.mt_streams where id = '{log.Written[3].Id}';
        delete from enterprises.enterprises where id = '{log.Written[3].Id}';
        delete from enterprises.claims where stream_id = '{log.Written[3].Id}';
        delete from plan.record_names where position > {log.Written[2].Position};
        delete from plan.counted_records where record_id = '{log.Written[3].Id}';
        delete from plan.contributions where position > {log.Written[2].Position};
        update event_store.log_head set position = {log.Written[2].Position}
        """);

    private async Task PutBack(string copy)
    {
        await CutOff(copy);
        await Alter(copy, "delete from event_store.checkpoints where day = (select max(day) from event_store.checkpoints)");
    }

    private static async Task Alter(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"set session_replication_role = replica; {sql}", connection); // neither triggers nor foreign keys
        (await command.ExecuteNonQueryAsync()).ShouldBePositive(sql);
    }

    private string Filled(string text) => text
        .Replace("{n}", $"{log.Written[1].Position}", StringComparison.Ordinal).Replace("{id}", log.SecondEvent, StringComparison.Ordinal)
        .Replace("{stream}", log.Written[1].Id, StringComparison.Ordinal).Replace("{day}", log.Signed[0]["day"].Text(), StringComparison.Ordinal)
        .Replace("{next}", log.Signed[1]["day"].Text(), StringComparison.Ordinal);

    private static async Task<(bool Sound, string Said)> Verify(string database, params string[] more)
    {
        await using var app = HealthParkApplication.Build([$"--ConnectionStrings:HealthPark={database}", "--Logging:LogLevel:Default=None", .. more]);
        var start = app.Services.GetRequiredService<DatabaseStart>();
        await start.Open(default);
        try
        {
            var said = new List<string>();
            return (await Verification.Run(app.Services, said.Add), string.Join('\n', said));
        }
        finally
        {
            await start.Leave();
        }
    }
}
