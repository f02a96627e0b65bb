using FsCheck;
using FsCheck.Fluent;
using HealthPark.Funds.Features;
using HealthPark.Funds.Fund;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using static HealthPark.UnitTests.Funds.FundGiven;

namespace HealthPark.UnitTests.Funds;

public class FundTests
{
    [Fact]
    public void A_new_fund_is_what_the_body_says()
    {
        var body = new RegisterFundRequest(" 示例基金 ", "industry-fund", "filed", Day(1, 1), " 甲 ", " P1 ", " 示例-001 ", 1000, 40.5m, Day(1, 1), 7, 1.5m, true, "说明");

        Given().When(_ => RegisterFund.Decide(body, Owner, Today)).Then(new FundRegistered(
            Owner, "示例基金", "industry-fund", FundStatus.Filed, Day(1, 1), "甲", "P1", "示例-001", 1000, 40.5m, Day(1, 1), 7, 1.5m, true, "说明"));
        Given().When(_ => RegisterFund.Decide(new("甲", "seed-fund"), Owner, Today)).Then(new FundRegistered(
            Owner, "甲", "seed-fund", FundStatus.Planned, null, null, null, null, null, null, null, null, null, false, null));
        Given().When(_ => RegisterFund.Decide(
                body with { Kind = "hedge-fund", SizeYuan = 0, GovernmentSharePercent = 100.01m, ReinvestmentRatio = -1, FundCode = " ", StatusOn = Today.AddDays(1) }, Owner, Today))
            .ThenInvalid("/kind unknown-value", "/sizeYuan out-of-range", "/governmentSharePercent out-of-range", "/reinvestmentRatio out-of-range", "/fundCode required", "/statusOn in-the-future");
    }

    [Fact]
    public void A_patch_sets_clears_and_leaves_alone()
    {
        var given = Given(Registered(size: 1000));

        given.When(Patch(new(" 示例基金 ", "seed-fund", SizeYuan: 1000.00m, ReinvestsProceeds: false), "name", "kind", "sizeYuan", "reinvestsProceeds")).ThenNothing();
        given.When(Patch(new(TermYears: 7), "termYears", "sizeYuan"))
            .Then(new FundRevised(null, null, null, null, null, null, null, null, 7, null, null, null, ["sizeYuan"]));
        given.When(Patch(new(), "name", "kind", "reinvestsProceeds", "fundCode"))
            .ThenInvalid("/name cannot-be-cleared", "/kind cannot-be-cleared", "/reinvestsProceeds cannot-be-cleared", "/fundCode required");
        Given(Registered(FundStatus.Liquidated)).When(Patch(new("乙"), "name")).ThenRejected("fund-closed", 409);
    }

    [Fact]
    public void Filing_needs_the_code_and_liquidation_no_open_investment()
    {
        Given(Registered(FundStatus.Raising)).When(Change("filed")).ThenInvalid("/fundCode required");
        Given(Registered(FundStatus.Raising)).When(now => ChangeFundStatus.Decide(new("filed", Day(6, 1), " 示例-002 "), now, Today))
            .Then(new FundStatusChanged(FundStatus.Filed, Day(6, 1), "示例-002", null));
        Given(Registered(FundStatus.Filed)).When(now => ChangeFundStatus.Decide(new("investing", Day(6, 1), "另一编码"), now, Today)).ThenInvalid("/fundCode differs");
        Given(Registered(FundStatus.Filed), new FundStatusChanged(FundStatus.Investing, Day(6, 2), null, null)).When(Change("exiting")).ThenInvalid("/on dates-out-of-order");
        Given([.. PaidIn, Agreed, new FundStatusChanged(FundStatus.Exiting, Day(6, 1), null, null)]).When(Change("liquidated")).ThenRejected("investments-open", 409);
        Given([.. At(InvestmentState.Exited), new FundStatusChanged(FundStatus.Exiting, Day(6, 1), null, null)]).When(Change("liquidated")).ThenAccepted();
        Given(PaidIn).When(now => VoidFund.Decide(new("误录"), now)).ThenRejected("in-use", 409);
        Given(Registered()).When(now => VoidFund.Decide(new(" 误录 "), now)).Then(new FundVoided("误录"));
    }

    [Fact]
    public void A_call_asks_a_share_of_every_commitment_or_amounts_and_never_more_than_is_left()
    {
        var committed = Given(Registered(), Committed(Government, 100.01m, "government"), Committed(Market, 200), Committed(Id(0x13), 50), new CommitmentVoided(Id(0x13), "撤回"));

        committed.When(CallFor(33.3333m)).Then(new CapitalCalled(Call, Day(2, 1), Day(2, 28), [new(Government, 33.33m), new(Market, 66.66m)]));
        committed.When(CallFor(null, (Market, 200))).Then(new CapitalCalled(Call, Day(2, 1), Day(2, 28), [new(Market, 200)]));
        committed.When(CallFor(null, (Market, 200.01m))).ThenRejected("exceeds-commitment", 409).Extensions["leftYuan"].ShouldBe(200m);
        committed.When(CallFor(null, (Id(0x13), 1), (Id(0x13), 0))).ThenInvalid(
            "/amounts/0/commitmentId unknown-reference", "/amounts/1/commitmentId unknown-reference", "/amounts/1/amountYuan out-of-range", "/amounts repeated-value");
        committed.When(CallFor(50, (Market, 1))).ThenInvalid("/sharePercent one-of-two");
        committed.When(CallFor(null)).ThenInvalid("/sharePercent one-of-two");
        committed.When(CallFor(100.0001m)).ThenInvalid("/sharePercent out-of-range");
        Given(Registered()).When(CallFor(50)).ThenInvalid("/sharePercent nothing-to-call");
        Given(PaidIn).When(CallFor(50.01m)).ThenRejected("exceeds-commitment", 409);
        Given(PaidIn).When(CallFor(50)).ThenAccepted();
        Given(Registered(FundStatus.Planned)).When(CallFor(50)).ThenRejected("fund-not-at-this-stage", 409).Extensions["allowedTransitions"].ShouldBe(new[] { "raising" });
    }

    [Fact]
    public void What_was_called_is_paid_in_and_no_more()
    {
        var called = Given(PaidIn[..4]);

        called.When(PayIn(Government, 200)).Then(new CapitalPaidIn(Payment, Call, Government, 200, Day(2, 10)));
        called.When(PayIn(Government, 200.01m)).ThenRejected("exceeds-call", 409).Extensions["leftYuan"].ShouldBe(200m);
        called.When(PayIn(Id(0x13), 1)).ThenInvalid("/commitmentId unknown-reference");
        called.When(now => RecordCapitalPayment.Decide(new(Market, 1, Day(1, 31)), Call, Payment, now, Today)).ThenInvalid("/on dates-out-of-order");
        called.When(now => RecordCapitalPayment.Decide(new(Market, 1, Day(2, 2)), Id(0x99), Payment, now, Today)).ThenRejected("not-found", 404);
        called.When(now => VoidCommitment.Decide(new("撤回"), Market, now)).ThenRejected("already-called", 409);
        called.When(now => VoidCapitalCall.Decide(new("误录"), Call, now)).Then(new CapitalCallVoided(Call, [Government, Market], "误录"));
        Given([.. PaidIn[..4], new CapitalCallVoided(Call, [Government, Market], "误录")]).When(PayIn(Government, 1)).ThenRejected("call-voided", 409);
        Given(PaidIn).When(now => VoidCapitalCall.Decide(new("误录"), Call, now)).ThenRejected("already-paid", 409);
        Given(PaidIn).When(now => VoidCapitalPayment.Decide(new("误录"), Call, Payment, now)).Then(new CapitalPaymentVoided(Payment, Call, Government, "误录"));
        Given([.. PaidIn, new InvestmentAgreed(InvestmentId, DealId, "equity", null, Day(3, 1), [new(301, "甲", null)], []), Paid])
            .When(now => VoidCapitalPayment.Decide(new("误录"), Call, Payment, now)).ThenRejected("already-invested", 409);
    }

    [Fact]
    public void The_figures_are_the_sums_of_what_stands()
    {
        var now = Given([.. At(InvestmentState.WrittenOff), new CommitmentVoided(Id(0x77), "无")]).State.Figures;

        now.ShouldBe(new FundFigures(1000, 500, 500, 100, 100, 0, 100, 0, 400, false));
        (now.UncalledYuan, now.CashYuan, now.UninvestedYuan, now.UnpromisedYuan, now.UseRate, now.Dpi, now.GovernmentPercent).ShouldBe((500, 400, 400, 900, 0.2m, 0, 40));
        var exited = Given([.. At(InvestmentState.Exited), new FundDistributed(Day(6, 1), 150)]).State.Figures;
        (exited.ProceedsYuan, exited.CashYuan, exited.UninvestedYuan, exited.Dpi, exited.PromisedYuan).ShouldBe((150, 400, 400, 0.3m, 100)); // the second tranche lapsed
        Given().State.Figures.UseRate.ShouldBeNull();
    }

    [Fact]
    public void What_comes_back_may_be_invested_again_where_the_fund_says_so()
    {
        FundEvent[] back = [.. At(InvestmentState.Exited), new InvestmentAgreed(Id(0x52), Id(0x42), "equity", null, Day(5, 2), [new(500, "甲", null)], [])];
        FundEvent[] reinvesting = [.. back, new FundRevised(null, null, null, null, null, null, null, null, null, null, true, null, [])];

        Given(back).State.Figures.UninvestedYuan.ShouldBe(400);
        Given(reinvesting).State.Figures.UninvestedYuan.ShouldBe(550);
        var paid = new TranchePaid(Id(0x52), 1, Day(5, 3), [EvidenceId]);
        Given(back).When(now => PayTranche.Decide(new(1, Day(5, 3), [EvidenceId]), Id(0x52), now, Standing, Today)).ThenRejected("exceeds-uninvested", 409)
            .Extensions["uninvestedYuan"].ShouldBe(400m);
        Given(reinvesting).When(now => PayTranche.Decide(new(1, Day(5, 3), [EvidenceId]), Id(0x52), now, Standing, Today)).Then(paid);
        Given([.. reinvesting, paid]).When(Patch(new(ReinvestsProceeds: false), "reinvestsProceeds")).ThenInvalid("/reinvestsProceeds already-invested");
        Given(reinvesting).When(Patch(new(ReinvestsProceeds: false), "reinvestsProceeds")).ThenAccepted();
        Given([.. At(InvestmentState.Exited)]).When(Distribute(550)).Then(new FundDistributed(Day(6, 1), 550));
        Given([.. At(InvestmentState.Exited)]).When(Distribute(550.01m)).ThenRejected("exceeds-cash", 409).Extensions["cashYuan"].ShouldBe(550m);
    }

    // Whatever happens, in whatever order: no sum ever exceeds what it is taken from.
    [Fact]
    public void The_money_adds_up_in_any_story()
    {
        var reached = new HashSet<string>();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1500), Prop.ForAll(Gen.Choose(1, 40).SelectMany(n => Command.ArrayOf(n)).ToArbitrary(), story =>
        {
            var now = Given(Registered(), Committed(Government, 400, "government"), Committed(Market, 600)).State;
            foreach (var command in story)
            {
                var events = command.Decide(now).Events;
                now = events.Aggregate(now, FundState.Evolve);
                if (events.Count > 0)
                    reached.Add(command.Slice);
                var f = now.Figures;

                f.PaidInYuan.ShouldBeLessThanOrEqualTo(f.CalledYuan);
                f.CalledYuan.ShouldBeLessThanOrEqualTo(f.CommittedYuan);
                (f.UncalledYuan + f.CalledYuan).ShouldBe(f.CommittedYuan);
                f.InvestedYuan.ShouldBeLessThanOrEqualTo(f.PaidInYuan + (now.ReinvestsProceeds ? f.ProceedsYuan : 0));
                f.InvestedYuan.ShouldBeLessThanOrEqualTo(f.PromisedYuan);
                f.CashYuan.ShouldBeGreaterThanOrEqualTo(0);
                f.UninvestedYuan.ShouldBeGreaterThanOrEqualTo(0);
                foreach (var c in now.Commitments)
                    (now.Paid(c.Id), now.Called(c.Id)).ShouldSatisfyAllConditions(x => x.Item1.ShouldBeLessThanOrEqualTo(x.Item2), x => x.Item2.ShouldBeLessThanOrEqualTo(c.AmountYuan));
            }
        }));
        // A story in which nothing happens would prove nothing.
        reached.ShouldContain(nameof(PayTranche));
        reached.ShouldContain(nameof(VoidCapitalPayment));
        reached.ShouldContain(nameof(DistributeProceeds));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("0.6 0.4", null)]
    [InlineData("1", null)]
    [InlineData("0.333333 0.333333 0.333334", null)]
    [InlineData("0.333333 0.333333 0.333333", "/lossShares shares-do-not-sum-to-1")]
    [InlineData("79228162514264337593543950335 1", "/lossShares/0/share out-of-range")]
    [InlineData("0.6 0.4 0.1", "/lossShares shares-do-not-sum-to-1")]
    [InlineData("0 1", "/lossShares/0/share out-of-range")]
    public void Loss_shares_sum_to_1_exactly(string? shares, string? error)
    {
        var given = shares?.Split(' ').Select((s, i) => new LossShareRequest($" 示例方{i} ", decimal.Parse(s, System.Globalization.CultureInfo.InvariantCulture))).ToList();
        var body = new AgreeInvestmentRequest(DealId, "equity", Day(3, 1), [new(100, " 工商变更完成 "), new(200, "取得注册证", Day(12, 31))], null, given);
        var when = Given(PaidIn).When(now => AgreeInvestment.Decide(body, InvestmentId, now, GivenDeal(Sourced(HealthPark.Funds.Deal.DealStage.Signed)).State, Today));

        if (error is null)
            when.Then(Agreed with { LossShares = [.. (given ?? []).Select(s => new LossShare(s.Party!.Trim(), s.Share!.Value))] });
        else
            when.ThenInvalid(error);
    }

    [Fact]
    public void A_fund_promises_no_more_than_was_committed_and_invests_in_signed_deals_only()
    {
        Given(PaidIn).When(Agree(1000)).ThenAccepted();
        Given(PaidIn).When(Agree(1000.01m)).ThenRejected("exceeds-committed", 409).Extensions["leftYuan"].ShouldBe(1000m);
        Given([.. PaidIn, Agreed]).When(Agree(700.01m, Id(0x52))).ThenRejected("exceeds-committed", 409);
        Given([.. PaidIn, Agreed]).When(now => VoidCommitment.Decide(new("撤回"), Market, now)).ThenRejected("already-called", 409);
        Given(Registered(), Committed(Market, 300), Agreed).When(now => VoidCommitment.Decide(new("撤回"), Market, now)).ThenRejected("already-promised", 409);
        Given(PaidIn).When(Agree(1, deal: GivenDeal(Sourced(HealthPark.Funds.Deal.DealStage.Committee)).State)).ThenRejected("deal-not-signed", 409)
            .Extensions["allowedTransitions"].ShouldBe(new[] { "signed" });
        Given(PaidIn).When(Agree(1, deal: GivenDeal(Invested).State)).ThenRejected("deal-invested", 409);
        Given(PaidIn).When(now => AgreeInvestment.Decide(
                new(DealId, "gift", Today.AddDays(1), [new(0, "甲", Day(1, 1))], 0, [new("甲", 0.5m), new("甲 ", 0.5m)]), InvestmentId, now, GivenDeal(Sourced()).State, Today))
            .ThenInvalid("/instrument unknown-value", "/on in-the-future", "/valuationYuan out-of-range", "/tranches/0/amountYuan out-of-range", "/tranches/0/dueOn dates-out-of-order", "/lossShares repeated-value");
        Given(Registered(FundStatus.Filed)).When(Agree(1)).ThenRejected("fund-not-at-this-stage", 409).Extensions["allowedTransitions"].ShouldBe(new[] { "investing" });
    }

    [Fact]
    public void A_tranche_is_paid_once_with_evidence_that_stands()
    {
        var agreed = Given(At(InvestmentState.Agreed));

        agreed.When(Pay(1)).Then(Paid);
        agreed.When(Pay(1, Id(0x99))).ThenInvalid("/evidenceIds/0 unknown-reference");
        agreed.When(now => PayTranche.Decide(new(3, Today.AddDays(1), []), InvestmentId, now, Standing, Today))
            .ThenInvalid("/number unknown-reference", "/on in-the-future", "/evidenceIds required");
        Given(At(InvestmentState.Disbursed)).When(Pay(1)).ThenNothing();
        Given(At(InvestmentState.Disbursed)).When(Pay(1, on: Day(3, 11))).ThenRejected("already-paid", 409);
        Given(At(InvestmentState.Disbursed)).When(Pay(2)).ThenAccepted();
        Given([.. PaidIn[..5], Agreed, Paid]).When(Pay(2)).ThenRejected("exceeds-uninvested", 409).Extensions["uninvestedYuan"].ShouldBe(100m);
    }

    [Fact]
    public void An_investment_ends_by_exit_or_by_write_off_with_a_note()
    {
        var paid = Given(At(InvestmentState.Disbursed));

        paid.When(now => ExitInvestment.Decide(new("ipo", Day(5, 1), 30, true), InvestmentId, now, Today)).Then(new InvestmentExited(InvestmentId, "ipo", Day(5, 1), 30, true));
        paid.When(now => ExitInvestment.Decide(new("lottery", Day(3, 9), -1), InvestmentId, now, Today))
            .ThenInvalid("/route unknown-value", "/proceedsYuan out-of-range", "/on dates-out-of-order");
        paid.When(now => WriteOffInvestment.Decide(new(Day(5, 1), " 已尽责 "), InvestmentId, now, Today)).Then(new InvestmentWrittenOff(InvestmentId, Day(5, 1), "已尽责"));
        Validation.Check(new WriteOffInvestmentRequest(Day(5, 1), " ")).Select(e => $"{e.Pointer} {e.Code}").ShouldBe(["/toleranceNote required"]);
        var partly = Given([.. At(InvestmentState.Disbursed), new InvestmentExited(InvestmentId, "ipo", Day(5, 1), 30, true), new InvestmentWrittenOff(InvestmentId, Day(5, 2), "已尽责")]);
        partly.State.Figures.WrittenOffYuan.ShouldBe(70);
    }

    [Fact]
    public void A_voided_investment_never_was_unless_its_proceeds_were_used()
    {
        var voided = Given(At(InvestmentState.Voided));
        voided.State.Figures.ShouldBe(Given(PaidIn).State.Figures);
        voided.When(now => VoidInvestment.Decide(new("再次"), InvestmentId, now)).ThenNothing();
        Given(At(InvestmentState.Exited)).When(now => VoidInvestment.Decide(new(" 误录 "), InvestmentId, now)).Then(new InvestmentVoided(InvestmentId, "误录"));
        Given([.. At(InvestmentState.Exited), new FundDistributed(Day(6, 1), 501)]).When(now => VoidInvestment.Decide(new("误录"), InvestmentId, now)).ThenRejected("already-used", 409);
        GivenDeal([.. At(HealthPark.Funds.Deal.DealStage.Exited), new HealthPark.Funds.Deal.DealInvestmentVoided(InvestmentId)]).State.Steps.Select(s => s.Stage)
            .ShouldBe([HealthPark.Funds.Deal.DealStage.Signed]);
    }

    private static Func<FundState, Decision<FundEvent>> Patch(ReviseFundRequest body, params string[] members) => now => ReviseFund.Decide(new MergePatch<ReviseFundRequest>(body, members), now);

    private static Func<FundState, Decision<FundEvent>> Change(string status) => now => ChangeFundStatus.Decide(new(status, Day(6, 1)), now, Today);

    private static Func<FundState, Decision<FundEvent>> CallFor(decimal? share, params (Guid Commitment, decimal Amount)[] amounts) => now => CallCapital.Decide(
        new(Day(2, 1), Day(2, 28), share, amounts.Length == 0 ? null : [.. amounts.Select(a => new CalledAmountRequest(a.Commitment, a.Amount))]), Call, now, Today);

    private static Func<FundState, Decision<FundEvent>> PayIn(Guid commitment, decimal amount) => now =>
        RecordCapitalPayment.Decide(new(commitment, amount, Day(2, 10)), Call, Payment, now, Today);

    private static Func<FundState, Decision<FundEvent>> Distribute(decimal amount) => now => DistributeProceeds.Decide(new(Day(6, 1), amount), now, Today);
}
