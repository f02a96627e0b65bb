using HealthPark.EventStore;
using HealthPark.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Funds, deals and investments over HTTP: written, read back, and what is refused.</summary>
public sealed class FundTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Funds = "/v1/funds";
    private const string Deals = "/v1/deals";
    private static readonly string[] PartnersScopes = [.. Scopes.All.Except(Scopes.ParkOfficeOnly)];

    [Fact]
    public async Task A_fund_is_read_back_as_it_was_written_and_found()
    {
        var (owner, other) = (await api.NewPartner(PartnersScopes), await api.NewPartner(PartnersScopes));
        var (name, code) = (Names.New(), Guid.NewGuid().ToString("N"));
        var made = (await owner.Client.Post(Funds, new
        {
            name, kind = "industry-fund", status = "filed", statusOn = "2026-02-01", manager = "示例基金管理", managerRegistrationNumber = "示例-P1", fundCode = code,
            sizeYuan = 100000000.5m, governmentSharePercent = 40, establishedOn = "2026-01-05", termYears = 7, reinvestmentRatio = 1.5, note = "示例说明",
        })).ShouldBe(201);

        var path = made.Header("Location")!;
        path.ShouldBe($"{Funds}/{made.Id}");
        (made["reinvestsProceeds"]!.GetValue<bool>(), made["committedYuan"].Number(), made["useRate"], made["ownerOrganizationId"].Text()).ShouldBe((false, 0, null, owner.OrganizationId));
        (await owner.Client.Get(path, made.OrLater)).ShouldBe(200).Body.ShouldBe(made.Body);
        foreach (var query in new[] { "kind=industry-fund", "status=filed", $"fundCode={code}", "manager=示例基金管理", "establishedOn.gte=2026-01-01", $"q={code[..12]}", "sort=-sizeYuan", "minUninvested=0" })
            (await owner.Client.Get($"{Funds}?{query}")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem()["id"].Text().ShouldBe(made.Id);
        (await owner.Client.Get($"{Funds}?minUninvested=1")).ShouldBe(200)["items"].Items().ShouldBeEmpty();
        (await other.Client.Get(Funds)).ShouldBe(200)["items"].Items().ShouldBeEmpty();
        (await other.Client.Get(path)).ShouldBeProblem(404, "not-found");

        (await owner.Client.Post(Funds, new { name = name + " ", kind = "seed-fund" })).ShouldBeProblem(409, "duplicate")["existing"].Text().ShouldBe(path);
        (await other.Client.Post(Funds, new { name = Names.New(), kind = "seed-fund", fundCode = code })).ShouldBeProblem(409, "duplicate").Json.AsObject().ContainsKey("existing").ShouldBeFalse();
        (await owner.Client.Post(Funds, new { })).ShouldBeProblem(422, "invalid-fields", ("/name", "required"), ("/kind", "required"));
        (await owner.Client.Post(Funds, new { name = Names.New(), kind = "hedge-fund", sizeYuan = 0.001m })).ShouldBeProblem(422, "invalid-fields", ("/kind", "unknown-value"), ("/sizeYuan", "too-many-decimals"));
        (await owner.Client.Post(Funds, new { name = Names.New(), kind = "seed-fund", status = "investing" })).ShouldBeProblem(422, "invalid-fields", ("/fundCode", "required"));

        var revised = (await owner.Client.Patch(path, new { termYears = (int?)null, sizeYuan = 90000000 }, ("If-Match", made.ETag))).ShouldBe(200);
        (revised["termYears"], revised["sizeYuan"].Number()).ShouldBe((null, 90000000));
        (await owner.Client.Patch(path, new { note = "旧" }, ("If-Match", made.ETag))).ShouldBeProblem(412, "version-mismatch");
        (await owner.Client.Get($"{path}/history")).ShouldBe(200)["items"].Items().Select(i => i["type"].Text()).ShouldBe(["fund-registered", "fund-revised"]);
        var voided = (await owner.Client.Post($"{path}/void", new { reason = "重复登记" }, ("If-Match", revised.ETag))).ShouldBe(200);
        (voided["status"].Text(), voided["voidReason"].Text()).ShouldBe(("voided", "重复登记"));
        (await owner.Client.Post(Funds, new { name, kind = "seed-fund", fundCode = code })).ShouldBe(201);
    }

    [Fact]
    public async Task A_forbidden_step_says_which_there_are_as_published()
    {
        var owner = (await api.NewPartner(PartnersScopes)).Client;
        var made = (await owner.Post(Funds, new { name = Names.New(), kind = "seed-fund" })).ShouldBe(201);
        var path = $"{Funds}/{made.Id}";

        (await owner.Post($"{path}/status-changes", new { status = "investing", on = "2026-01-02" })).ShouldBeProblem(428, "if-match-required");
        (await owner.Post($"{path}/status-changes", new { status = "investing", on = "2026-01-02" }, ("If-Match", made.ETag))).ShouldBeProblem(409, "transition-not-allowed")
            ["allowedTransitions"].Texts().ShouldBe(await Published("fund-status", "planned", "ChangeFundStatus"));
        (await owner.Post($"{path}/commitments", new { investor = "示例", investorKind = "market", amountYuan = 1, on = "2026-01-02" })).ShouldBeProblem(409, "fund-not-at-this-stage")
            ["allowedTransitions"].Texts().ShouldBe(["raising"]);
        var now = made;
        foreach (var (status, body) in new (string, object)[]
        {
            ("raising", new { status = "raising", on = "2026-01-02" }), ("filed", new { status = "filed", on = "2026-01-03", fundCode = $"{made.Id}" }),
            ("investing", new { status = "investing", on = "2026-01-04" }), ("exiting", new { status = "exiting", on = "2026-01-05" }),
            ("liquidated", new { status = "liquidated", on = "2026-01-06", reason = "期满" }),
        })
        {
            now = (await owner.Post($"{path}/status-changes", body, ("If-Match", now.ETag))).ShouldBe(200);
            now["status"].Text().ShouldBe(status);
        }

        (await owner.Patch(path, new { note = "甲" }, ("If-Match", now.ETag))).ShouldBeProblem(409, "fund-closed");

        var deal = await NewDeal(owner, "sourced");
        (await owner.Post($"{Deals}/{deal.Id}/stage-advances", new { to = "signed", on = "2026-03-01" }, ("If-Match", deal.ETag))).ShouldBeProblem(409, "transition-not-allowed")
            ["allowedTransitions"].Texts().ShouldBe(await Published("deal-stage", "sourced", "AdvanceDeal"));
        foreach (var to in new[] { "screened", "due-diligence", "committee", "signed" })
            deal = (await owner.Post($"{Deals}/{deal.Id}/stage-advances", new { to, on = "2026-03-01", note = "示例" }, ("If-Match", deal.ETag))).ShouldBe(200);
        deal["steps"].Items().Select(s => s["stage"].Text()).ShouldBe(["sourced", "screened", "due-diligence", "committee", "signed"]);
        var declined = (await owner.Post($"{Deals}/{deal.Id}/decline", new { on = "2026-03-02", reason = "估值分歧" }, ("If-Match", deal.ETag))).ShouldBe(200);
        declined["stage"].Text().ShouldBe("declined");
        (await owner.Patch($"{Deals}/{deal.Id}", new { askYuan = 1 }, ("If-Match", declined.ETag))).ShouldBeProblem(409, "deal-closed");
    }

    [Fact]
    public async Task Money_is_committed_called_paid_in_invested_and_comes_back()
    {
        var owner = (await api.NewPartner(PartnersScopes)).Client;
        var fund = await NewFund(owner, sizeYuan: 900, governmentSharePercent: 30);
        var government = (await owner.Post($"{fund}/commitments", new { investor = "示例引导基金", investorKind = "government", amountYuan = 400, on = "2026-01-05" })).ShouldBe(201);
        (await owner.Get(government.Header("Location")!)).ShouldBe(200).Body.ShouldBe(government.Body);
        (await owner.Post($"{fund}/commitments", new { investor = "示例社会资本", investorKind = "market", amountYuan = 600.5m, on = "2026-01-05" })).ShouldBe(201);
        var call = (await owner.Post($"{fund}/capital-calls", new { on = "2026-02-01", dueOn = "2026-02-28", sharePercent = 50 })).ShouldBe(201);
        (call["number"].Number(), call["amountYuan"].Number()).ShouldBe((1, 500.25m));
        (await owner.Post($"{fund}/capital-calls", new { on = "2026-03-01", dueOn = "2026-03-28", sharePercent = 60 })).ShouldBeProblem(409, "exceeds-commitment")["leftYuan"].Number().ShouldBe(200);
        foreach (var amount in call["amounts"].Items())
        {
            var body = new { commitmentId = amount["commitmentId"].Text(), amountYuan = amount["amountYuan"].Number(), on = "2026-02-10" };
            call = (await owner.Post($"{call.At()}/payments", body, ("If-Match", call.ETag))).ShouldBe(200);
            (await owner.Post($"{call.At()}/payments", body, ("If-Match", call.ETag))).ShouldBeProblem(409, "exceeds-call")["leftYuan"].Number().ShouldBe(0);
        }

        (await owner.Get($"{fund}/capital-calls")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem().ToJsonString().ShouldBe(call.Json.ToJsonString());
        (await owner.Get(government.Header("Location")!)).ShouldBe(200)["paidInYuan"].Number().ShouldBe(200);
        var full = (await owner.Get(fund)).ShouldBe(200);
        (full["committedYuan"].Number(), full["calledYuan"].Number(), full["uncalledYuan"].Number(), full["paidInYuan"].Number(), full["uninvestedYuan"].Number())
            .ShouldBe((1000.5m, 500.25m, 500.25m, 500.25m, 500.25m));
        full["findings"].Texts().ShouldBe(["government-share-exceeded", "committed-beyond-size"]);

        // An investment: its tranches are paid on evidence that stands on this fund.
        var deal = await NewDeal(owner);
        (await owner.Post($"{fund}/investments", Investing(Guid.CreateVersion7().ToString(), 1))).ShouldBeProblem(422, "invalid-fields", ("/dealId", "unknown-reference"));
        (await owner.Post($"{fund}/investments", new { dealId = deal.Id, instrument = "equity", on = "2026-03-01", tranches = new[] { new { amountYuan = 1, condition = "甲" } }, lossShares = new[] { new { party = "甲", share = 0.9m } } }))
            .ShouldBeProblem(422, "invalid-fields", ("/lossShares", "shares-do-not-sum-to-1"));
        (await owner.Post($"{fund}/investments", Investing(deal.Id, 1000.51m))).ShouldBeProblem(409, "exceeds-committed")["leftYuan"].Number().ShouldBe(1000.5m);
        var investment = (await owner.Post($"{fund}/investments", Investing(deal.Id, 300, 250))).ShouldBe(201);
        (await owner.Get(investment.Header("Location")!)).ShouldBe(200).Body.ShouldBe(investment.Body);
        (await owner.Post($"{fund}/investments", Investing(deal.Id, 1))).ShouldBeProblem(409, "deal-invested");
        (await owner.Post($"{Deals}/{deal.Id}/decline", new { on = "2026-03-02", reason = "甲" }, ("If-Match", (await owner.Get($"{Deals}/{deal.Id}")).ETag))).ShouldBeProblem(409, "deal-invested");
        (await owner.Get($"{Deals}?fundId={fund[(Funds.Length + 1)..]}")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem()["investmentId"].Text().ShouldBe(investment.Id);
        var (evidence, elsewhere) = ((await EvidenceFile.Sample.Attach(owner, fund)).ShouldBe(201), (await EvidenceFile.Sample.Attach(owner, $"{Deals}/{deal.Id}")).ShouldBe(201));
        var withdrawn = (await EvidenceFile.Pdf("撤回").Attach(owner, fund)).ShouldBe(201);
        (await owner.Post($"/v1/evidence/{withdrawn.Id}/withdrawal", new { reason = "误传" }, ("If-Match", withdrawn.ETag))).ShouldBe(200);
        (await Pay(1)).ShouldBeProblem(422, "invalid-fields", ("/evidenceIds", "required"));
        (await Pay(1, elsewhere.Id, withdrawn.Id)).ShouldBeProblem(422, "invalid-fields", ("/evidenceIds/0", "unknown-reference"), ("/evidenceIds/1", "unknown-reference"));
        investment = (await Pay(1, evidence.Id)).ShouldBe(200);
        (investment["state"].Text(), investment["paidYuan"].Number(), investment["tranches"].Items()[0]["evidenceIds"].Texts().Single()).ShouldBe(("disbursed", 300, evidence.Id));
        (await Pay(1, evidence.Id)).ShouldBe(200).Body.ShouldBe(investment.Body);
        (await Pay(2, evidence.Id)).ShouldBeProblem(409, "exceeds-uninvested")["uninvestedYuan"].Number().ShouldBe(200.25m);
        (await owner.Get($"{Deals}/{deal.Id}")).ShouldBe(200)["stage"].Text().ShouldBe("disbursed");

        // It comes back in part, and the rest is lost.
        investment = (await owner.Post($"{investment.At()}/exits", new { route = "transfer", on = "2026-06-01", proceedsYuan = 120.5m, partial = true }, ("If-Match", investment.ETag))).ShouldBe(200);
        (await owner.Post($"{investment.At()}/write-off", new { on = "2026-06-02" }, ("If-Match", investment.ETag))).ShouldBeProblem(422, "invalid-fields", ("/toleranceNote", "required"));
        (await owner.Post($"{investment.At()}/cancellation", new { reason = "甲" }, ("If-Match", investment.ETag))).ShouldBeProblem(409, "transition-not-allowed")["allowedTransitions"].Texts().ShouldBeEmpty();
        investment = (await owner.Post($"{investment.At()}/write-off", new { on = "2026-06-02", toleranceNote = "已尽责" }, ("If-Match", investment.ETag))).ShouldBe(200);
        (investment["state"].Text(), investment["writtenOffYuan"].Number(), investment["toleranceNote"].Text()).ShouldBe(("written-off", 179.5m, "已尽责"));
        (await owner.Post($"{investment.At()}/exits", new { route = "ipo", on = "2026-06-03", proceedsYuan = 1 }, ("If-Match", investment.ETag))).ShouldBeProblem(409, "transition-not-allowed")
            ["allowedTransitions"].Texts().ShouldBe(await Published("investment", "written-off", "ExitInvestment"));
        (await owner.Get($"{Deals}/{deal.Id}")).ShouldBe(200)["stage"].Text().ShouldBe("written-off");
        var tag = (await owner.Get(fund)).ETag;
        (await owner.Post($"{fund}/distributions", new { on = "2026-06-05", amountYuan = 320.76m }, ("If-Match", tag))).ShouldBeProblem(409, "exceeds-cash")["cashYuan"].Number().ShouldBe(320.75m);
        var end = (await owner.Post($"{fund}/distributions", new { on = "2026-06-05", amountYuan = 120.5m }, ("If-Match", tag))).ShouldBe(200);
        (end["investedYuan"].Number(), end["proceedsYuan"].Number(), end["writtenOffYuan"].Number(), end["uninvestedYuan"].Number(), end["promisedYuan"].Number(), end["useRate"].Number(), end["dpi"].Number())
            .ShouldBe((300, 120.5m, 179.5m, 200.25m, 300, 0.5997m, 0.24088m));
        (await owner.Get(fund)).ShouldBe(200).Body.ShouldBe(end.Body);
        (await api.Program.Services.GetRequiredService<Projections>().Compare(CancellationToken.None)).ShouldBeEmpty();

        Task<Answer> Pay(int number, params string[] evidenceIds) =>
            owner.Post($"{investment.At()}/tranche-payments", new { number, on = "2026-03-10", evidenceIds }, ("If-Match", investment.ETag));
    }

    [Fact]
    public async Task Two_hundred_investments_at_once_never_promise_or_pay_more_than_there_is()
    {
        var owner = (await api.NewPartner(PartnersScopes)).Client;
        var fund = await NewFund(owner);
        var commitment = (await owner.Post($"{fund}/commitments", new { investor = "示例", investorKind = "market", amountYuan = 5000, on = "2026-01-05" })).ShouldBe(201);
        var call = (await owner.Post($"{fund}/capital-calls", new { on = "2026-02-01", dueOn = "2026-02-28", sharePercent = 40 })).ShouldBe(201);
        (await owner.Post($"{call.At()}/payments", new { commitmentId = commitment.Id, amountYuan = 2000, on = "2026-02-10" }, ("If-Match", call.ETag))).ShouldBe(200);
        var lines = string.Join('\n', Enumerable.Range(1, 200).Select(i => $$"""{"name":"示例项目{{i}}","source":"other","financingStage":"seed","stage":"signed","on":"2026-02-01"}"""));
        (await owner.Send("POST", $"{Deals}/batch", lines, ("Content-Type", "application/x-ndjson"))).ShouldBe(200);
        var deals = new List<string>();
        for (var next = $"{Deals}?stage=signed&limit=200"; next is not null;)
        {
            var page = (await owner.Get(next)).ShouldBe(200);
            deals.AddRange(page["items"].Items().Select(d => d["id"].Text()));
            next = page["next"] is { } cursor ? $"{Deals}?stage=signed&limit=200&cursor={cursor.Text()}" : null;
        }

        deals.Count.ShouldBe(200);
        var answers = await Task.WhenAll(deals.Select(deal => owner.Post($"{fund}/investments", Investing(deal, 100))));

        var investments = answers.Where(a => a.Status == 201).ToList();
        investments.Count.ShouldBe(50);
        answers.Where(a => a.Status != 201).ShouldAllBe(a => a.ShouldBeProblem(409, "exceeds-committed")["leftYuan"].Number() == 0);
        var evidence = (await EvidenceFile.Sample.Attach(owner, fund)).ShouldBe(201).Id;
        var payments = await Task.WhenAll(investments.SelectMany(i => Enumerable.Repeat(i, 4)).Select(i =>
            owner.Post($"{i.At()}/tranche-payments", new { number = 1, on = "2026-03-10", evidenceIds = new[] { evidence } }, ("If-Match", i.ETag))));

        payments.Count(p => p.Status == 200).ShouldBe(20);
        payments.Where(p => p.Status != 200).ShouldAllBe(p => p.Status == 412 || p.ShouldBeProblem(409, "exceeds-uninvested")["uninvestedYuan"].Number() == 0);
        var now = (await owner.Get(fund)).ShouldBe(200);
        (now["promisedYuan"].Number(), now["investedYuan"].Number(), now["uninvestedYuan"].Number(), now["useRate"].Number()).ShouldBe((5000, 2000, 0, 1));
        (await owner.Get($"{Deals}?stage=disbursed&count=exact&limit=1")).ShouldBe(200)["total"].Number().ShouldBe(20);
        var pipeline = (await owner.Get($"{Deals}?facets=stage&limit=1")).ShouldBe(200)["facets"]!["stage"].Items();
        pipeline.Select(f => (f["value"].Text(), f["count"].Number())).Order().ShouldBe([("disbursed", 20), ("signed", 180)]);
    }

    [Fact]
    public async Task Of_two_funds_that_want_one_deal_at_once_one_gets_it()
    {
        var owner = (await api.NewPartner(PartnersScopes)).Client;
        var funds = new[] { await NewFund(owner), await NewFund(owner) };
        foreach (var fund in funds)
            (await owner.Post($"{fund}/commitments", new { investor = "示例", investorKind = "market", amountYuan = 5000, on = "2026-01-05" })).ShouldBe(201);
        var deal = await NewDeal(owner);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => owner.Post($"{funds[i % 2]}/investments", Investing(deal.Id, 10))));

        var made = answers.Where(a => a.Status == 201).ShouldHaveSingleItem();
        answers.Where(a => a != made).ShouldAllBe(a => a.ShouldBeProblem(409, "deal-invested", Array.Empty<(string, string)>()).Status == 409);
        (await owner.Post($"{made.At()}/cancellation", new { reason = "条件未成就" }, ("If-Match", made.ETag))).ShouldBe(200)["state"].Text().ShouldBe("cancelled");
        var free = (await owner.Get($"{Deals}/{deal.Id}")).ShouldBe(200);
        (free["fundId"], free["investmentId"], free["stage"].Text()).ShouldBe((null, null, "signed"));
        (await owner.Post($"{funds[0]}/investments", Investing(deal.Id, 10))).ShouldBe(201);
    }

    [Fact]
    public async Task Another_partners_deal_is_not_there_and_a_bureau_sees_no_single_amounts_without_the_scope()
    {
        var (owner, other) = (await api.NewPartner(PartnersScopes), await api.NewPartner(PartnersScopes));
        var fund = await NewFund(owner.Client);
        var commitment = (await owner.Client.Post($"{fund}/commitments", new { investor = "示例", investorKind = "market", amountYuan = 7654.25m, on = "2026-01-05" })).ShouldBe(201);
        (await owner.Client.Post($"{fund}/capital-calls", new { on = "2026-02-01", dueOn = "2026-02-28", sharePercent = 100 })).ShouldBe(201);
        (await owner.Client.Post($"{fund}/investments", Investing((await NewDeal(other.Client)).Id, 1))).ShouldBeProblem(422, "invalid-fields", ("/dealId", "unknown-reference"));
        (await owner.Client.Post($"{fund}/investments", Investing((await NewDeal(owner.Client)).Id, 4321.75m))).ShouldBe(201);
        var theirs = (await other.Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201).Id;
        (await owner.Client.Post(Deals, new { name = "示例", source = "roadshow", financingStage = "seed", enterpriseId = theirs, transferId = theirs })).ShouldBeProblem(
            422, "invalid-fields", ("/enterpriseId", "unknown-reference"), ("/transferId", "unknown-reference"));

        var bureau = (await api.Admin.Get("/v1/organizations?code=yuzhong-science-technology-bureau"))["items"].Items()[0]["id"].Text();
        var (clerk, head) = (api.Program.As(await api.NewKey(bureau, Scopes.FundsRead, Scopes.ChangesRead)), api.Program.As(await api.NewKey(bureau, Scopes.FundsRead, Scopes.ChangesRead, Scopes.FundsAmounts)));
        foreach (var path in new[] { $"{fund}/commitments", commitment.Header("Location")!, $"{fund}/capital-calls", $"{fund}/investments", $"{fund}/history", $"/v1/changes?after={commitment.Position - 1}&types=cn.healthpark.fund.*" })
        {
            var (masked, whole) = ((await clerk.Get(path)).ShouldBe(200), (await head.Get(path)).ShouldBe(200));
            masked.Body.ShouldNotContain("amountYuan");
            masked.Body.ShouldNotContain("7654.25");
            masked.Body.ShouldNotContain("4321.75");
            whole.Body.ShouldContain("amountYuan");
        }

        (await clerk.Get(fund)).ShouldBe(200)["committedYuan"].Number().ShouldBe(7654.25m); // the fund's sums are for all who read it
        (await clerk.Post($"{fund}/commitments", new { investor = "示例", investorKind = "market", amountYuan = 1, on = "2026-01-05" })).ShouldBeProblem(403, "scope-missing");
    }

    private async Task<IEnumerable<string>> Published(string machine, string from, string operation) =>
        (await api.Anonymous.Get($"/v1/state-machines/{machine}")).ShouldBe(200)["transitions"].Items()
            .Where(t => (t["from"].Text(), t["operation"].Text()) == (from, operation) && t["needs"] is null).Select(t => t["to"].Text());

    private static async Task<string> NewFund(Client client, decimal? sizeYuan = null, decimal? governmentSharePercent = null) => (await client.Post(Funds, new
    {
        name = Names.New(), kind = "seed-fund", status = "investing", fundCode = Guid.NewGuid().ToString("N"), sizeYuan, governmentSharePercent,
    })).ShouldBe(201).Header("Location")!;

    private static async Task<Answer> NewDeal(Client client, string stage = "signed") =>
        (await client.Post(Deals, new { name = Names.New(), source = "roadshow", financingStage = "seed", stage, on = "2026-02-01" })).ShouldBe(201);

    private static object Investing(string dealId, params decimal[] amounts) => new
    {
        dealId, instrument = "equity", on = "2026-03-01", tranches = amounts.Select(amountYuan => new { amountYuan, condition = "工商变更完成" }).ToArray(),
    };
}

/// <summary>Where a part of a fund is.</summary>
internal static class FundAnswers
{
    public static string At(this Answer part) => part.Json.AsObject().ContainsKey("number")
        ? $"/v1/funds/{part["fundId"].Text()}/capital-calls/{part.Id}"
        : $"/v1/funds/{part["fundId"].Text()}/investments/{part.Id}";
}
