using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using HealthPark.EventStore;
using HealthPark.IntegrationTests.Api;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HealthPark.IntegrationTests.Survival;

/// <summary>Read models are made again beside the live ones and swapped in while clients read and write: no reader sees it.</summary>
public sealed class RebuildUnderReadersTests(ApiFixture api) : IClassFixture<ApiFixture>, IDisposable
{
    private const int Rebuilds = 4;

    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Reads_never_fail_nor_show_less_than_there_is()
    {
        _http.BaseAddress = api.Program.Address;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", api.AdminKey);
        var projections = api.Program.Services.GetRequiredService<Projections>();
        using var clients = new InsistentClients(api.AdminKey, 2, "1", 1, api.Program.Address);
        clients.Begin();
        await clients.GoOn(100);
        using var stop = new CancellationTokenSource();
        var exports = new List<(long Position, int Lines)>();
        Task<int>[] readers = [Again(Count, Record, Scorecard), Again(Export)];

        for (var i = 0; i < Rebuilds; i++)
        {
            (await projections.Rebuild(default)).ShouldContain("enterprises.enterprises");
            await clients.GoOn(10);
        }

        await stop.CancelAsync();
        (await Task.WhenAll(readers)).ShouldAllBe(times => times > Rebuilds);
        await clients.Settle();
        foreach (var (position, lines) in exports)
            lines.ShouldBe(await EnterprisesAt(position), $"the export at {position}");
        (await projections.Compare(default)).ShouldBeEmpty();

        Task<int> Again(params IReadOnlyList<Func<Task>> reads) => Task.Run(async () =>
        {
            var times = 0;
            for (; !stop.IsCancellationRequested; times++)
            {
                foreach (var read in reads)
                    await read();
            }

            return times;
        });

        async Task Count()
        {
            var known = clients.Acknowledged.Count(a => a.Version == 1);
            (await Get("/v1/enterprises?count=exact&limit=1"))["total"].Number().ShouldBeGreaterThanOrEqualTo(known);
        }

        async Task Record()
        {
            var known = clients.Acknowledged.Last();
            (await Get($"/v1/enterprises/{known.Id}"))["id"].Text().ShouldBe(known.Id.ToString());
        }

        async Task Scorecard()
        {
            var known = clients.Counted;
            var card = await Get("/v1/plan/scorecard?period=2026&basis=reported");
            card["headline"].Items().Single(i => i["indicator"].Text() == "enterprises")["actual"].Number().ShouldBeGreaterThanOrEqualTo(known);
        }

        async Task Export()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/enterprises") { Headers = { Accept = { new("application/x-ndjson") } } };
            using var response = (await _http.SendAsync(request)).EnsureSuccessStatusCode();
            var lines = (await response.Content.ReadAsByteArrayAsync()).Count(b => b == (byte)'\n');
            lock (exports)
                exports.Add((long.Parse(response.Headers.GetValues("HealthPark-Position").Single(), CultureInfo.InvariantCulture), lines));
        }
    }

    [Fact]
    public async Task An_export_that_comes_while_the_tables_are_swapped_is_whole()
    {
        var made = (await api.Admin.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);
        await using var connection = new NpgsqlConnection(api.Database);
        await connection.OpenAsync();
        await using var swap = await connection.BeginTransactionAsync();
        await connection.Execute("lock table enterprises.enterprises in access exclusive mode", default);

        var export = api.Admin.Get("/v1/enterprises", ("Accept", "application/x-ndjson"));
        await Eventually.Is(async () => (await connection.Query(
            "select exists (select from pg_locks where not granted and relation = 'enterprises.enterprises'::regclass)", row => row.GetBoolean(0), default)).Single());
        // As the last step of a rebuild does.
        foreach (var step in new[]
        {
            "create schema swapped", "create table swapped.enterprises (like enterprises.enterprises including all)",
            "insert into swapped.enterprises select * from enterprises.enterprises", "drop table enterprises.enterprises",
            "alter table swapped.enterprises set schema enterprises", "drop schema swapped",
        })
            await connection.Execute(step, default);
        await swap.CommitAsync();

        (await export).ShouldBe(200).Body.ShouldContain(made.Id);
    }

    private async Task<JsonNode> Get(string path)
    {
        using var response = await _http.GetAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!;
    }

    private async Task<int> EnterprisesAt(long position)
    {
        await using var connection = new NpgsqlConnection(api.Database);
        await connection.OpenAsync();
        return (int)(await connection.Query(
            "select count(*) from enterprises.mt_events where version = 1 and seq_id <= $1", row => row.GetInt64(0), default, position)).Single();
    }
}
