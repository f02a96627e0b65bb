using System.Diagnostics;
using System.Net;
using HealthPark.IntegrationTests.Api;
using HealthPark.IntegrationTests.LocalPostgres;
using Xunit.Abstractions;

namespace HealthPark.IntegrationTests.Survival;

using Client = HealthPark.IntegrationTests.Api.Client;

/// <summary>Three nodes on one database, of which one after the other is killed under load: whoever is left takes over.</summary>
public sealed class NodesTests(ITestOutputHelper output) : TestFolder
{
    private readonly string _adminKey = "hp_" + new string('n', 8) + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task What_a_killed_node_was_at_is_taken_over_and_a_revoked_key_opens_nothing_anywhere()
    {
        var dataFolder = Path.GetDirectoryName(Folder)!;
        await using var receiver = await Receiver.Start();
        var nodes = new List<ProgramProcess>();
        try
        {
            for (var i = 0; i < 3; i++)
                nodes.Add(await ProgramProcess.Serve(dataFolder, _adminKey, "--Webhooks:AllowedNetworks:0=127.0.0.0/8", "--RateLimits:ClientPerMinute=10000000"));
            using var http = new HttpClient();
            await Contract.Learn(await http.GetStringAsync(new Uri(nodes[0].Address, "/openapi/v1.json")));
            await RevokedKeyOpensNothing([.. nodes.Select(n => n.Address)]);

            var server = await Start();
            var log = new LogOnDisk(server.ConnectionString);
            var admin = As(nodes[^1].Address, _adminKey);
            (await admin.Post("/v1/webhooks", new { url = receiver.Url, types = new[] { "cn.healthpark.enterprise.*" } })).ShouldBe(201);
            await log.Skip();
            using var clients = new InsistentClients(_adminKey, 4, "1", 1, [.. nodes.Select(n => n.Address)]);
            clients.Begin();
            while (nodes.Count > 1)
            {
                await clients.GoOn(30);
                await nodes[0].Kill();
                var watch = Stopwatch.StartNew();
                await nodes[0].DisposeAsync();
                nodes.RemoveAt(0);
                await TakenOver(admin, receiver, watch);
            }

            await clients.GoOn(30);
            await clients.Settle();

            var sent = (await log.ShouldHold(clients.Acknowledged)).Select(e => e.EventId.ToString()).ToHashSet();
            await Eventually.Is(() => receiver.All.Select(r => r.Id).ToHashSet().IsSupersetOf(sent), () => $"{receiver.All.Count} came of {sent.Count}");
            var card = (await admin.Get("/v1/plan/scorecard?period=2026&basis=reported")).ShouldBe(200);
            card["headline"].Items().Single(i => i["indicator"].Text() == "enterprises")["actual"].Number().ShouldBe(clients.Counted);
            (await nodes[0].Stop()).ShouldBe(0);
            var (exitCode, said) = await ProgramProcess.Run(dataFolder, _adminKey, "verify");
            exitCode.ShouldBe(0, said);
        }
        finally
        {
            foreach (var node in nodes)
                await node.DisposeAsync();
        }
    }

    // What is written after the kill reaches the ledger and the receiver, whichever node had their turn before.
    private async Task TakenOver(Client admin, Receiver receiver, Stopwatch watch)
    {
        var written = (await admin.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);
        Answer card;
        do
            card = await admin.Get("/v1/plan/scorecard?period=2026", written.OrLater);
        while (card.Status == 503); // it says so when that takes more than five seconds
        card.ShouldBe(200);
        output.WriteLine($"the ledger follows again {watch.Elapsed.TotalSeconds:0.00} s after a node was killed");
        await Eventually.Is(() => receiver.All.Any(r => r.Position == written.Position));
        output.WriteLine($"webhooks are sent again {watch.Elapsed.TotalSeconds:0.00} s after a node was killed");
    }

    private async Task RevokedKeyOpensNothing(IReadOnlyList<Uri> nodes)
    {
        var admin = As(nodes[0], _adminKey);
        var organization = (await admin.Post("/v1/organizations", new { name = "示例伙伴", kind = "partner" })).ShouldBe(201).Id;
        var made = (await admin.Post("/v1/api-keys", new { name = "测试", organizationId = organization, scopes = new[] { "enterprises:read" } })).ShouldBe(201);
        var key = made["key"].Text();
        foreach (var node in nodes)
            (await As(node, key).Get("/v1/enterprises")).ShouldBe(200); // known there from now on

        (await admin.Post($"/v1/api-keys/{made.Id}/revocation", new { reason = "测试" }, ("If-Match", "*"))).ShouldBe(200);

        var watch = Stopwatch.StartNew();
        foreach (var node in nodes)
            await Eventually.Is(async () => (await As(node, key).Get("/v1/enterprises")).Status == (int)HttpStatusCode.Unauthorized);
        output.WriteLine($"a revoked key opens nothing on {nodes.Count} nodes after {watch.Elapsed.TotalSeconds:0.00} s");
    }

    private readonly Dictionary<Uri, HttpClient> _clients = [];

    private Client As(Uri node, string key)
    {
        if (!_clients.TryGetValue(node, out var http))
            _clients[node] = http = new HttpClient { BaseAddress = node };
        return new Client(http, key);
    }
}
