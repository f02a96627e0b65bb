using System.Globalization;
using HealthPark.EventStore;
using HealthPark.IntegrationTests.Api;
using HealthPark.IntegrationTests.LocalPostgres;
using HealthPark.LocalPostgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HealthPark.IntegrationTests.Survival;

/// <summary>What is restored from a backup stands at the same positions with the same hashes, and the program goes on with it.</summary>
public sealed class BackupTests : TestFolder
{
    private readonly string _adminKey = "hp_" + new string('b', 8) + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_dump_restores_to_the_same_positions_and_hashes()
    {
        var database = await TestPostgres.CreateDatabase();
        var (acknowledged, heads) = await WriteAndStop(database);

        var restored = await DumpOf.Restore(await DumpOf.Database(database));
        var keys = await DumpOf.Restore(await DumpOf.Database(KeysOf(database)));

        await ShouldGoOn(restored, acknowledged, heads, $"--ConnectionStrings:HealthParkKeys={keys}");
    }

    [Fact]
    public async Task A_base_backup_and_the_archived_log_restore_to_the_same_positions_and_hashes()
    {
        var (folder, restoredFolder) = (Folder, Path.Combine(Path.GetDirectoryName(Folder)!, "restored"));
        var archive = Path.Combine(folder, "archive");
        await (await ServerFolder.Prepare(folder, default)).Account.MakePrivateFolder(archive, default);
        await using var server = await LocalPostgresServer.Start(new LocalPostgresOptions
        {
            DataFolder = folder,
            ServerSettings = new Dictionary<string, string> { ["archive_mode"] = "on", ["archive_command"] = $"cp %p {archive}/%f" },
        });

        // The copy is taken while clients write, and most of what they write comes after it.
        var (acknowledged, heads) = await WriteAndStop(server.ConnectionString, () => BaseBackup.Take(server, restoredFolder));
        var last = (string)(await Ask(server, "select pg_walfile_name(pg_switch_wal())"))!;
        await Eventually.Is(async () => string.CompareOrdinal(await Ask(server, "select last_archived_wal from pg_stat_archiver") as string, last) >= 0);
        await KillServer.All(server.ProcessId!.Value);

        var signal = Path.Combine(restoredFolder, "cluster", "recovery.signal");
        await File.WriteAllTextAsync(signal, "");
        await using var restored = await LocalPostgresServer.Start(new LocalPostgresOptions
        {
            DataFolder = restoredFolder,
            ServerSettings = new Dictionary<string, string> { ["restore_command"] = $"cp {archive}/%f %p" },
        });
        await Eventually.Is(async () => !(bool)(await Ask(restored, "select pg_is_in_recovery()"))!);

        await ShouldGoOn(restored.ConnectionString, acknowledged, heads);
    }

    private async Task<(IReadOnlyCollection<Acknowledgement> Acknowledged, IReadOnlyList<string> Heads)> WriteAndStop(string database, Func<Task>? meanwhile = null)
    {
        await using var program = await ApiProgram.Start(database, _adminKey);
        (await program.As(_adminKey).Post("/v1/talents", new { name = "示例人才", @class = "B", introducedOn = "2026-03-01", employer = "示例医院" })).ShouldBe(201);
        using var clients = new InsistentClients(_adminKey, 4, "1", 1, program.Address);
        clients.Begin();
        await clients.GoOn(40);
        if (meanwhile is not null)
            await meanwhile();
        await clients.GoOn(40);
        await clients.Settle();
        return (clients.Acknowledged, await Heads(database));
    }

    private async Task ShouldGoOn(string restored, IReadOnlyCollection<Acknowledgement> acknowledged, IReadOnlyList<string> heads, params IReadOnlyList<string> settings)
    {
        (await Heads(restored)).ShouldBe(heads);
        await new LogOnDisk(restored).ShouldHold(acknowledged);
        await using var program = await ApiProgram.Start(restored, _adminKey, settings);
        var projections = program.Services.GetRequiredService<Projections>();
        (await program.Services.GetRequiredService<HashChains>().Check(default)).ShouldAllBe(chain => chain.Break == null);
        (await projections.Compare(default)).ShouldBeEmpty();
        (await program.As(_adminKey).Get("/v1/talents", ("HealthPark-Purpose", "audit"))).ShouldBe(200)["items"].Items().Single()["name"].Text().ShouldBe("示例人才");
        (await program.As(_adminKey).Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201).Position
            .ShouldBe(long.Parse(heads[0], CultureInfo.InvariantCulture) + 1);
    }

    // The end of the log, and the last hash of each module's chain.
    private static async Task<IReadOnlyList<string>> Heads(string database)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        var heads = await connection.Query("select position::text from event_store.log_head", row => row.GetString(0), default);
        foreach (var schema in await connection.Query("select table_schema from information_schema.tables where table_name = 'mt_events' order by 1", row => row.GetString(0), default))
            heads.AddRange(await connection.Query($"select '{schema} ' || seq_id || ' ' || hash from {schema}.mt_events order by seq_id desc limit 1", row => row.GetString(0), default));
        return heads;
    }

    private static string KeysOf(string database)
    {
        var settings = new NpgsqlConnectionStringBuilder(database);
        settings.Database += "_keys";
        return settings.ConnectionString;
    }
}
