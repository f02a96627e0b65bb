using System.Text.Json.Nodes;

namespace HealthPark.Api.Demo;

/// <summary>The demonstration park's research transfers: few enough to be counted by hand.</summary>
internal static class DemoTransfers
{
    // For each direction: results transferred, and verified, in 2025 and in 2026.
    private static readonly (string Direction, string Name, int In2025, int In2026)[] Directions =
    [
        ("digital-medicine", "数字医疗", 2, 1),
        ("gene-cell-therapy", "基因细胞", 4, 2),
        ("smart-medical-devices", "智慧装备", 7, 4),
        ("specialty-medical-consumption", "医疗消费", 3, 1),
        ("pharma-distribution", "医药流通", 1, 1),
        ("chronic-disease-management", "慢病管理", 5, 2),
        ("other", "综合服务", 2, 1),
    ];

    /// <summary>Posts them: 24 that count in 2025 and 12 more in 2026, and a few that do not.</summary>
    /// <param name="park">Where they are posted.</param>
    /// <param name="first">The key of a partner.</param>
    /// <param name="second">The key of another.</param>
    public static async Task Load(DemoPark park, string first, string second)
    {
        foreach (var plan in Directions)
        {
            for (var i = 0; i < plan.In2025 + plan.In2026; i++)
            {
                var on = i < plan.In2025 ? new DateOnly(2025, 2 + i, 10) : new DateOnly(2026, 2 + i - plan.In2025, 10);
                var id = await Post(park, i % 2 == 0 ? first : second, plan.Name, i + 1, plan.Direction, "transfer");
                await Realise(park, i % 2 == 0 ? first : second, id, on, i);
                await park.Verify($"/v1/transfers/{id}");
            }
        }

        await LoadOddities(park, first, second);
    }

    // What a real park has too: results on their way, one not verified yet, one from before the plan, a mistake, one given up.
    private static async Task LoadOddities(DemoPark park, string first, string second)
    {
        foreach (var (stage, i) in new[] { "clinical-need", "basic-research", "proof-of-concept" }.Select((stage, i) => (stage, i)))
            await Post(park, first, "在途", i + 1, "gene-cell-therapy", stage);
        await Realise(park, second, await Post(park, second, "待核实", 1, "smart-medical-devices", "transfer"), new DateOnly(2026, 5, 6), 0);
        var early = await Post(park, second, "早年转化", 1, "other", "industrial-landing");
        await Realise(park, second, early, new DateOnly(2024, 6, 1), 2);
        await park.Verify($"/v1/transfers/{early}");
        var mistake = await Post(park, first, "误登", 1, "digital-medicine", "transfer");
        await Realise(park, first, mistake, new DateOnly(2026, 3, 3), 1);
        await park.Send(HttpMethod.Post, $"/v1/transfers/{mistake}/void", new() { ["reason"] = "演示:重复登记" }, first, await park.ETag($"/v1/transfers/{mistake}"));
        var stopped = await Post(park, second, "终止", 1, "chronic-disease-management", "proof-of-concept");
        await park.Send(HttpMethod.Post, $"/v1/transfers/{stopped}/stop", new() { ["on"] = "2026-04-30", ["reason"] = "演示:技术路线不可行" }, second, await park.ETag($"/v1/transfers/{stopped}"));
    }

    private static async Task<string> Post(DemoPark park, string partner, string name, int number, string direction, string stage) =>
        (await park.Send(HttpMethod.Post, "/v1/transfers", new()
        {
            ["title"] = $"演示{name}成果{number:00}(示例)",
            ["direction"] = direction,
            ["stage"] = stage,
            ["stageOn"] = "2024-06-01",
            ["owner"] = "重庆医科大学",
            ["claimants"] = new JsonArray(
                new JsonObject { ["organization"] = "重庆医科大学", ["share"] = 0.7m }, new JsonObject { ["organization"] = "演示研究所(示例)", ["share"] = 0.3m }),
        }, partner, null))["id"]!.GetValue<string>();

    // By a contract, an equity contribution or a first sale, in turn.
    private static async Task Realise(DemoPark park, string partner, string id, DateOnly on, int turn)
    {
        var (path, day) = ($"/v1/transfers/{id}", on.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        var (noun, body) = (turn % 3) switch
        {
            0 => ("contracts", new JsonObject
            {
                ["kind"] = "licence", ["amountYuan"] = 1_200_000, ["technicalIncomeYuan"] = 1_000_000, ["registeredOn"] = day, ["registrationNumber"] = $"演示-{id}",
            }),
            1 => ("equity-contributions", new JsonObject { ["registeredOn"] = day, ["amountYuan"] = 3_000_000, ["sharePercent"] = 20 }),
            _ => ("first-sale", new JsonObject { ["on"] = day, ["evidence"] = new JsonArray("演示发票(示例)") }),
        };
        await park.Send(HttpMethod.Post, $"{path}/{noun}", body, partner, await park.ETag(path));
    }
}
