using System.Globalization;
using System.Text.Json.Nodes;
using HealthPark.Kernel;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Research results on their way into industry, over HTTP.</summary>
public sealed class TransferTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Transfers = "/v1/transfers";
    private static readonly string[] PartnersScopes = [.. Scopes.All.Except(Scopes.ParkOfficeOnly)];

    [Fact]
    public async Task A_transfer_reads_back_as_it_was_entered()
    {
        var partner = await api.NewPartner(PartnersScopes);
        var enterprise = (await partner.Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201).Id;

        var made = (await partner.Client.Post(Transfers, new
        {
            title = " 示例𠮷成果Ａ ", direction = "gene-cell-therapy", stage = "proof-of-concept", owner = "重庆医科大学", stageOn = "2026-03-01", description = "示例说明",
            subField = "gene-cell-therapy.cell-engineering", team = "示例团队", diseaseField = "恶性肿瘤", trl = 4, enterpriseId = enterprise, carrier = "ciiim",
            claimants = new object[] { new { organization = "重庆医科大学", share = 0.6 }, new { organization = "示例研究所", share = 0.4 } },
        })).ShouldBe(201);

        made.Header("Location").ShouldBe($"{Transfers}/{made.Id}");
        made["title"].Text().ShouldBe("示例𠮷成果Ａ");
        made["owner"].Text().ShouldBe("重庆医科大学");
        made["ownerInstitutionId"].Text().ShouldNotBeNullOrEmpty();
        made["claimants"].Items().Select(c => (c["organization"].Text(), c["share"].Number(), c["organizationId"]?.GetValue<string>()))
            .ShouldBe([("重庆医科大学", 0.6m, made["ownerInstitutionId"].Text()), ("示例研究所", 0.4m, null)]);
        made["chains"].Items().Select(c => c["stage"].Text()).ShouldBe(["development.small-trial", "product.product-development"]);
        made["ownerOrganizationId"].Text().ShouldBe(partner.OrganizationId);
        made["verification"].Text().ShouldBe("submitted");
        (await partner.Client.Get(made.Header("Location")!, made.OrLater)).ShouldBe(200).Body.ShouldBe(made.Body);
        (await partner.Client.Get($"{Transfers}?enterpriseId={enterprise}&trl=4&stage=proof-of-concept&stageOn.gte=2026-03-01&owner=重庆医科大学"))
            .ShouldBe(200)["items"].Items().ShouldHaveSingleItem()["id"].Text().ShouldBe(made.Id);
        (await partner.Client.Get($"{made.Header("Location")}/history")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem()["type"].Text().ShouldBe("transfer-registered");
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_place_and_nothing_is_stored()
    {
        (await api.Admin.Post(Transfers, new { })).ShouldBeProblem(422, "invalid-fields",
            ("/title", "required"), ("/direction", "required"), ("/stage", "required"), ("/owner", "required"));
        (await api.Admin.Post(Transfers, Body(new { claimants = new object?[] { null, new { organization = "甲", share = 1.5 } } })))
            .ShouldBeProblem(422, "invalid-fields", ("/claimants/0", "required"));
        (await api.Admin.Post(Transfers, Body(new { claimants = new object[] { new { organization = "甲\0", share = 1 } } }))).ShouldBeProblem(400, "malformed-json", ("/claimants/0/organization", "nul-in-text"));
        (await api.Admin.Post(Transfers, Body(new { claimants = new object[] { new { organization = "甲", share = 0.5 } } })))
            .ShouldBeProblem(422, "invalid-fields", ("/claimants", "shares-do-not-sum-to-1"));
        (await api.Admin.Post(Transfers, Body(new { claimants = new object[] { new { organization = "甲", part = 1 } } }))).ShouldBeProblem(400, "malformed-json");
        (await api.Admin.Post(Transfers, Body(new { trl = 10 }))).ShouldBeProblem(422, "invalid-fields", ("/trl", "out-of-range"));
    }

    [Fact]
    public async Task A_reference_must_be_there_and_visible_to_the_writer()
    {
        var (one, other) = (await api.NewPartner(PartnersScopes), await api.NewPartner(PartnersScopes));
        var theirs = (await other.Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);

        (await one.Client.Post(Transfers, Body(new { enterpriseId = theirs.Id }))).ShouldBeProblem(422, "invalid-fields", ("/enterpriseId", "unknown-reference"));
        (await one.Client.Post(Transfers, Body(new { enterpriseId = Guid.CreateVersion7() }))).ShouldBeProblem(422, "invalid-fields", ("/enterpriseId", "unknown-reference"));
        (await one.Client.Post(Transfers, Body(new { owner = other.OrganizationId }))).ShouldBeProblem(422, "invalid-fields", ("/owner", "unknown-reference"));
        (await one.Client.Post(Transfers, Body(new { owner = one.OrganizationId }))).ShouldBe(201)["ownerInstitutionId"].Text().ShouldBe(one.OrganizationId);
        var made = (await api.Admin.Post(Transfers, Body(new { enterpriseId = theirs.Id }))).ShouldBe(201);
        (await other.Client.Post($"/v1/enterprises/{theirs.Id}/void", new { reason = "误录" }, ("If-Match", theirs.ETag))).ShouldBe(200);
        (await api.Admin.Post(Transfers, Body(new { enterpriseId = theirs.Id }))).ShouldBeProblem(422, "invalid-fields", ("/enterpriseId", "unknown-reference"));
        (await api.Admin.Patch($"{Transfers}/{made.Id}", new { enterpriseId = theirs.Id, trl = 2 }, ("If-Match", made.ETag))).ShouldBe(200); // it was there when it was named
    }

    [Fact]
    public async Task One_result_is_one_record()
    {
        var (one, other) = (await api.NewPartner(PartnersScopes), await api.NewPartner(PartnersScopes));
        var title = Names.New();
        var first = (await one.Client.Post(Transfers, Body(new { title }))).ShouldBe(201);

        (await one.Client.Post(Transfers, Body(new { title = title + " " }))).ShouldBeProblem(409, "duplicate-suspected")["candidates"].Texts().ShouldBe([$"{Transfers}/{first.Id}"]);
        (await other.Client.Post(Transfers, Body(new { title }))).ShouldBeProblem(409, "duplicate-suspected")["candidates"].Texts().ShouldBeEmpty();
        (await other.Client.Post($"{Transfers}?dryRun=true", Body(new { title }))).ShouldBeProblem(409, "duplicate-suspected");
        (await other.Client.Post(Transfers, Body(new { title, confirmDistinct = true, reason = "不同项目" }))).ShouldBe(201)["distinctReason"].Text().ShouldBe("不同项目");
        (await other.Client.Post(Transfers, Body(new { title, owner = "另一医院" }))).ShouldBe(201);
        (await one.Client.Post($"{Transfers}/{first.Id}/void", new { reason = "误录" }, ("If-Match", first.ETag))).ShouldBe(200)["stage"].Text().ShouldBe("voided");
        (await one.Client.Post(Transfers, Body(new { title }))).ShouldBe(201);
    }

    [Fact]
    public async Task The_chain_is_walked_step_by_step_and_what_is_refused_is_what_is_published()
    {
        var partner = (await api.NewPartner(PartnersScopes)).Client;
        var made = (await partner.Post(Transfers, Body(new { stage = "clinical-need" }))).ShouldBe(201);
        var path = $"{Transfers}/{made.Id}";
        var machine = (await api.Anonymous.Get("/v1/state-machines/transfer-stage")).ShouldBe(200);
        var waiver = new { approver = "示例审批人", reason = "已有成熟产品" };

        (await partner.Post($"{path}/stage-advances", Step("transfer"))).ShouldBeProblem(428, "if-match-required");
        (await partner.Post($"{path}/stage-advances", Step("transfer"), ("If-Match", made.ETag))).ShouldBeProblem(409, "transition-not-allowed")
            ["allowedTransitions"].Texts().ShouldBe(Published("clinical-need", "AdvanceTransfer", null));
        (await partner.Post($"{path}/stage-advances", new { to = "transfer", on = "2026-03-02", evidence = new[] { "报告" }, waiver }, ("If-Match", made.ETag)))
            .ShouldBeProblem(403, "park-office-only");
        (await partner.Post($"{path}/stage-advances", new { to = "basic-research", on = "2026-03-02", evidence = Array.Empty<string>() }, ("If-Match", made.ETag)))
            .ShouldBeProblem(422, "invalid-fields", ("/evidence", "required"));
        var advanced = (await partner.Post($"{path}/stage-advances", Step("basic-research"), ("If-Match", made.ETag))).ShouldBe(200);
        advanced["stage"].Text().ShouldBe("basic-research");
        var waived = (await api.Admin.Post($"{path}/stage-advances", new { to = "transfer", on = "2026-03-02", evidence = new[] { "报告" }, waiver }, ("If-Match", advanced.ETag))).ShouldBe(200);
        waived["steps"].Items()[^1]["waiver"]!["approver"].Text().ShouldBe("示例审批人");
        waived["findings"].Texts().ShouldBe(["not-transferred"]);
        var returned = (await partner.Post($"{path}/stage-returns", new { to = "clinical-need", on = "2026-03-03", reason = "数据不足" }, ("If-Match", waived.ETag))).ShouldBe(200);
        returned["stage"].Text().ShouldBe("clinical-need");
        var stopped = (await partner.Post($"{path}/stop", new { on = "2026-03-04", reason = "不可行" }, ("If-Match", returned.ETag))).ShouldBe(200);
        stopped["stage"].Text().ShouldBe("stopped");
        (await partner.Post($"{path}/stage-advances", Step("basic-research"), ("If-Match", stopped.ETag))).ShouldBeProblem(409, "transition-not-allowed")
            ["allowedTransitions"].Texts().ShouldBe(Published("stopped", "AdvanceTransfer", null));
        machine["transitions"].Items().Single(t => t["from"].Text() == "basic-research" && t["to"].Text() == "industrial-landing")["needs"].Text().ShouldBe("waiver");

        object Step(string to) => new { to, on = "2026-03-02", evidence = new[] { "报告" } };
        IEnumerable<string> Published(string from, string operation, string? needs) => machine["transitions"].Items()
            .Where(t => t["from"].Text() == from && t["operation"].Text() == operation && t["needs"]?.GetValue<string>() == needs).Select(t => t["to"].Text());
    }

    [Fact]
    public async Task A_contract_goes_from_draft_to_registration_with_an_ETag_of_its_own()
    {
        var partner = (await api.NewPartner(PartnersScopes)).Client;
        var made = (await partner.Post(Transfers, Body(new { }))).ShouldBe(201);
        var path = $"{Transfers}/{made.Id}";
        var number = Guid.NewGuid().ToString("N");

        (await partner.Post($"{path}/contracts", new { kind = "licence", amountYuan = 100, technicalIncomeYuan = 100.01 }))
            .ShouldBeProblem(422, "invalid-fields", ("/technicalIncomeYuan", "exceeds-amount"));
        var added = (await partner.Post($"{path}/contracts", new { kind = "licence", amountYuan = 100.5, technicalIncomeYuan = 80, parties = new[] { "甲", "乙" } })).ShouldBe(201);
        added["state"].Text().ShouldBe("drafted");
        added.Header("Location").ShouldBe($"{path}/contracts/{added.Id}");
        (await partner.Post($"{added.Header("Location")}/registration", new { on = "2026-04-01" }, ("If-Match", added.ETag))).ShouldBeProblem(409, "transition-not-allowed");
        var signed = (await partner.Post($"{added.Header("Location")}/signing", new { on = "2026-02-01" }, ("If-Match", added.ETag))).ShouldBe(200);
        (await partner.Post($"{added.Header("Location")}/submission", new { on = "2026-03-01" }, ("If-Match", added.ETag))).ShouldBeProblem(412, "version-mismatch");
        var submitted = (await partner.Post($"{added.Header("Location")}/submission", new { on = "2026-03-01" }, ("If-Match", signed.ETag))).ShouldBe(200);
        submitted["decisionDueOn"].Text().ShouldBe("2026-03-31");
        var before = await partner.Get(path, submitted.OrLater);
        before.ETag.ShouldBe("\"2\""); // what decides nothing leaves the record's own version alone
        var registered = (await partner.Post($"{added.Header("Location")}/registration", new { on = "2026-04-01", registrationNumber = number }, ("If-Match", submitted.ETag))).ShouldBe(200);
        registered["state"].Text().ShouldBe("registered");
        (await partner.Get(added.Header("Location")!, registered.OrLater)).ShouldBe(200).Body.ShouldBe(registered.Body);
        var after = await partner.Get(path, registered.OrLater);
        (after["transferredOn"].Text(), after["transferredBy"].Text()).ShouldBe(("2026-04-01", "contract-registered"));

        // The officer who read it before the registration does not verify what she did not see.
        (await api.Admin.Post($"{path}/verification", new { decision = "verified" }, ("If-Match", before.ETag))).ShouldBeProblem(412, "version-mismatch");
        (await api.Admin.Post($"{path}/verification", new { decision = "verified" }, ("If-Match", after.ETag))).ShouldBe(200)["verification"].Text().ShouldBe("verified");
        var amended = (await partner.Post($"{added.Header("Location")}/amendments", new { on = "2026-04-02", reason = "补充协议", amountYuan = 200 }, ("If-Match", registered.ETag))).ShouldBe(200);
        (amended["amountYuan"].Number(), amended["amendments"].Items().Count).ShouldBe((200, 1));
        (await partner.Get($"{path}/contracts", amended.OrLater)).ShouldBe(200)["items"].Items().ShouldHaveSingleItem().ToJsonString().ShouldBe(amended.Json.ToJsonString());
        (await partner.Get($"{path}/contracts/{Guid.CreateVersion7()}")).ShouldBeProblem(404, "not-found");

        // A number is registered once, in all transfers.
        var other = (await partner.Post(Transfers, Body(new { }))).ShouldBe(201);
        (await partner.Post($"{Transfers}/{other.Id}/contracts", new { kind = "service", amountYuan = 1, technicalIncomeYuan = 1, registeredOn = "2026-05-01", registrationNumber = number.ToUpperInvariant() }))
            .ShouldBeProblem(409, "duplicate")["existing"].Text().ShouldBe(path);
        (await partner.Post($"{added.Header("Location")}/void", new { reason = "误录" }, ("If-Match", amended.ETag))).ShouldBe(200)["state"].Text().ShouldBe("voided");
        (await partner.Post($"{Transfers}/{other.Id}/contracts", new { kind = "service", amountYuan = 1, technicalIncomeYuan = 1, registeredOn = "2026-05-01", registrationNumber = number })).ShouldBe(201);
    }

    [Fact]
    public async Task A_repeated_POST_of_a_contract_shows_the_one_that_it_made()
    {
        var made = (await api.Admin.Post(Transfers, Body(new { }))).ShouldBe(201);
        var path = $"{Transfers}/{made.Id}/contracts";
        var (body, key) = (new { kind = "service", amountYuan = 1, technicalIncomeYuan = 1 }, Guid.NewGuid().ToString());

        var first = (await api.Admin.Post(path, body, ("Idempotency-Key", key))).ShouldBe(201);
        var second = (await api.Admin.Post(path, body)).ShouldBe(201);
        var replay = (await api.Admin.Post(path, body, ("Idempotency-Key", key))).ShouldBe(201);

        (replay.Body, replay.ETag, replay.Header("Location"), replay.Header("Idempotency-Replayed")).ShouldBe((first.Body, first.ETag, first.Header("Location"), "true"));
        second.Id.ShouldNotBe(first.Id);
        (await api.Admin.Get(path, second.OrLater))["items"].Items().Count.ShouldBe(2);
        (await api.Admin.Post(path, body, ("If-Match", made.ETag))).ShouldBeProblem(412, "version-mismatch"); // a condition that is given holds for the record
        (await api.Admin.Post(path + "?dryRun=true", body, ("Idempotency-Key", null))).ShouldBe(200)["record"]!["state"].Text().ShouldBe("drafted");
    }

    [Fact]
    public async Task Equity_and_first_sale_make_it_transferred_and_can_be_taken_back()
    {
        var now = (await api.Admin.Post(Transfers, Body(new { stage = "industrial-landing" }))).ShouldBe(201);
        var path = $"{Transfers}/{now.Id}";

        now = (await api.Admin.Post($"{path}/first-sale", new { on = "2026-05-01", evidence = new[] { "发票" } }, ("If-Match", now.ETag))).ShouldBe(200);
        (now["transferredOn"].Text(), now["transferredBy"].Text(), now["chains"].Items()[0]["stage"].Text()).ShouldBe(("2026-05-01", "first-sale", "development.market-promotion"));
        now = (await api.Admin.Post($"{path}/equity-contributions", new { registeredOn = "2026-04-01", amountYuan = 3000000, sharePercent = 20.5 }, ("If-Match", now.ETag))).ShouldBe(200);
        (now["transferredOn"].Text(), now["transferredBy"].Text()).ShouldBe(("2026-04-01", "equity-contribution-registered"));
        var contribution = now["equityContributions"].Items().ShouldHaveSingleItem()["id"].Text();
        now = (await api.Admin.Post($"{path}/equity-contributions/{contribution}/void", new { reason = "误录" }, ("If-Match", now.ETag))).ShouldBe(200);
        now["transferredBy"].Text().ShouldBe("first-sale");
        now = (await api.Admin.Post($"{path}/first-sale/void", new { reason = "误录" }, ("If-Match", now.ETag))).ShouldBe(200);
        now["transferredOn"].ShouldBeNull();
        (await api.Admin.Get($"{path}?version=2")).ShouldBe(200)["transferredOn"].Text().ShouldBe("2026-05-01");
    }

    [Fact]
    public async Task A_dry_run_says_which_figure_would_move()
    {
        var made = (await api.Admin.Post(Transfers, Body(new { direction = "pharma-distribution" }))).ShouldBe(201);

        var dry = (await api.Admin.Post($"{Transfers}/{made.Id}/first-sale?dryRun=true", new { on = "2026-05-01", evidence = new[] { "发票" } }, ("If-Match", made.ETag))).ShouldBe(200);

        dry["figures"].Items().Select(f => (f["indicator"].Text(), f["direction"].Text(), f["period"].Text(), f["basis"].Text(), f["change"].Number(), f["unit"].Text()))
            .ShouldBe([("transfers", "pharma-distribution", "2026", "reported", 1, "项")]);
        (await api.Admin.Get($"{Transfers}/{made.Id}")).Body.ShouldBe(made.Body);
    }

    [Fact]
    public async Task A_line_of_a_file_and_a_key_of_another_system_bring_it_in_and_change_nothing_twice()
    {
        var partner = (await api.NewPartner(PartnersScopes)).Client;
        var title = Names.New();

        var put = (await partner.Put("/v1/sources/kyc/transfers/T-1", Body(new { title, claimants = new object[] { new { organization = "重庆医科大学", share = 1 } } }))).ShouldBe(201);
        (await partner.Put("/v1/sources/kyc/transfers/T-1", put.Json.DeepClone())).ShouldBe(200).ETag.ShouldBe(put.ETag);
        (await partner.Put("/v1/sources/kyc/transfers/T-1", new { stage = "transfer" })).ShouldBeProblem(422, "invalid-fields", ("/stage", "read-only"));
        var lines = (await partner.Send("POST", "/v1/transfers/batch?system=kyc",
            $$"""
            {"externalId":"T-1","trl":6}
            {"externalId":"T-2","title":"{{title}}","direction":"other","stage":"clinical-need","owner":"示例医院"}
            """, ("Content-Type", "application/x-ndjson"))).ShouldBe(200).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!["outcome"].Text());
        lines.ShouldBe(["updated", "duplicate-suspected"]);
    }

    [Fact]
    public async Task The_funnel_counts_by_stage_what_the_caller_may_see()
    {
        var partner = (await api.NewPartner(PartnersScopes)).Client;
        var today = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));
        foreach (var (stage, days) in new[] { ("clinical-need", 10), ("clinical-need", 21), ("clinical-need", 300), ("transfer", 5) })
            (await partner.Post(Transfers, Body(new { stage, stageOn = today.AddDays(-days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }))).ShouldBe(201);
        var stopped = (await partner.Post(Transfers, Body(new { stage = "transfer" }))).ShouldBe(201);
        var last = (await partner.Post($"{Transfers}/{stopped.Id}/stop", new { on = "2026-03-04", reason = "不可行" }, ("If-Match", stopped.ETag))).ShouldBe(200);

        var funnel = (await partner.Get($"{Transfers}/funnel?stuckDays=20&direction=gene-cell-therapy", last.OrLater)).ShouldBe(200);

        funnel["items"].Items().Select(i => (i["stage"].Text(), i["count"].Number(), i["medianDays"]?.GetValue<decimal>(), i["stuck"].Number())).ShouldBe(
        [
            ("clinical-need", 3, 21, 2), ("basic-research", 0, null, 0), ("proof-of-concept", 0, null, 0), ("transfer", 1, 5, 0), ("industrial-landing", 0, null, 0), ("stopped", 1, null, 0),
        ]);
        (await partner.Get($"{Transfers}/funnel?stuckDays=0")).ShouldBeProblem(400, "invalid-value");
        (await partner.Get($"{Transfers}/funnel?direction=nowhere")).ShouldBeProblem(400, "invalid-value");
        (await api.Anonymous.Get($"{Transfers}/chains")).ShouldBe(200)["items"].Items().Select(c => c["code"].Text()).ShouldBe(["development", "product"]);
    }

    [Fact]
    public async Task Another_partner_finds_nothing_and_a_contract_of_another_transfer_is_not_there()
    {
        var (one, other) = ((await api.NewPartner(PartnersScopes)).Client, (await api.NewPartner(PartnersScopes)).Client);
        var made = (await one.Post(Transfers, Body(new { }))).ShouldBe(201);
        var contract = (await one.Post($"{Transfers}/{made.Id}/contracts", new { kind = "service", amountYuan = 1, technicalIncomeYuan = 1 })).ShouldBe(201);

        (await other.Get($"{Transfers}/{made.Id}")).ShouldBeProblem(404, "not-found");
        (await other.Get(contract.Header("Location")!)).ShouldBeProblem(404, "not-found");
        (await other.Post($"{contract.Header("Location")}/signing", new { on = "2026-02-01" }, ("If-Match", contract.ETag))).ShouldBeProblem(404, "not-found");
        (await other.Get(Transfers)).ShouldBe(200)["items"].Items().ShouldBeEmpty();
        var second = (await one.Post(Transfers, Body(new { }))).ShouldBe(201);
        (await one.Get($"{Transfers}/{second.Id}/contracts/{contract.Id}")).ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task Others_follow_its_public_changes()
    {
        var made = (await api.Admin.Post(Transfers, Body(new { }))).ShouldBe(201);
        var contract = (await api.Admin.Post($"{Transfers}/{made.Id}/contracts", new { kind = "service", amountYuan = 1, technicalIncomeYuan = 1 })).ShouldBe(201);
        (await api.Admin.Post($"{Transfers}/{made.Id}/void", new { reason = "误录" }, ("If-Match", contract.ETag))).ShouldBe(200);

        var items = (await api.Admin.Get($"/v1/changes?types=cn.healthpark.transfer.*&limit=500")).ShouldBe(200)["items"].Items().Where(i => i["subject"].Text() == made.Id).ToList();

        items.Select(i => i["type"].Text()).ShouldBe(["cn.healthpark.transfer.registered.v1", "cn.healthpark.transfer.contract-added.v1", "cn.healthpark.transfer.voided.v1"]);
        items[0]["data"]!["stage"].Text().ShouldBe("proof-of-concept");
    }

    [Fact]
    public async Task The_scorecard_counts_what_was_transferred_and_the_proof_says_what_was_left_out()
    {
        var partner = (await api.NewPartner(PartnersScopes)).Client;
        var counted = await Sold("2026-02-01", "specialty-medical-consumption");
        var waiting = await Sold("2026-02-02", "specialty-medical-consumption", verify: false);
        var early = await Sold("2024-12-31", "specialty-medical-consumption");
        var unsold = (await partner.Post(Transfers, Body(new { direction = "specialty-medical-consumption" }))).ShouldBe(201);

        var proof = (await partner.Get("/v1/plan/indicators/transfers/contributions?period=2026&direction=specialty-medical-consumption", unsold.OrLater)).ShouldBe(200);

        proof["figure"].Number().ShouldBe(1);
        proof["items"].Items().ShouldHaveSingleItem()["recordId"].Text().ShouldBe(counted);
        proof["excluded"].Items().Select(e => (e["recordId"].Text(), e["reason"].Text())).ShouldBe(
            [(waiting, "not-verified"), (early, "transferred-before-plan"), (unsold.Id, "not-verified")], ignoreOrder: true);
        var card = (await partner.Get("/v1/plan/scorecard?period=2026")).ShouldBe(200);
        card["directions"].Items().Single(d => d["direction"].Text() == "specialty-medical-consumption")["indicators"].Items()
            .Single(i => i["indicator"].Text() == "transfers")["actual"].Number().ShouldBe(1);

        async Task<string> Sold(string on, string direction, bool verify = true)
        {
            var made = (await partner.Post(Transfers, Body(new { direction }))).ShouldBe(201);
            var sold = (await partner.Post($"{Transfers}/{made.Id}/first-sale", new { on, evidence = new[] { "发票" } }, ("If-Match", made.ETag))).ShouldBe(200);
            if (verify)
                (await api.Admin.Post($"{Transfers}/{made.Id}/verification", new { decision = "verified" }, ("If-Match", sold.ETag))).ShouldBe(200);
            return made.Id;
        }
    }

    // A transfer of a new title, with some members set.
    private static JsonObject Body(object members)
    {
        var body = new JsonObject { ["title"] = Names.New(), ["direction"] = "gene-cell-therapy", ["stage"] = "proof-of-concept", ["owner"] = "示例医院" };
        foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(members)!.AsObject())
            body[name] = value?.DeepClone();
        return body;
    }
}
