using System.Diagnostics;
using HealthPark.EventStore;
using HealthPark.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Acting for another body: recorded, dated, and known to every node within a second when it ends.</summary>
public sealed class DelegationTests(ApiFixture api) : IClassFixture<ApiFixture>, IAsyncLifetime
{
    private const string OnBehalfOf = "HealthPark-On-Behalf-Of";
    private const string Enterprises = "/v1/enterprises";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly string[] Writing = [Scopes.EnterprisesRead, Scopes.EnterprisesWrite];
    private Partner _body = null!;
    private Partner _delegate = null!;

    public async Task InitializeAsync() => (_body, _delegate) = (await api.NewPartner(), await api.NewPartner());

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_a_delegate_makes_belongs_to_the_body_and_names_the_client_and_the_delegation()
    {
        var delegation = await Grant(Writing);
        var own = (await _body.Client.Post(Enterprises, New())).ShouldBe(201);

        var made = (await _delegate.Client.Post(Enterprises, New(), For(_body))).ShouldBe(201);

        made["ownerOrganizationId"].Text().ShouldBe(_body.OrganizationId);
        (await _body.Client.Get($"{Enterprises}/{made.Id}")).ShouldBe(200).Body.ShouldBe(made.Body);
        (await _delegate.Client.Get($"{Enterprises}/{own.Id}", For(_body))).ShouldBe(200);
        (await _delegate.Client.Get(Enterprises, For(_body)))["items"].Items().Select(e => e["id"].Text()).ShouldBe([own.Id, made.Id]);
        (await _delegate.Client.Get($"{Enterprises}/{made.Id}")).ShouldBeProblem(404, "not-found");
        (await _delegate.Client.Get(Enterprises))["items"].Items().ShouldBeEmpty();

        var item = (await _body.Client.Get($"{Enterprises}/{made.Id}/history")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem();
        (item["delegation"].Text(), item["organizationId"].Text()).ShouldBe((delegation, _body.OrganizationId));
        item["organization"].Text().ShouldBe((await api.Admin.Get($"/v1/organizations/{_body.OrganizationId}"))["name"].Text());
        item["actor"].Text().ShouldBe("测试");
        (await _body.Client.Get($"{Enterprises}/{own.Id}/history"))["items"].Items()[0].AsObject()["delegation"].ShouldBeNull();
        item["actorId"].Text().ShouldNotBe((await _body.Client.Get($"{Enterprises}/{own.Id}/history"))["items"].Items()[0]["actorId"].Text());
    }

    [Fact]
    public async Task A_delegate_has_what_its_key_and_the_delegation_both_give()
    {
        await Grant([Scopes.EnterprisesRead, Scopes.ChangesRead]);

        (await _delegate.Client.Get(Enterprises, For(_body))).ShouldBe(200);
        (await _delegate.Client.Post(Enterprises, New(), For(_body))).ShouldBeProblem(403, "scope-missing"); // not in the delegation
        (await _delegate.Client.Get("/v1/changes", For(_body))).ShouldBeProblem(403, "scope-missing"); // not in the key
        (await _delegate.Client.Post(Enterprises, New())).ShouldBe(201);
    }

    [Fact]
    public async Task A_body_is_named_by_its_code_too_and_is_reached_as_what_it_is()
    {
        const string code = "yuzhong-science-technology-bureau";
        var bureau = (await api.Admin.Get($"/v1/organizations?code={code}"))["items"].Items()[0]["id"].Text();
        await Grant([Scopes.EnterprisesRead], bureau);
        var somebodys = (await _body.Client.Post(Enterprises, New())).ShouldBe(201);

        (await _delegate.Client.Get($"{Enterprises}/{somebodys.Id}")).ShouldBeProblem(404, "not-found");
        (await _delegate.Client.Get($"{Enterprises}/{somebodys.Id}", (OnBehalfOf, code))).ShouldBe(200);
        (await _delegate.Client.Get($"{Enterprises}/{somebodys.Id}", (OnBehalfOf, bureau))).ShouldBe(200);
    }

    [Fact]
    public async Task Without_a_delegation_in_force_nobody_acts_for_another()
    {
        var tomorrow = Today.AddDays(1);
        await Grant(Writing, from: tomorrow, until: tomorrow);
        await Grant(Writing, (await api.NewPartner()).OrganizationId);
        string[] bodies = [_body.OrganizationId, Guid.CreateVersion7().ToString(), "park-office", "nobody", _delegate.OrganizationId, new('x', 500), await api.ParkOffice()];

        var answers = new List<string>();
        foreach (var body in bodies)
            answers.Add((await _delegate.Client.Get(Enterprises, (OnBehalfOf, body))).ShouldBeProblem(403, "not-delegated")["detail"].Text());

        answers.Distinct().ShouldHaveSingleItem();
        (await _body.Client.Get(Enterprises, For(_delegate))).ShouldBeProblem(403, "not-delegated");
        (await _delegate.Client.Get("/v1/plan/targets", For(_body))).ShouldBeProblem(403, "not-delegated");
        (await api.Anonymous.Get("/v1/plan/targets", For(_body))).ShouldBeProblem(401, "key-missing");
        (await api.Anonymous.Get("/v1/plan/targets", (OnBehalfOf, ""))).ShouldBe(200);
    }

    [Fact]
    public async Task A_revoked_delegation_ends_on_every_node_within_a_second()
    {
        await using var other = await ApiProgram.Start(api.Database, api.AdminKey);
        await EndsOn([_delegate.Client, other.As(_delegate.Client.Key)]);
    }

    [Fact]
    public async Task A_node_that_the_logs_signal_does_not_reach_knows_within_a_second_too()
    {
        await using var deaf = await ApiProgram.Start(api.Database, api.AdminKey);
        await deaf.Services.GetRequiredService<LogSignal>().StopAsync(CancellationToken.None);
        await EndsOn([_delegate.Client, deaf.As(_delegate.Client.Key)]);
    }

    [Fact]
    public async Task A_key_of_a_request_for_one_body_does_not_answer_for_another()
    {
        await Grant(Writing);
        (string, string?) key = ("Idempotency-Key", $"both-{Guid.NewGuid():N}");
        var record = New();
        var forBody = (await _delegate.Client.Post(Enterprises, record, For(_body), key)).ShouldBe(201);

        (await _delegate.Client.Post(Enterprises, record, key)).ShouldBeProblem(422, "invalid-fields", ("Idempotency-Key", "idempotency-key-reused"));
        var again = (await _delegate.Client.Post(Enterprises, record, For(_body), key)).ShouldBe(201);
        (again.Id, again.Header("Idempotency-Replayed")).ShouldBe((forBody.Id, "true"));
    }

    [Fact]
    public async Task A_file_and_a_source_key_are_the_bodys_too()
    {
        await Grant(Writing);
        var line = $"{{\"externalId\":\"D-1\",\"name\":\"{Names.New()}\",\"direction\":\"other\"}}\n";

        (await _delegate.Client.Send("POST", $"{Enterprises}/batch?system=erp", line, For(_body), ("Content-Type", "application/x-ndjson"))).ShouldBe(200)
            .Body.ShouldContain("\"created\"");

        var put = (await _body.Client.Put("/v1/sources/erp/enterprises/D-1", new { zone = "life-science-innovation-pole" })).ShouldBe(200);
        put["ownerOrganizationId"].Text().ShouldBe(_body.OrganizationId);
    }

    [Fact]
    public async Task A_delegation_is_granted_under_rules_read_listed_and_told()
    {
        var until = Today.AddYears(1);
        var body = new { organizationId = _body.OrganizationId, delegateOrganizationId = _delegate.OrganizationId, scopes = Writing, until, reason = " 示例:受托代报 " };

        var made = (await api.Admin.Post("/v1/delegations", body)).ShouldBe(201);

        made.Header("Location").ShouldBe($"/v1/delegations/{made.Id}");
        (made["from"].Text(), made["until"].Text(), made["reason"].Text()).ShouldBe(($"{Today:yyyy-MM-dd}", $"{until:yyyy-MM-dd}", "示例:受托代报"));
        (await api.Admin.Get($"/v1/delegations/{made.Id}")).ShouldBe(200).Body.ShouldBe(made.Body);
        (await api.Admin.Get($"/v1/delegations?delegateOrganizationId={_delegate.OrganizationId}"))["items"].Items().ShouldHaveSingleItem()["id"].Text().ShouldBe(made.Id);
        (await api.Admin.Post("/v1/delegations", new { })).ShouldBeProblem(
            422, "invalid-fields", ("/organizationId", "required"), ("/delegateOrganizationId", "required"), ("/scopes", "required"), ("/until", "required"), ("/reason", "required"));
        (await api.Admin.Post("/v1/delegations", new { organizationId = await api.ParkOffice(), delegateOrganizationId = _delegate.OrganizationId, scopes = Scopes.ParkOfficeOnly, until, reason = "示例" }))
            .ShouldBeProblem(422, "invalid-fields", [("/organizationId", "not-delegable"), .. Scopes.ParkOfficeOnly.Select((_, i) => ($"/scopes/{i}", "scope-not-allowed"))]);
        (await api.Admin.Post($"/v1/delegations/{made.Id}/revocation", new { reason = "示例" })).ShouldBeProblem(428, "if-match-required");

        var revoked = (await api.Admin.Post($"/v1/delegations/{made.Id}/revocation", new { reason = "委托终止" }, ("If-Match", made.ETag))).ShouldBe(200);

        (revoked["revoked"]!.GetValue<bool>(), revoked["revocationReason"].Text()).ShouldBe((true, "委托终止"));
        (await api.Admin.Get($"/v1/delegations/{made.Id}?version=1"))["revoked"]!.GetValue<bool>().ShouldBeFalse();
        (await api.Admin.Get($"/v1/delegations/{made.Id}/history")).ShouldBe(200)["items"].Items().Select(i => i["type"].Text())
            .ShouldBe(["delegation-granted", "delegation-revoked"]);
        (await _body.Client.Get("/v1/delegations")).ShouldBeProblem(403, "scope-missing");
    }

    [Fact]
    public async Task A_body_sees_who_acts_for_it()
    {
        var delegation = await Grant([Scopes.DelegationsRead]);
        var (ofBody, ofDelegate) = (await Reads(_body), await Reads(_delegate));

        (await ofBody.Get("/v1/delegations"))["items"].Items().ShouldHaveSingleItem()["id"].Text().ShouldBe(delegation);
        (await ofBody.Get($"/v1/delegations/{delegation}/history")).ShouldBe(200);
        (await ofDelegate.Get($"/v1/delegations/{delegation}")).ShouldBeProblem(404, "not-found");
        (await ofDelegate.Get($"/v1/delegations/{delegation}", For(_body))).ShouldBe(200);

        async Task<Client> Reads(Partner partner) => api.Program.As(await api.NewKey(partner.OrganizationId, Scopes.DelegationsRead));
    }

    private static DateOnly Today => TimeProvider.System.Today();

    private static (string, string?) For(Partner body) => (OnBehalfOf, body.OrganizationId);

    private static object New() => new { name = Names.New(), direction = "other" };

    private async Task<string> Grant(IReadOnlyList<string> scopes, string? body = null, DateOnly? from = null, DateOnly? until = null) =>
        (await api.Admin.Post("/v1/delegations", new
        {
            organizationId = body ?? _body.OrganizationId,
            delegateOrganizationId = _delegate.OrganizationId,
            scopes,
            from = from ?? Today,
            until = until ?? Today.AddDays(30),
            reason = "示例:受托代报",
        })).ShouldBe(201).Id;

    private async Task EndsOn(IReadOnlyList<Client> nodes)
    {
        var delegation = await Grant(Writing);
        foreach (var node in nodes)
        {
            // A node that does not hear of it may have kept for a moment that there was none.
            for (var since = Stopwatch.StartNew(); (await node.Get(Enterprises, For(_body))).Status != 200;)
                since.Elapsed.ShouldBeLessThan(Second);
        }

        (await api.Admin.Post($"/v1/delegations/{delegation}/revocation", new { reason = "示例" }, ("If-Match", "\"1\""))).ShouldBe(200);

        var ended = Stopwatch.StartNew();
        foreach (var node in nodes)
        {
            Answer answer;
            while ((answer = await node.Get(Enterprises, For(_body))).Status == 200)
                ended.Elapsed.ShouldBeLessThan(Second, answer.ToString());
            answer.ShouldBeProblem(403, "not-delegated");
        }
    }
}
