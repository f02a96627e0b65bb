using System.Globalization;
using System.Text.Json.Nodes;
using HealthPark.EventStore;
using HealthPark.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Many listeners share one reader of the log: each gets all of its own once, wherever it begins, and the database hardly knows of them.</summary>
public sealed class SseManyTests
{
    private const string Last = "示例:最后一家";

    [Fact]
    public async Task Whoever_joins_while_others_write_gets_everything_once()
    {
        const int joiners = 90;
        const int posts = 160;
        await using var park = await Park.Open();
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            for (var n = 0; n < posts / 4; n++)
                await Register(park.Partners[(i + n) % 2], Names.New());
        })));

        var begun = await park.Head();
        var listeners = Enumerable.Range(0, joiners).Select(i => Task.Run(async () =>
        {
            var random = new Random(i);
            await park.Reaches(begun + random.Next(posts)); // joins when the log has come that far
            var (reader, after) = (park.Readers[i % 3], random.NextInt64(await park.Head() + 1));
            await using var stream = await Listening.Open(park.Http, reader, $"after={after}");
            return (reader, after, received: await stream.Until(e => e["data"]!["name"]?.GetValue<string>() == Last + (i % 3)));
        })).ToList();
        await writing;
        foreach (var (partner, i) in new[] { (park.Partners[0], 0), (park.Partners[1], 1), (park.Partners[0], 2) })
            await Register(partner, Last + i);

        var all = new Dictionary<string, IReadOnlyList<string>>();
        for (var i = 0; i < 3; i++)
            all[park.Readers[i]] = await park.Pages(park.Readers[i], Last + i);
        foreach (var (reader, after, received) in await Task.WhenAll(listeners))
            received.Select(e => e["position"].Text()).ShouldBe(all[reader].Where(p => long.Parse(p, CultureInfo.InvariantCulture) > after));
    }

    [Fact]
    public async Task A_thousand_listeners_cost_the_database_no_more_than_one()
    {
        const int listeners = 1000;
        const int changes = 40;
        var park = await Park.Open();
        var head = await park.Head();
        var streams = await Task.WhenAll(Enumerable.Range(0, listeners).Select(i => Listening.Open(park.Http, park.Readers[i % 3], $"after={head}")));
        var received = streams.Select((s, i) => s.Until(e => e["data"]!["name"]?.GetValue<string>() == Last + (i % 3))).ToList();

        for (var i = 0; i < changes; i++)
            await Register(park.Partners[i % 2], Names.New());
        foreach (var (partner, i) in new[] { (park.Partners[0], 0), (park.Partners[1], 1), (park.Partners[0], 2) })
            await Register(partner, Last + i);

        var counts = (await Task.WhenAll(received)).Select(r => r.Count).ToList();
        counts.Where((_, i) => i % 3 == 2).ShouldAllBe(c => c == changes + 3);
        counts.Where((_, i) => i % 3 == 0).ShouldAllBe(c => c == (changes / 2) + 1);
        foreach (var stream in streams)
            await stream.DisposeAsync();
        await park.DisposeAsync();
        // One query for each change and listener were 43,000.
        (await park.Transactions()).ShouldBeLessThan(5000);
    }

    private static async Task Register(Client partner, string name) => (await partner.Post("/v1/enterprises", new { name, direction = "other" })).ShouldBe(201);

    /// <summary>A program on a database of its own, two partners, and the keys of three readers: one partner, the other, and the park office.</summary>
    private sealed class Park : IAsyncDisposable
    {
        private readonly ApiFixture _api = new();

        public HttpClient Http { get; private set; } = new();

        public IReadOnlyList<Client> Partners { get; private set; } = [];

        public IReadOnlyList<string> Readers { get; private set; } = [];

        public static async Task<Park> Open()
        {
            var park = new Park();
            await park._api.InitializeAsync();
            string[] scopes = [Scopes.EnterprisesWrite, Scopes.ChangesRead];
            var (one, other) = (await park._api.NewPartner(scopes), await park._api.NewPartner(scopes));
            park.Partners = [one.Client, other.Client];
            park.Readers = [one.Client.Key!, other.Client.Key!, await park._api.NewKey(await park._api.ParkOffice(), Scopes.ChangesRead)];
            park.Http = new HttpClient { BaseAddress = park._api.Program.Address, Timeout = Timeout.InfiniteTimeSpan };
            return park;
        }

        public Task<long> Head() => _api.Program.Services.GetRequiredService<EventLog>().Head(CancellationToken.None);

        public async Task Reaches(long position)
        {
            while (await Head() < position)
                await Task.Delay(20);
        }

        /// <summary>The positions of all that a reader sees up to a name, by pages.</summary>
        public async Task<IReadOnlyList<string>> Pages(string reader, string last)
        {
            var events = new List<JsonNode>();
            for (var next = "0"; ;)
            {
                var page = (await _api.Program.As(reader).Get($"/v1/changes?after={next}&limit=1000")).ShouldBe(200);
                events.AddRange(page["items"].Items());
                next = page["next"].Text();
                if (page["items"].Items().Count == 0)
                    return [.. events.Take(1 + events.FindIndex(e => e["data"]!["name"]?.GetValue<string>() == last)).Select(e => e["position"].Text())];
            }
        }

        /// <summary>How many transactions there were in the database in all, once everyone has left it: then all are counted.</summary>
        public async Task<long> Transactions()
        {
            var server = new NpgsqlConnectionStringBuilder(_api.Database) { Pooling = false };
            var name = server.Database!;
            server.Database = "postgres";
            await using var connection = new NpgsqlConnection(server.ConnectionString);
            await connection.OpenAsync();
            while (await Number("select count(*) from pg_stat_activity where datname = $1") > 0)
                await Task.Delay(20);
            return await Number("select xact_commit + xact_rollback from pg_stat_database where datname = $1");

            async Task<long> Number(string sql)
            {
                await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = name } } };
                return (long)(await command.ExecuteScalarAsync())!;
            }
        }

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            await _api.DisposeAsync();
        }
    }
}
