using System.Text.Json.Nodes;

namespace HealthPark.Api.Demo;

/// <summary>
/// The demonstration park's carriers: a building that was surveyed, renovated and partly let, one that was found unsuitable and waits for its
/// renovation, and one that nobody has looked at yet.
/// </summary>
internal static class DemoCarriers
{
    /// <summary>Posts them.</summary>
    /// <param name="park">Where they are posted.</param>
    /// <param name="partner">The key of the partner whose they are.</param>
    /// <param name="tenant">An enterprise of that partner.</param>
    public static async Task Load(DemoPark park, string partner, string tenant)
    {
        var laboratory = await Post(park, partner, "/v1/carriers", new()
        {
            ["name"] = "演示科研楼(示例)", ["kind"] = "building", ["zone"] = "medicine-commerce-pole", ["batch"] = "renovate",
            ["grossAreaSquareMetres"] = 4_800, ["usableAreaSquareMetres"] = 3_600,
        });
        await park.Verify($"/v1/carriers/{laboratory}");
        await Survey(park, partner, laboratory, "2025-06-10", 4.5m, 5, "suitable", null);
        await Step(park, partner, laboratory, "renovating", "2025-09-01");
        await Renovate(park, partner, laboratory);
        await Step(park, partner, laboratory, "available", "2026-03-31");
        var units = new List<string>();
        foreach (var floor in Enumerable.Range(1, 3))
        {
            await park.Send(HttpMethod.Put, $"/v1/carriers/{laboratory}/floors/{floor}", new() { ["areaSquareMetres"] = 1_200 }, partner, null);
            foreach (var room in Enumerable.Range(1, 2))
            {
                units.Add(await Post(park, partner, $"/v1/carriers/{laboratory}/units", new()
                {
                    ["floor"] = $"{floor}", ["number"] = $"{floor}0{room}", ["areaSquareMetres"] = 550, ["floorHeightMetres"] = 4.5m, ["loadKilonewtonsPerSquareMetre"] = floor == 1 ? 7.5m : 5,
                }));
            }
        }

        await Let(park, partner, units[0], tenant, "2026-04-01", "2027-01-31", signed: true);
        await Let(park, partner, units[1], tenant, "2026-05-01", "2029-04-30", signed: true);
        await Let(park, partner, units[2], tenant, "2026-12-01", "2028-11-30", signed: false);

        var mall = await Post(park, partner, "/v1/carriers", new()
        {
            ["name"] = "演示商业楼(示例)", ["kind"] = "commercial-complex", ["zone"] = "life-health-belt", ["batch"] = "sort-out", ["grossAreaSquareMetres"] = 9_000,
        });
        await Survey(park, partner, mall, "2026-05-20", 2.8m, 2.5m, "unsuitable", "演示:层高和荷载不足");
        await Post(park, partner, "/v1/renovation-projects", new()
        {
            ["carrierId"] = mall, ["title"] = "演示商业楼加固(示例)", ["areaBeforeSquareMetres"] = 0, ["plannedAreaAfterSquareMetres"] = 2_000, ["budgetYuan"] = 6_000_000,
        });
        await Post(park, partner, "/v1/carriers", new() { ["name"] = "演示待梳理楼(示例)", ["kind"] = "building", ["batch"] = "sort-out" });
    }

    private static Task<string> Survey(DemoPark park, string partner, string carrier, string on, decimal height, decimal load, string finding, string? note) =>
        Post(park, partner, $"/v1/carriers/{carrier}/suitability-surveys", new()
        {
            ["on"] = on, ["floorHeightMetres"] = height, ["loadKilonewtonsPerSquareMetre"] = load, ["finding"] = finding, ["note"] = note,
            ["criteria"] = new JsonArray(new JsonObject { ["name"] = "演示:层高", ["score"] = finding == "suitable" ? 9 : 3, ["outOf"] = 10, ["met"] = finding == "suitable" }),
        });

    private static Task Step(DemoPark park, string partner, string carrier, string status, string on) =>
        Act(park, partner, $"/v1/carriers/{carrier}", "status-changes", new() { ["status"] = status, ["on"] = on });

    private static async Task Renovate(DemoPark park, string partner, string carrier)
    {
        var id = await Post(park, partner, "/v1/renovation-projects", new()
        {
            ["carrierId"] = carrier, ["title"] = "演示科研楼实验室改造(示例)", ["areaBeforeSquareMetres"] = 2_400, ["plannedAreaAfterSquareMetres"] = 3_600, ["budgetYuan"] = 7_500_000,
        });
        var path = $"/v1/renovation-projects/{id}";
        await park.Approve(path, new() { ["on"] = "2025-08-15" });
        await Act(park, partner, path, "start", new() { ["on"] = "2025-09-01" });
        await Act(park, partner, path, "acceptance", new() { ["on"] = "2026-03-31", ["areaAfterSquareMetres"] = 3_600, ["costYuan"] = 7_200_000 });
    }

    private static async Task Let(DemoPark park, string partner, string unit, string tenant, string from, string to, bool signed)
    {
        var lease = await Post(park, partner, $"/v1/units/{unit}/leases", new()
        {
            ["enterpriseId"] = tenant, ["areaSquareMetres"] = 500, ["from"] = from, ["to"] = to, ["rentYuanPerMonth"] = 30_000,
        });
        if (!signed)
            return;
        var path = $"/v1/units/{unit}/leases/{lease}";
        await Act(park, partner, path, "signing", new() { ["on"] = from });
        await Act(park, partner, path, "occupation", new() { ["on"] = from });
    }

    private static async Task Act(DemoPark park, string partner, string path, string what, JsonObject body) =>
        await park.Send(HttpMethod.Post, $"{path}/{what}", body, partner, await park.ETag(path));

    private static async Task<string> Post(DemoPark park, string partner, string path, JsonObject body) =>
        (await park.Send(HttpMethod.Post, path, body, partner, null))["id"]!.GetValue<string>();
}
