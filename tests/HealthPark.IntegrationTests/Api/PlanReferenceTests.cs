using System.Text.Json.Nodes;

namespace HealthPark.IntegrationTests.Api;

/// <summary>The plan before any record is there: its targets, tasks, units and rules.</summary>
public sealed class PlanReferenceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    // 表2 of the plan: targets of 2025, 2026, 2027; the plan sets no transfer targets for 医药流通.
    private static readonly (string Direction, decimal[]? Transfers, decimal[] Enterprises, decimal[] Revenue)[] ByDirection =
    [
        ("digital-medicine", [3, 6, 10], [3, 6, 10], [3, 3.5m, 5]),
        ("gene-cell-therapy", [6, 12, 20], [3, 6, 10], [1.2m, 1.4m, 2]),
        ("smart-medical-devices", [9, 18, 30], [6, 12, 20], [4.8m, 5.6m, 8]),
        ("specialty-medical-consumption", [3, 6, 10], [7, 15, 25], [3, 3.5m, 5]),
        ("pharma-distribution", null, [5, 10, 15], [36, 42, 60]),
        ("chronic-disease-management", [6, 12, 20], [3, 6, 10], [3, 3.5m, 5]),
        ("other", [3, 6, 10], [3, 5, 10], [9, 10.5m, 15]),
    ];

    // 表1: the headline targets, and the talent split.
    private static readonly (string Indicator, decimal[] Targets)[] Headline =
        [("revenue", [60, 70, 100]), ("enterprises", [30, 60, 100]), ("talents", [30, 60, 100]), ("transfers", [30, 60, 100])];

    private static readonly (string Bucket, decimal[] Targets)[] Talents = [("ab", [6, 12, 20]), ("cd", [24, 48, 80])];

    [Fact]
    public async Task The_scorecard_without_records_shows_all_78_targets_of_the_source_tables()
    {
        var shown = 0;
        foreach (var (year, i) in new[] { (2025, 0), (2026, 1), (2027, 2) })
        {
            var card = (await api.Admin.Get($"/v1/plan/scorecard?period={year}")).ShouldBe(200);

            card["period"].Text().ShouldBe($"{year}");
            card["basis"].Text().ShouldBe("verified");
            card["backfilled"]!.GetValue<bool>().ShouldBe(year == 2025);
            card["headline"].Items().Select(f => (f["indicator"].Text(), f["target"].Number())).ShouldBe(Headline.Select(h => (h.Indicator, h.Targets[i])));
            card["headline"].Items()[2]["buckets"].Items().Select(b => (b["bucket"].Text(), b["target"].Number())).ShouldBe(Talents.Select(t => (t.Bucket, t.Targets[i])));
            card["directions"].Items().Select(d => d["direction"].Text()).ShouldBe(ByDirection.Select(d => d.Direction));
            foreach (var (direction, transfers, enterprises, revenue) in ByDirection)
            {
                Target(card, direction, "transfers").ShouldBe(transfers?[i]);
                Target(card, direction, "enterprises").ShouldBe(enterprises[i]);
                Target(card, direction, "revenue").ShouldBe(revenue[i]);
                Figures(card, direction).Select(f => f["indicator"].Text()).ShouldBe(["revenue", "enterprises", "transfers"]);
            }

            foreach (var indicator in new[] { "revenue", "enterprises", "transfers" })
                ByDirection.Sum(d => Target(card, d.Direction, indicator) ?? 0).ShouldBe(Headline.Single(h => h.Indicator == indicator).Targets[i]);
            var all = All(card).ToList();
            all.ShouldAllBe(f => f["actual"].Number() == 0);
            shown += all.Count(f => f["target"] is not null);
        }

        shown.ShouldBe(78);
    }

    [Fact]
    public async Task Where_the_plan_sets_no_target_there_is_null_and_never_zero()
    {
        var card = (await api.Admin.Get("/v1/plan/scorecard?period=2026")).ShouldBe(200);

        var figure = Figures(card, "pharma-distribution").Single(f => f["indicator"].Text() == "transfers");
        figure.ToJsonString().ShouldBe("""{"indicator":"transfers","unit":"\u9879","target":null,"actual":0,"attainment":null,"expected":null,"pace":null,"status":"not-set"}""");
    }

    [Fact]
    public async Task A_year_that_has_not_begun_is_not_started_and_one_that_has_ended_expects_its_whole_target()
    {
        // At an instant of 2026, so that the test says the same in any year.
        const string asOf = "2026-01-01T00:00:00Z";
        var next = (await api.Admin.Get($"/v1/plan/scorecard?period=2027&asOf={asOf}")).ShouldBe(200);
        var last = (await api.Admin.Get($"/v1/plan/scorecard?period=2025&asOf={asOf}")).ShouldBe(200);
        var now = (await api.Admin.Get($"/v1/plan/scorecard?period=2026&asOf={asOf}")).ShouldBe(200);

        All(next).Where(f => f["target"] is not null).ShouldAllBe(f => f["status"].Text() == "not-started" && f["pace"] == null);
        All(last).Where(f => f["target"] is not null).ShouldAllBe(f => f["status"].Text() == "behind" && f["expected"].Number() == f["target"].Number());
        // 1 January in China: one day of 365.
        now["headline"].Items().Select(f => f["expected"].Number()).ShouldBe([Math.Round(70m / 365, 6), .. Enumerable.Repeat(Math.Round(30 + (30m / 365), 6), 3)]);
        now["position"].Number().ShouldBe(0);
    }

    [Theory]
    [InlineData("/v1/plan/targets", 81)]
    [InlineData("/v1/plan/tasks", 29)]
    [InlineData("/v1/plan/units", 23)]
    [InlineData("/v1/plan/zones", 3)]
    [InlineData("/v1/plan/discrepancies", null)]
    [InlineData("/v1/plan/rules", null)]
    public async Task A_list_of_the_plans_own_data_is_whole_and_need_not_be_sent_twice(string path, int? count)
    {
        var list = (await api.Admin.Get(path)).ShouldBe(200);

        list["items"].Items().Count.ShouldBe(count ?? list["items"].Items().Count);
        list["items"].Items().ShouldNotBeEmpty();
        (await api.Admin.Get(path, ("If-None-Match", list.ETag))).ShouldBe(304).Bytes.ShouldBeEmpty();
        (await api.Admin.Get(path, ("If-None-Match", "\"another\""))).ShouldBe(200).Body.ShouldBe(list.Body);
    }

    [Fact]
    public async Task Either_spelling_of_a_unit_and_its_code_find_its_tasks()
    {
        var tasks = (await api.Admin.Get("/v1/plan/tasks?unit=区科技局")).ShouldBe(200);

        tasks["items"].Items().Count.ShouldBeInRange(2, 28);
        (await api.Admin.Get("/v1/plan/tasks?unit=科技局")).Body.ShouldBe(tasks.Body);
        (await api.Admin.Get("/v1/plan/tasks?unit=yuzhong-science-technology-bureau")).Body.ShouldBe(tasks.Body);
        // Task 20 prints it without 区.
        tasks["items"].Items().Select(t => t["number"]!.GetValue<int>()).ShouldContain(20);
        (await api.Admin.Get("/v1/plan/tasks/20"))["supportUnits"].Items().Concat((await api.Admin.Get("/v1/plan/tasks/20"))["leadUnits"].Items())
            .ShouldContain(u => u["unit"].Text() == "yuzhong-science-technology-bureau" && u["printed"].Text() == "科技局");
    }

    [Fact]
    public async Task Every_task_has_a_lead_and_task_8_has_no_support()
    {
        var tasks = (await api.Admin.Get("/v1/plan/tasks")).ShouldBe(200)["items"].Items();

        tasks.Select(t => t["number"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, 29));
        tasks.ShouldAllBe(t => t["leadUnits"]!.AsArray().Count > 0);
        tasks.Where(t => t["supportUnits"]!.AsArray().Count == 0).Select(t => t["number"]!.GetValue<int>()).ShouldBe([8]);
        tasks.Count(t => t["leadUnits"].Items().Any(u => u["unit"].Text() == "dashihua-administration-committee")).ShouldBe(20);
        tasks.GroupBy(t => t["group"].Text()).Select(g => g.Count()).ShouldBe([2, 6, 5, 4, 4, 6, 2]);
        var eighth = (await api.Admin.Get("/v1/plan/tasks/8")).ShouldBe(200);
        JsonNode.DeepEquals(eighth.Json, tasks[7]).ShouldBeTrue();
        (await api.Admin.Get("/v1/plan/tasks/8", ("If-None-Match", eighth.ETag))).ShouldBe(304);
    }

    private static IEnumerable<JsonNode> Figures(Answer card, string direction) =>
        card["directions"].Items().Single(d => d["direction"].Text() == direction)["indicators"].Items();

    private static decimal? Target(Answer card, string direction, string indicator) =>
        Figures(card, direction).Single(f => f["indicator"].Text() == indicator)["target"]?.Number();

    private static IEnumerable<JsonNode> All(Answer card) =>
    [
        .. card["headline"].Items(), .. card["headline"].Items().SelectMany(f => f["buckets"]?.Items() ?? []),
        .. card["directions"].Items().SelectMany(d => d["indicators"].Items()),
    ];
}
