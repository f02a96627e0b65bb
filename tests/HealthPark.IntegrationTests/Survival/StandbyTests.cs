using HealthPark.EventStore;
using HealthPark.IntegrationTests.Api;
using HealthPark.IntegrationTests.LocalPostgres;
using HealthPark.LocalPostgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HealthPark.IntegrationTests.Survival;

using Client = HealthPark.IntegrationTests.Api.Client;

/// <summary>A primary and a standby that follows it (streaming replication), both named in the program's connection string.</summary>
public sealed class StandbyTests : TestFolder
{
    private readonly string _adminKey = "hp_" + new string('s', 8) + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Reads_go_to_the_standby_and_are_never_older_than_demanded_and_a_promotion_is_survived()
    {
        var primary = await Start();
        var standby = await StartStandby(primary);
        var both = new NpgsqlConnectionStringBuilder(primary.ConnectionString)
        {
            Host = $"{new NpgsqlConnectionStringBuilder(primary.ConnectionString).Host},{new NpgsqlConnectionStringBuilder(standby.ConnectionString).Host}",
            TargetSessionAttributes = "prefer-standby",
        };
        await using var program = await ApiProgram.Start(both.ConnectionString, _adminKey);
        await ReadsGoToTheStandby(program.As(_adminKey), standby);

        // What is acknowledged is on both.
        await Ask(primary, "alter system set synchronous_standby_names = '*'");
        await Ask(primary, "select pg_reload_conf()");
        await Eventually.Is(async () => (string?)await Ask(primary, "select sync_state from pg_stat_replication") == "sync");
        var log = new LogOnDisk(standby.ConnectionString);
        await Eventually.Is(async () => (long)(await Ask(standby, "select position from event_store.log_head"))! == (long)(await Ask(primary, "select position from event_store.log_head"))!);
        await log.Skip();
        using var clients = new InsistentClients(_adminKey, 4, "1", 1000, program.Address);
        clients.Begin();
        await clients.GoOn(30);

        await KillServer.All(primary.ProcessId!.Value);
        await clients.AreTurnedAway(1);
        (await Ask(standby, "select pg_promote()")).ShouldBe(true);

        await clients.GoOn(30);
        await clients.Settle();
        clients.AlwaysSaidWhen.ShouldBeTrue();
        await log.ShouldHold(clients.Acknowledged);
        (await program.Services.GetRequiredService<Projections>().Compare(default)).ShouldBeEmpty();
        (await program.Services.GetRequiredService<HashChains>().Check(default)).ShouldAllBe(chain => chain.Break == null);
        var written = (await program.As(_adminKey).Post("/v1/talents", NewTalent())).ShouldBe(201); // the keys of persons have moved with it
        (await program.As(_adminKey).Get($"/v1/enterprises/{clients.Acknowledged.First().Id}", written.OrLater)).ShouldBe(200);
    }

    private static async Task ReadsGoToTheStandby(Client client, LocalPostgresServer standby)
    {
        await Ask(standby, "select pg_wal_replay_pause()");
        await Eventually.Is(async () => (string?)await Ask(standby, "select pg_get_wal_replay_pause_state()") == "paused");
        var made = (await client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);
        var path = $"/v1/enterprises/{made.Id}";

        // A read that demands nothing may be older; one that does waits, and is told when that takes too long.
        (await client.Get(path)).ShouldBeProblem(404, "not-found");
        (await client.Get("/v1/enterprises")).ShouldBe(200)["items"].Items().ShouldBeEmpty();
        (await client.Get(path, made.OrLater)).ShouldBeProblem(503, "position-not-reached").Header("Retry-After").ShouldNotBeNull();
        (await client.Get(path, ("HealthPark-Min-Position", $"{made.Position + 1}"))).ShouldBeProblem(400, "invalid-position");
        var waiting = new[] { client.Get(path, made.OrLater), client.Get("/v1/enterprises", made.OrLater), client.Get("/v1/enterprises", made.OrLater, ("Accept", "application/x-ndjson")) };

        await Ask(standby, "select pg_wal_replay_resume()");

        foreach (var answer in await Task.WhenAll(waiting))
            answer.ShouldBe(200).Body.ShouldContain(made.Id);
    }

    private async Task<LocalPostgresServer> StartStandby(LocalPostgresServer primary)
    {
        var folder = Path.Combine(Path.GetDirectoryName(Folder)!, "standby");
        await BaseBackup.Take(primary, folder, "-R");
        return await Start(folder);
    }

    private static object NewTalent() => new { name = "示例人才", @class = "B", introducedOn = "2026-03-01", employer = "示例医院" };
}
