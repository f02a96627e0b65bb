using HealthPark.Kernel;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Reports on the plan: pinned, approved by a second person, locked, and the same for ever.</summary>
public sealed class ReportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Reports = "/v1/plan/reports";
    private static readonly string[] OfficeScopes = [Scopes.PlanRead, Scopes.ReportsWrite, Scopes.ReportsApprove];

    [Fact]
    public async Task A_locked_report_says_the_same_whatever_is_entered_afterwards()
    {
        var (one, two) = await TwoOfficers();
        var report = (await one.Post(Reports, new { period = "2026", title = "示例" })).ShouldBe(201);
        var before = (await one.Get($"{Reports}/{report.Id}/figures")).ShouldBe(200);
        before["asSubmitted"].ShouldBeNull();
        await NewVerifiedEnterprise();

        var submitted = (await one.Post($"{Reports}/{report.Id}/submission", new { }, ("If-Match", report.ETag))).ShouldBe(200);
        var locked = (await two.Post($"{Reports}/{report.Id}/approval", new { }, ("If-Match", submitted.ETag))).ShouldBe(200);
        await NewVerifiedEnterprise();

        locked["state"].Text().ShouldBe("locked");
        var after = (await one.Get($"{Reports}/{report.Id}/figures")).ShouldBe(200);
        after["figures"]!.ToJsonString().ShouldBe(before["figures"]!.ToJsonString());
        (after["digest"].Text(), after["asSubmitted"]!.GetValue<bool>()).ShouldBe((locked["digest"].Text(), true));
        (await one.Get($"{Reports}?state=locked&period=2026")).ShouldBe(200)["items"].Items().Select(r => r["id"].Text()).ShouldContain(report.Id);
        (await one.Get($"{Reports}/{report.Id}/history")).ShouldBe(200)["items"].Items().Select(e => e["type"].Text())
            .ShouldBe(["report-drawn-up", "report-submitted", "report-approved"]);
    }

    [Fact]
    public async Task Nobody_alone_approves_or_opens_again()
    {
        var (one, two) = await TwoOfficers();
        var report = (await one.Post(Reports, new { period = "2026" })).ShouldBe(201);
        var path = $"{Reports}/{report.Id}";
        var submitted = (await one.Post($"{path}/submission", new { }, ("If-Match", report.ETag))).ShouldBe(200);

        (await one.Post($"{path}/approval", new { }, ("If-Match", submitted.ETag))).ShouldBeProblem(403, "second-person-needed");
        var locked = (await two.Post($"{path}/approval", new { }, ("If-Match", submitted.ETag))).ShouldBe(200);
        (await two.Post($"{path}/pinning", new { }, ("If-Match", locked.ETag))).ShouldBeProblem(409, "report-not-open");
        (await two.Post($"{path}/reopening", new { }, ("If-Match", locked.ETag))).ShouldBeProblem(409, "transition-not-allowed")["allowedTransitions"].Texts().ShouldBeEmpty();
        (await two.Post($"{path}/reopening-requests", new { }, ("If-Match", locked.ETag))).ShouldBeProblem(422, "invalid-fields", ("/reason", "required"));
        var asked = (await two.Post($"{path}/reopening-requests", new { reason = "示例" }, ("If-Match", locked.ETag))).ShouldBe(200);
        (await two.Post($"{path}/reopening", new { }, ("If-Match", asked.ETag))).ShouldBeProblem(403, "second-person-needed");
        var reopened = (await one.Post($"{path}/reopening", new { }, ("If-Match", asked.ETag))).ShouldBe(200);

        await NewVerifiedEnterprise();
        var pinned = (await one.Post($"{path}/pinning", new { }, ("If-Match", reopened.ETag))).ShouldBe(200);
        pinned["position"]!.GetValue<long>().ShouldBeGreaterThan(report["position"]!.GetValue<long>());
        (await one.Post($"{path}/submission", new { }, ("If-Match", pinned.ETag))).ShouldBe(200)["state"].Text().ShouldBe("submitted");
    }

    [Fact]
    public async Task A_report_can_pin_the_past_but_not_the_future_and_others_draw_up_none()
    {
        var (one, _) = await TwoOfficers();
        var position = (await one.Get("/v1/plan/scorecard?period=2026")).ShouldBe(200)["position"]!.GetValue<long>();
        await NewVerifiedEnterprise();

        (await one.Post(Reports, new { period = "2026", asOf = $"{position}" })).ShouldBe(201)["position"]!.GetValue<long>().ShouldBe(position);
        (await one.Post(Reports, new { period = "2026", asOf = "2999-01-01T00:00:00Z" })).ShouldBeProblem(400, "in-the-future", ("/asOf", "in-the-future"));
        (await one.Post(Reports, new { period = "2024" })).ShouldBeProblem(422, "invalid-fields", ("/period", "invalid-period"));
        (await one.Post($"{Reports}?dryRun=true", new { period = "2026" })).ShouldBe(200)["events"].Items().Count.ShouldBe(1);
        var partner = (await api.NewPartner(Scopes.PlanRead)).Client;
        (await partner.Post(Reports, new { period = "2026" })).ShouldBeProblem(403, "scope-missing");
        (await partner.Get(Reports)).ShouldBe(200)["items"].Items().ShouldBeEmpty();
    }

    private async Task<(Client One, Client Two)> TwoOfficers()
    {
        var office = await api.ParkOffice();
        return (await Officer("示例人甲"), await Officer("示例人乙"));

        async Task<Client> Officer(string officer) => api.Program.As(
            (await api.Admin.Post("/v1/api-keys", new { name = officer, organizationId = office, scopes = OfficeScopes, officer })).ShouldBe(201)["key"].Text());
    }

    private async Task NewVerifiedEnterprise()
    {
        var made = (await api.Admin.Post("/v1/enterprises", new { name = Names.New(), direction = "other", uscc = USCC.New(), landedOn = "2026-03-01" })).ShouldBe(201);
        (await api.Admin.Post($"/v1/enterprises/{made.Id}/verification", new { decision = "verified" }, ("If-Match", made.ETag))).ShouldBe(200);
    }
}
