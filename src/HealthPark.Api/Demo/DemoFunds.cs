using System.Text.Json.Nodes;

namespace HealthPark.Api.Demo;

/// <summary>The demonstration park's money: a seed fund that has invested part of what was paid in, and a few deals on their way.</summary>
internal static class DemoFunds
{
    /// <summary>Posts them.</summary>
    /// <param name="park">Where they are posted.</param>
    /// <param name="partner">The key of the partner whose they are.</param>
    public static async Task Load(DemoPark park, string partner)
    {
        var fund = await Post(park, partner, "/v1/funds", new()
        {
            ["name"] = "演示种子基金(示例)", ["kind"] = "seed-fund", ["status"] = "investing", ["statusOn"] = "2026-02-01", ["fundCode"] = "演示-001",
            ["manager"] = "演示基金管理有限公司(示例)", ["sizeYuan"] = 100_000_000, ["governmentSharePercent"] = 40, ["termYears"] = 7,
        });
        foreach (var (investor, kind, amount) in new[] { ("演示引导基金(示例)", "government", 40_000_000), ("演示社会资本(示例)", "market", 60_000_000) })
            await Post(park, partner, $"{fund}/commitments", new() { ["investor"] = investor, ["investorKind"] = kind, ["amountYuan"] = amount, ["on"] = "2026-01-10" });
        var call = await park.Send(HttpMethod.Post, $"{fund}/capital-calls", new() { ["on"] = "2026-03-01", ["dueOn"] = "2026-03-31", ["sharePercent"] = 30 }, partner, null);
        var payments = $"{fund}/capital-calls/{call["id"]!.GetValue<string>()}";
        foreach (var amount in call["amounts"]!.AsArray())
        {
            await park.Send(HttpMethod.Post, $"{payments}/payments", new()
            {
                ["commitmentId"] = amount!["commitmentId"]!.DeepClone(), ["amountYuan"] = amount["amountYuan"]!.DeepClone(), ["on"] = "2026-03-20",
            }, partner, await park.ETag(payments));
        }

        foreach (var (number, stage) in new[] { (1, "sourced"), (2, "screened"), (3, "due-diligence") })
            await Deal(park, partner, number, stage);
        var signed = await Deal(park, partner, 4, "signed");
        var investment = await Post(park, partner, $"{fund}/investments", new()
        {
            ["dealId"] = signed[(signed.LastIndexOf('/') + 1)..], ["instrument"] = "equity", ["on"] = "2026-05-01", ["valuationYuan"] = 50_000_000,
            ["tranches"] = new JsonArray(
                new JsonObject { ["amountYuan"] = 3_000_000, ["condition"] = "演示:工商变更完成" },
                new JsonObject { ["amountYuan"] = 2_000_000, ["condition"] = "演示:取得注册证", ["dueOn"] = "2027-06-30" }),
            ["lossShares"] = new JsonArray(
                new JsonObject { ["party"] = "演示引导基金(示例)", ["share"] = 0.6m }, new JsonObject { ["party"] = "演示社会资本(示例)", ["share"] = 0.4m }),
        });
        var evidence = await park.Attach(fund, "演示:工商变更通知书\n", partner);
        await park.Send(HttpMethod.Post, $"{investment}/tranche-payments", new()
        {
            ["number"] = 1, ["on"] = "2026-05-20", ["evidenceIds"] = new JsonArray(evidence),
        }, partner, await park.ETag(investment));
    }

    private static Task<string> Deal(DemoPark park, string partner, int number, string stage) => Post(park, partner, "/v1/deals", new()
    {
        ["name"] = $"演示投资项目{number:00}(示例)", ["source"] = "roadshow", ["financingStage"] = "seed", ["stage"] = stage, ["on"] = "2026-04-10", ["askYuan"] = 5_000_000,
    });

    // Where it is then.
    private static async Task<string> Post(DemoPark park, string partner, string path, JsonObject body) =>
        $"{path}/{(await park.Send(HttpMethod.Post, path, body, partner, null))["id"]!.GetValue<string>()}";
}
