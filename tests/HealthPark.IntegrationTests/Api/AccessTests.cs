using System.Diagnostics;
using System.Globalization;
using HealthPark.Access;
using HealthPark.Access.ApiKey;
using HealthPark.EventStore;
using HealthPark.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.IntegrationTests.Api;

public sealed class AccessTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string[] Reading = ["enterprises:read"];

    [Fact]
    public async Task An_organisation_is_registered_once()
    {
        var name = $"示例伙伴{Guid.NewGuid():N}";

        var made = (await api.Admin.Post("/v1/organizations", new { name, kind = "partner" })).ShouldBe(201);

        made.Header("Location").ShouldBe($"/v1/organizations/{made.Id}");
        (await api.Admin.Get(made.Header("Location")!)).ShouldBe(200).Body.ShouldBe(made.Body);
        (await api.Admin.Post("/v1/organizations", new { name, kind = "partner" })).ShouldBeProblem(409, "duplicate")["existing"].Text().ShouldBe(made.Header("Location"));
        (await api.Admin.Post("/v1/organizations", new { name = "", kind = "friend" }))
            .ShouldBeProblem(422, "invalid-fields", ("/name", "required"), ("/kind", "unknown-value"));
    }

    [Fact]
    public async Task The_bodies_that_the_plan_names_are_organisations()
    {
        var bureaus = (await api.Admin.Get("/v1/organizations?kind=bureau&limit=500&sort=name")).ShouldBe(200)["items"].Items();

        bureaus.Count.ShouldBe(20);
        bureaus.Select(b => b["code"].Text()).ShouldContain("yuzhong-science-technology-bureau");
        (await api.Admin.Get("/v1/organizations?code=yuzhong-science-technology-bureau"))["items"].Items().ShouldHaveSingleItem()["name"].Text().ShouldBe("区科技局");
    }

    [Fact]
    public async Task A_partner_sees_itself_only()
    {
        var (one, other) = (await api.NewPartner(), await api.NewPartner());

        (await one.Client.Get("/v1/organizations?count=exact")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem()["id"].Text().ShouldBe(one.OrganizationId);
        (await one.Client.Get($"/v1/organizations/{one.OrganizationId}")).ShouldBe(200);
        (await one.Client.Get($"/v1/organizations/{other.OrganizationId}")).ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task A_key_is_shown_once()
    {
        var organizationId = (await api.NewPartner()).OrganizationId;
        var body = new { name = "示例系统", organizationId, scopes = Reading, officer = "示例人" };

        var made = (await api.Admin.Post("/v1/api-keys", body, ("Idempotency-Key", "key-once"))).ShouldBe(201);

        var key = made["key"].Text();
        key.ShouldMatch("^hp_[A-Za-z0-9_-]{43}$");
        made["prefix"].Text().ShouldBe(key[..9]);
        (await api.Program.As(key).Get("/v1/enterprises")).ShouldBe(200);
        var again = (await api.Admin.Post("/v1/api-keys", body, ("Idempotency-Key", "key-once"))).ShouldBe(201);
        again.Header("Idempotency-Replayed").ShouldBe("true");
        again.Id.ShouldBe(made.Id);
        again["key"].ShouldBeNull();
        (await api.Admin.Get($"/v1/api-keys/{made.Id}")).ShouldBe(200)["key"].ShouldBeNull();
        (await api.Admin.Get($"/v1/api-keys?organizationId={organizationId}")).Body.ShouldNotContain(key);
    }

    [Fact]
    public async Task A_key_is_issued_under_rules()
    {
        var organizationId = (await api.NewPartner()).OrganizationId;

        await Refused(new { name = "", organizationId, scopes = Array.Empty<string>() }, ("/name", "required"));
        await Refused(new { name = "示例", organizationId, scopes = Array.Empty<string>() }, ("/scopes", "required"));
        await Refused(new { name = "示例", organizationId = Guid.NewGuid(), scopes = Reading }, ("/organizationId", "unknown-organization"));
        await Refused(new { name = "示例", organizationId, scopes = new[] { "plan:read", "plan:write" } }, ("/scopes/1", "unknown-scope"));
        await Refused(new { name = "示例", organizationId, scopes = new[] { "enterprises:verify" } }, ("/scopes/0", "scope-not-allowed"));
        await Refused(new { name = "示例", organizationId, scopes = Reading, expiresAt = "2020-01-01T00:00:00Z" }, ("/expiresAt", "in-the-past"));
        (await api.Admin.Post("/v1/api-keys", new { name = "示例", organizationId = "nobody", scopes = Reading }))
            .ShouldBeProblem(400, "malformed-json", ("/organizationId", "wrong-type"));

        async Task Refused(object body, (string, string) error) => (await api.Admin.Post("/v1/api-keys", body)).ShouldBeProblem(422, "invalid-fields", error);
    }

    [Fact]
    public async Task A_key_ends_when_it_expires()
    {
        var organizationId = (await api.NewPartner()).OrganizationId;
        var expiresAt = DateTimeOffset.UtcNow.AddSeconds(3);
        var made = (await api.Admin.Post("/v1/api-keys", new { name = "示例", organizationId, scopes = Reading, expiresAt })).ShouldBe(201);
        var client = api.Program.As(made["key"].Text());
        var before = await client.Get("/v1/enterprises");
        if (DateTimeOffset.UtcNow < expiresAt)
            before.ShouldBe(200);

        var last = await Until(() => client.Get("/v1/enterprises"), a => a.Status == 401);

        last.ShouldBeProblem(401, "key-expired");
        DateTimeOffset.UtcNow.ShouldBeGreaterThanOrEqualTo(expiresAt);
        DateTimeOffset.Parse(made["expiresAt"].Text(), CultureInfo.InvariantCulture).ShouldBe(expiresAt, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_from_that_moment_on()
    {
        var organizationId = (await api.NewPartner()).OrganizationId;
        var made = (await api.Admin.Post("/v1/api-keys", new { name = "示例", organizationId, scopes = Reading })).ShouldBe(201);
        var client = api.Program.As(made["key"].Text());
        (await client.Get("/v1/enterprises")).ShouldBe(200);
        (await api.Admin.Post($"/v1/api-keys/{made.Id}/revocation", new { reason = "示例" })).ShouldBeProblem(428, "if-match-required");

        var revoked = (await api.Admin.Post($"/v1/api-keys/{made.Id}/revocation", new { reason = "人员离岗" }, ("If-Match", made.ETag))).ShouldBe(200);

        (await client.Get("/v1/enterprises")).ShouldBeProblem(401, "key-revoked");
        revoked["revoked"]!.GetValue<bool>().ShouldBeTrue();
        (await api.Admin.Get($"/v1/api-keys/{made.Id}")).Body.ShouldBe(revoked.Body);
        (await api.Admin.Get($"/v1/api-keys/{made.Id}?version=1"))["revoked"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task A_bureau_reads_everything_and_verifies_nothing()
    {
        var bureau = (await api.Admin.Get("/v1/organizations?code=yuzhong-science-technology-bureau"))["items"].Items()[0]["id"].Text();
        var client = api.Program.As(await api.NewKey(bureau, Scopes.EnterprisesRead, Scopes.PlanRead));
        var made = (await (await api.NewPartner()).Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);

        (await client.Get($"/v1/enterprises/{made.Id}")).ShouldBe(200);
        (await client.Post($"/v1/enterprises/{made.Id}/verification", new { decision = "verified" }, ("If-Match", made.ETag))).ShouldBeProblem(403, "scope-missing");
        (await api.Admin.Post("/v1/api-keys", new { name = "示例", organizationId = bureau, scopes = new[] { "enterprises:verify" } }))
            .ShouldBeProblem(422, "invalid-fields", ("/scopes/0", "scope-not-allowed"));
    }

    [Fact]
    public async Task Another_administrator_key_in_the_environment_replaces_the_one_before_at_once()
    {
        var database = await TestPostgres.CreateDatabase();
        var (first, second) = ("hp_first" + Guid.NewGuid().ToString("N"), "hp_second" + Guid.NewGuid().ToString("N"));

        await using var program = await ApiProgram.Start(database, first);
        (await program.As(first).Get("/v1/organizations")).ShouldBe(200);

        await using var rotated = await ApiProgram.Start(database, second);
        (await rotated.As(second).Get("/v1/organizations")).ShouldBe(200);
        (await rotated.As(first).Get("/v1/organizations")).ShouldBeProblem(401, "key-revoked");
        // The program that still runs hears of it from the log.
        (await Until(() => program.As(first).Get("/v1/organizations"), a => a.Status == 401)).ShouldBeProblem(401, "key-revoked");
        (await program.As(second).Get("/v1/organizations")).ShouldBe(200);

        var keys = (await rotated.As(second).Get("/v1/api-keys")).ShouldBe(200)["items"].Items();
        keys.Select(k => (k["name"].Text(), k["revoked"]!.GetValue<bool>())).ShouldBe([("administrator", true), ("administrator", false)]);
        keys[1]["scopes"].Texts().ShouldBe(Scopes.All);
    }

    [Fact]
    public async Task An_administrator_key_that_is_too_weak_stops_the_start()
    {
        var database = await TestPostgres.CreateDatabase();

        (await Should.ThrowAsync<InvalidOperationException>(() => ApiProgram.Start(database, "hp_short"))).Message.ShouldContain("32");
    }

    private static async Task<Answer> Until(Func<Task<Answer>> ask, Func<Answer, bool> enough)
    {
        for (var patience = Stopwatch.StartNew(); ;)
        {
            var answer = await ask();
            if (enough(answer))
                return answer;
            patience.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), answer.ToString());
        }
    }

    [Fact]
    public async Task An_administrator_key_gains_the_scopes_that_came_after_it_was_made()
    {
        var secret = new Secret("hp_" + Guid.NewGuid().ToString("N") + "zz");
        var office = Guid.Parse(await api.ParkOffice());
        var store = api.Program.Services.GetRequiredKeyedService<ModuleStore>(AccessModule.Schema);
        await store.Append(
            ApiKeyState.Stream, ApiKeyState.Stream.Nothing(Guid.CreateVersion7()),
            [new ApiKeyIssued("administrator", office, ["plan:read"], null, null, secret.Hash, secret.Prefix, IsEnvironment: false)],
            new EventMetadata("system:administrator-key"), null);
        var others = await api.NewKey(office.ToString(), "plan:read");
        (await api.Program.As(secret.Text).Get("/v1/changes")).ShouldBeProblem(403, "scope-missing");

        await using var restarted = await ApiProgram.Start(api.Database, api.AdminKey);

        (await restarted.As(secret.Text).Get("/v1/changes")).ShouldBe(200);
        (await restarted.As(others).Get("/v1/changes")).ShouldBeProblem(403, "scope-missing");
    }
}
