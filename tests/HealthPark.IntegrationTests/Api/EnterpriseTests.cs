using System.Text.Json.Nodes;

namespace HealthPark.IntegrationTests.Api;

public sealed class EnterpriseTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Enterprises = "/v1/enterprises";

    [Theory]
    [InlineData("lead", null, null, null, null)]
    [InlineData("negotiating", "2025-01-02", null, null, null)]
    [InlineData("signed", null, "2025-03-01", null, null)]
    [InlineData("landed", null, "2025-03-01", "2025-04-01", null)]
    [InlineData("landed", null, null, "2025-04-01", null)]
    [InlineData("operating", "2025-01-02", "2025-03-01", "2025-04-01", "2025-04-01")]
    public async Task The_dates_given_make_the_stage(string stage, string? negotiatingOn, string? signedOn, string? landedOn, string? operatingOn)
    {
        var partner = await api.NewPartner();
        var uscc = USCC.New();

        var made = (await partner.Client.Post(Enterprises, new
        {
            name = $" {Names.New()} ", uscc, direction = "digital-medicine", subField = "digital-medicine.ai-drug-rd", aliases = new[] { "示例别名" },
            cxoKinds = new[] { "cro" }, tiers = new[] { "leader", "headquarters" }, industryCode = "M7340", zone = "life-science-innovation-pole", carrier = "ciiim",
            negotiatingOn, signedOn, landedOn, operatingOn,
        })).ShouldBe(201);

        made.Header("Location").ShouldBe($"{Enterprises}/{made.Id}");
        made.ETag.ShouldBe("\"1\"");
        made["stage"].Text().ShouldBe(stage);
        made["verification"].Text().ShouldBe("submitted");
        made["uscc"].Text().ShouldBe(uscc);
        made["name"].Text().ShouldStartWith("示例");
        made["ownerOrganizationId"].Text().ShouldBe(partner.OrganizationId);
        made["findings"].Texts().ShouldBeEmpty();
        var read = (await partner.Client.Get(made.Header("Location")!, made.OrLater)).ShouldBe(200);
        read.Body.ShouldBe(made.Body);
        read.ETag.ShouldBe(made.ETag);
    }

    [Fact]
    public async Task A_landed_enterprise_without_a_code_or_a_zone_is_worth_another_look() =>
        (await Register(new { name = Names.New(), direction = "other", landedOn = "2026-01-05" }))["findings"].Texts().ShouldBe(["missing-uscc", "missing-zone"]);

    [Fact]
    public async Task A_patch_sets_what_it_has_clears_what_is_null_and_leaves_the_rest()
    {
        var made = await Register(new
        {
            name = Names.New(), direction = "other", uscc = USCC.New(), industryCode = "7340", zone = "medicine-commerce-pole", aliases = new[] { "甲", "乙" },
        });

        var patched = (await api.Admin.Patch($"{Enterprises}/{made.Id}", "{\"industryCode\":null,\"aliases\":null,\"tiers\":[\"leader\"]}",
            ("If-Match", made.ETag), ("Content-Type", "application/merge-patch+json"))).ShouldBe(200);

        patched["industryCode"].ShouldBeNull();
        patched["aliases"].Texts().ShouldBeEmpty();
        patched["tiers"].Texts().ShouldBe(["leader"]);
        patched["zone"].Text().ShouldBe("medicine-commerce-pole");
        patched["uscc"].Text().ShouldBe(made["uscc"].Text());
        patched.ETag.ShouldBe("\"2\"");
        (await api.Admin.Get($"{Enterprises}/{made.Id}")).Body.ShouldBe(patched.Body);
    }

    [Fact]
    public async Task A_patch_that_changes_nothing_records_nothing()
    {
        var made = await Register(new { name = Names.New(), direction = "other", zone = "life-health-belt" });

        var same = (await api.Admin.Patch($"{Enterprises}/{made.Id}", new { zone = "life-health-belt", name = made["name"].Text() }, ("If-Match", made.ETag))).ShouldBe(200);

        same.ETag.ShouldBe(made.ETag);
        (await History(made.Id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_patch_with_an_unknown_member_is_refused()
    {
        var made = await Lead();

        (await api.Admin.Patch($"{Enterprises}/{made.Id}", new { stage = "landed" }, ("If-Match", made.ETag)))
            .ShouldBeProblem(400, "malformed-json", ("/stage", "unknown-member"));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("uscc")]
    [InlineData("direction")]
    [InlineData("landedOn")]
    public async Task What_the_record_cannot_do_without_is_not_cleared(string member)
    {
        var made = await Register(new { name = Names.New(), direction = "other", uscc = USCC.New(), landedOn = "2026-01-05" });

        (await api.Admin.Patch($"{Enterprises}/{made.Id}", $"{{\"{member}\":null}}", ("If-Match", made.ETag)))
            .ShouldBeProblem(422, "invalid-fields", ($"/{member}", "cannot-be-cleared"));
    }

    [Fact]
    public async Task A_date_of_a_stage_ahead_makes_the_stage()
    {
        var made = await Lead();

        (await api.Admin.Patch($"{Enterprises}/{made.Id}", new { landedOn = "2026-01-05" }, ("If-Match", made.ETag))).ShouldBe(200)["stage"].Text().ShouldBe("landed");
    }

    [Fact]
    public async Task A_new_direction_holds_from_its_own_date_and_takes_the_old_sub_field_away()
    {
        var made = await Register(new
        {
            name = Names.New(), direction = "digital-medicine", subField = "digital-medicine.ai-drug-rd", uscc = USCC.New(), landedOn = "2025-06-01",
        });
        var verified = await Verify(made);

        var moved = (await api.Admin.Patch($"{Enterprises}/{made.Id}", new { direction = "gene-cell-therapy", directionFrom = "2026-02-01" }, ("If-Match", verified.ETag))).ShouldBe(200);

        moved["direction"].Text().ShouldBe("gene-cell-therapy");
        moved["subField"].ShouldBeNull();
        moved["directions"]!.ToJsonString().ShouldBe("""[{"direction":"digital-medicine","from":null},{"direction":"gene-cell-therapy","from":"2026-02-01"}]""");
        moved["verification"].Text().ShouldBe("submitted");
        (await api.Admin.Patch($"{Enterprises}/{made.Id}", new { directionFrom = "2026-02-01" }, ("If-Match", moved.ETag)))
            .ShouldBeProblem(422, "invalid-fields", ("/directionFrom", "without-direction"));
    }

    [Theory]
    [InlineData("{\"landedOn\":\"2026-01-06\"}", "submitted")]
    [InlineData("{\"direction\":\"other\"}", "submitted")]
    [InlineData("{\"uscc\":\"new\"}", "submitted")]
    [InlineData("{\"zone\":\"life-health-belt\"}", "verified")]
    [InlineData("{\"industryCode\":\"7340\"}", "verified")]
    public async Task Only_a_change_of_what_counts_submits_the_record_again(string patch, string verification)
    {
        var verified = await Verify(await Register(new { name = Names.New(), direction = "digital-medicine", uscc = USCC.New(), landedOn = "2026-01-05" }));
        verified["verification"].Text().ShouldBe("verified");

        var patched = (await api.Admin.Patch($"{Enterprises}/{verified.Id}", patch.Replace("\"new\"", $"\"{USCC.New()}\"", StringComparison.Ordinal), ("If-Match", verified.ETag))).ShouldBe(200);

        patched["verification"].Text().ShouldBe(verification);
    }

    [Fact]
    public async Task An_enterprise_goes_from_lead_to_operating_and_out_of_the_park()
    {
        var now = await Lead();
        foreach (var (stage, on, member) in new[]
        {
            ("negotiating", "2025-01-01", "negotiatingOn"), ("signed", "2025-02-01", "signedOn"), ("landed", "2025-03-01", "landedOn"),
            ("operating", "2025-04-01", "operatingOn"), ("moved-out", "2026-05-01", "movedOutOn"),
        })
        {
            now = (await api.Admin.Post($"{Enterprises}/{now.Id}/stage-changes", new { stage, on, reason = stage == "moved-out" ? "示例理由" : null }, ("If-Match", now.ETag))).ShouldBe(200);
            now["stage"].Text().ShouldBe(stage);
            now[member].Text().ShouldBe(on);
        }

        now["leaveReason"].Text().ShouldBe("示例理由");
        (await History(now.Id)).Select(e => e["type"].Text()).ShouldBe(
        [
            "enterprise-registered", "enterprise-negotiation-started", "enterprise-signed", "enterprise-landed", "enterprise-operation-started", "enterprise-moved-out",
        ]);
        (await api.Admin.Post($"{Enterprises}/{now.Id}/stage-changes", new { stage = "landed", on = "2026-06-01" }, ("If-Match", now.ETag)))
            .ShouldBeProblem(409, "transition-not-allowed")["allowedTransitions"].Texts().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stage_change_before_the_stage_it_follows_is_refused()
    {
        var signed = await Register(new { name = Names.New(), direction = "other", signedOn = "2026-02-01" });

        (await api.Admin.Post($"{Enterprises}/{signed.Id}/stage-changes", new { stage = "landed", on = "2026-01-31" }, ("If-Match", signed.ETag)))
            .ShouldBeProblem(422, "invalid-fields", ("/on", "dates-out-of-order"));
    }

    [Fact]
    public async Task A_code_that_another_record_holds_is_409_and_links_it_to_those_who_may_read_it()
    {
        var (one, other) = (await api.NewPartner(), await api.NewPartner());
        var uscc = USCC.New();
        var held = (await one.Client.Post(Enterprises, new { name = Names.New(), direction = "other", uscc })).ShouldBe(201);

        var again = new { name = Names.New(), direction = "other", uscc };
        (await one.Client.Post(Enterprises, again)).ShouldBeProblem(409, "duplicate")["existing"].Text().ShouldBe($"{Enterprises}/{held.Id}");
        (await api.Admin.Post(Enterprises, again)).ShouldBeProblem(409, "duplicate")["existing"].Text().ShouldBe($"{Enterprises}/{held.Id}");
        var hidden = (await other.Client.Post(Enterprises, again)).ShouldBeProblem(409, "duplicate");
        hidden.Json.AsObject().ContainsKey("existing").ShouldBeFalse();
        hidden.Body.ShouldNotContain(held.Id);
    }

    [Theory]
    [InlineData("重庆（{0}）生物科技有限公司", "重庆({0})生物科技 股份有限公司")]
    [InlineData("{0} Bio Co., Ltd.", "{0}BIO")]
    [InlineData("{0}Ｂｉｏ", "{0} bio")]
    public async Task A_name_that_folds_to_anothers_passes_only_with_a_word_on_why_they_are_distinct(string first, string second)
    {
        var (one, other) = (await api.NewPartner(), await api.NewPartner());
        var part = Guid.NewGuid().ToString("N");
        var known = (await one.Client.Post(Enterprises, new { name = string.Format(null, first, part), direction = "other" })).ShouldBe(201);
        var name = string.Format(null, second, part);

        (await one.Client.Post(Enterprises, new { name, direction = "other" })).ShouldBeProblem(409, "duplicate-suspected")["candidates"].Texts()
            .ShouldBe([$"{Enterprises}/{known.Id}"]);
        var hidden = (await other.Client.Post(Enterprises, new { name, direction = "other" })).ShouldBeProblem(409, "duplicate-suspected");
        hidden["candidates"].Texts().ShouldBeEmpty();
        hidden.Body.ShouldNotContain(known.Id);
        (await other.Client.Post(Enterprises, new { name, direction = "other", confirmDistinct = true })).ShouldBeProblem(422, "invalid-fields", ("/reason", "required"));
        (await other.Client.Post(Enterprises, new { name, direction = "other", confirmDistinct = true, reason = "另一家" })).ShouldBe(201)["distinctReason"].Text().ShouldBe("另一家");
    }

    [Fact]
    public async Task A_void_record_frees_its_code_and_its_name_and_takes_no_more_changes()
    {
        var (name, uscc) = (Names.New(), USCC.New());
        var made = await Register(new { name, direction = "other", uscc });
        (await api.Admin.Post($"{Enterprises}/{made.Id}/void", new { }, ("If-Match", made.ETag))).ShouldBeProblem(422, "invalid-fields", ("/reason", "required"));

        var voided = (await api.Admin.Post($"{Enterprises}/{made.Id}/void", new { reason = "录入错误" }, ("If-Match", made.ETag))).ShouldBe(200);

        voided["stage"].Text().ShouldBe("voided");
        voided["voidReason"].Text().ShouldBe("录入错误");
        (await api.Admin.Patch($"{Enterprises}/{made.Id}", new { zone = "life-health-belt" }, ("If-Match", voided.ETag)))
            .ShouldBeProblem(409, "enterprise-voided")["allowedTransitions"].Texts().ShouldBeEmpty();
        (await api.Admin.Post($"{Enterprises}/{made.Id}/verification", new { decision = "verified" }, ("If-Match", voided.ETag))).ShouldBeProblem(409, "enterprise-voided");
        (await api.Admin.Put($"{Enterprises}/{made.Id}/scale-statuses/2026", new { aboveScale = true })).ShouldBeProblem(409, "enterprise-voided");
        (await api.Admin.Get($"{Enterprises}/by-uscc/{uscc}")).ShouldBeProblem(404, "not-found");
        var next = await Register(new { name, direction = "other", uscc });
        (await api.Admin.Get($"{Enterprises}/by-uscc/{uscc}")).ShouldBe(200).Id.ShouldBe(next.Id);
        (await api.Admin.Get($"{Enterprises}/{made.Id}")).ShouldBe(200)["stage"].Text().ShouldBe("voided");
    }

    [Fact]
    public async Task The_park_office_returns_with_a_reason_and_verifies_what_is_posted_again()
    {
        var partner = await api.NewPartner();
        var made = (await partner.Client.Post(Enterprises, new { name = Names.New(), direction = "other", uscc = USCC.New(), landedOn = "2026-01-05" })).ShouldBe(201);
        var path = $"{Enterprises}/{made.Id}";
        (await partner.Client.Post($"{path}/verification", new { decision = "verified" }, ("If-Match", made.ETag))).ShouldBeProblem(403, "scope-missing");
        (await api.Admin.Post($"{path}/verification", new { decision = "returned" }, ("If-Match", made.ETag))).ShouldBeProblem(422, "invalid-fields", ("/reason", "required"));
        (await api.Admin.Post($"{path}/verification", new { decision = "maybe" }, ("If-Match", made.ETag))).ShouldBeProblem(422, "invalid-fields", ("/decision", "unknown-value"));

        var returned = (await api.Admin.Post($"{path}/verification", new { decision = "returned", reason = "日期不符" }, ("If-Match", made.ETag))).ShouldBe(200);
        returned["verification"].Text().ShouldBe("returned");
        returned["returnReason"].Text().ShouldBe("日期不符");

        var mended = (await partner.Client.Patch(path, new { landedOn = "2026-01-06" }, ("If-Match", returned.ETag))).ShouldBe(200);
        mended["verification"].Text().ShouldBe("submitted");
        mended["returnReason"].ShouldBeNull();

        var verified = await Verify(mended);
        (await Verify(verified)).ETag.ShouldBe(verified.ETag); // again: nothing to do
        (await api.Admin.Post($"{path}/verification", new { decision = "returned", reason = "晚了" }, ("If-Match", verified.ETag))).ShouldBeProblem(409, "already-verified");
    }

    [Fact]
    public async Task A_scale_status_is_made_then_changed_under_its_own_ETag()
    {
        var made = await Register(new { name = Names.New(), direction = "other", uscc = USCC.New(), landedOn = "2025-01-05" });
        var path = $"{Enterprises}/{made.Id}/scale-statuses/2025";
        (await api.Admin.Get(path)).ShouldBeProblem(404, "not-found");
        (await api.Admin.Put(path, new { aboveScale = true }, ("If-Match", "\"1\""))).ShouldBeProblem(412, "version-mismatch");

        var first = (await api.Admin.Put(path, new { aboveScale = true }, ("If-None-Match", "*"))).ShouldBe(201);
        first.Header("Location").ShouldBe(path);
        first["verification"].Text().ShouldBe("submitted");
        (await api.Admin.Put(path, new { aboveScale = false }, ("If-None-Match", "*"))).ShouldBeProblem(412, "version-mismatch")["currentETag"].Text().ShouldBe(first.ETag);
        (await api.Admin.Put(path, new { aboveScale = false })).ShouldBeProblem(428, "if-match-required");
        var second = (await api.Admin.Put(path, new { aboveScale = false }, ("If-Match", first.ETag))).ShouldBe(200);
        (await api.Admin.Put(path, new { aboveScale = true }, ("If-Match", first.ETag))).ShouldBeProblem(412, "version-mismatch")["changes"].Items()
            .ShouldHaveSingleItem()["pointers"].Texts().ShouldContain("/aboveScale");

        var verified = (await api.Admin.Post($"{path}/verification", new { decision = "verified" }, ("If-Match", second.ETag))).ShouldBe(200);
        verified["verification"].Text().ShouldBe("verified");
        (await api.Admin.Get(path)).Body.ShouldBe(verified.Body);
        (await api.Admin.Get($"{Enterprises}/{made.Id}/scale-statuses"))["items"].Items().ShouldHaveSingleItem()["aboveScale"]!.GetValue<bool>().ShouldBeFalse();
        (await api.Admin.Get($"{Enterprises}/{made.Id}")).ETag.ShouldBe(made.ETag); // the record itself has not changed
        (await api.Admin.Put($"{Enterprises}/{made.Id}/scale-statuses/1999", new { aboveScale = true })).ShouldBeProblem(400, "invalid-year", ("year", "invalid-year"));
        (await api.Admin.Put($"{Enterprises}/{made.Id}/scale-statuses/2024", new { })).ShouldBeProblem(422, "invalid-fields", ("/aboveScale", "required"));
    }

    [Fact]
    public async Task The_strongest_source_of_a_period_counts_and_each_source_is_verified_by_itself()
    {
        var made = await Register(new { name = Names.New(), direction = "other", uscc = USCC.New(), landedOn = "2025-01-05" });
        var path = $"{Enterprises}/{made.Id}/revenue-declarations/2025";
        var own = (await api.Admin.Put(path, new { amountYuan = 100.25m, source = "enterprise" })).ShouldBe(201);
        own["amountYuan"].Number().ShouldBe(100.25m);

        var tax = (await api.Admin.Put(path, new { amountYuan = 90m, source = "tax" })).ShouldBe(200);
        tax["source"].Text().ShouldBe("tax");
        tax["amountYuan"].Number().ShouldBe(90m);
        tax["declarations"].Items().Select(d => d["source"].Text()).ShouldBe(["tax", "enterprise"]);
        (await api.Admin.Put(path, new { amountYuan = 91m, source = "tax" })).ShouldBeProblem(428, "if-match-required");
        (await api.Admin.Put(path, new { amountYuan = 91m, source = "tax" }, ("If-Match", own.ETag))).ShouldBeProblem(412, "version-mismatch");

        (await api.Admin.Post($"{path}/verification", new { decision = "verified" }, ("If-Match", tax.ETag))).ShouldBeProblem(422, "invalid-fields", ("/source", "required"));
        var verified = (await api.Admin.Post($"{path}/verification", new { decision = "verified", source = "enterprise" }, ("If-Match", tax.ETag))).ShouldBe(200);
        verified["verification"].Text().ShouldBe("submitted"); // what counts, the tax bureau's amount, is not verified yet
        verified["declarations"].Items()[1]["verification"].Text().ShouldBe("verified");
        (await api.Admin.Post($"{path}/verification", new { decision = "verified", source = "statistics" }, ("If-Match", verified.ETag))).ShouldBeProblem(404, "not-found");

        var statistics = (await api.Admin.Put(path, new { amountYuan = 95m, source = "statistics" })).ShouldBe(200);
        statistics["source"].Text().ShouldBe("statistics");
        (await api.Admin.Get(path)).Body.ShouldBe(statistics.Body);
    }

    [Theory]
    [InlineData(100, 150, false)]
    [InlineData(100, 150.01, true)]
    [InlineData(100, 50, false)]
    [InlineData(100, 49.99, true)]
    [InlineData(0, 50, false)]
    public async Task A_jump_of_revenue_over_half_is_a_finding_and_not_an_error(decimal before, decimal after, bool found)
    {
        var made = await Register(new { name = Names.New(), direction = "other", uscc = USCC.New() });
        var path = $"{Enterprises}/{made.Id}/revenue-declarations";
        (await api.Admin.Put($"{path}/2025-12", new { amountYuan = before, source = "tax" })).ShouldBe(201)["findings"].Texts().ShouldBeEmpty();

        var next = (await api.Admin.Put($"{path}/2026-01", new { amountYuan = after, source = "tax" })).ShouldBe(201);

        next["findings"].Texts().ShouldBe(found ? ["revenue-jump"] : []);
        (await api.Admin.Get(path))["items"].Items().Select(i => i["period"].Text()).ShouldBe(["2025-12", "2026-01"]);
    }

    [Theory]
    [InlineData("{\"source\":\"tax\"}", 422, "/amountYuan", "required")]
    [InlineData("{\"amountYuan\":1}", 422, "/source", "required")]
    [InlineData("{\"amountYuan\":-0.01,\"source\":\"tax\"}", 422, "/amountYuan", "out-of-range")]
    [InlineData("{\"amountYuan\":1e16,\"source\":\"tax\"}", 422, "/amountYuan", "out-of-range")]
    [InlineData("{\"amountYuan\":1.001,\"source\":\"tax\"}", 422, "/amountYuan", "too-many-decimals")]
    [InlineData("{\"amountYuan\":1,\"source\":\"rumour\"}", 422, "/source", "unknown-value")]
    [InlineData("{\"amountYuan\":\"1\",\"source\":\"tax\"}", 400, "/amountYuan", "wrong-type")]
    [InlineData("{\"amountYuan\":1e40,\"source\":\"tax\"}", 400, "/amountYuan", "wrong-type")]
    public async Task An_amount_that_is_none_is_refused(string body, int status, string pointer, string code)
    {
        var made = await Lead();

        (await api.Admin.Put($"{Enterprises}/{made.Id}/revenue-declarations/2025", body)).ShouldBeProblem(status, status == 422 ? "invalid-fields" : "malformed-json", (pointer, code));
    }

    [Theory]
    [InlineData("2026-13", "invalid-period")]
    [InlineData("2026Q1", "invalid-period")]
    [InlineData("26", "invalid-period")]
    [InlineData("2999", "in-the-future")]
    public async Task A_period_that_is_none_is_refused(string period, string code)
    {
        var made = await Lead();

        (await api.Admin.Put($"{Enterprises}/{made.Id}/revenue-declarations/{period}", new { amountYuan = 1, source = "tax" })).ShouldBeProblem(400, code, ("period", code));
    }

    [Fact]
    public async Task The_history_says_who_did_what_when_and_for_whom()
    {
        var partner = await api.NewPartner();
        var made = (await partner.Client.Post(Enterprises, new { name = Names.New(), direction = "other" })).ShouldBe(201);
        await Verify(made);

        var history = (await partner.Client.Get($"{Enterprises}/{made.Id}/history")).ShouldBe(200)["items"].Items();

        history.Select(e => (e["version"]!.GetValue<int>(), e["type"].Text())).ShouldBe([(1, "enterprise-registered"), (2, "enterprise-verified")]);
        history[0]["organizationId"].Text().ShouldBe(partner.OrganizationId);
        history[0]["officer"].Text().ShouldBe("示例人");
        history[0]["data"]!["name"].Text().ShouldBe(made["name"].Text());
        history[0]["position"]!.GetValue<long>().ShouldBe(made.Position);
        history[1]["organization"].Text().ShouldBe("园区办公室");
    }

    [Fact]
    public async Task A_record_can_be_seen_as_it_was_known_at_any_version_position_or_instant()
    {
        var made = await Register(new { name = Names.New(), direction = "other" });
        var path = $"{Enterprises}/{made.Id}";
        var signed = (await api.Admin.Post($"{path}/stage-changes", new { stage = "signed", on = "2026-01-05" }, ("If-Match", made.ETag))).ShouldBe(200);
        (await api.Admin.Put($"{path}/scale-statuses/2026", new { aboveScale = true })).ShouldBe(201);

        (await api.Admin.Get($"{path}?version=1")).ShouldBe(200).Body.ShouldBe(made.Body);
        (await api.Admin.Get($"{path}?asOf={made.Position}")).ShouldBe(200).Body.ShouldBe(made.Body);
        (await api.Admin.Get($"{path}?asOf={Uri.EscapeDataString(made["updatedAt"].Text())}")).ShouldBe(200).Body.ShouldBe(made.Body);
        (await api.Admin.Get($"{path}?version=2")).ShouldBe(200).Body.ShouldBe(signed.Body);
        (await api.Admin.Get(path)).ShouldBe(200).Body.ShouldBe(signed.Body);
        (await api.Admin.Get($"{path}?asOf={made.Position - 1}")).ShouldBeProblem(404, "not-found");
        (await api.Admin.Get($"{path}?asOf=2026-01-01T00:00:00%2B08:00")).ShouldBeProblem(404, "not-found");
        (await api.Admin.Get($"{path}?version=4")).ShouldBeProblem(404, "not-found");
        (await api.Admin.Get($"{path}/history?version=1")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem();
        (await api.Admin.Get($"{path}/scale-statuses/2026?version=2")).ShouldBeProblem(404, "not-found");
        (await api.Admin.Get($"{path}/scale-statuses?version=2")).ShouldBe(200)["items"].Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_that_has_the_record_is_told_so()
    {
        var made = await Lead();
        var path = $"{Enterprises}/{made.Id}";

        foreach (var tag in new[] { made.ETag, $"W/{made.ETag}", $"\"9\", {made.ETag}", "*" })
        {
            var known = (await api.Admin.Get(path, ("If-None-Match", tag))).ShouldBe(304);
            known.Bytes.ShouldBeEmpty();
            known.ETag.ShouldBe(made.ETag);
        }

        (await api.Admin.Get(path, ("If-None-Match", "\"9\""))).ShouldBe(200);
    }

    [Fact]
    public async Task A_list_that_has_not_changed_is_not_sent_twice()
    {
        var partner = await api.NewPartner();
        var made = (await partner.Client.Post(Enterprises, new { name = Names.New(), direction = "other" })).ShouldBe(201);
        foreach (var path in new[] { Enterprises, $"{Enterprises}/{made.Id}/history", $"{Enterprises}/{made.Id}/scale-statuses", $"{Enterprises}/{made.Id}/revenue-declarations" })
        {
            var list = (await partner.Client.Get(path)).ShouldBe(200);

            (await partner.Client.Get(path, ("If-None-Match", list.ETag))).ShouldBe(304).Bytes.ShouldBeEmpty();
        }

        var all = await partner.Client.Get(Enterprises);
        (await partner.Client.Patch($"{Enterprises}/{made.Id}", new { zone = "life-health-belt" }, ("If-Match", made.ETag))).ShouldBe(200);
        (await partner.Client.Get(Enterprises, ("If-None-Match", all.ETag))).ShouldBe(200)["items"].Items()[0]["zone"].Text().ShouldBe("life-health-belt");
    }

    [Fact]
    public async Task A_read_that_names_the_position_of_a_write_shows_it()
    {
        for (var i = 0; i < 20; i++)
        {
            var made = await Register(new { name = Names.New(), direction = "other", uscc = USCC.New(), landedOn = "2026-01-05" });

            (await api.Admin.Get($"{Enterprises}/{made.Id}", made.OrLater)).ShouldBe(200);
            (await api.Admin.Get("/v1/plan/indicators/enterprises/contributions?period=2026&basis=reported", made.OrLater)).ShouldBe(200)["items"].Items()
                .ShouldContain(item => item["recordId"].Text() == made.Id);
        }
    }

    [Fact]
    public async Task A_dry_run_stores_nothing_and_says_what_would_change_figures_included()
    {
        var body = new { name = Names.New(), direction = "digital-medicine", uscc = USCC.New(), landedOn = "2026-01-05" };

        var would = (await api.Admin.Post($"{Enterprises}?dryRun=true", body, ("Idempotency-Key", null))).ShouldBe(200);

        would["dryRun"]!.GetValue<bool>().ShouldBeTrue();
        would["events"].Items().ShouldHaveSingleItem()["type"].Text().ShouldBe("enterprise_registered");
        would["record"]!["stage"].Text().ShouldBe("landed");
        would["figures"]!.ToJsonString().ShouldBe(
            """[{"indicator":"enterprises","direction":"digital-medicine","period":"2026","basis":"reported","change":1,"unit":"\u5BB6"}]""");
        would.Header("HealthPark-Position").ShouldBeNull();
        (await api.Admin.Get($"{Enterprises}/by-uscc/{body.uscc}")).ShouldBe(404);

        var made = await Register(body);
        var verify = (await api.Admin.Post($"{Enterprises}/{made.Id}/verification?dryRun=true", new { decision = "verified" }, ("If-Match", made.ETag))).ShouldBe(200);
        verify["figures"].Items().ShouldHaveSingleItem()["basis"].Text().ShouldBe("verified");
        (await api.Admin.Get($"{Enterprises}/{made.Id}")).Body.ShouldBe(made.Body);
        (await api.Admin.Post($"{Enterprises}?dryRun=true", body with { name = Names.New() })).ShouldBeProblem(409, "duplicate");
        (await api.Admin.Put($"{Enterprises}/{made.Id}/scale-statuses/2026?dryRun=true", new { aboveScale = true })).ShouldBe(200);
        (await api.Admin.Get($"{Enterprises}/{made.Id}/scale-statuses/2026")).ShouldBe(404);
        (await History(made.Id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_partner_sees_and_changes_its_own_records_only()
    {
        var (one, other) = (await api.NewPartner(), await api.NewPartner());
        var made = (await one.Client.Post(Enterprises, new { name = Names.New(), direction = "other", uscc = USCC.New() })).ShouldBe(201);
        (await one.Client.Put($"{Enterprises}/{made.Id}/scale-statuses/2025", new { aboveScale = true })).ShouldBe(201);
        (await one.Client.Put($"{Enterprises}/{made.Id}/revenue-declarations/2025", new { amountYuan = 1, source = "tax" })).ShouldBe(201);
        var path = $"{Enterprises}/{made.Id}";

        foreach (var read in new[]
        {
            path, $"{path}/history", $"{path}?version=1", $"{Enterprises}/by-uscc/{made["uscc"].Text()}", $"{path}/scale-statuses", $"{path}/scale-statuses/2025",
            $"{path}/revenue-declarations", $"{path}/revenue-declarations/2025",
        })
        {
            (await one.Client.Get(read)).ShouldBe(200);
            (await api.Admin.Get(read)).ShouldBe(200);
            (await other.Client.Get(read)).ShouldBeProblem(404, "not-found");
        }

        (await other.Client.Patch(path, new { zone = "life-health-belt" }, ("If-Match", made.ETag))).ShouldBeProblem(404, "not-found");
        (await other.Client.Post($"{path}/void", new { reason = "示例" }, ("If-Match", made.ETag))).ShouldBeProblem(404, "not-found");
        (await other.Client.Post($"{path}/stage-changes", new { stage = "signed", on = "2026-01-01" }, ("If-Match", made.ETag))).ShouldBeProblem(404, "not-found");
        (await other.Client.Put($"{path}/scale-statuses/2024", new { aboveScale = true })).ShouldBeProblem(404, "not-found");
        (await other.Client.Put($"{path}/revenue-declarations/2024", new { amountYuan = 1, source = "tax" })).ShouldBeProblem(404, "not-found");
        (await other.Client.Get(Enterprises))["items"].Items().ShouldBeEmpty();
        (await other.Client.Get($"{Enterprises}?ownerOrganizationId={one.OrganizationId}&count=exact"))["total"]!.GetValue<int>().ShouldBe(0);
        (await one.Client.Get(Enterprises))["items"].Items().ShouldHaveSingleItem()["id"].Text().ShouldBe(made.Id);
        (await api.Admin.Get(path)).Body.ShouldBe(made.Body);
    }

    private Task<Answer> Lead() => Register(new { name = Names.New(), direction = "other" });

    private async Task<Answer> Register(object body) => (await api.Admin.Post(Enterprises, body)).ShouldBe(201);

    private async Task<Answer> Verify(Answer read) =>
        (await api.Admin.Post($"{Enterprises}/{read.Id}/verification", new { decision = "verified" }, ("If-Match", read.ETag))).ShouldBe(200);

    private async Task<IReadOnlyList<JsonNode>> History(string id) => (await api.Admin.Get($"{Enterprises}/{id}/history")).ShouldBe(200)["items"].Items();
}
