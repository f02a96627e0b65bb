using System.Text.Json.Nodes;
using HealthPark.Kernel;

namespace HealthPark.IntegrationTests.Api;

/// <summary>What an enterprise earns is shown to its owner and to holders of the scope; for others it is absent, whichever way they look.</summary>
public sealed class SensitiveFieldTests(ApiFixture api) : IClassFixture<ApiFixture>, IAsyncLifetime
{
    private const string Amount = "123456789.5"; // as a decimal number's text comes back
    private static readonly string[] Reading = [Scopes.EnterprisesRead, Scopes.PlanRead, Scopes.ChangesRead];

    private Partner _owner = null!;
    private Client _bureau = null!;
    private Client _trusted = null!;
    private Answer _last = null!;
    private string _part = "";
    private string _record = "";

    public async Task InitializeAsync()
    {
        _owner = await api.NewPartner([.. Reading, Scopes.EnterprisesWrite]);
        var bureau = (await api.Admin.Get("/v1/organizations?code=yuzhong-science-technology-bureau"))["items"].Items()[0]["id"].Text();
        (_bureau, _trusted) = (api.Program.As(await api.NewKey(bureau, Reading)), api.Program.As(await api.NewKey(bureau, [.. Reading, Scopes.EnterprisesRevenue])));

        var made = (await _owner.Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other", uscc = USCC.New(), landedOn = "2025-02-03" })).ShouldBe(201);
        _record = $"/v1/enterprises/{made.Id}";
        _part = $"{_record}/revenue-declarations/2025";
        await Verify(_record, made);
        await Verify($"{_record}/scale-statuses/2025", (await _owner.Client.Put($"{_record}/scale-statuses/2025", new { aboveScale = true })).ShouldBe(201));
        (await _owner.Client.Put($"{_record}/revenue-declarations/2024", new { amountYuan = 1, source = "tax" })).ShouldBe(201);
        (await _owner.Client.Put(_part, new { amountYuan = 7, source = "tax" })).ShouldBe(201);
        await Verify(_part, (await _owner.Client.Put(_part, $"{{\"amountYuan\":{Amount},\"source\":\"statistics\"}}")).ShouldBe(200), "statistics");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("")]
    [InlineData("?version=7")]
    [InlineData("?asOf={position}")]
    public async Task In_a_part_of_a_record_now_and_in_the_past(string query)
    {
        var path = _part + query.Replace("{position}", $"{_last.Position}", StringComparison.Ordinal);
        var (masked, whole, own) = (await _bureau.Get(path), await _trusted.Get(path), await _owner.Client.Get(path));

        masked.ShouldBe(200).Json.AsObject().ContainsKey("amountYuan").ShouldBeFalse();
        masked.Json.AsObject().ContainsKey("findings").ShouldBeFalse(); // a jump says something of the amount
        masked["declarations"].Items().ShouldAllBe(d => !d.AsObject().ContainsKey("amountYuan") && d["source"] != null);
        masked["source"].ShouldNotBeNull();
        whole.ShouldBe(200)["amountYuan"].ShouldNotBeNull();
        whole["findings"].Texts().ShouldBe(["revenue-jump"]);
        own.ShouldBe(200).Body.ShouldBe(whole.Body);
    }

    [Fact]
    public async Task In_a_list_and_in_a_history()
    {
        foreach (var path in new[] { $"{_record}/revenue-declarations", $"{_record}/history" })
        {
            var (masked, whole) = ((await _bureau.Get(path)).ShouldBe(200), (await _trusted.Get(path)).ShouldBe(200));

            masked.Body.ShouldNotContain("amountYuan");
            Without(whole.Json).ShouldBe(masked.Json.ToJsonString());
            whole.Body.ShouldContain(Amount);
            (await _owner.Client.Get(path)).ShouldBe(200).Body.ShouldBe(whole.Body);
            masked.ETag.ShouldNotBe(whole.ETag);
        }
    }

    [Fact]
    public async Task In_the_feed()
    {
        var (masked, whole, own) = (await Declared(_bureau), await Declared(_trusted), await Declared(_owner.Client));

        masked.Count.ShouldBe(3);
        masked.ShouldAllBe(e => !e["data"]!.AsObject().ContainsKey("amountYuan") && e["data"]!.AsObject().ContainsKey("period"));
        whole.Select(e => e["data"]!["amountYuan"]!.ToJsonString()).ShouldBe(["1", "7", Amount]);
        own.Select(e => e.ToJsonString()).ShouldBe(whole.Select(e => e.ToJsonString()));
        masked.Select(e => e["id"].Text()).ShouldBe(whole.Select(e => e["id"].Text()));
        // What one gets is what one proves, whoever sees how much of it.
        (await _bureau.Get("/v1/changes/digest"))["digest"].Text().ShouldBe((await _trusted.Get("/v1/changes/digest"))["digest"].Text());

        async Task<IReadOnlyList<JsonNode>> Declared(Client client) =>
            [.. (await client.Get("/v1/changes?types=cn.healthpark.enterprise.revenue-declared.v1&limit=1000", _last.OrLater)).ShouldBe(200)["items"].Items()
                .Where(e => e["subject"].Text() == _record[(_record.LastIndexOf('/') + 1)..])];
    }

    [Fact]
    public async Task A_bureau_sees_its_own_records_whole_in_the_feed_too()
    {
        var bureau = (await api.Admin.Get("/v1/organizations?code=yuzhong-science-technology-bureau"))["items"].Items()[0]["id"].Text();
        var client = api.Program.As(await api.NewKey(bureau, [.. Reading, Scopes.EnterprisesWrite]));
        var made = (await client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);
        var declared = (await client.Put($"/v1/enterprises/{made.Id}/revenue-declarations/2025", new { amountYuan = 12, source = "tax" })).ShouldBe(201);

        declared["amountYuan"].Number().ShouldBe(12);
        var events = (await client.Get("/v1/changes?types=cn.healthpark.enterprise.revenue-declared.v1&limit=1000", declared.OrLater))["items"].Items();
        events.Where(e => e["data"]!.AsObject().ContainsKey("amountYuan")).ShouldHaveSingleItem()["subject"].Text().ShouldBe(made.Id);
        events.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task In_the_answers_of_writes_and_of_dry_runs()
    {
        var office = await api.ParkOffice();
        string[] scopes = [.. Reading, Scopes.EnterprisesWrite, Scopes.EnterprisesVerify];
        var (clerk, head) = (api.Program.As(await api.NewKey(office, scopes)), api.Program.As(await api.NewKey(office, [.. scopes, Scopes.EnterprisesRevenue])));
        var read = (await clerk.Get(_part)).ShouldBe(200);
        var body = new { amountYuan = 99, source = "statistics" };

        var tried = (await clerk.Send("PUT", _part + "?dryRun=true", body, ("If-Match", read.ETag))).ShouldBe(200);
        tried["events"].Items().ShouldHaveSingleItem()["data"]!.ToJsonString().ShouldBe("""{"period":"2025","source":"statistics"}""");
        tried["record"]!.AsObject().ContainsKey("amountYuan").ShouldBeFalse();
        var seen = (await head.Send("PUT", _part + "?dryRun=true", body, ("If-Match", read.ETag))).ShouldBe(200);
        (seen["events"].Items()[0]["data"]!["amountYuan"].Number(), seen["record"]!["amountYuan"].Number()).ShouldBe((99, 99));

        var written = (await clerk.Put(_part, body, ("If-Match", read.ETag))).ShouldBe(200);
        written.Json.AsObject().ContainsKey("amountYuan").ShouldBeFalse();
        (await clerk.Get(_part)).ETag.ShouldBe(written.ETag);
        (await clerk.Put(_part, body, ("If-Match", read.ETag))).ShouldBeProblem(412, "version-mismatch")["changes"].Items()[0]["pointers"].Texts().ShouldContain("/amountYuan");
        (await head.Get(_part))["amountYuan"].Number().ShouldBe(99);
    }

    [Fact]
    public async Task Each_view_has_a_tag_of_its_own_and_both_name_the_version()
    {
        var (masked, whole) = ((await _bureau.Get(_part)).ShouldBe(200), (await _trusted.Get(_part)).ShouldBe(200));

        masked.ETag.ShouldNotBe(whole.ETag);
        (await _bureau.Get(_part, ("If-None-Match", masked.ETag))).ShouldBe(304);
        (await _bureau.Get(_part, ("If-None-Match", whole.ETag))).ShouldBe(200);
        (await _trusted.Get(_part, ("If-None-Match", masked.ETag))).ShouldBe(200)["amountYuan"].ShouldNotBeNull();
        whole.ETag.ShouldBe($"\"{whole["version"]}\"");
        // What has nothing sensitive is the same for all.
        (await _bureau.Get(_record)).ETag.ShouldBe((await _trusted.Get(_record)).ETag);
    }

    [Fact]
    public async Task In_the_proof_of_a_figure_and_in_the_difference_between_two()
    {
        const string indicator = "/v1/plan/indicators/revenue";
        var id = _record[(_record.LastIndexOf('/') + 1)..];
        foreach (var (path, list) in new[] { ($"{indicator}/contributions?period=2025", "items"), ($"{indicator}/contributions?period=2025", "excluded"), ($"{indicator}/difference?period=2025&from=0", "changes") })
        {
            var (masked, whole) = ((await _bureau.Get(path, _last.OrLater)).ShouldBe(200), (await _trusted.Get(path, _last.OrLater)).ShouldBe(200));
            var lines = masked[list].Items().Where(l => l["recordId"].Text() == id).ToList();

            lines.ShouldNotBeEmpty();
            lines.ShouldAllBe(l => !l.AsObject().ContainsKey("amount") && !l.AsObject().ContainsKey("amountYuan"));
            whole[list].Items().ShouldAllBe(l => l.AsObject().ContainsKey("amount"));
            masked[list == "changes" ? "closing" : "figure"].Number().ShouldBe(whole[list == "changes" ? "closing" : "figure"].Number());
            (await _owner.Client.Get(path, _last.OrLater))[list].Items().Where(l => l["recordId"]?.Text() == id).ShouldAllBe(l => l.AsObject().ContainsKey("amount"));
        }

        // A count is no secret.
        (await _bureau.Get("/v1/plan/indicators/enterprises/contributions?period=2025", _last.OrLater))["items"].Items().ShouldAllBe(l => l["amount"].Number() == 1);
    }

    [Fact]
    public async Task The_contract_says_which_scope_shows_it_and_does_not_promise_it()
    {
        var schemas = JsonNode.Parse(await api.Anonymous.Http.GetStringAsync("/openapi/v1.json"))!["components"]!["schemas"]!;

        foreach (var name in new[] { "RevenueDeclarationResponse", "SourceDeclaration", "RevenueDeclaredV1" })
        {
            schemas[name]!["required"].Texts().ShouldNotContain("amountYuan");
            schemas[name]!["properties"]!["amountYuan"]!["description"].Text().ShouldContain("`enterprises:revenue`");
        }
    }

    private static string Without(JsonNode node)
    {
        var copy = node.DeepClone();
        Strip(copy);
        return copy.ToJsonString();

        static void Strip(JsonNode? at)
        {
            if (at is JsonObject members)
            {
                members.Remove("amountYuan");
                members.Remove("findings");
                foreach (var (_, value) in members)
                    Strip(value);
            }

            foreach (var item in at as JsonArray ?? [])
                Strip(item);
        }
    }

    private async Task Verify(string path, Answer written, string? source = null) =>
        _last = (await api.Admin.Post(
            $"{path}/verification", source is null ? new { decision = "verified" } : (object)new { decision = "verified", source }, ("If-Match", written.ETag))).ShouldBe(200);
}
