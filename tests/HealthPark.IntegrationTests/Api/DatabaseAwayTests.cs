using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HealthPark.LocalPostgres;

namespace HealthPark.IntegrationTests.Api;

public sealed class DatabaseAwayTests : IAsyncLifetime
{
    private const string AdminKey = "hp_0123456789abcdefghijklmnopqrstuvwxyz";
    private readonly string _root = Directory.CreateTempSubdirectory("healthpark-test-").FullName;

    [Fact]
    public async Task While_the_database_is_away_everything_is_503_and_afterwards_the_program_goes_on()
    {
        var options = new LocalPostgresOptions { DataFolder = Path.Combine(_root, "postgres") };
        await using var server = await LocalPostgresServer.Start(options);
        await using var program = await ApiProgram.Start(server.ConnectionString, AdminKey);
        var client = program.As(AdminKey);
        var before = (await client.Post("/v1/enterprises", NewEnterprise())).ShouldBe(201);
        (await client.Get("/v1/plan/scorecard?period=2026", before.OrLater)).ShouldBe(200);

        await server.Stop();

        var interrupted = NewEnterprise();
        var key = Guid.NewGuid().ToString();
        foreach (var language in new[] { "zh-CN", "en" })
        {
            foreach (var send in new Func<Client, Task<Answer>>[]
            {
                c => c.Post("/v1/enterprises", interrupted, ("Idempotency-Key", key)),
                c => c.Get($"/v1/enterprises/{before.Id}"),
                c => c.Get("/v1/enterprises"),
                c => c.Get("/v1/plan/scorecard?period=2026"),
                c => c.Get("/health"),
            })
            {
                var problem = (await send(client.In(language))).ShouldBeProblem(503, "database-away");
                problem.Header("Retry-After").ShouldNotBeNull().ShouldMatch("^[1-9][0-9]*$");
                problem.Header("Content-Language").ShouldBe(language);
            }
        }

        await using var again = await LocalPostgresServer.Start(options);

        again.ConnectionString.ShouldBe(server.ConnectionString);
        (await client.Get($"/v1/enterprises/{before.Id}")).ShouldBe(200).Body.ShouldBe(before.Body);
        var after = (await client.Post("/v1/enterprises", interrupted, ("Idempotency-Key", key))).ShouldBe(201);
        var card = (await client.Get("/v1/plan/scorecard?period=2026&basis=reported", after.OrLater)).ShouldBe(200);
        card["headline"].Items()[1]["actual"].Number().ShouldBe(2);
    }

    [Fact]
    public async Task A_file_that_is_worked_through_meanwhile_waits_and_goes_on()
    {
        var options = new LocalPostgresOptions { DataFolder = Path.Combine(_root, "postgres") };
        await using var server = await LocalPostgresServer.Start(options);
        await using var program = await ApiProgram.Start(server.ConnectionString, AdminKey);
        var client = program.As(AdminKey);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/enterprises/batch")
        {
            Headers = { { "Authorization", $"Bearer {AdminKey}" }, { "Idempotency-Key", Guid.NewGuid().ToString() } },
            Content = new StringContent(string.Join('\n', Enumerable.Range(0, 3000).Select(_ => JsonSerializer.Serialize(NewEnterprise()))), Encoding.UTF8, "application/x-ndjson"),
        };
        using var response = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        var outcomes = new List<string?> { await lines.ReadLineAsync() };

        await server.Stop();
        await using var again = await LocalPostgresServer.Start(options);
        while (await lines.ReadLineAsync() is { } line)
            outcomes.Add(line);

        outcomes.Count.ShouldBe(3000);
        outcomes.ShouldAllBe(line => JsonNode.Parse(line!, null, default)!["outcome"].Text() == "created");
        (await client.Get("/v1/enterprises?count=exact&limit=1")).ShouldBe(200)["total"].Number().ShouldBe(3000);
    }

    public Task InitializeAsync()
    {
        // The temporary folder is made for its owner only; root's server runs as another user.
        File.SetUnixFileMode(_root, (UnixFileMode)Convert.ToInt32("755", 8));
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    private static object NewEnterprise() => new { name = Names.New(), direction = "digital-medicine", uscc = USCC.New(), landedOn = "2026-01-05" };
}
