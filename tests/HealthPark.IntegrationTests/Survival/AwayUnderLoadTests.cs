using HealthPark.EventStore;
using HealthPark.IntegrationTests.Api;
using HealthPark.IntegrationTests.LocalPostgres;
using HealthPark.LocalPostgres;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.IntegrationTests.Survival;

/// <summary>
/// The database goes away, or has no room, while clients write: they are told to come again, nothing is there by half, and the program goes
/// on as soon as the database does, without a restart.
/// </summary>
public sealed class AwayUnderLoadTests : TestFolder
{
    private readonly string _adminKey = "hp_" + new string('d', 8) + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Clients_are_told_to_come_again_and_nothing_is_lost_or_done_twice()
    {
        var server = await Start();
        await using var program = await ApiProgram.Start(server.ConnectionString, _adminKey);
        using var clients = new InsistentClients(_adminKey, 4, "1", 1, program.Address);
        var log = new LogOnDisk(server.ConnectionString);
        clients.Begin();

        await clients.GoOn(20);
        await server.Stop();
        await clients.AreTurnedAway(10);
        server = await Start();
        await clients.GoOn(20);
        await KillServer.All(server.ProcessId!.Value);
        await clients.AreTurnedAway(10);
        server = await Start();
        await clients.GoOn(20);
        await clients.Settle();

        clients.AlwaysSaidWhen.ShouldBeTrue();
        await log.ShouldHold(clients.Acknowledged);
        (await program.Services.GetRequiredService<Projections>().Compare(default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_write_that_finds_no_room_is_refused_whole_and_carried_out_when_there_is_room()
    {
        var server = await Start();
        await using var program = await ApiProgram.Start(server.ConnectionString, _adminKey);
        var admin = program.As(_adminKey);
        var log = new LogOnDisk(server.ConnectionString);
        var known = (await admin.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);
        var key = Guid.NewGuid().ToString();
        var large = new { name = Names.New(), direction = "other", aliases = LongNames() };

        await using (await NoRoom.For(server, "enterprises.mt_events"))
        {
            foreach (var answer in new[]
            {
                await admin.Post("/v1/enterprises", large, ("Idempotency-Key", key)),
                await admin.Patch($"/v1/enterprises/{known.Id}", new { aliases = LongNames() }, ("If-Match", known.ETag)),
            })
                answer.ShouldBeProblem(503, "database-away").Header("Retry-After").ShouldNotBeNull();
            await log.Look();
            (await admin.Get($"/v1/enterprises/{known.Id}")).ShouldBe(200).ETag.ShouldBe(known.ETag);
            (await admin.Get("/v1/enterprises?count=exact")).ShouldBe(200)["total"].Number().ShouldBe(1);
        }

        (await admin.Post("/v1/enterprises", large, ("Idempotency-Key", key))).ShouldBe(201).Header("Idempotency-Replayed").ShouldBeNull();
        (await admin.Patch($"/v1/enterprises/{known.Id}", new { aliases = LongNames() }, ("If-Match", known.ETag))).ShouldBe(200);
        await log.Look();
        (await program.Services.GetRequiredService<Projections>().Compare(default)).ShouldBeEmpty();
    }

    // So long that Postgres keeps them out of line, in the table's second file, however it compresses them.
    private static List<string> LongNames() => [.. Enumerable.Range(0, 20).Select(_ => string.Concat(Enumerable.Range(0, 6).Select(_ => Guid.NewGuid().ToString("N"))))];

    /// <summary>
    /// A table's file of large values cannot grow: it stands on <c>/dev/full</c>, which says of each write that there is no room (ENOSPC), as
    /// a full disk does, on every Linux and for every user.
    /// </summary>
    private sealed class NoRoom(LocalPostgresServer server, string table, string file, string aside) : IAsyncDisposable
    {
        public static async Task<NoRoom> For(LocalPostgresServer server, string table)
        {
            var path = (string)(await Ask(server, $"select pg_relation_filepath(reltoastrelid) from pg_class where oid = '{table}'::regclass"))!;
            var file = Path.Combine(server.DataFolder, "cluster", path);
            new FileInfo(file).Length.ShouldBe(0);
            var aside = Path.Combine(server.DataFolder, "aside");
            File.Move(file, aside);
            File.CreateSymbolicLink(file, "/dev/full");
            var noRoom = new NoRoom(server, table, file, aside);
            await noRoom.OpenAgain();
            return noRoom;
        }

        public async ValueTask DisposeAsync()
        {
            File.Delete(file);
            File.Move(aside, file);
            await OpenAgain();
        }

        // Whoever has the file open opens it again when the table's definition changes.
        private async Task OpenAgain() => await Ask(server, $"alter table {table} set (toast.autovacuum_enabled = true)");
    }
}
