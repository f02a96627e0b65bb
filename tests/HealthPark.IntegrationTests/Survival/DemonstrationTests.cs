using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HealthPark.IntegrationTests.Api;
using HealthPark.IntegrationTests.LocalPostgres;

namespace HealthPark.IntegrationTests.Survival;

/// <summary>The demonstration park, whose records can be counted by hand, and the scorecard that follows from them.</summary>
public sealed class DemonstrationTests : TestFolder
{
    // Cumulative from 2025-01-01, but revenue, which is a year's own, in 亿元. Each cell: reported/verified.
    // The records stand in Demo/*.cs: what is not verified, void, returned, or lacks what counts makes the difference.
    private const string Table = """
        revenue                                 2025        2026        2027
          headline                          62.35/62.35   61.8/61.8         0/0
          digital-medicine                   3.1/3.1     2.9/2.9         0/0
          gene-cell-therapy                      1/1     1.1/1.1         0/0
          smart-medical-devices              5.2/5.2     5.3/5.3         0/0
          specialty-medical-consumption      3.3/3.3         3/3         0/0
          pharma-distribution               38.15/38.15   37.5/37.5         0/0
          chronic-disease-management         2.7/2.7     2.9/2.9         0/0
          other                              8.9/8.9     9.1/9.1         0/0
        enterprises                             2025        2026        2027
          headline                             33/33       55/49       55/49
          digital-medicine                       4/4         5/4         5/4
          gene-cell-therapy                      2/2         4/3         4/3
          smart-medical-devices                  7/7       13/12       13/12
          specialty-medical-consumption          8/8       14/13       14/13
          pharma-distribution                    5/5         9/8         9/8
          chronic-disease-management             3/3         5/4         5/4
          other                                  4/4         5/5         5/5
        talents                                 2025        2026        2027
          headline                             27/27       52/51       52/51
          ab                                     6/6       11/11       11/11
          cd                                   21/21       41/40       41/40
        transfers                               2025        2026        2027
          headline                             24/24       37/36       37/36
          digital-medicine                       2/2         3/3         3/3
          gene-cell-therapy                      4/4         6/6         6/6
          smart-medical-devices                  7/7       12/11       12/11
          specialty-medical-consumption          3/3         4/4         4/4
          pharma-distribution                    1/1         2/2         2/2
          chronic-disease-management             5/5         7/7         7/7
          other                                  2/2         3/3         3/3
        """;

    private readonly string _adminKey = "hp_" + new string('d', 8) + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task The_scorecard_of_the_demonstration_park_is_what_a_hand_counts()
    {
        await using var program = await ProgramProcess.Serve(Path.GetDirectoryName(Folder)!, _adminKey, "--demo");
        using var http = new HttpClient { BaseAddress = program.Address };
        var patience = Stopwatch.StartNew();
        while (!program.Said.Contains("The demonstration park is loaded", StringComparison.Ordinal))
        {
            patience.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(3), program.Said);
            await Task.Delay(100);
        }

        var head = await Position(http);
        var cards = new Dictionary<(int Year, string Basis), JsonNode>();
        foreach (var year in new[] { 2025, 2026, 2027 })
        {
            foreach (var basis in new[] { "reported", "verified" })
                cards[(year, basis)] = JsonNode.Parse(await Get(http, $"/v1/plan/scorecard?period={year}&basis={basis}", head))!;
        }

        Print(cards).ShouldBe(Table);
    }

    // The scorecard in the form of the table.
    private static string Print(Dictionary<(int Year, string Basis), JsonNode> cards)
    {
        var lines = new List<string>();
        var first = cards[(2025, "reported")];
        foreach (var headline in first["headline"]!.AsArray())
        {
            var indicator = headline!["indicator"].Text();
            lines.Add($"{indicator,-36}{2025,8}{2026,12}{2027,12}");
            lines.Add(Line("headline", card => Of(card["headline"]!, "indicator", indicator)));
            foreach (var bucket in headline["buckets"]?.AsArray().Select(b => b!["bucket"].Text()) ?? [])
                lines.Add(Line(bucket, card => Of(Of(card["headline"]!, "indicator", indicator)!["buckets"]!, "bucket", bucket)));
            foreach (var direction in first["directions"]!.AsArray().Where(d => Of(d!["indicators"]!, "indicator", indicator) is not null).Select(d => d!["direction"].Text()))
                lines.Add(Line(direction, card => Of(Of(card["directions"]!, "direction", direction)!["indicators"]!, "indicator", indicator)));
        }

        return string.Join('\n', lines);

        string Line(string what, Func<JsonNode, JsonNode?> figure) => $"  {what,-34}" + string.Concat(new[] { 2025, 2026, 2027 }.Select(year =>
        {
            var cell = string.Join('/', new[] { "reported", "verified" }.Select(basis => figure(cards[(year, basis)])!["actual"]!.ToJsonString()));
            return year == 2025 ? $"{cell,8}" : $"{cell,12}";
        }));
    }

    private static JsonNode? Of(JsonNode list, string member, string value) => list.AsArray().SingleOrDefault(i => i![member].Text() == value);

    // The log's last position, told by a write that counts nowhere.
    private async Task<string> Position(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/enterprises")
        {
            Headers = { { "Authorization", $"Bearer {_adminKey}" }, { "Idempotency-Key", "last" } },
            Content = JsonContent.Create(new { name = "演示末条线索(示例)", direction = "other" }),
        };
        using var response = (await http.SendAsync(request)).EnsureSuccessStatusCode();
        return response.Headers.GetValues("HealthPark-Position").Single();
    }

    private async Task<string> Get(HttpClient http, string path, string position)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Authorization", $"Bearer {_adminKey}" }, { "HealthPark-Min-Position", position } } };
        using var response = (await http.SendAsync(request)).EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }
}
