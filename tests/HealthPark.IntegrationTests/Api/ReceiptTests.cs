using System.Text;
using System.Text.Json.Nodes;
using HealthPark.Kernel;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Whoever may read a record has a receipt of what was written, which anyone can verify without asking the program.</summary>
public sealed class ReceiptTests(IntegrityFixture api) : IClassFixture<IntegrityFixture>
{
    private const string Receipts = "/v1/integrity/receipts";

    [Fact]
    public async Task A_receipt_names_the_events_of_the_write_and_nothing_of_what_they_say()
    {
        var partner = await api.NewPartner();
        var name = Names.New();
        var written = (await partner.Client.Post("/v1/enterprises", new { name, direction = "other" })).ShouldBe(201);

        var receipt = (await partner.Client.Get($"{Receipts}/{written.Position}")).ShouldBe(200);

        var signed = IntegrityFixture.Payload(receipt["jws"].Text());
        signed["events"]!.ToJsonString().ShouldBe(receipt["events"]!.ToJsonString());
        var history = (await partner.Client.Get($"/v1/enterprises/{written.Id}/history"))["items"].Items();
        receipt["events"].Items().Select(Line).ShouldBe(history.Select(e => $"{written.Id} {e["version"]} {e["position"]} {e["type"]} {e["recordedAt"]}"));
        foreach (var e in receipt["events"].Items())
        {
            (await IntegrityFixture.Ask<string>(api.Database, $"select encode(hash, 'hex') from enterprises.mt_events where id = '{e["id"].Text()}'")).ShouldBe([e["hash"].Text()]);
            (await IntegrityFixture.Ask<string>(api.Database, $"select encode(hash, 'hex') from enterprises.mt_events where seq_id < {e["position"]} order by seq_id desc limit 1"))
                .SingleOrDefault(new string('0', 64)).ShouldBe(e["previousHash"].Text());
        }

        Encoding.UTF8.GetString(receipt.Bytes).ShouldNotContain(name);
        signed.ToJsonString().ShouldNotContain(name);

        static string Line(JsonNode e) => $"{e["stream"]} {e["version"]} {e["position"]} {e["type"]} {e["recordedAt"]}";
    }

    [Fact]
    public async Task A_write_of_several_events_has_one_receipt_whichever_of_them_is_asked_for()
    {
        var made = (await api.Admin.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);
        var changed = (await api.Admin.Patch($"/v1/enterprises/{made.Id}", new { name = Names.New(), landedOn = "2026-05-01" }, ("If-Match", made.ETag))).ShouldBe(200);

        var events = (await api.Admin.Get($"{Receipts}/{changed.Position}")).ShouldBe(200)["events"].Items();

        events.Count.ShouldBeGreaterThan(1);
        events.Select(e => e["version"]!.GetValue<long>()).ShouldBe(Enumerable.Range(2, events.Count).Select(v => (long)v));
        events[1]["previousHash"].Text().ShouldBe(events[0]["hash"].Text());
        (await api.Admin.Get($"{Receipts}/{events[0]["position"]}")).ShouldBe(200)["events"]!.ToJsonString().ShouldBe(new JsonArray([.. events.Select(e => e.DeepClone())]).ToJsonString());
    }

    [Fact]
    public async Task Another_partner_gets_what_there_would_be_for_no_event_at_all()
    {
        var (owner, other) = (await api.NewPartner(), await api.NewPartner());
        var written = (await owner.Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);

        var hidden = (await other.Client.Get($"{Receipts}/{written.Position}")).ShouldBeProblem(404, "not-found");
        var none = (await other.Client.Get($"{Receipts}/999999999")).ShouldBeProblem(404, "not-found");

        hidden["detail"].Text().ShouldBe(none["detail"].Text());
        (await other.Client.Get($"{Receipts}/0")).ShouldBeProblem(404, "not-found");
        foreach (var malformed in new[] { "first", "-1", "1.5", "99999999999999999999" })
            (await other.Client.Get($"{Receipts}/{malformed}")).ShouldBeProblem(400, "invalid-position", ("position", "invalid-position"));
        (await api.Anonymous.Get($"{Receipts}/{written.Position}")).ShouldBeProblem(401, "key-missing");
    }

    [Fact]
    public async Task Of_every_kind_of_record_there_is_a_receipt_for_the_park_office_and_none_of_them_for_a_partner()
    {
        var organization = (await api.Admin.Post("/v1/organizations", new { name = $"示例{Guid.NewGuid():N}", kind = "partner" })).ShouldBe(201);
        var key = (await api.Admin.Post("/v1/api-keys", new { name = "测试", organizationId = organization.Id, scopes = new[] { Scopes.PlanRead } })).ShouldBe(201);
        var report = (await api.Admin.Post("/v1/plan/reports", new { title = "示例报告", period = "2026" })).ShouldBe(201);
        var reader = await api.NewPartner([.. Scopes.All.Except(Scopes.ParkOfficeOnly)]);

        foreach (var written in new[] { organization, key, report })
        {
            (await api.Admin.Get($"{Receipts}/{written.Position}")).ShouldBe(200)["events"].Items()[0]["stream"].Text().ShouldBe(written.Id);
            (await reader.Client.Get($"{Receipts}/{written.Position}")).ShouldBeProblem(404, "not-found");
        }
    }

    [Fact]
    public async Task It_needs_the_scope_that_reading_the_record_needs()
    {
        var partner = await api.NewPartner();
        var written = (await partner.Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);

        var client = api.Program.As(await api.NewKey(partner.OrganizationId, Scopes.PlanRead));

        (await client.Get($"{Receipts}/{written.Position}")).ShouldBeProblem(403, "scope-missing")["scope"].Text().ShouldBe(Scopes.EnterprisesRead);
    }

    [Fact]
    public async Task The_hash_of_a_member_that_the_reader_does_not_see_is_not_given_for_guessing()
    {
        var partner = await api.NewPartner(Scopes.EnterprisesRead, Scopes.EnterprisesWrite, Scopes.EnterprisesRevenue);
        var made = (await partner.Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);
        var declared = (await partner.Client.Put($"/v1/enterprises/{made.Id}/revenue-declarations/2025", new { amountYuan = 12345678, source = "enterprise" })).ShouldBe(201);
        var office = await api.ParkOffice();
        var (clerk, head) = (api.Program.As(await api.NewKey(office, Scopes.EnterprisesRead)), api.Program.As(await api.NewKey(office, Scopes.EnterprisesRead, Scopes.EnterprisesRevenue)));

        (await clerk.Get($"{Receipts}/{declared.Position}")).ShouldBeProblem(403, "scope-missing")["scope"].Text().ShouldBe(Scopes.EnterprisesRevenue);

        (await clerk.Get($"{Receipts}/{made.Position}")).ShouldBe(200);
        (await head.Get($"{Receipts}/{declared.Position}")).ShouldBe(200).Body.ShouldNotContain("12345678");
        (await partner.Client.Get($"{Receipts}/{declared.Position}")).ShouldBe(200);
    }

    [Fact]
    public async Task It_verifies_offline_and_after_the_days_end_its_checkpoint_and_a_later_one_contain_it()
    {
        // More than a block of the tree.
        var lines = string.Concat(Enumerable.Range(0, 1100).Select(_ => $$"""{"name":"{{Names.New()}}","direction":"other"}""" + "\n"));
        (await api.Admin.Send("POST", "/v1/enterprises/batch", lines, ("Content-Type", "application/x-ndjson"))).ShouldBe(200);
        var written = (await api.Admin.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);
        var receipt = $"{Receipts}/{written.Position}";
        var keys = (await api.Anonymous.Get("/v1/integrity/keys")).ShouldBe(200).Body;

        var early = await IntegrityFixture.VerifyOffline(keys, (await api.Admin.Get(receipt)).ShouldBe(200).Body);
        early.ExitCode.ShouldBe(0, early.Said);
        early.Said.ShouldContain("Not in a checkpoint yet");

        var own = (await api.EndDay())["day"].Text();
        await api.EndDay();
        var later = (await api.EndDay())["day"].Text();
        var checkpoints = (await api.Anonymous.Get("/v1/integrity/checkpoints?limit=3")).ShouldBe(200).Body;
        foreach (var position in new[] { written.Position, written.Position - 900, written.Position - 1050 })
        {
            var (exitCode, said) = await IntegrityFixture.VerifyOffline(keys, (await api.Admin.Get($"{Receipts}/{position}")).ShouldBe(200).Body, checkpoints);
            exitCode.ShouldBe(0, said);
            said.ShouldContain($"Proven: the checkpoint of {own} contains the event at position {position}");
            said.ShouldContain($"Proven: the checkpoint of {later} rests on that of {own}");
        }

        var good = (await api.Admin.Get(receipt)).ShouldBe(200).Body;
        var elsewhere = (await api.Admin.Get($"{Receipts}/{written.Position - 1}")).ShouldBe(200);
        await NotProven("The signature of the receipt is not good", keys, Changed(good, r => r["jws"] = Forged(r["jws"].Text(), p => p["events"]![0]!["hash"] = new string('0', 64))));
        await NotProven("The signature of the receipt is not good", keys, Changed(good, r => r["jws"] = Forged(r["jws"].Text(), p => p["events"]![0]!["recordedAt"] = "2026-01-01T00:00:00Z")));
        await NotProven("does not contain the event", keys, Changed(good, r => r["inclusions"]![0]!["path"]![0] = new string('0', 64)));
        await NotProven("The path is too short", keys, Changed(good, r => r["inclusions"]![0]!["path"]!.AsArray().RemoveAt(0)));
        await NotProven("NOT PROVEN", keys, Changed(good, r => r["inclusions"]![0]!["path"] = elsewhere["inclusions"]![0]!["path"]!.DeepClone()));
        await NotProven("The signature of the checkpoint is not good", keys,
            Changed(good, r => r["inclusions"]![0]!["checkpoint"] = Forged(r["inclusions"]![0]!["checkpoint"].Text(), p => p["root"] = new string('0', 64))));
        await NotProven("This is no checkpoint", keys, Changed(good, r => r["inclusions"]![0]!["checkpoint"] = r["jws"]!.DeepClone()));
        await NotProven("There is no key", Changed(keys, k => k["keys"]![0]!["kid"] = "another"), good);
        await NotProven("The checkpoints given do not reach back", keys, good, Changed(checkpoints, c => Keep(c, 0)));
        await NotProven("does not follow", keys, good, Changed(checkpoints, c => Keep(c, 0, 2)));
        await NotProven("does not follow", keys, Changed(checkpoints, c => Keep(c, 0, 2)));
        (await IntegrityFixture.VerifyOffline(keys, "{")).ExitCode.ShouldBe(2);
    }

    private static async Task NotProven(string why, params string[] answers)
    {
        var (exitCode, said) = await IntegrityFixture.VerifyOffline(answers);
        exitCode.ShouldBe(1, said);
        said.ShouldContain(why);
    }

    private static void Keep(JsonNode list, params int[] items) => list["items"] = new JsonArray([.. items.Select(i => list["items"]![i]!.DeepClone())]);

    private static string Changed(string json, Action<JsonNode> change)
    {
        var node = JsonNode.Parse(json)!;
        change(node);
        return node.ToJsonString();
    }

    // The payload is another, the signature stays.
    private static string Forged(string jws, Action<JsonNode> change)
    {
        var parts = jws.Split('.');
        var payload = IntegrityFixture.Payload(jws);
        change(payload);
        return $"{parts[0]}.{System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload.ToJsonString()))}.{parts[2]}";
    }
}
