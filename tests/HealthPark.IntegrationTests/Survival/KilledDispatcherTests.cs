using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HealthPark.IntegrationTests.Api;
using HealthPark.IntegrationTests.LocalPostgres;
using Microsoft.AspNetCore.Http;

namespace HealthPark.IntegrationTests.Survival;

/// <summary>Two nodes send webhooks, and one after the other is killed at it: nothing is lost, and no record's order is broken.</summary>
public sealed class KilledDispatcherTests : TestFolder, IDisposable
{
    private const int Records = 40;
    private const int ChangesOfEach = 3;

    private readonly string _adminKey = "hp_" + new string('w', 8) + Guid.NewGuid().ToString("N");
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Every_change_arrives_in_the_order_of_its_record_whoever_is_killed()
    {
        var dataFolder = Path.GetDirectoryName(Folder)!;
        await using var receiver = await Receiver.Start();
        // Slow enough that requests are under way whenever a node is killed.
        receiver.Answer = _ => new Slowly();
        var one = await Node();
        var two = await Node();
        try
        {
            var ids = new List<string>();
            for (var i = 0; i < Records; i++)
                ids.Add((await Post(two.Address, "/v1/enterprises", new { name = $"示例推送企业{i:000}", direction = "other", landedOn = "2026-06-01" }))["id"]!.GetValue<string>());
            for (var change = 1; change < ChangesOfEach; change++)
            {
                foreach (var id in ids)
                    await Patch(two.Address, id, new { industryCode = $"734{change}" });
            }

            await Post(two.Address, "/v1/webhooks", new { url = receiver.Url, types = new[] { "cn.healthpark.enterprise.*" }, after = "0" });
            await Eventually.Is(() => receiver.All.Count > 20);
            await one.Kill();
            var came = receiver.All.Count;
            await Eventually.Is(() => receiver.All.Count > came + 20);
            receiver.All.Count.ShouldBeLessThan(Records * ChangesOfEach);
            await two.Kill();
            one = await Node();

            await Eventually.Is(() => receiver.All.Select(r => r.Id).Distinct().Count() == Records * ChangesOfEach, () => $"{receiver.All.Count} came");
            foreach (var id in ids)
            {
                var positions = receiver.All.Where(r => r.Subject == id).Select(r => r.Position).ToList();
                // What comes again comes at once: no later change before it.
                positions.ShouldBeInOrder(SortDirection.Ascending);
                positions.Distinct().Count().ShouldBe(ChangesOfEach);
            }
        }
        finally
        {
            await one.DisposeAsync();
            await two.DisposeAsync();
        }

        Task<ProgramProcess> Node() => ProgramProcess.Serve(dataFolder, _adminKey, "--Webhooks:AllowedNetworks:0=127.0.0.0/8");
    }

    private async Task<JsonNode> Post(Uri address, string path, object body) => await Send(HttpMethod.Post, new Uri(address, path), body);

    private async Task Patch(Uri address, string id, object body) => await Send(HttpMethod.Patch, new Uri(address, $"/v1/enterprises/{id}"), body);

    private async Task<JsonNode> Send(HttpMethod method, Uri address, object body)
    {
        using var request = new HttpRequestMessage(method, address) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _adminKey);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Headers.TryAddWithoutValidation("If-Match", method == HttpMethod.Patch ? "*" : null);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!;
    }

    private sealed class Slowly : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            await Task.Delay(200);
            httpContext.Response.StatusCode = 204;
        }
    }
}
