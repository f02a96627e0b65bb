using System.Text.Json.Nodes;

namespace HealthPark.Api.Demo;

/// <summary>The demonstration park's events: one of a yearly series that was held and reported, a roadshow that is full, a salon that is planned.</summary>
internal static class DemoParkEvents
{
    /// <summary>Posts them.</summary>
    /// <param name="park">Where they are posted.</param>
    /// <param name="partner">The key of the partner whose they are.</param>
    public static async Task Load(DemoPark park, string partner)
    {
        var series = await Post(park, partner, "/v1/event-series", new() { ["title"] = "演示大健康产业大会(示例)", ["intervalMonths"] = 12 });
        var conference = await Post(park, partner, "/v1/events", new()
        {
            ["title"] = "演示大健康产业大会 2026(示例)", ["kind"] = "conference", ["startsOn"] = "2026-06-18", ["endsOn"] = "2026-06-19", ["state"] = "held",
            ["hosts"] = new JsonArray("演示主办单位(示例)"), ["seriesId"] = series, ["budgetYuan"] = 500_000,
        });
        foreach (var kind in new[] { "lead", "lead", "contract" })
            await Post(park, partner, $"/v1/events/{conference}/outcomes", new() { ["kind"] = kind, ["note"] = "演示成效(示例)", ["on"] = "2026-06-19" });
        await park.Send(
            HttpMethod.Post, $"/v1/events/{conference}/report", new() { ["attendance"] = 260, ["costYuan"] = 480_000, ["on"] = "2026-06-30" }, partner,
            await park.ETag($"/v1/events/{conference}"));

        var roadshow = await Post(park, partner, "/v1/events", new()
        {
            ["title"] = "演示项目路演(示例)", ["kind"] = "roadshow", ["startsOn"] = "2026-12-18", ["state"] = "open", ["capacity"] = 3,
            ["hosts"] = new JsonArray("演示主办单位(示例)"),
        });
        foreach (var number in Enumerable.Range(1, 2))
            await Post(park, partner, $"/v1/events/{roadshow}/pitches", new() { ["title"] = $"演示路演项目{number}(示例)", ["askYuan"] = 5_000_000 });
        // Three places: two registrations are in, the third and the fourth wait.
        foreach (var (number, headCount) in new[] { (1, 1), (2, 2), (3, 1), (4, 1) })
            await Post(park, partner, $"/v1/events/{roadshow}/registrations", new() { ["organization"] = $"演示机构{number}(示例)", ["headCount"] = headCount });

        await Post(park, partner, "/v1/events", new() { ["title"] = "演示创业沙龙(示例)", ["kind"] = "salon", ["startsOn"] = "2027-01-15" });
    }

    private static async Task<string> Post(DemoPark park, string partner, string path, JsonObject body) =>
        (await park.Send(HttpMethod.Post, path, body, partner, null))["id"]!.GetValue<string>();
}
