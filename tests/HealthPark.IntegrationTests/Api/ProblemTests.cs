using HealthPark.Kernel;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Every refusal is a problem, and the same one in both languages.</summary>
public sealed class ProblemTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Enterprises = "/v1/enterprises";

    private static object Lead(string? name = null) => new { name = name ?? Names.New(), direction = "digital-medicine" };

    [Theory]
    [InlineData("{", "malformed-json", "")]
    [InlineData("{\"name\":\"示例\",}", "malformed-json", "")]
    [InlineData("{\"name\":\"示例\" /* comment */}", "malformed-json", "")]
    [InlineData("[]", "wrong-type", "")]
    [InlineData("{\"name\":\"示例\",\"direction\":\"other\",\"colour\":\"red\"}", "unknown-member", "/colour")]
    [InlineData("{\"Name\":\"示例\",\"direction\":\"other\"}", "unknown-member", "/Name")]
    [InlineData("{\"name\":\"示例\",\"name\":\"示例\",\"direction\":\"other\"}", "duplicate-member", "/name")]
    [InlineData("{\"name\":7,\"direction\":\"other\"}", "wrong-type", "/name")]
    [InlineData("{\"name\":\"示例\",\"direction\":\"other\",\"aliases\":[\"甲\",7]}", "wrong-type", "/aliases/1")]
    [InlineData("{\"name\":\"示例\",\"direction\":\"other\",\"landedOn\":20260101}", "wrong-type", "/landedOn")]
    [InlineData("{\"name\":\"示\\u0000例\",\"direction\":\"other\"}", "nul-in-text", "/name")]
    [InlineData("{\"name\":\"示例\",\"direction\":\"other\",\"aliases\":[\"甲\",\"\\u0000\"]}", "nul-in-text", "/aliases/1")]
    [InlineData("{\"name\":\"示\\ud800例\",\"direction\":\"other\"}", "invalid-text", "/name")]
    public async Task A_body_that_cannot_be_understood_is_400_and_says_where(string body, string code, string pointer) =>
        await InBothLanguages(400, "malformed-json", c => c.Post(Enterprises, body), (pointer, code));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    public async Task A_body_that_is_missing_is_400(string body) =>
        await InBothLanguages(400, "malformed-request", c => c.Post(Enterprises, body));

    [Theory]
    [InlineData("\"na\\ud800me\"")]
    [InlineData("\"na\\u0000me\"")]
    [InlineData("\"\"")]
    public async Task A_member_whose_name_makes_no_sense_is_400(string member) =>
        await InBothLanguages(400, "malformed-json", c => c.Post(Enterprises, $"{{{member}:1,\"name\":\"示例\",\"direction\":\"other\"}}"));

    [Fact]
    public async Task Invalid_UTF_8_is_400() =>
        await InBothLanguages(400, "malformed-json",
            c => c.Post(Enterprises, (byte[])[.. "{\"name\":\""u8, 0xC3, 0x28, .. "\",\"direction\":\"other\"}"u8]), ("/name", "invalid-text"));

    [Fact]
    public async Task Deep_nesting_is_400() =>
        await InBothLanguages(400, "malformed-json", c => c.Post(Enterprises, "{\"aliases\":" + new string('[', 5000) + new string(']', 5000) + "}"));

    [Theory]
    [InlineData("[\"甲\"]")]
    [InlineData("\"甲\"")]
    [InlineData("null")]
    [InlineData("{")]
    public async Task A_patch_that_is_no_object_is_400(string body)
    {
        var enterprise = (await api.Admin.Post(Enterprises, Lead())).ShouldBe(201);

        await InBothLanguages(400, "malformed-json", c => c.Patch($"{Enterprises}/{enterprise.Id}", body, ("If-Match", enterprise.ETag)));
    }

    [Theory]
    [InlineData("/v1/enterprises?colour=red", "unknown-parameter", "colour")]
    [InlineData("/v1/enterprises?stage.eq=landed", "unknown-parameter", "stage.eq")]
    [InlineData("/v1/enterprises?stage=landed&stage=lead", "repeated-parameter", "stage")]
    [InlineData("/v1/enterprises?stage=landing", "invalid-value", "stage")]
    [InlineData("/v1/enterprises?landedOn.gte=yesterday", "invalid-value", "landedOn.gte")]
    [InlineData("/v1/enterprises?industryCode=%00", "nul-in-text", "industryCode")]
    [InlineData("/v1/enterprises?ownerOrganizationId=a%00b", "nul-in-text", "ownerOrganizationId")]
    [InlineData("/v1/enterprises?cursor=abc", "invalid-cursor", "cursor")]
    [InlineData("/v1/enterprises?cursor=%E9%87%8D", "invalid-cursor", "cursor")]
    [InlineData("/v1/enterprises?limit=0", "invalid-limit", "limit")]
    [InlineData("/v1/enterprises?limit=501", "invalid-limit", "limit")]
    [InlineData("/v1/enterprises?limit=-1", "invalid-limit", "limit")]
    [InlineData("/v1/enterprises?limit=many", "invalid-limit", "limit")]
    [InlineData("/v1/enterprises?sort=colour", "invalid-sort", "sort")]
    [InlineData("/v1/enterprises?sort=--name", "invalid-sort", "sort")]
    [InlineData("/v1/enterprises?count=about", "invalid-value", "count")]
    [InlineData("/v1/enterprises/by-uscc/91000000MAHP", "uscc-length", "uscc")]
    [InlineData("/v1/plan/scorecard", "invalid-period", "period")]
    [InlineData("/v1/plan/scorecard?period=2024", "invalid-period", "period")]
    [InlineData("/v1/plan/scorecard?period=2026H1", "invalid-period", "period")]
    [InlineData("/v1/plan/scorecard?period=2026&basis=guessed", "invalid-value", "basis")]
    [InlineData("/v1/plan/scorecard?period=2026&asOf=yesterday", "invalid-instant", "asOf")]
    [InlineData("/v1/plan/scorecard?period=2026&asOf=2026-01-01", "invalid-instant", "asOf")]
    [InlineData("/v1/plan/scorecard?period=2026&asOf=2999-01-01T00:00:00Z", "in-the-future", "asOf")]
    [InlineData("/v1/plan/scorecard?period=2026&asOf=99999999", "in-the-future", "asOf")]
    [InlineData("/v1/plan/scorecard?period=2026&asOf=99999999999999999999999", "in-the-future", "asOf")]
    [InlineData("/v1/plan/scorecard?period=2026&direction=other", "unknown-parameter", "direction")]
    [InlineData("/v1/plan/indicators/talents/contributions?period=2026&direction=other", "no-directions", "direction")]
    [InlineData("/v1/plan/indicators/revenue/contributions?period=2026&direction=space", "invalid-value", "direction")]
    [InlineData("/v1/plan/indicators/revenue/difference?period=2026", "required", "from")]
    [InlineData("/v1/plan/indicators/revenue/difference?period=2026&from=5&to=2", "after-to", "from")]
    [InlineData("/v1/plan/indicators/revenue/series?interval=day", "invalid-value", "interval")]
    [InlineData("/v1/plan/tasks?unit=天文台", "unknown-unit", "unit")]
    [InlineData("/v1/plan/targets?year=2026", "unknown-parameter", "year")]
    [InlineData("/v1/organizations?kind=friend", "invalid-value", "kind")]
    public async Task A_parameter_that_cannot_be_understood_is_400_and_named(string path, string code, string parameter) =>
        await InBothLanguages(400, code, c => c.Get(path), (parameter, code));

    [Theory]
    [InlineData("asOf=5&version=1", "asof-and-version", "version")]
    [InlineData("version=0", "invalid-version", "version")]
    [InlineData("version=first", "invalid-version", "version")]
    [InlineData("asOf=%E6%98%A8%E5%A4%A9", "invalid-instant", "asOf")]
    [InlineData("asOf=2999-01-01T00:00:00Z", "in-the-future", "asOf")]
    [InlineData("colour=red", "unknown-parameter", "colour")]
    public async Task A_record_is_not_shown_at_a_point_that_makes_no_sense(string query, string code, string parameter)
    {
        var enterprise = (await api.Admin.Post(Enterprises, Lead())).ShouldBe(201);

        foreach (var part in new[] { "", "/history", "/scale-statuses", "/revenue-declarations" })
            await InBothLanguages(400, code, c => c.Get($"{Enterprises}/{enterprise.Id}{part}?{query}"), (parameter, code));
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_own_list()
    {
        for (var i = 0; i < 2; i++)
            (await api.Admin.Post(Enterprises, Lead())).ShouldBe(201);
        var cursor = (await api.Admin.Get($"{Enterprises}?limit=1")).ShouldBe(200)["next"].Text();

        (await api.Admin.Get($"{Enterprises}?limit=1&cursor={cursor}")).ShouldBe(200);
        await InBothLanguages(400, "invalid-cursor", c => c.Get($"{Enterprises}?limit=1&sort=name&cursor={cursor}"), ("cursor", "invalid-cursor"));
        await InBothLanguages(400, "invalid-cursor", c => c.Get($"{Enterprises}?limit=1&cursor={cursor}A"), ("cursor", "invalid-cursor"));
    }

    [Theory]
    [InlineData("landedOn", "not a date")]
    [InlineData("landedOn", "2026-01-01\0")]
    [InlineData("updatedAt", "now or never")]
    [InlineData("name", "\0")]
    public async Task A_forged_cursor_is_400_whatever_it_carries(string sort, string key)
    {
        var forged = Cursors.Forge($"sort={sort}", key);

        await InBothLanguages(400, "invalid-cursor", c => c.Get($"{Enterprises}?sort={sort}&cursor={forged}"), ("cursor", "invalid-cursor"));
    }

    [Fact]
    public async Task A_POST_without_an_idempotency_key_is_400()
    {
        await InBothLanguages(400, "idempotency-key-required", c => c.Post(Enterprises, Lead(), ("Idempotency-Key", null)), ("Idempotency-Key", "idempotency-key-required"));
        await InBothLanguages(400, "invalid-idempotency-key", c => c.Post(Enterprises, Lead(), ("Idempotency-Key", new string('k', 256))), ("Idempotency-Key", "invalid-idempotency-key"));
        await InBothLanguages(400, "unknown-parameter", c => c.Post($"{Enterprises}?dryrun=true", Lead()), ("dryrun", "unknown-parameter"));
        await InBothLanguages(400, "invalid-value", c => c.Post($"{Enterprises}?dryRun=yes", Lead()), ("dryRun", "invalid-value"));
    }

    [Fact]
    public async Task A_position_past_the_end_of_the_log_is_400()
    {
        await InBothLanguages(400, "invalid-position", c => c.Get(Enterprises, ("HealthPark-Min-Position", "99999999")), ("HealthPark-Min-Position", "invalid-position"));
        await InBothLanguages(400, "invalid-position", c => c.Get("/v1/plan/scorecard?period=2026", ("HealthPark-Min-Position", "soon")), ("HealthPark-Min-Position", "invalid-position"));
    }

    [Fact]
    public async Task A_key_that_is_missing_or_not_known_is_401()
    {
        var unknown = api.Program.As("hp_" + new string('x', 43));

        await InBothLanguages(401, "key-missing", _ => api.Anonymous, c => c.Get(Enterprises));
        await InBothLanguages(401, "key-invalid", _ => unknown, c => c.Get(Enterprises));
        await InBothLanguages(401, "key-invalid", _ => api.Anonymous, c => c.Get(Enterprises, ("Authorization", "Basic aHA6aHA=")));
        await InBothLanguages(401, "key-invalid", _ => unknown, c => c.Get(Enterprises, ("Authorization", "Bearer ")));
    }

    [Fact]
    public async Task A_scope_that_the_key_lacks_is_403_and_named()
    {
        var reader = await api.NewPartner(Scopes.EnterprisesRead);

        var problem = await InBothLanguages(403, "scope-missing", _ => reader.Client, c => c.Post(Enterprises, Lead()));

        problem["scope"].Text().ShouldBe("enterprises:write");
        await InBothLanguages(403, "scope-missing", _ => reader.Client, c => c.Get("/v1/plan/indicators/enterprises/contributions?period=2026"));
    }

    [Fact]
    public async Task A_scope_that_the_caller_does_not_hold_cannot_be_given()
    {
        var office = await api.ParkOffice();
        var issuer = api.Program.As(await api.NewKey(office, Scopes.ApiKeysWrite));

        await InBothLanguages(403, "scope-not-held", _ => issuer,
            c => c.Post("/v1/api-keys", new { name = "示例", organizationId = office, scopes = new[] { "plan:read" } }));
    }

    [Theory]
    [InlineData("/assets/none.js")]
    [InlineData("/enterprises")]
    [InlineData("/v2/enterprises")]
    [InlineData("/v1/enterprises/not-an-id")]
    [InlineData("/v1/企业")]
    [InlineData("/v1/plan/tasks/first")]
    public async Task A_path_that_does_not_exist_is_404_and_leads_to_the_API(string path) =>
        (await InBothLanguages(404, "no-such-path", c => c.Get(path)))["api"].Text().ShouldBe("/v1");

    [Fact]
    public async Task A_record_that_does_not_exist_is_404()
    {
        var nobody = Guid.CreateVersion7();

        await InBothLanguages(404, "not-found", c => c.Get($"{Enterprises}/{nobody}"));
        await InBothLanguages(404, "not-found", c => c.Get($"{Enterprises}/{nobody}/history"));
        await InBothLanguages(404, "not-found", c => c.Get($"{Enterprises}/by-uscc/{USCC.New()}"));
        await InBothLanguages(404, "not-found", c => c.Patch($"{Enterprises}/{nobody}", new { name = "示例" }, ("If-Match", "\"1\"")));
        await InBothLanguages(404, "not-found", c => c.Post($"{Enterprises}/{nobody}/void", new { reason = "示例" }, ("If-Match", "\"1\"")));
        await InBothLanguages(404, "not-found", c => c.Put($"{Enterprises}/{nobody}/scale-statuses/2026", new { aboveScale = true }));
        await InBothLanguages(404, "not-found", c => c.Get($"/v1/organizations/{nobody}"));
        await InBothLanguages(404, "not-found", c => c.Get($"/v1/api-keys/{nobody}"));
        await InBothLanguages(404, "not-found", c => c.Get("/v1/plan/tasks/30"));
        await InBothLanguages(404, "unknown-indicator", c => c.Get("/v1/plan/indicators/happiness/series"));
    }

    [Theory]
    [InlineData("DELETE", "/v1/enterprises", "GET, POST")]
    [InlineData("PUT", "/v1/plan/scorecard", "GET")]
    public async Task A_method_that_a_path_does_not_take_is_405_with_those_it_takes(string method, string path, string allowed)
    {
        var problem = await InBothLanguages(405, "method-not-allowed", c => c.Send(method, path, "{}"));

        problem.Header("Allow").ShouldBe(allowed);
    }

    [Fact]
    public async Task HEAD_answers_as_GET_does_but_without_a_body()
    {
        var enterprise = (await api.Admin.Post(Enterprises, Lead())).ShouldBe(201);
        foreach (var path in new[] { $"{Enterprises}/{enterprise.Id}", "/v1/plan/targets", "/health" })
        {
            var head = (await api.Admin.Send("HEAD", path, null)).ShouldBe(200);

            head.Bytes.ShouldBeEmpty();
            head.Header("ETag").ShouldBe((await api.Admin.Get(path)).Header("ETag"));
        }

        var missing = (await api.Admin.Send("HEAD", $"{Enterprises}/{Guid.CreateVersion7()}", null)).ShouldBe(404);
        missing.Bytes.ShouldBeEmpty();
        missing.ContentType.ShouldBe("application/problem+json");
        (await api.Anonymous.Send("HEAD", Enterprises, null)).ShouldBe(401).Bytes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_of_more_than_1_MiB_is_413()
    {
        var large = "{\"name\":\"" + new string('a', 1024 * 1024) + "\",\"direction\":\"other\"}";

        // The server refuses before the body is sent: a client that asks first is told.
        await InBothLanguages(413, "content-too-large", c => c.Post(Enterprises, large, ("Expect", "100-continue")));
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_by_its_type_is_415()
    {
        var enterprise = (await api.Admin.Post(Enterprises, Lead())).ShouldBe(201);

        await InBothLanguages(415, "unsupported-media-type", c => c.Post(Enterprises, "name=示例", ("Content-Type", "application/x-www-form-urlencoded")));
        await InBothLanguages(415, "unsupported-media-type", c => c.Patch($"{Enterprises}/{enterprise.Id}", "name: 示例",
            ("Content-Type", "text/plain"), ("If-Match", enterprise.ETag)));
    }

    [Theory]
    [InlineData("application/json-patch+json", "[{\"op\":\"remove\",\"path\":\"/zone\"}]")]
    [InlineData("application/vnd.example+json", "{}")]
    [InlineData("text/plain", "name: 示例")]
    public async Task Another_kind_of_patch_is_415_and_the_answer_says_which_are_taken(string type, string body)
    {
        var enterprise = (await api.Admin.Post(Enterprises, Lead())).ShouldBe(201);

        var refused = await InBothLanguages(415, "unsupported-media-type", c => c.Patch($"{Enterprises}/{enterprise.Id}", body,
            ("If-Match", enterprise.ETag), ("Content-Type", type)));

        refused.Header("Accept-Patch").ShouldBe("application/merge-patch+json, application/json");
        (await api.Admin.Get($"{Enterprises}/{enterprise.Id}")).ETag.ShouldBe(enterprise.ETag);
        (await api.Admin.Patch($"{Enterprises}/{enterprise.Id}", new { aliases = new[] { "甲" } }, ("If-Match", enterprise.ETag),
            ("Content-Type", "application/merge-patch+json; charset=utf-8"))).ShouldBe(200);
    }

    [Fact]
    public async Task A_refused_content_type_says_which_are_taken()
    {
        (await api.Admin.Post(Enterprises, "name=示例", ("Content-Type", "text/plain"))).ShouldBeProblem(415, "unsupported-media-type")
            .Header("Accept-Post").ShouldBe("application/json");
        (await api.Admin.Post($"{Enterprises}/batch", "{}")).ShouldBeProblem(415, "unsupported-media-type").Header("Accept-Post")!.ShouldContain("application/x-ndjson");
        (await api.Admin.Put("/v1/sources/erp/enterprises/1", "<a/>", ("Content-Type", "application/xml"))).ShouldBeProblem(415, "unsupported-media-type")
            .Header("Accept").ShouldBe("application/json");
    }

    [Theory]
    [InlineData("{}", "/name:required", "/direction:required")]
    [InlineData("{\"name\":\"  \",\"direction\":\"other\"}", "/name:required")]
    [InlineData("{\"name\":\"示例\",\"direction\":\"space\"}", "/direction:unknown-value")]
    [InlineData("{\"name\":\"示例\",\"direction\":\"other\",\"subField\":\"digital-medicine.ai-drug-rd\"}", "/subField:not-of-direction")]
    [InlineData("{\"name\":\"示例\",\"direction\":\"other\",\"zone\":\"medicine-commerce-pole\",\"carrier\":\"ciiim\"}", "/carrier:not-in-zone")]
    [InlineData("{\"name\":\"示例\",\"direction\":\"other\",\"tiers\":[\"leader\",\"giant\"]}", "/tiers/1:unknown-value")]
    [InlineData("{\"name\":\"示例\",\"direction\":\"other\",\"cxoKinds\":[\"cro\",\"cro\"]}", "/cxoKinds:repeated-value")]
    [InlineData("{\"name\":\"示例\",\"direction\":\"other\",\"cxoKinds\":[null]}", "/cxoKinds/0:required")]
    [InlineData("{\"name\":\"示例\",\"direction\":\"other\",\"aliases\":[\"甲\",null]}", "/aliases/1:required")]
    [InlineData("{\"name\":\"示例\",\"direction\":\"other\",\"aliases\":[\" \"]}", "/aliases/0:required")]
    [InlineData("{\"name\":\"示例\",\"direction\":\"other\",\"industryCode\":\"Z9\"}", "/industryCode:invalid-industry-code")]
    [InlineData("{\"name\":\"示例\",\"direction\":\"other\",\"landedOn\":\"2026-02-30\"}", "/landedOn:invalid-date")]
    [InlineData("{\"name\":\"示例\",\"direction\":\"other\",\"landedOn\":\"2999-01-01\"}", "/landedOn:in-the-future")]
    [InlineData("{\"name\":\"示例\",\"direction\":\"other\",\"signedOn\":\"2026-02-02\",\"landedOn\":\"2026-02-01\"}", "/landedOn:dates-out-of-order")]
    public async Task A_member_that_breaks_a_rule_is_422_and_named(string body, params string[] errors) =>
        await InBothLanguages(422, "invalid-fields", c => c.Post(Enterprises, body),
            [.. errors.Select(e => (e[..e.IndexOf(':', StringComparison.Ordinal)], e[(e.IndexOf(':', StringComparison.Ordinal) + 1)..]))]);

    [Fact]
    public async Task A_text_that_is_too_long_is_422()
    {
        await InBothLanguages(422, "invalid-fields", c => c.Post(Enterprises, Lead(new string('长', 201))), ("/name", "too-long"));
        (await api.Admin.Post(Enterprises, Lead(Names.New().PadRight(200, '长')))).ShouldBe(201);
    }

    [Theory]
    [InlineData("91000000MAHP00019", "uscc-length", "17", "17")]
    [InlineData("91000000MAHP000199", "uscc-check-character", "第18位", "Position 18")]
    [InlineData("9100O000MAHP000198", "uscc-letter-not-used", "第5位", "Position 5")]
    [InlineData("91000000MAHP0001I8", "uscc-letter-not-used", "第17位", "Position 17")]
    [InlineData("91000A00MAHP000198", "uscc-division", "第6位", "Position 6")]
    [InlineData("91000000MAHP00019重", "uscc-character", "第18位", "Position 18")]
    public async Task A_mistyped_code_names_the_position_or_the_rule(string uscc, string code, string zh, string en)
    {
        var body = new { name = Names.New(), direction = "other", uscc };

        foreach (var (language, says) in new[] { ("zh-CN", zh), ("en", en) })
        {
            var problem = (await api.Admin.In(language).Post(Enterprises, body)).ShouldBeProblem(422, "invalid-fields", ("/uscc", code));
            problem["errors"].Items()[0]["detail"].Text().ShouldContain(says);
        }
    }

    [Fact]
    public async Task Without_If_Match_a_change_is_428()
    {
        var enterprise = (await api.Admin.Post(Enterprises, Lead())).ShouldBe(201);

        await InBothLanguages(428, "if-match-required", c => c.Patch($"{Enterprises}/{enterprise.Id}", new { name = "示例" }), ("If-Match", "required"));
        await InBothLanguages(428, "if-match-required", c => c.Post($"{Enterprises}/{enterprise.Id}/verification", new { decision = "verified" }), ("If-Match", "required"));
    }

    [Fact]
    public async Task A_stale_If_Match_is_412_and_names_what_changed_by_whom_and_when()
    {
        var partner = await api.NewPartner();
        var enterprise = (await partner.Client.Post(Enterprises, Lead())).ShouldBe(201);
        var path = $"{Enterprises}/{enterprise.Id}";
        var moved = (await partner.Client.Patch(path, new { zone = "life-health-belt", industryCode = "7340" }, ("If-Match", enterprise.ETag))).ShouldBe(200);

        var problem = await InBothLanguages(412, "version-mismatch", c => c.Patch(path, new { zone = "medicine-commerce-pole" }, ("If-Match", enterprise.ETag)));

        problem["currentETag"].Text().ShouldBe(moved.ETag);
        var change = problem["changes"].Items().ShouldHaveSingleItem();
        change["pointers"].Texts().ShouldBe(["/industryCode", "/zone", "/updatedAt", "/version"], ignoreOrder: true);
        change["organizationId"].Text().ShouldBe(partner.OrganizationId);
        var history = (await api.Admin.Get($"{path}/history"))["items"].Items();
        change["actorId"].Text().ShouldBe(history[1]["actorId"].Text());
        change["at"].Text().ShouldBe(history[1]["recordedAt"].Text());
    }

    [Theory]
    [InlineData("\"999\"")]
    [InlineData("\"abc\"")]
    [InlineData("nonsense")]
    [InlineData("W/\"1\"")]
    public async Task An_If_Match_that_names_no_version_of_ours_is_412(string tag)
    {
        var enterprise = (await api.Admin.Post(Enterprises, Lead())).ShouldBe(201);

        await InBothLanguages(412, "version-mismatch", c => c.Patch($"{Enterprises}/{enterprise.Id}", new { name = Names.New() }, ("If-Match", tag)));
    }

    [Fact]
    public async Task A_state_that_does_not_allow_a_step_is_409_and_lists_those_it_allows()
    {
        var enterprise = (await api.Admin.Post(Enterprises, new { name = Names.New(), direction = "other", landedOn = "2026-01-05" })).ShouldBe(201);

        var problem = await InBothLanguages(409, "transition-not-allowed",
            c => c.Post($"{Enterprises}/{enterprise.Id}/stage-changes", new { stage = "signed", on = "2026-01-06" }, ("If-Match", enterprise.ETag)));

        problem["allowedTransitions"].Texts().ShouldBe(["operating", "moved-out", "deregistered"]);
    }

    [Fact]
    public async Task An_idempotency_key_that_was_used_for_another_request_is_422()
    {
        var key = Guid.NewGuid().ToString();
        (await api.Admin.Post(Enterprises, Lead(), ("Idempotency-Key", key))).ShouldBe(201);

        await InBothLanguages(422, "invalid-fields", c => c.Post(Enterprises, Lead(), ("Idempotency-Key", key)), ("Idempotency-Key", "idempotency-key-reused"));
    }

    [Fact]
    public async Task The_language_is_the_one_that_the_client_prefers()
    {
        foreach (var (accept, language) in new (string?, string)[]
        {
            (null, "zh-CN"), ("zh-CN", "zh-CN"), ("zh-Hans,en;q=0.5", "zh-CN"), ("en-GB", "en"), ("de,en;q=0.9,zh;q=0.8", "en"), ("de", "zh-CN"),
            ("en;q=0,zh", "zh-CN"), ("*", "zh-CN"), (";;;", "zh-CN"),
        })
        {
            (await api.Anonymous.Get(Enterprises, ("Accept-Language", accept))).ShouldBeProblem(401, "key-missing").Header("Content-Language").ShouldBe(language, accept);
        }
    }

    [Fact]
    public async Task A_name_with_a_rare_character_is_kept_as_it_is()
    {
        var name = $"𠮷野㐂{Names.New()}𬉼";

        var enterprise = (await api.Admin.Post(Enterprises, Lead(name))).ShouldBe(201);

        (await api.Admin.Get($"{Enterprises}/{enterprise.Id}"))["name"].Text().ShouldBe(name);
    }

    [Fact]
    public async Task A_code_in_full_width_digits_is_put_in_normal_form()
    {
        var uscc = USCC.New();
        var wide = string.Concat(uscc.Select(c => (char)(c + 0xFEE0)));

        var enterprise = (await api.Admin.Post(Enterprises, new { name = Names.New(), direction = "other", uscc = wide, landedOn = "２０２６-０１-０５" })).ShouldBe(201);

        enterprise["uscc"].Text().ShouldBe(uscc);
        enterprise["landedOn"].Text().ShouldBe("2026-01-05");
        (await api.Admin.Get($"{Enterprises}/by-uscc/{Uri.EscapeDataString(wide)}")).ShouldBe(200).Id.ShouldBe(enterprise.Id);
        await InBothLanguages(409, "duplicate", c => c.Post(Enterprises, new { name = Names.New(), direction = "other", uscc = uscc.ToLowerInvariant() }));
    }

    private Task<Answer> InBothLanguages(int status, string code, Func<Client, Task<Answer>> send, params (string Pointer, string Code)[] errors) =>
        InBothLanguages(status, code, a => a.Admin, send, errors);

    private async Task<Answer> InBothLanguages(
        int status, string code, Func<ApiFixture, Client> who, Func<Client, Task<Answer>> send, params (string Pointer, string Code)[] errors)
    {
        var client = who(api);
        var byDefault = (await send(client)).ShouldBeProblem(status, code, errors);
        var english = (await send(client.In("en"))).ShouldBeProblem(status, code, errors);

        byDefault.Header("Content-Language").ShouldBe("zh-CN");
        english.Header("Content-Language").ShouldBe("en");
        byDefault["title"].Text().ShouldMatch(@"\p{IsCJKUnifiedIdeographs}");
        byDefault["detail"].Text().ShouldMatch(@"\p{IsCJKUnifiedIdeographs}");
        english["title"].Text().ShouldNotMatch(@"\p{IsCJKUnifiedIdeographs}");
        return english;
    }
}
