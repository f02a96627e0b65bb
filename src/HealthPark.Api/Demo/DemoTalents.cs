namespace HealthPark.Api.Demo;

/// <summary>The demonstration park's talents: nobody's names, and few enough to be counted by hand.</summary>
internal static class DemoTalents
{
    // For each class: talents introduced, and verified, in 2025 and in 2026.
    private static readonly (string Class, string Field, int In2025, int In2026)[] Classes =
    [
        ("A", "top-scientist", 1, 1), ("B", "clinical-researcher", 4, 3), ("C", "leading-talent", 8, 9), ("D", "young-scientist", 12, 11),
    ];

    private static readonly string[] Directions = ["digital-medicine", "gene-cell-therapy", "smart-medical-devices", "chronic-disease-management", "other"];

    /// <summary>Posts them: 5 of A and B and 20 of C and D that count in 2025, 4 and 20 more in 2026, and a few that do not.</summary>
    /// <param name="park">Where they are posted.</param>
    /// <param name="first">The key of a partner.</param>
    /// <param name="second">The key of another.</param>
    public static async Task Load(DemoPark park, string first, string second)
    {
        var number = 0;
        foreach (var plan in Classes)
        {
            for (var i = 0; i < plan.In2025 + plan.In2026; i++)
            {
                var on = i < plan.In2025 ? new DateOnly(2025, 1 + (i * 11 / plan.In2025), 8) : new DateOnly(2026, 1 + ((i - plan.In2025) * 9 / plan.In2026), 8);
                await park.Verify($"/v1/talents/{await Post(park, number % 2 == 0 ? first : second, ++number, plan.Class, plan.Field, on)}");
            }
        }

        await LoadOddities(park, first, second, number);
    }

    // What a real park has too: one in contact, one not verified yet, one whose recognition was revoked, one who left and stays counted,
    // one who rose from D to B, one who was there before the plan.
    private static async Task LoadOddities(DemoPark park, string first, string second, int number)
    {
        await park.Send(HttpMethod.Post, "/v1/talents", new() { ["name"] = Name(++number), ["employer"] = "演示医院(示例)", ["stage"] = "contacted" }, first, null);
        await Post(park, second, ++number, "C", "industrial-engineer", new DateOnly(2026, 6, 8));
        await park.Verify($"/v1/talents/{await Post(park, first, ++number, "C", "discipline-leader", new DateOnly(2024, 6, 8))}");
        await Step(await Post(park, first, ++number, "D", "skilled-worker", new DateOnly(2026, 2, 8)), "revocation", "2026-03-01");
        await Step(await Post(park, second, ++number, "B", "clinical-researcher", new DateOnly(2025, 2, 8)), "departure", "2026-04-30");
        var risen = await Post(park, second, ++number, "D", "innovator-entrepreneur", new DateOnly(2025, 9, 8));
        await park.Send(HttpMethod.Patch, $"/v1/talents/{risen}", new() { ["class"] = "B", ["classFrom"] = "2026-05-01" }, second, await park.ETag($"/v1/talents/{risen}"));
        await park.Verify($"/v1/talents/{risen}");

        async Task Step(string id, string noun, string on)
        {
            var path = $"/v1/talents/{id}";
            await park.Send(HttpMethod.Post, $"{path}/{noun}", new() { ["on"] = on, ["reason"] = "演示" }, noun == "revocation" ? first : second, await park.ETag(path));
            await park.Verify(path);
        }
    }

    private static async Task<string> Post(DemoPark park, string partner, int number, string talentClass, string field, DateOnly on) =>
        (await park.Send(HttpMethod.Post, "/v1/talents", new()
        {
            ["name"] = Name(number),
            ["class"] = talentClass,
            ["introducedOn"] = on.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["employer"] = number % 2 == 0 ? "演示医院(示例)" : "演示研究院(示例)",
            ["direction"] = Directions[number % Directions.Length],
            ["field"] = field,
            ["mode"] = number % 3 == 0 ? "flexible" : "full-time",
        }, partner, null))["id"]!.GetValue<string>();

    private static string Name(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"示例人才{number:00}");
}
