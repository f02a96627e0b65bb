using System.Text.Json.Nodes;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Talents in the scorecard: by class at the end of the period, each person once, reported and verified.</summary>
public sealed class TalentFigureTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Talents = "/v1/talents";

    [Fact]
    public async Task Talents_count_by_class_at_the_end_of_the_period()
    {
        var a = await Post("A", "2025-02-03");
        var d = await Post("D", "2025-05-05");
        await Post("B", "2024-12-31"); // introduced before the plan
        (await Figures("2025", "reported"), await Figures("2025", "verified")).ShouldBe(((2, 1, 1), (0, 0, 0)));
        (a, d) = (await Verify(a), await Verify(d));
        (await Figures("2025", "verified"), await Figures("2026", "verified")).ShouldBe(((2, 1, 1), (2, 1, 1)));

        // Another class from 2026 on: 2025 keeps the old one.
        d = (await api.Admin.Patch($"{Talents}/{d.Id}", new { @class = "B", classFrom = "2026-01-01" }, ("If-Match", d.ETag))).ShouldBe(200);
        (await Figures("2025", "verified"), await Figures("2026", "verified")).ShouldBe(((2, 1, 1), (2, 2, 0)));

        // A departure changes nothing.
        d = (await api.Admin.Post($"{Talents}/{d.Id}/departure", new { on = "2026-02-01" }, ("If-Match", d.ETag))).ShouldBe(200);
        (await Figures("2026", "verified")).ShouldBe((2, 2, 0));

        // A revocation takes it out from its own day on.
        a = (await api.Admin.Post($"{Talents}/{a.Id}/revocation", new { on = "2026-03-01", reason = "示例" }, ("If-Match", a.ETag))).ShouldBe(200);
        (await Figures("2025", "verified"), await Figures("2026", "verified"), await Figures("2026", "reported")).ShouldBe(((2, 1, 1), (1, 1, 0), (1, 1, 0)));

        var proof = (await api.Admin.Get("/v1/plan/indicators/talents/contributions?period=2026", a.OrLater)).ShouldBe(200);
        (proof["figure"].Number(), proof["items"].Items().ShouldHaveSingleItem()["recordId"].Text()).ShouldBe((1, d.Id));
        proof["items"].Items()[0]["name"].ShouldBeNull();
        proof["excluded"].Items().Select(e => e["reason"].Text()).ShouldContain("not-verified");
        (await api.Admin.Get("/v1/plan/indicators/talents/contributions?period=2026&direction=other")).ShouldBeProblem(400, "no-directions");

        var tried = (await api.Admin.Post(Talents + "?dryRun=true", new { name = "示例人才", @class = "C", introducedOn = "2026-05-01", employer = "示例医院", direction = "other" })).ShouldBe(200);
        tried["figures"].Items().Select(f => (f["indicator"].Text(), f["direction"], f["change"].Number(), f["basis"].Text())).ShouldBe([("talents", null, 1, "reported")]);
    }

    private async Task<Answer> Post(string talentClass, string introducedOn) => (await api.Admin.Post(
        Talents, new { name = PersonNames.New(), @class = talentClass, introducedOn, employer = "示例医院", direction = "other" })).ShouldBe(201);

    private async Task<Answer> Verify(Answer record) =>
        (await api.Admin.Post($"{Talents}/{record.Id}/verification", new { decision = "verified" }, ("If-Match", record.ETag))).ShouldBe(200);

    private async Task<(decimal All, decimal Ab, decimal Cd)> Figures(string period, string basis)
    {
        var card = (await api.Admin.Get($"/v1/plan/scorecard?period={period}&basis={basis}")).ShouldBe(200);
        JsonNode talents = card["headline"].Items().Single(f => f["indicator"].Text() == "talents");
        var buckets = talents["buckets"].Items().ToDictionary(b => b["bucket"].Text(), b => b["actual"].Number());
        card["directions"].Items().SelectMany(d => d["indicators"].Items()).ShouldAllBe(f => f["indicator"].Text() != "talents");
        return (talents["actual"].Number(), buckets["ab"], buckets["cd"]);
    }
}
