using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HealthPark.EventStore;
using HealthPark.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Changes posted to those who cannot poll.</summary>
public sealed class WebhookTests(WebhookFixture api) : IClassFixture<WebhookFixture>, IAsyncLifetime
{
    private const string Webhooks = "/v1/webhooks";

    private Receiver? _receiver;

    private Receiver Receiver => _receiver!;

    public async Task InitializeAsync() => _receiver = await Receiver.Start();

    public async Task DisposeAsync() => await Receiver.DisposeAsync();

    [Fact]
    public async Task The_secret_is_shown_once_and_a_replay_or_read_shows_none()
    {
        var partner = await api.NewFollower();
        var (body, key) = (new { url = Receiver.Url, types = new[] { "cn.healthpark.enterprise.*" }, description = "示例" }, ("Idempotency-Key", (string?)$"k-{Guid.NewGuid()}"));

        var tried = (await partner.Client.Send("POST", Webhooks + "?dryRun=true", body)).ShouldBe(200);
        var made = (await partner.Client.Post(Webhooks, body, key)).ShouldBe(201);
        var again = (await partner.Client.Post(Webhooks, body, key)).ShouldBe(201);

        tried["record"]!["secret"].ShouldBeNull();
        made["secret"].Text().ShouldStartWith("whsec_");
        Convert.FromBase64String(made["secret"].Text()["whsec_".Length..]).Length.ShouldBe(32);
        (made["state"].Text(), made["url"].Text(), made["organizationId"].Text()).ShouldBe(("active", Receiver.Url.ToString(), partner.OrganizationId));
        (again.Id, again["secret"]).ShouldBe((made.Id, null));
        (await partner.Client.Get($"{Webhooks}/{made.Id}")).ShouldBe(200)["secret"].ShouldBeNull();
        var listed = (await partner.Client.Get(Webhooks)).ShouldBe(200)["items"].Items().ShouldHaveSingleItem();
        (listed["id"].Text(), listed["secret"]).ShouldBe((made.Id, null));
        (await api.Admin.Get($"{Webhooks}?organizationId={partner.OrganizationId}&state=active")).ShouldBe(200)["items"].Items().Count.ShouldBe(1);

        var rotated = (await partner.Client.Post($"{Webhooks}/{made.Id}/secret-rotation", new { }, ("If-Match", made.ETag), ("Idempotency-Key", "r-" + made.Id))).ShouldBe(200);
        var rotatedAgain = (await partner.Client.Post($"{Webhooks}/{made.Id}/secret-rotation", new { }, ("If-Match", made.ETag), ("Idempotency-Key", "r-" + made.Id))).ShouldBe(200);
        rotated["secret"].Text().ShouldNotBe(made["secret"].Text());
        (rotatedAgain["secret"], rotatedAgain["previousSecretEndsAt"].Text()).ShouldBe((null, rotated["previousSecretEndsAt"].Text()));
    }

    [Fact]
    public async Task Nothing_of_a_secret_is_in_the_log()
    {
        var made = await Register(await api.NewFollower());

        await using var connection = await api.Program.Services.GetRequiredService<Database>().Source.OpenConnectionAsync();
        var texts = await connection.Query("select data::text || headers::text from changes.mt_events where stream_id = $1", row => row.GetString(0), default, Guid.Parse(made.Id));

        var secret = made["secret"].Text()["whsec_".Length..];
        texts.ShouldHaveSingleItem().ShouldNotContain(secret);
        texts[0].ShouldNotContain(Convert.ToHexString(Convert.FromBase64String(secret)), Case.Insensitive);
    }

    [Fact]
    public async Task Who_may_not_read_changes_has_none_sent_and_other_scopes_do_not_help()
    {
        var body = new { url = Receiver.Url, types = new[] { "*" } };
        var partner = await api.NewFollower();
        var made = await Register(partner);
        var writer = api.Program.As(await api.NewKey(partner.OrganizationId, Scopes.WebhooksWrite));
        var reader = api.Program.As(await api.NewKey(partner.OrganizationId, Scopes.WebhooksRead, Scopes.ChangesRead));

        (await writer.Post(Webhooks, body)).ShouldBeProblem(403, "scope-missing")["scope"].Text().ShouldBe("changes:read");
        (await writer.Patch($"{Webhooks}/{made.Id}", new { url = Receiver.Url + "2" }, ("If-Match", made.ETag))).ShouldBeProblem(403, "scope-missing")["scope"].Text().ShouldBe("changes:read");
        (await writer.Get(Webhooks)).ShouldBeProblem(403, "scope-missing");
        (await reader.Post(Webhooks, body)).ShouldBeProblem(403, "scope-missing")["scope"].Text().ShouldBe("webhooks:write");
        (await reader.Post($"{Webhooks}/{made.Id}/deactivation", new { reason = "示例" }, ("If-Match", made.ETag))).ShouldBeProblem(403, "scope-missing");
    }

    [Fact]
    public async Task Another_partners_webhook_is_not_there_and_the_park_office_may_stop_any()
    {
        var (partner, other) = (await api.NewFollower(), (await api.NewFollower()).Client);
        var made = await Register(partner, after: "0", types: "*");
        var delivery = (await Deliveries(partner, made.Id, 1))[0]["id"].Text();
        var path = $"{Webhooks}/{made.Id}";

        (await other.Get(path)).ShouldBeProblem(404, "not-found");
        (await other.Get($"{path}/deliveries")).ShouldBeProblem(404, "not-found");
        (await other.Get($"{path}/deliveries/{delivery}")).ShouldBeProblem(404, "not-found");
        (await other.Post($"{path}/deliveries/{delivery}/replays", new { })).ShouldBeProblem(404, "not-found");
        (await other.Post($"{path}/replays", new { after = "0" })).ShouldBeProblem(404, "not-found");
        (await other.Post($"{path}/deactivation", new { reason = "示例" }, ("If-Match", "*"))).ShouldBeProblem(404, "not-found");
        (await other.Get(Webhooks)).ShouldBe(200)["items"].Items().ShouldBeEmpty();
        // A delivery is found under its own webhook only.
        var others = await Register(await api.NewFollower());
        (await api.Admin.Get($"{Webhooks}/{others.Id}/deliveries/{delivery}")).ShouldBeProblem(404, "not-found");
        (await api.Admin.Post($"{Webhooks}/{others.Id}/deliveries/{delivery}/replays", new { })).ShouldBeProblem(404, "not-found");

        (await api.Admin.Post($"{path}/deactivation", new { reason = "示例" }, ("If-Match", made.ETag))).ShouldBe(200)["state"].Text().ShouldBe("deactivated");
    }

    [Fact]
    public async Task The_official_verifier_accepts_what_is_sent_and_refuses_what_was_altered()
    {
        var partner = await api.NewFollower();
        var made = await Register(partner);
        var first = await Write(partner, "示例甲𠮷");
        await Eventually.Is(() => Receiver.All.Any(r => r.Subject == first));
        var rotated = (await partner.Client.Post($"{Webhooks}/{made.Id}/secret-rotation", new { }, ("If-Match", made.ETag))).ShouldBe(200);
        var second = await Write(partner, "示例乙");
        await Eventually.Is(() => Receiver.All.Any(r => r.Subject == second));
        var (old, young) = (made["secret"].Text(), rotated["secret"].Text());
        var (before, during) = (Receiver.All.First(r => r.Subject == first), Receiver.All.First(r => r.Subject == second));
        // Another receiver's secret, and after a rotation without overlap the old one.
        var others = (await Register(await api.NewFollower()))["secret"].Text();
        (await partner.Client.Post($"{Webhooks}/{made.Id}/secret-rotation", new { overlapHours = 0 }, ("If-Match", rotated.ETag))).ShouldBe(200);
        var third = await Write(partner, "示例丙");
        await Eventually.Is(() => Receiver.All.Any(r => r.Subject == third));
        var ended = Receiver.All.First(r => r.Subject == third);

        await Verify(
            ("before the rotation", old, before, r => r, true),
            ("during the overlap, by the secret before", old, during, r => r, true),
            ("during the overlap, by the new secret", young, during, r => r, true),
            ("under another's secret", others, during, r => r, false),
            ("by a secret that was not there yet", young, before, r => r, false),
            ("by a secret that was rotated out", young, ended, r => r, false),
            ("with another body", old, before, r => r with { Body = r.Body.Replace("示例甲", "示例丁", StringComparison.Ordinal) }, false),
            ("with a blank more", old, before, r => r with { Body = r.Body + " " }, false),
            ("under another id", old, before, r => With(r, "webhook-id", Guid.NewGuid().ToString()), false),
            ("at another time", old, before, r => With(r, "webhook-timestamp", $"{long.Parse(r.Headers["webhook-timestamp"], CultureInfo.InvariantCulture) + 1}"), false),
            ("with another signature", old, before, r => With(r, "webhook-signature", during.Headers["webhook-signature"]), false));

        before.Headers["content-type"].ShouldBe("application/cloudevents+json; charset=utf-8");
        before.Headers["webhook-id"].ShouldBe(before.Id);
        (await partner.Client.Get("/v1/changes?limit=1000")).ShouldBe(200).Body.ShouldContain(before.Body);

        static Received With(Received r, string header, string value) => r with { Headers = new Dictionary<string, string>(r.Headers) { [header] = value } };
    }

    [Fact]
    public async Task A_webhook_sees_what_its_organisation_sees_from_where_it_was_asked_to_begin()
    {
        var (partner, other) = (await api.NewFollower(), await api.NewFollower());
        var mine = await Write(partner);
        var theirs = await Write(other);
        await Register(partner, after: "0", types: "*");
        await using var late = await Receiver.Start();
        (await partner.Client.Post(Webhooks, new { url = late.Url, types = new[] { "cn.healthpark.enterprise.registered.v1" } })).ShouldBe(201);
        await using var office = await Receiver.Start();
        (await api.Admin.Post(Webhooks, new { url = office.Url, types = new[] { "*" }, after = "0" })).ShouldBe(201);
        var last = await Write(partner);

        await Eventually.Is(() => late.All.Any(r => r.Subject == last) && Receiver.All.Any(r => r.Subject == last) && office.All.Any(r => r.Subject == last));
        await Eventually.Is(() => Receiver.All.Select(r => r.Subject).Distinct().Count() == 3);

        Receiver.All.Select(r => r.Subject).Distinct().ShouldBe([partner.OrganizationId, mine, last], ignoreOrder: true);
        late.All.Select(r => (r.Subject, r.Type)).ShouldBe([(last, "cn.healthpark.enterprise.registered.v1")]);
        await Eventually.Is(() => office.All.Any(r => r.Subject == theirs) && office.All.Any(r => r.Subject == mine));
    }

    [Fact]
    public async Task What_came_about_while_a_webhook_was_stopped_follows_when_it_goes_on_to_where_it_then_points()
    {
        var partner = await api.NewFollower();
        var made = await Register(partner);
        var path = $"{Webhooks}/{made.Id}";
        var stopped = (await partner.Client.Post($"{path}/deactivation", new { reason = "维护" }, ("If-Match", made.ETag))).ShouldBe(200);
        (stopped["state"].Text(), stopped["stateReason"].Text()).ShouldBe(("deactivated", "维护"));
        var written = new List<string>();
        for (var i = 0; i < 3; i++)
            written.Add(await Write(partner));
        await using var elsewhere = await Receiver.Start();
        var moved = (await partner.Client.Patch(path, new { url = elsewhere.Url, description = "示例" }, ("If-Match", stopped.ETag))).ShouldBe(200);
        (await partner.Client.Patch(path, new { description = "旧" }, ("If-Match", stopped.ETag))).ShouldBeProblem(412, "version-mismatch");

        (await partner.Client.Post($"{path}/activation", new { reason = "恢复" }, ("If-Match", moved.ETag))).ShouldBe(200)["state"].Text().ShouldBe("active");

        await Eventually.Is(() => written.All(id => elsewhere.All.Any(r => r.Subject == id)));
        Receiver.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_delivery_is_listed_and_sent_again_and_so_is_everything_after_a_cursor()
    {
        var partner = await api.NewFollower();
        var made = await Register(partner);
        var (one, two) = (await Write(partner), await Write(partner));
        await Deliveries(partner, made.Id, 2, "&status=delivered");
        var path = $"{Webhooks}/{made.Id}";
        var ofOne = (await partner.Client.Get($"{path}/deliveries?subject={one}&sort=position&count=exact")).ShouldBe(200);
        ofOne["total"]!.GetValue<int>().ShouldBe(1);
        var delivery = ofOne["items"].Items()[0];
        (delivery["status"].Text(), delivery["attempts"]!.GetValue<int>(), delivery["lastStatus"]!.GetValue<int>(), delivery["lastError"]).ShouldBe(("delivered", 1, 204, null));
        delivery["eventId"].Text().ShouldBe(Receiver.All.First(r => r.Subject == one).Headers["webhook-id"]);
        (await partner.Client.Get($"{path}/deliveries?type={delivery["type"].Text()}")).ShouldBe(200)["items"].Items().Count.ShouldBe(2);
        (await partner.Client.Get($"{path}/deliveries?status=lost")).ShouldBeProblem(400, "invalid-value");

        var replay = (await partner.Client.Post($"{path}/deliveries/{delivery["id"].Text()}/replays", new { reason = "丢失" }, ("Idempotency-Key", $"x-{made.Id}"))).ShouldBe(200);
        (await partner.Client.Get($"{path}/deliveries/{delivery["id"].Text()}", replay.OrLater)).ShouldBe(200);
        await Eventually.Is(() => Receiver.All.Count == 3);
        (await partner.Client.Post($"{path}/deliveries/{delivery["id"].Text()}/replays", new { reason = "丢失" }, ("Idempotency-Key", $"x-{made.Id}"))).ShouldBe(200).Header("Idempotency-Replayed").ShouldBe("true");
        Receiver.All[2].Id.ShouldBe(delivery["eventId"].Text());
        (await partner.Client.Get(path)).ShouldBe(200).ETag.ShouldBe(made.ETag);
        (await partner.Client.Post($"{path}/deliveries/{Guid.CreateVersion7()}/replays", new { })).ShouldBeProblem(404, "not-found");
        await Eventually.Is(async () => (await partner.Client.Get($"{path}/deliveries?status=pending")).ShouldBe(200)["items"].Items().Count == 0);

        (await partner.Client.Post($"{path}/replays", new { after = $"{made.Position}" })).ShouldBe(200);

        await Eventually.Is(() => Receiver.All.Count == 5);
        foreach (var record in new[] { one, two })
            Receiver.All.Skip(3).Where(r => r.Subject == record).Select(r => r.Position).ShouldBe(Receiver.All.Take(2).Where(r => r.Subject == record).Select(r => r.Position));
        (await partner.Client.Post($"{path}/replays", new { after = "9999999" })).ShouldBeProblem(422, "invalid-fields", ("/after", "invalid-cursor"));
    }

    [Fact]
    public async Task Types_that_there_are_not_and_cursors_past_the_end_are_refused_by_their_place()
    {
        var client = (await api.NewFollower()).Client;

        (await client.Post(Webhooks, new { url = Receiver.Url, types = new[] { "*", "cn.healthpark.enterprise.sold.v1" }, after = "x" }))
            .ShouldBeProblem(422, "invalid-fields", ("/types/1", "unknown-type"), ("/after", "invalid-cursor"));
        (await client.Post(Webhooks, new { types = Array.Empty<string>() })).ShouldBeProblem(422, "invalid-fields", ("/url", "required"));
        (await client.Post(Webhooks, new { url = Receiver.Url, types = new[] { "*" }, secret = "whsec_" })).ShouldBe(400);
        (await client.Get(Webhooks)).ShouldBe(200)["items"].Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_log_still_says_all_of_webhooks_and_rebuilding_leaves_the_queue_alone()
    {
        var partner = await api.NewFollower();
        var made = await Register(partner);
        await Write(partner);
        await Deliveries(partner, made.Id, 1, "&status=delivered");
        var projections = api.Program.Services.GetRequiredService<Projections>();

        (await projections.Compare(default)).ShouldBeEmpty();
        (await projections.Rebuild(default)).ShouldContain("changes.webhooks");

        (await api.Program.Services.GetRequiredService<HashChains>().Check(default)).ShouldAllBe(chain => chain.Break == null);
        await Deliveries(partner, made.Id, 1, "&status=delivered");
        var after = await Write(partner);
        await Eventually.Is(() => Receiver.All.Any(r => r.Subject == after));
        Receiver.All.Count(r => r.Subject != after).ShouldBe(1);
    }

    private async Task<Answer> Register(Partner partner, string? after = null, string types = "cn.healthpark.enterprise.*") =>
        (await partner.Client.Post(Webhooks, new { url = Receiver.Url, types = new[] { types }, after })).ShouldBe(201);

    /// <summary>Writes an enterprise: one change.</summary>
    private static async Task<string> Write(Partner partner, string? name = null) =>
        (await partner.Client.Post("/v1/enterprises", new { name = $"{name}{Names.New()}", direction = "other", landedOn = "2026-06-01" })).ShouldBe(201).Id;

    private static async Task<IReadOnlyList<JsonNode>> Deliveries(Partner partner, string webhook, int count, string query = "")
    {
        IReadOnlyList<JsonNode> shown = [];
        await Eventually.Is(async () => (shown = (await partner.Client.Get($"{Webhooks}/{webhook}/deliveries?limit=500{query}")).ShouldBe(200)["items"].Items()).Count >= count);
        shown.Count.ShouldBe(count);
        return shown;
    }

    private static async Task Verify(params (string What, string Secret, Received Delivery, Func<Received, Received> Alter, bool Good)[] deliveries)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(deliveries.Select(d => (d.What, d.Secret, Delivery: d.Alter(d.Delivery), d.Good)).Select(d => new
            {
                what = d.What,
                secret = d.Secret,
                headers = d.Delivery.Headers,
                body = d.Delivery.Body,
                good = d.Good,
            })));
            using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Contract.Folder(), "verify-webhook.mjs"), file]) { RedirectStandardError = true })!;
            var complaint = await node.StandardError.ReadToEndAsync();
            await node.WaitForExitAsync();
            node.ExitCode.ShouldBe(0, complaint);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
