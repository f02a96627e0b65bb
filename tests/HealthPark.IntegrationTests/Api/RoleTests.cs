using HealthPark.Kernel;

namespace HealthPark.IntegrationTests.Api;

public sealed class RoleTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("/v1/plan/scorecard?period=2026&asOf=2026-06-01T00:00:00Z")]
    [InlineData("/v1/plan/indicators/enterprises/series")]
    [InlineData("/v1/plan/targets")]
    [InlineData("/v1/plan/tasks")]
    [InlineData("/v1/plan/tasks/20")]
    [InlineData("/v1/plan/discrepancies")]
    [InlineData("/v1/plan/rules")]
    [InlineData("/v1/plan/units")]
    [InlineData("/v1/plan/zones")]
    public async Task What_is_public_needs_no_key_and_keeps_its_manners(string path)
    {
        var answer = (await api.Anonymous.Get(path)).ShouldBe(200);

        (await api.Anonymous.Get(path, ("If-None-Match", answer.ETag))).ShouldBe(304).Bytes.ShouldBeEmpty();
        (await api.Anonymous.Get($"{path}{(path.Contains('?') ? '&' : '?')}unknown=1")).ShouldBeProblem(400, "unknown-parameter");
        (await api.Admin.Get(path)).ShouldBe(200).ETag.ShouldBe(answer.ETag);
        // A key that is shown is a good one, or the client hears of it.
        (await api.Program.As("hp_nobody").Get(path)).ShouldBeProblem(401, "key-invalid");
    }

    [Fact]
    public async Task What_is_not_verified_and_what_names_records_is_not_public()
    {
        const string contributions = "/v1/plan/indicators/enterprises/contributions?period=2026";
        (await api.Anonymous.Get("/v1/plan/scorecard?period=2026&basis=reported")).ShouldBeProblem(401, "key-missing").Header("WWW-Authenticate").ShouldBe("Bearer");
        (await api.Anonymous.Get("/v1/plan/indicators/enterprises/series?basis=reported")).ShouldBeProblem(401, "key-missing");
        (await api.Anonymous.Get(contributions)).ShouldBeProblem(401, "key-missing");
        (await api.Anonymous.Get("/v1/plan/indicators/enterprises/difference?period=2026&from=0")).ShouldBeProblem(401, "key-missing");

        var unread = (await api.NewPartner(Scopes.EnterprisesRead)).Client;
        (await unread.Get("/v1/plan/scorecard?period=2026")).ShouldBe(200);
        (await unread.Get("/v1/plan/scorecard?period=2026&basis=reported")).ShouldBeProblem(403, "scope-missing")["scope"].Text().ShouldBe("plan:read");
        (await api.Admin.Get("/v1/plan/scorecard?period=2026&basis=reported")).ShouldBe(200);
    }

    [Fact]
    public async Task A_dashboard_reads_figures_and_no_records()
    {
        var name = $"示例看板{Guid.NewGuid():N}";
        var dashboard = (await api.Admin.Post("/v1/organizations", new { name, kind = "dashboard" })).ShouldBe(201);
        (await api.Admin.Get("/v1/organizations?kind=dashboard")).ShouldBe(200)["items"].Items().Select(o => o["name"].Text()).ShouldContain(name);
        var other = Scopes.All.Except([Scopes.PlanRead]).ToArray();

        (await api.Admin.Post("/v1/api-keys", new { name = "看板", organizationId = dashboard.Id, scopes = other }))
            .ShouldBeProblem(422, "invalid-fields", [.. other.Select((_, i) => ($"/scopes/{i}", "scope-not-allowed"))]);
        var client = api.Program.As(await api.NewKey(dashboard.Id, Scopes.PlanRead));
        var owner = (await api.NewPartner()).Client;
        (await owner.Post("/v1/enterprises", new { name = Names.New(), direction = "other", uscc = USCC.New(), landedOn = "2026-01-02" })).ShouldBe(201);

        (await client.Get("/v1/plan/scorecard?period=2026&basis=reported")).ShouldBe(200);
        var proof = (await client.Get("/v1/plan/indicators/enterprises/contributions?period=2026&basis=reported")).ShouldBe(200);
        proof["items"].Items().ShouldBeEmpty();
        proof["excluded"].Items().ShouldBeEmpty();
        proof["others"]!["amount"].Number().ShouldBe(proof["figure"].Number());
        (await client.Get("/v1/enterprises")).ShouldBeProblem(403, "scope-missing");
        (await client.Get("/v1/organizations")).ShouldBeProblem(403, "scope-missing");
    }
}
