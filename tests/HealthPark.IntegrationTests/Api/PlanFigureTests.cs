using System.Globalization;
using System.Text.Json.Nodes;

namespace HealthPark.IntegrationTests.Api;

/// <summary>The plan's figures as records come and change. Each test has a park of its own.</summary>
public sealed class PlanFigureTests : IAsyncLifetime
{
    private const string Enterprises = "/v1/enterprises";
    private readonly ApiFixture _api = new();

    // The last write: what is read afterwards is never older.
    private Answer? _last;

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task What_is_posted_moves_the_reported_figure_and_what_is_verified_the_verified_one()
    {
        var made = await Register(direction: "digital-medicine");
        (await Figure("enterprises", "reported")).ShouldBe(1);
        (await Figure("enterprises", "reported", "digital-medicine")).ShouldBe(1);
        (await Figure("enterprises", "reported", "other")).ShouldBe(0);
        (await Figure("enterprises", "verified")).ShouldBe(0);

        await Verify(made);

        (await Figure("enterprises", "verified")).ShouldBe(1);
        (await Figure("enterprises", "verified", "digital-medicine")).ShouldBe(1);
        (await Figure("enterprises", "verified", "digital-medicine", period: 2025)).ShouldBe(0); // it landed in 2026
        (await Figure("enterprises", "verified", "digital-medicine", period: 2027)).ShouldBe(1); // cumulative
        var card = await Card("verified");
        var headline = card["headline"].Items()[1];
        headline["attainment"].Number().ShouldBe(Math.Round(1 / 60m, 6));
        headline["pace"].Number().ShouldBe(Math.Round(1 / ExpectedEnterprises(card), 6), 0.000001m);
        headline["expected"].Number().ShouldBe(Math.Round(ExpectedEnterprises(card), 6));
    }

    [Fact]
    public async Task Returned_leaves_reported_and_void_leaves_everything_and_moved_out_stays()
    {
        var returned = await Register();
        var voided = await Verify(await Register());
        var left = await Verify(await Register());
        (await Figure("enterprises", "reported")).ShouldBe(3);

        await Write(_api.Admin.Post($"{Enterprises}/{returned.Id}/verification", new { decision = "returned", reason = "示例" }, ("If-Match", returned.ETag)));
        await Write(_api.Admin.Post($"{Enterprises}/{voided.Id}/void", new { reason = "录入错误" }, ("If-Match", voided.ETag)));
        await Write(_api.Admin.Post($"{Enterprises}/{left.Id}/stage-changes", new { stage = "moved-out", on = "2026-03-01" }, ("If-Match", left.ETag)));

        (await Figure("enterprises", "reported")).ShouldBe(1);
        (await Figure("enterprises", "verified")).ShouldBe(1);
        var proof = await Proof("enterprises", "reported");
        proof["items"].Items().ShouldHaveSingleItem()["recordId"].Text().ShouldBe(left.Id);
        Excluded(proof).ShouldBe(InOrder((returned, "returned"), (voided, "voided")));
    }

    [Fact]
    public async Task A_correction_moves_reported_at_once_and_verified_when_it_is_verified()
    {
        var made = await Verify(await Register(landedOn: "2026-01-05"));

        var corrected = await Write(_api.Admin.Patch($"{Enterprises}/{made.Id}", new { landedOn = "2025-12-05" }, ("If-Match", made.ETag)));
        (await Figure("enterprises", "reported", period: 2025)).ShouldBe(1);
        (await Figure("enterprises", "verified", period: 2025)).ShouldBe(0);
        (await Figure("enterprises", "verified", period: 2026)).ShouldBe(1);

        await Verify(corrected);
        (await Figure("enterprises", "verified", period: 2025)).ShouldBe(1);
        (await Figure("enterprises", "verified", period: 2026)).ShouldBe(1);
    }

    [Fact]
    public async Task A_reclassification_leaves_the_years_before_its_date_as_they_were()
    {
        var made = await Verify(await Register(direction: "digital-medicine", landedOn: "2025-06-01"));
        await Verify(await Write(_api.Admin.Patch($"{Enterprises}/{made.Id}", new { direction = "gene-cell-therapy", directionFrom = "2026-02-01" }, ("If-Match", made.ETag))));

        (await Figure("enterprises", "verified", "digital-medicine", 2025)).ShouldBe(1);
        (await Figure("enterprises", "verified", "gene-cell-therapy", 2025)).ShouldBe(0);
        (await Figure("enterprises", "verified", "digital-medicine", 2026)).ShouldBe(0);
        (await Figure("enterprises", "verified", "gene-cell-therapy", 2026)).ShouldBe(1);
        (await Figure("enterprises", "verified", period: 2026)).ShouldBe(1);
        (await Proof("enterprises", "verified", "digital-medicine"))["items"].Items().ShouldBeEmpty();
        (await Proof("enterprises", "verified", "gene-cell-therapy"))["items"].Items().ShouldHaveSingleItem()["amount"].Number().ShouldBe(1);
    }

    [Fact]
    public async Task Revenue_is_exact_in_yuan_and_in_hundred_millions()
    {
        var first = await AboveScale(await Verify(await Register(direction: "pharma-distribution")), 2026);
        var second = await AboveScale(await Verify(await Register(direction: "other")), 2026);
        await Declare(first, "2026", 123_456_789.01m, "statistics", verify: true);
        await Declare(second, "2026", 0.01m, "tax", verify: true);

        var card = await Card("verified");

        card.Body.ShouldContain("\"actual\":1.2345678902,");
        (await Figure("revenue", "verified", "pharma-distribution")).ShouldBe(1.2345678901m);
        (await Figure("revenue", "verified", "other")).ShouldBe(0.0000000001m);
        var proof = await Proof("revenue", "verified");
        proof["figure"].Number().ShouldBe(1.2345678902m);
        proof["unit"].Text().ShouldBe("亿元");
        proof["items"].Items().Select(i => i["amountYuan"].Number()).Order().ShouldBe([0.01m, 123_456_789.01m]);
        proof["items"].Items().Sum(i => i["amount"].Number()).ShouldBe(1.2345678902m);
        proof["items"].Items().ShouldAllBe(i => !i["interim"]!.GetValue<bool>());
        (await Figure("revenue", "verified", period: 2027)).ShouldBe(0); // a yearly level, never summed over years
    }

    [Fact]
    public async Task Months_stand_in_until_the_year_is_declared()
    {
        var made = await AboveScale(await Verify(await Register(landedOn: "2025-01-05")), 2025);
        await Declare(made, "2025-01", 100_000_000m, "enterprise", verify: true);
        await Declare(made, "2025-02", 200_000_000m, "tax", verify: true);
        await Declare(made, "2025-02", 250_000_000m, "enterprise", verify: true);

        (await Figure("revenue", "verified", period: 2025)).ShouldBe(3);
        var interim = await Proof("revenue", "verified", period: 2025);
        interim["items"].Items().Select(i => (i["item"].Text(), i["interim"]!.GetValue<bool>(), i["amount"].Number()))
            .ShouldBe([("2025-01/enterprise", true, 1m), ("2025-02/tax", true, 2m)]);
        interim["excluded"].Items().ShouldHaveSingleItem()["reason"].Text().ShouldBe("stronger-source");

        await Declare(made, "2025", 310_000_000m, "tax", verify: true);

        (await Figure("revenue", "verified", period: 2025)).ShouldBe(3.1m);
        var yearly = await Proof("revenue", "verified", period: 2025);
        var item = yearly["items"].Items().ShouldHaveSingleItem();
        (item["item"].Text(), item["interim"]!.GetValue<bool>(), item["occurredOn"].Text()).ShouldBe(("2025/tax", false, "2025-12-31"));
        yearly["excluded"].Items().Select(e => e["reason"].Text()).ShouldBe(["year-declared", "year-declared", "year-declared"]);
    }

    [Fact]
    public async Task What_does_not_count_is_listed_with_its_reason()
    {
        var lead = await Write(_api.Admin.Post(Enterprises, new { name = Names.New(), direction = "other", uscc = USCC.New() }));
        var nameless = await Write(_api.Admin.Post(Enterprises, new { name = Names.New(), direction = "other", landedOn = "2026-01-05" }));
        var early = await Verify(await Register(landedOn: "2024-12-31"));
        var unverified = await Register();

        Excluded(await Proof("enterprises", "reported")).ShouldBe(InOrder((lead, "not-landed"), (nameless, "no-uscc"), (early, "landed-before-plan")));
        Excluded(await Proof("enterprises", "verified")).ShouldBe(InOrder((lead, "not-verified"), (nameless, "not-verified"), (early, "landed-before-plan"), (unverified, "not-verified")));

        // Revenue counts for enterprises that were in the park before the plan, too.
        await Declare(await AboveScale(early, 2026), "2026", 100_000_000m, "tax", verify: true);
        var notVerified = await AboveScale(await Verify(await Register()), 2026);
        await Declare(notVerified, "2026", 1m, "tax", verify: false);
        var small = await Verify(await Register());
        await Declare(small, "2026", 1m, "tax", verify: true);
        var below = await AboveScale(await Verify(await Register()), 2026, aboveScale: false);
        await Declare(below, "2026", 1m, "tax", verify: true);
        var unclear = await AboveScale(await Verify(await Register()), 2026, verify: false);
        await Declare(unclear, "2026", 1m, "tax", verify: true);
        await Declare(await AboveScale(unverified, 2026), "2026", 1m, "tax", verify: true);
        var silent = await AboveScale(await Verify(await Register()), 2026);
        var away = await AboveScale(await Verify(lead), 2026);
        await Declare(away, "2026", 1m, "tax", verify: true);

        var proof = await Proof("revenue", "verified");

        proof["figure"].Number().ShouldBe(1);
        proof["items"].Items().ShouldHaveSingleItem()["recordId"].Text().ShouldBe(early.Id);
        Excluded(proof).ShouldBe(InOrder((notVerified, "not-verified"), (small, "not-above-scale"), (below, "not-above-scale"), (unclear, "scale-not-verified"), (unverified, "enterprise-not-verified"), (silent, "no-declaration"), (away, "not-in-park")));
    }

    [Fact]
    public async Task The_past_is_shown_as_it_was_known_and_always_in_the_same_bytes()
    {
        var made = await Verify(await Register());
        var then = _last!.Position;
        var paths = new[]
        {
            $"/v1/plan/scorecard?period=2026&asOf={then}", $"/v1/plan/scorecard?period=2026&basis=reported&asOf={then}", $"/v1/plan/scorecard?period=2026&asOf={Instant(made)}",
            $"/v1/plan/indicators/enterprises/contributions?period=2026&asOf={then}", $"/v1/plan/indicators/enterprises/series?asOf={then}",
            $"/v1/plan/indicators/enterprises/difference?period=2026&from=0&to={then}", $"/v1/plan/indicators/enterprises/contributions?period=2026&asOf={made.Position - 1}",
        };
        var before = await ReadAll();
        before[0]["headline"].Items()[1]["actual"].Number().ShouldBe(1);
        before[0]["position"]!.GetValue<long>().ShouldBe(then);
        before[2]["headline"].Items()[1]["actual"].Number().ShouldBe(1);
        before[6]["figure"].Number().ShouldBe(0);

        var renamed = await Write(_api.Admin.Patch($"{Enterprises}/{made.Id}", new { name = Names.New(), landedOn = "2025-02-01" }, ("If-Match", made.ETag)));
        await Verify(await Register());
        await Write(_api.Admin.Post($"{Enterprises}/{made.Id}/void", new { reason = "示例" }, ("If-Match", renamed.ETag)));
        (await Figure("enterprises", "verified")).ShouldBe(1);

        var after = await ReadAll();
        after.Select(a => a.Body).ShouldBe(before.Select(a => a.Body));

        async Task<List<Answer>> ReadAll()
        {
            var answers = new List<Answer>();
            foreach (var path in paths)
                answers.Add((await _api.Admin.Get(path)).ShouldBe(200));
            return answers;
        }
    }

    [Fact]
    public async Task What_a_report_of_the_present_said_while_others_wrote_is_said_again_for_its_instant_and_its_position()
    {
        var writing = Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => _api.Admin.Post(
            Enterprises, new { name = Names.New(), direction = "other", uscc = USCC.New(), landedOn = "2026-01-05" }))));
        var reports = new List<Answer>();
        do
            reports.Add((await _api.Admin.Get("/v1/plan/scorecard?period=2026&basis=reported")).ShouldBe(200));
        while (!writing.IsCompleted);
        var writes = await writing;
        _last = writes.MaxBy(w => w.ShouldBe(201).Position);

        foreach (var report in reports)
        {
            var then = (await _api.Admin.Get($"/v1/plan/scorecard?period=2026&basis=reported&asOf={Uri.EscapeDataString(report["asOf"].Text())}")).ShouldBe(200);
            then.Body.ShouldBe(report.Body);
            var position = report["position"]!.GetValue<long>();
            var at = (await _api.Admin.Get($"/v1/plan/scorecard?period=2026&basis=reported&asOf={position}")).ShouldBe(200);
            at["headline"].Items()[1]["actual"].Number().ShouldBe(report["headline"].Items()[1]["actual"].Number());
            report["headline"].Items()[1]["actual"].Number().ShouldBe(writes.Count(w => w.Position <= position));
        }

        (await Figure("enterprises", "reported")).ShouldBe(40);
    }

    [Fact]
    public async Task A_report_that_says_the_same_is_not_sent_twice()
    {
        var made = await Register();
        foreach (var path in new[]
        {
            "/v1/plan/scorecard?period=2026&basis=reported", "/v1/plan/indicators/enterprises/contributions?period=2026&basis=reported",
            "/v1/plan/indicators/enterprises/difference?period=2026&basis=reported&from=0", "/v1/plan/indicators/enterprises/series?basis=reported",
        })
        {
            var report = (await _api.Admin.Get(path, _last!.OrLater)).ShouldBe(200);
            report.ETag.ShouldStartWith("W/");
            (await _api.Admin.Get(path, ("If-None-Match", report.ETag))).ShouldBe(304);

            made = await Write(_api.Admin.Patch($"{Enterprises}/{made.Id}", new { landedOn = made["landedOn"].Text() == "2026-01-05" ? "2025-01-05" : "2026-01-05" }, ("If-Match", made.ETag)));

            (await _api.Admin.Get(path, _last!.OrLater, ("If-None-Match", report.ETag))).ShouldBe(200);
        }
    }

    [Fact]
    public async Task The_difference_between_two_reports_closes_exactly_change_by_change()
    {
        var first = await Verify(await Register(direction: "digital-medicine"));
        await Declare(await AboveScale(first, 2026), "2026", 100_000_000.05m, "tax", verify: true);
        var from = _last!.Position;
        var second = await Verify(await Register(direction: "digital-medicine"));
        var third = await Verify(await Register(direction: "other"));
        await Verify(await Write(_api.Admin.Patch($"{Enterprises}/{third.Id}", new { direction = "digital-medicine", directionFrom = "2026-02-01" }, ("If-Match", third.ETag))));
        await Write(_api.Admin.Post($"{Enterprises}/{second.Id}/void", new { reason = "示例" }, ("If-Match", second.ETag)));
        await Declare(third, "2026-01", 7.77m, "tax", verify: true);
        await AboveScale(third, 2026);
        await Declare(first, "2026", 50_000_000m, "tax", verify: true);
        var to = _last!.Position;

        foreach (var indicator in new[] { "enterprises", "revenue" })
        {
            foreach (var query in new[] { "basis=verified", "basis=reported", "basis=verified&direction=digital-medicine", "basis=reported&direction=other" })
            {
                var difference = (await _api.Admin.Get($"/v1/plan/indicators/{indicator}/difference?period=2026&{query}&from={from}&to={to}")).ShouldBe(200);

                (difference["opening"].Number() + difference["changes"].Items().Sum(c => c["amount"].Number())).ShouldBe(difference["closing"].Number(), query);
                difference["opening"].Number().ShouldBe(await FigureAt(from), query);
                difference["closing"].Number().ShouldBe(await FigureAt(to), query);

                async Task<decimal> FigureAt(long position) =>
                    (await _api.Admin.Get($"/v1/plan/indicators/{indicator}/contributions?period=2026&{query}&asOf={position}")).ShouldBe(200)["figure"].Number();
            }
        }

        var enterprises = (await _api.Admin.Get($"/v1/plan/indicators/enterprises/difference?period=2026&direction=digital-medicine&from={from}&to={to}"))["changes"].Items();
        enterprises.Select(c => (c["reason"].Text(), c["amount"].Number(), c["recordId"].Text()))
            .ShouldBe([("verified", 1, second.Id), ("verified", 1, third.Id), ("voided", -1, second.Id)]);
        var revenue = (await _api.Admin.Get($"/v1/plan/indicators/revenue/difference?period=2026&basis=reported&from={from}&to={to}"))["changes"].Items();
        revenue.Select(c => (c["reason"].Text(), c["amount"].Number())).ShouldBe([("new", 0.0000000777m), ("corrected", -0.5000000005m)]);
    }

    [Fact]
    public async Task A_partner_sees_its_own_contributions_and_one_amount_for_all_others()
    {
        var (one, other) = (await _api.NewPartner(), await _api.NewPartner());
        var mine = await Verify(await Register(one.Client));
        var theirs = await Verify(await Register(other.Client));
        await Verify(await Register(other.Client));
        var hidden = await Register(other.Client);
        await Declare(await AboveScale(theirs, 2026), "2026", 200_000_000m, "tax", verify: true);

        var proof = (await one.Client.Get("/v1/plan/indicators/enterprises/contributions?period=2026", _last!.OrLater)).ShouldBe(200);
        var revenue = (await one.Client.Get("/v1/plan/indicators/revenue/contributions?period=2026", _last!.OrLater)).ShouldBe(200);
        var difference = (await one.Client.Get("/v1/plan/indicators/enterprises/difference?period=2026&from=0", _last!.OrLater)).ShouldBe(200);

        proof["figure"].Number().ShouldBe(3);
        proof["items"].Items().ShouldHaveSingleItem()["recordId"].Text().ShouldBe(mine.Id);
        proof["others"]!["amount"].Number().ShouldBe(2);
        proof["excluded"].Items().ShouldBeEmpty();
        revenue["items"].Items().ShouldBeEmpty();
        revenue["others"]!.ToJsonString().ShouldBe("""{"amount":2,"amountYuan":200000000}""");
        difference["changes"].Items().Select(c => c["amount"].Number()).ShouldBe([1, 2]);
        difference["closing"].Number().ShouldBe(3);
        foreach (var answer in new[] { proof, revenue, difference })
        {
            answer.Body.ShouldNotContain(theirs.Id);
            answer.Body.ShouldNotContain(theirs["name"].Text());
            answer.Body.ShouldNotContain(hidden.Id);
        }

        (await Proof("enterprises", "verified")).Json.AsObject().ContainsKey("others").ShouldBeFalse();
        (await one.Client.Get("/v1/plan/scorecard?period=2026"))["headline"].Items()[1]["actual"].Number().ShouldBe(3);
    }

    [Fact]
    public async Task A_series_shows_the_actual_and_the_expected_path_month_by_month()
    {
        await Verify(await Register(landedOn: "2025-06-30"));
        await Verify(await Register(landedOn: "2026-01-01"));
        var made = await AboveScale(await Verify(await Register(direction: "other", landedOn: "2026-01-31")), 2026);
        await Declare(made, "2026-01", 100_000_000m, "tax", verify: true);
        await Declare(made, "2026-02", 50_000_000m, "tax", verify: true);

        var enterprises = (await _api.Admin.Get("/v1/plan/indicators/enterprises/series?interval=month", _last!.OrLater)).ShouldBe(200)["points"].Items();
        var revenue = (await _api.Admin.Get("/v1/plan/indicators/revenue/series?direction=other", _last!.OrLater)).ShouldBe(200)["points"].Items();

        enterprises.Count.ShouldBe(36);
        enterprises.Select(p => p["on"].Text()).First().ShouldBe("2025-01-31");
        enterprises.Select(p => p["on"].Text()).Last().ShouldBe("2027-12-31");
        (Actual(enterprises, "2025-05-31"), Actual(enterprises, "2025-06-30"), Actual(enterprises, "2025-12-31"), Actual(enterprises, "2026-01-31")).ShouldBe((0, 1, 1, 3));
        (Actual(revenue, "2025-12-31"), Actual(revenue, "2026-01-31"), Actual(revenue, "2026-02-28")).ShouldBe((0, 1, 1.5m));
        (Expected(enterprises, "2025-12-31"), Expected(enterprises, "2026-12-31"), Expected(enterprises, "2027-12-31")).ShouldBe((30, 60, 100));
        (Expected(revenue, "2025-12-31"), Expected(revenue, "2026-12-31")).ShouldBe((9, 10.5m));
        Expected(enterprises, "2026-01-31").ShouldBe(Math.Round(30 + (30m * 31 / 365), 6));
        enterprises.Where(p => string.CompareOrdinal(p["on"].Text(), DateTime.UtcNow.AddHours(8).AddMonths(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) > 0)
            .ShouldAllBe(p => p["actual"] == null);

        static decimal? Actual(IReadOnlyList<JsonNode> points, string on) => points.Single(p => p["on"].Text() == on)["actual"]?.Number();
        static decimal? Expected(IReadOnlyList<JsonNode> points, string on) => points.Single(p => p["on"].Text() == on)["expected"]?.Number();
    }

    [Fact]
    public async Task The_headline_is_the_sum_of_the_directions()
    {
        foreach (var direction in new[] { "digital-medicine", "other", "pharma-distribution", "other" })
        {
            var made = await AboveScale(await Verify(await Register(direction: direction)), 2026);
            await Declare(made, "2026", 33_333_333.33m, "statistics", verify: true);
        }

        foreach (var basis in new[] { "verified", "reported" })
        {
            var card = await Card(basis);
            foreach (var (indicator, total) in new[] { ("enterprises", 4m), ("revenue", 1.3333333332m), ("transfers", 0m) })
            {
                card["headline"].Items().Single(f => f["indicator"].Text() == indicator)["actual"].Number().ShouldBe(total);
                card["directions"].Items().SelectMany(d => d["indicators"].Items()).Where(f => f["indicator"].Text() == indicator).Sum(f => f["actual"].Number()).ShouldBe(total);
            }
        }
    }

    private async Task<Answer> Register(Client? client = null, string direction = "other", string landedOn = "2026-01-05") =>
        await Write((client ?? _api.Admin).Post(Enterprises, new { name = Names.New(), direction, uscc = USCC.New(), landedOn, zone = "life-health-belt" }));

    private async Task<Answer> Verify(Answer read) =>
        await Write(_api.Admin.Post($"{Enterprises}/{read.Id}/verification", new { decision = "verified" }, ("If-Match", read.ETag)));

    private async Task<Answer> AboveScale(Answer enterprise, int year, bool aboveScale = true, bool verify = true)
    {
        var path = $"{Enterprises}/{enterprise.Id}/scale-statuses/{year}";
        var status = await Write(_api.Admin.Put(path, new { aboveScale }));
        if (verify)
            await Write(_api.Admin.Post($"{path}/verification", new { decision = "verified" }, ("If-Match", status.ETag)));
        return enterprise;
    }

    private async Task Declare(Answer enterprise, string period, decimal amountYuan, string source, bool verify)
    {
        var path = $"{Enterprises}/{enterprise.Id}/revenue-declarations/{period}";
        var now = await _api.Admin.Get(path);
        var declared = await Write(_api.Admin.Put(path, new { amountYuan, source }, ("If-Match", now.Status == 200 ? now.ETag : null)));
        if (verify)
            await Write(_api.Admin.Post($"{path}/verification", new { decision = "verified", source }, ("If-Match", declared.ETag)));
    }

    private async Task<Answer> Write(Task<Answer> write)
    {
        var answer = await write;
        answer.Status.ShouldBeOneOf([200, 201], answer.ToString());
        return _last = answer;
    }

    private async Task<Answer> Card(string basis, int period = 2026) => (await _api.Admin.Get($"/v1/plan/scorecard?period={period}&basis={basis}", _last!.OrLater)).ShouldBe(200);

    /// <summary>A figure of the scorecard; its proof adds up to the same.</summary>
    private async Task<decimal> Figure(string indicator, string basis, string? direction = null, int period = 2026)
    {
        var card = await Card(basis, period);
        var figures = direction is null ? card["headline"].Items() : card["directions"].Items().Single(d => d["direction"].Text() == direction)["indicators"].Items();
        var actual = figures.Single(f => f["indicator"].Text() == indicator)["actual"].Number();
        var proof = await Proof(indicator, basis, direction, period);
        proof["figure"].Number().ShouldBe(actual);
        proof["items"].Items().Sum(i => i["amount"].Number()).ShouldBe(actual);
        return actual;
    }

    private async Task<Answer> Proof(string indicator, string basis, string? direction = null, int period = 2026) =>
        (await _api.Admin.Get($"/v1/plan/indicators/{indicator}/contributions?period={period}&basis={basis}{(direction is null ? "" : $"&direction={direction}")}", _last!.OrLater)).ShouldBe(200);

    private static IEnumerable<(string Id, string Reason)> Excluded(Answer proof) =>
        proof["excluded"].Items().Select(e => (e["recordId"].Text(), e["reason"].Text())).Order();

    private static IEnumerable<(string Id, string Reason)> InOrder(params (Answer Record, string Reason)[] excluded) =>
        excluded.Select(e => (e.Record.Id, e.Reason)).Order();

    private static string Instant(Answer record) => Uri.EscapeDataString(record["updatedAt"].Text());

    // The straight line from 30 at the end of 2025 to 60 at the end of 2026, at the date in China.
    private static decimal ExpectedEnterprises(Answer card)
    {
        var asOf = DateTimeOffset.Parse(card["asOf"].Text(), CultureInfo.InvariantCulture).ToOffset(TimeSpan.FromHours(8));
        return asOf.Year > 2026 ? 60 : 30 + (30m * asOf.DayOfYear / 365);
    }
}
