using System.Diagnostics;
using System.Globalization;
using HealthPark.EventStore;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Two nodes on one database: what becomes of a key is known to both within a second.</summary>
public sealed class KeyTests : IClassFixture<ApiFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ApiFixture _api;
    private ApiProgram? _other;

    public KeyTests(ApiFixture api) => _api = api;

    // Both believe a proxy on this machine, so that requests may come from anywhere.
    public async Task InitializeAsync() => _other = await ApiProgram.Start(_api.Database, _api.AdminKey, "--TrustedProxies:0=127.0.0.1");

    public async Task DisposeAsync() => await _other!.DisposeAsync();

    [Fact]
    public async Task A_revoked_key_ends_on_every_node_with_both_its_secrets()
    {
        var (id, first) = await Issue(new { });
        var second = (await Rotate(id, 24))["key"].Text();
        await Opens(first, second);

        (await _api.Admin.Post($"/v1/api-keys/{id}/revocation", new { reason = "示例" }, await Tag(id))).ShouldBe(200);

        await Ends(first, 401, "key-revoked");
        await Ends(second, 401, "key-revoked");
        (await _api.Admin.Post($"/v1/api-keys/{id}/rotation", new { }, await Tag(id))).ShouldBeProblem(409, "key-revoked");
    }

    [Fact]
    public async Task A_secret_that_was_rotated_out_ends_on_every_node()
    {
        var (id, first) = await Issue(new { });
        await Opens(first);

        var rotated = await Rotate(id, 0);

        var second = rotated["key"].Text();
        await Ends(first, 401, "key-expired");
        await Opens(second);
        rotated["previousEndsAt"].ShouldNotBeNull();
        rotated["prefix"].Text().ShouldBe(second[..9]);
        var third = (await Rotate(id, 1))["key"].Text();
        var fourth = (await Rotate(id, 1))["key"].Text();
        await Opens(third, fourth);
        await Ends(second, 401, "key-invalid");
        (await _api.Admin.Get($"/v1/api-keys/{id}")).ShouldBe(200)["key"].ShouldBeNull();
    }

    [Fact]
    public async Task A_rotation_sent_again_shows_no_secret()
    {
        var (id, _) = await Issue(new { });
        var (tag, key) = (await Tag(id), ("Idempotency-Key", (string?)$"rotate-{id}"));
        var first = (await _api.Admin.Post($"/v1/api-keys/{id}/rotation", new { overlapHours = 2 }, tag, key)).ShouldBe(200);

        var again = (await _api.Admin.Post($"/v1/api-keys/{id}/rotation", new { overlapHours = 2 }, tag, key)).ShouldBe(200);

        again.Header("Idempotency-Replayed").ShouldBe("true");
        (first["key"] is null, again["key"] is null).ShouldBe((false, true));
        (await _api.Admin.Post($"/v1/api-keys/{id}/rotation", new { overlapHours = 721 }, await Tag(id)))
            .ShouldBeProblem(422, "invalid-fields", ("/overlapHours", "out-of-range"));
    }

    [Fact]
    public async Task A_key_that_expires_ends_on_every_node()
    {
        var expiresAt = DateTimeOffset.UtcNow.AddSeconds(3);
        var (_, key) = await Issue(new { expiresAt });
        await Opens(key);

        // Used until it opens nothing more: not before its time, and not a second after it.
        while ((await _api.Program.As(key).Get("/v1/enterprises")).Status == 200)
            DateTimeOffset.UtcNow.ShouldBeLessThan(expiresAt + Second);
        DateTimeOffset.UtcNow.ShouldBeGreaterThanOrEqualTo(expiresAt);
        await Ends(key, 401, "key-expired");
    }

    [Fact]
    public async Task A_key_opens_from_its_networks_only()
    {
        var (id, key) = await Issue(new { cidrs = new[] { "203.0.113.0/24", "2001:db8::/32" } });
        var behindProxy = _other!.As(key);

        (await behindProxy.Get("/v1/enterprises", ("X-Forwarded-For", "203.0.113.9"))).ShouldBe(200);
        (await behindProxy.Get("/v1/enterprises", ("X-Forwarded-For", "2001:db8::7"))).ShouldBe(200);
        (await behindProxy.Get("/v1/enterprises", ("X-Forwarded-For", "198.51.100.1"))).ShouldBeProblem(403, "address-not-allowed")["detail"].Text().ShouldContain("198.51.100.1");
        // What stands left of an address that the proxy saw is the client's own invention.
        (await behindProxy.Get("/v1/enterprises", ("X-Forwarded-For", "203.0.113.9, 198.51.100.1"))).ShouldBeProblem(403, "address-not-allowed");
        (await behindProxy.Get("/v1/enterprises")).ShouldBeProblem(403, "address-not-allowed");
        // The other node trusts no proxy.
        (await _api.Program.As(key).Get("/v1/enterprises", ("X-Forwarded-For", "203.0.113.9"))).ShouldBeProblem(403, "address-not-allowed");
        (await _api.Admin.Get($"/v1/api-keys/{id}")).ShouldBe(200)["cidrs"].Texts().ShouldBe(["203.0.113.0/24", "2001:db8::/32"]);
    }

    [Fact]
    public async Task A_key_of_this_machine_opens_here_and_a_bad_network_is_told_by_its_place()
    {
        await Opens((await Issue(new { cidrs = new[] { "127.0.0.0/8" } })).Key);

        (await Issuing(new { cidrs = new[] { "10.0.0.0/8", "10.0.0.1/8", "nowhere" } }))
            .ShouldBeProblem(422, "invalid-fields", ("/cidrs/1", "host-bits-set"), ("/cidrs/2", "invalid-cidr"));
        (await Issuing(new { cidrs = Array.Empty<string>() })).ShouldBeProblem(422, "invalid-fields", ("/cidrs", "required"));
    }

    [Fact]
    public async Task A_key_without_the_scope_is_told_which_one_it_lacks()
    {
        var (_, key) = await Issue(new { });

        foreach (var node in Nodes)
        {
            (await node.As(key).Get("/v1/organizations")).ShouldBeProblem(403, "scope-missing")["scope"].Text().ShouldBe("organizations:read");
            (await node.As("hp_nobody").Get("/v1/enterprises")).ShouldBeProblem(401, "key-invalid").Header("WWW-Authenticate").ShouldBe("Bearer");
            (await node.As(null).Get("/v1/enterprises")).ShouldBeProblem(401, "key-missing");
        }
    }

    [Fact]
    public async Task A_node_that_the_logs_signal_does_not_reach_knows_within_a_second_too()
    {
        var (id, key) = await Issue(new { });
        await Opens(key);
        await _other!.Services.GetRequiredService<LogSignal>().StopAsync(CancellationToken.None);

        (await _api.Admin.Post($"/v1/api-keys/{id}/revocation", new { reason = "示例" }, await Tag(id))).ShouldBe(200);

        await Ends(key, 401, "key-revoked");
    }

    private IEnumerable<ApiProgram> Nodes => [_api.Program, _other!];

    private async Task<Answer> Issuing(object more)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToNode(more)!.AsObject();
        body["name"] = "示例系统";
        body["organizationId"] = (await _api.NewPartner()).OrganizationId;
        body["scopes"] = new System.Text.Json.Nodes.JsonArray("enterprises:read");
        return await _api.Admin.Post("/v1/api-keys", body);
    }

    private async Task<(string Id, string Key)> Issue(object more)
    {
        var made = (await Issuing(more)).ShouldBe(201);
        return (made.Id, made["key"].Text());
    }

    private async Task<Answer> Rotate(string id, int overlapHours) =>
        (await _api.Admin.Post($"/v1/api-keys/{id}/rotation", new { overlapHours }, await Tag(id))).ShouldBe(200);

    private async Task<(string, string?)> Tag(string id) => ("If-Match", (await _api.Admin.Get($"/v1/api-keys/{id}")).ETag);

    private async Task Opens(params string[] keys)
    {
        foreach (var (node, key) in Nodes.SelectMany(node => keys.Select(key => (node, key))))
            (await node.As(key).Get("/v1/enterprises")).ShouldBe(200);
    }

    private async Task Ends(string key, int status, string code)
    {
        var since = Stopwatch.StartNew();
        foreach (var node in Nodes)
        {
            Answer answer;
            while ((answer = await node.As(key).Get("/v1/enterprises")).Status == 200)
                since.Elapsed.ShouldBeLessThan(Second, string.Create(CultureInfo.InvariantCulture, $"{answer}"));
            answer.ShouldBeProblem(status, code);
        }
    }
}
