using System.Reflection;
using HealthPark.Kernel.Http.Collections;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.IntegrationTests.Api;

/// <summary>One source for each field: who speaks for a member, and what the others may do with it.</summary>
public sealed class AuthorityTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Authorities = "/v1/field-authorities";

    [Fact]
    public async Task An_authority_is_named_changed_ended_and_read()
    {
        var (one, other) = (await api.NewBureau(), await api.NewBureau());
        const string path = $"{Authorities}/enterprises/aliases";
        object Body(Partner organization, string from = "2026-02-01") => new { organizationId = organization.OrganizationId, from, reason = "以登记为准" };

        var named = (await api.Admin.Put(path, Body(one), ("Idempotency-Key", "name-aliases"))).ShouldBe(201);
        named.Header("Location").ShouldBe(path);
        (await api.Admin.Put(path, Body(one), ("Idempotency-Key", "name-aliases"))).ShouldBe(201).Header("Idempotency-Replayed").ShouldBe("true");
        (await api.Admin.Put(path, Body(other))).ShouldBeProblem(428, "if-match-required");
        (await api.Admin.Put(path, Body(other, "2026-01-01"), ("If-Match", named.ETag))).ShouldBeProblem(422, "invalid-fields", ("/from", "before-the-present-term"));
        var changed = (await api.Admin.Put(path, Body(other, "2026-03-01"), ("If-Match", named.ETag))).ShouldBe(200);
        (await api.Admin.Put(path, Body(one), ("If-Match", named.ETag))).ShouldBeProblem(412, "version-mismatch");

        (await one.Client.Get(path, changed.OrLater)).ShouldBe(200)["terms"].Items().Select(t => (t["from"].Text(), t["organizationId"].Text()))
            .ShouldBe([("2026-02-01", one.OrganizationId), ("2026-03-01", other.OrganizationId)]);
        (await one.Client.Get($"{Authorities}?collection=enterprises&member=aliases")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem();

        var ended = (await api.Admin.Post($"{path}/ending", new { reason = "协议终止" }, ("If-Match", changed.ETag))).ShouldBe(200);
        ended["terms"].Items()[^1]["organizationId"].ShouldBeNull();
        (await api.Admin.Get($"{path}?version=1")).ShouldBe(200)["terms"].Items().ShouldHaveSingleItem();
        // Whose record it is speaks for it again.
        var owner = (await api.NewPartner()).Client;
        var id = (await owner.Post("/v1/enterprises", new { name = Names.New(), direction = "other", aliases = new[] { "甲" } })).ShouldBe(201).Id;
        (await owner.Bring(new { id, aliases = new[] { "乙" } })).Outcome().ShouldBe("updated");
    }

    [Fact]
    public async Task What_is_wrong_is_said()
    {
        var partner = await api.NewPartner(Bringing.EveryScope);
        var body = new { organizationId = partner.OrganizationId, from = "2026-01-01", reason = "x" };

        (await partner.Client.Put($"{Authorities}/enterprises/zone", body)).ShouldBeProblem(403, "scope-missing");
        (await api.Admin.Put($"{Authorities}/nothing/zone", body)).ShouldBeProblem(404, "not-found");
        (await api.Admin.Put($"{Authorities}/enterprises/stage", body)).ShouldBeProblem(404, "not-found");
        (await api.Admin.Put($"{Authorities}/enterprises/reason", body)).ShouldBeProblem(404, "not-found");
        (await api.Admin.Put($"{Authorities}/enterprises/zone", body with { organizationId = Guid.NewGuid().ToString() }))
            .ShouldBeProblem(422, "invalid-fields", ("/organizationId", "unknown-reference"));
        (await api.Admin.Put($"{Authorities}/enterprises/zone", body with { reason = " " })).ShouldBeProblem(422, "invalid-fields", ("/reason", "required"));
        (await api.Admin.Put($"{Authorities}/enterprises/zone", body, ("If-Match", "\"1\""))).ShouldBeProblem(412, "version-mismatch");
        (await api.Admin.Put($"{Authorities}/enterprises/zone?dryRun=true", body)).ShouldBe(200);
        (await api.Admin.Get($"{Authorities}/enterprises/zone")).ShouldBeProblem(404, "not-found");
        (await api.Admin.Post($"{Authorities}/enterprises/zone/ending", new { reason = "x" }, ("If-Match", "*"))).ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task The_authority_sets_its_member_of_anothers_record_and_no_other()
    {
        var (owner, bureau) = ((await api.NewPartner()).Client, await api.NewBureau());
        await api.Name("industryCode", bureau);
        var uscc = USCC.New();
        var id = (await owner.Post("/v1/enterprises", new { name = Names.New(), direction = "other", uscc, industryCode = "7340", zone = "life-health-belt" })).ShouldBe(201).Id;

        // By its natural key, and by its id.
        var line = await bureau.Client.Bring(new { uscc, industryCode = "7350", zone = "medicine-commerce-pole" });
        (line.Outcome(), line["id"].Text()).ShouldBe(("updated", id));
        line.Disputed().ShouldBe(["/zone"]);
        var enterprise = await api.Enterprise(id);
        (enterprise["industryCode"].Text(), enterprise["zone"].Text()).ShouldBe(("7350", "life-health-belt"));
        (await bureau.Client.Bring(new { id, industryCode = "7360" })).Outcome().ShouldBe("updated");

        // A person of the authority patches it; what is not its own stays out of reach.
        var etag = (await bureau.Client.Get($"/v1/enterprises/{id}")).ETag;
        etag = (await bureau.Client.Patch($"/v1/enterprises/{id}", new { industryCode = "7370" }, ("If-Match", etag))).ShouldBe(200).ETag;
        (await bureau.Client.Patch($"/v1/enterprises/{id}", new { industryCode = "7340", zone = "medicine-commerce-pole" }, ("If-Match", etag)))
            .ShouldBeProblem(403, "not-the-authority", ("/zone", "not-the-authority"));
        (await bureau.Client.Post($"/v1/enterprises/{id}/stage-changes", new { stage = "landed", on = "2026-03-01" }, ("If-Match", etag))).ShouldBeProblem(403, "not-yours");
        (await bureau.Client.Put($"/v1/enterprises/{id}/scale-statuses/2025", new { aboveScale = true })).ShouldBeProblem(403, "not-yours");
        (await api.Enterprise(id))["industryCode"].Text().ShouldBe("7370");

        // One that speaks for nothing is refused as before.
        var bystander = await api.NewBureau();
        (await bystander.Client.Patch($"/v1/enterprises/{id}", new { zone = "medicine-commerce-pole" }, ("If-Match", etag))).ShouldBeProblem(403, "not-yours");

        // The park office speaks for all.
        (await api.Admin.Patch($"/v1/enterprises/{id}", new { industryCode = "7380", zone = "medicine-commerce-pole" }, ("If-Match", etag))).ShouldBe(200);
    }

    [Fact]
    public async Task Whose_record_it_is_fills_an_empty_member_and_then_the_authority_wins()
    {
        var (owner, bureau) = ((await api.NewPartner()).Client, await api.NewBureau());
        await api.Name("cxoKinds", bureau);
        var made = (await owner.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);

        (await owner.Bring(new { id = made.Id, cxoKinds = new[] { "cro" } })).Outcome().ShouldBe("updated");
        var line = await owner.Bring(new { id = made.Id, cxoKinds = new[] { "cdmo" }, tiers = new[] { "leader" } });

        line.Disputed().ShouldBe(["/cxoKinds"]);
        var enterprise = await api.Enterprise(made.Id);
        enterprise["cxoKinds"].Texts().ShouldBe(["cro"]);
        var etag = (await owner.Get($"/v1/enterprises/{made.Id}")).ETag;
        (await owner.Patch($"/v1/enterprises/{made.Id}", new { cxoKinds = new[] { "cdmo" } }, ("If-Match", etag)))
            .ShouldBeProblem(403, "not-the-authority", ("/cxoKinds", "not-the-authority"));
        (await owner.Patch($"/v1/enterprises/{made.Id}", new { cxoKinds = new[] { "cro" }, industryCode = "7340" }, ("If-Match", etag))).ShouldBe(200);
    }

    [Fact]
    public async Task An_authority_still_to_come_does_not_hold_yet()
    {
        var (owner, bureau) = ((await api.NewPartner()).Client, await api.NewBureau());
        await api.Name("carrier", bureau, DateTime.UtcNow.AddDays(3).ToString("yyyy-MM-dd", null));
        var made = (await owner.Post("/v1/enterprises", new { name = Names.New(), direction = "other", carrier = Carriers()[0] })).ShouldBe(201);

        (await owner.Bring(new { id = made.Id, carrier = Carriers()[1] })).Outcome().ShouldBe("updated");
        (await bureau.Client.Bring(new { id = made.Id, carrier = Carriers()[0] })).Disputed().ShouldBe(["/carrier"]);
    }

    [Fact]
    public async Task It_holds_on_every_node()
    {
        await using var second = await ApiProgram.Start(api.Database, api.AdminKey);
        var (owner, bureau) = (await api.NewPartner(), await api.NewBureau());
        var made = (await owner.Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other", signedOn = "2026-01-02" })).ShouldBe(201);
        var elsewhere = second.As(owner.Client.Key);
        (await elsewhere.Patch($"/v1/enterprises/{made.Id}?dryRun=true", new { signedOn = "2026-01-03" }, ("If-Match", made.ETag))).ShouldBe(200);

        await api.Name("signedOn", bureau);

        var giveUp = DateTime.UtcNow.AddSeconds(1);
        Answer answer;
        do
            answer = await elsewhere.Patch($"/v1/enterprises/{made.Id}?dryRun=true", new { signedOn = "2026-01-03" }, ("If-Match", made.ETag));
        while (answer.Status == 200 && DateTime.UtcNow < giveUp);
        answer.ShouldBeProblem(403, "not-the-authority");
    }

    /// <summary>A PATCH that decided by itself would pass the authorities by.</summary>
    [Fact]
    public void Every_collections_patch_asks_who_speaks_for_its_members()
    {
        var collections = api.Program.Services.GetServices<ICollection>().Select(c => $"/v1/{c.Name}/{{id:guid}}").ToHashSet();
        var patches = api.Program.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => collections.Contains(e.RoutePattern.RawText!) && e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("PATCH")).ToList();

        patches.Count.ShouldBe(collections.Count);
        foreach (var patch in patches)
        {
            patch.Metadata.GetMetadata<MethodInfo>()!.GetParameters()
                .ShouldContain(p => p.ParameterType.IsGenericType && p.ParameterType.GetGenericTypeDefinition() == typeof(IRevision<>), patch.DisplayName);
        }
    }

    private static string[] Carriers() => [.. HealthPark.Kernel.Reference.CodeLists.Carriers.Items.Take(2).Select(c => c.Code)];
}
