using FsCheck;
using FsCheck.Fluent;
using HealthPark.Funds;
using HealthPark.Funds.Deal;
using HealthPark.Funds.Features;
using HealthPark.Funds.Fund;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;

namespace HealthPark.UnitTests.Funds;

/// <summary>A command on a fund.</summary>
internal sealed record FundCommand(string Slice, object Body, Func<FundState, Decision<FundEvent>> Decide);

/// <summary>The words in which the tests of funds and deals are written.</summary>
internal static class FundGiven
{
    /// <summary>Today, in all these tests.</summary>
    public static readonly DateOnly Today = new(2026, 6, 30);

    public static readonly Guid Owner = Id(1);
    public static readonly Guid Fund = Id(2);
    public static readonly Guid Enterprise = Id(3);
    public static readonly Guid Transfer = Id(4);
    public static readonly Guid EvidenceId = Id(5);
    public static readonly Guid Government = Id(0x11);
    public static readonly Guid Market = Id(0x12);
    public static readonly Guid Call = Id(0x21);
    public static readonly Guid Payment = Id(0x31);
    public static readonly Guid DealId = Id(0x41);
    public static readonly Guid InvestmentId = Id(0x51);

    /// <summary>An enterprise and a transfer.</summary>
    public static readonly References Known = new(Enterprise, Transfer);

    /// <summary>The evidence that stands.</summary>
    public static readonly HashSet<Guid> Standing = [EvidenceId];

    /// <summary>A fund of 1,000 yuan, 400 of them the government's, of which 50 % were called and paid in.</summary>
    public static readonly FundEvent[] PaidIn =
    [
        Registered(), Committed(Government, 400, "government"), Committed(Market, 600), new CapitalCalled(Call, Day(2, 1), Day(2, 28), [new(Government, 200), new(Market, 300)]),
        new CapitalPaidIn(Payment, Call, Government, 200, Day(2, 10)), new CapitalPaidIn(Id(0x32), Call, Market, 300, Day(2, 10)),
    ];

    public static readonly InvestmentAgreed Agreed = new(
        InvestmentId, DealId, "equity", null, Day(3, 1), [new(100, "工商变更完成", null), new(200, "取得注册证", Day(12, 31))], []);

    public static readonly TranchePaid Paid = new(InvestmentId, 1, Day(3, 10), [EvidenceId]);

    public static Guid Id(int number) => new($"0198a000-0000-7000-8000-{number:x12}");

    public static Given<FundState, FundEvent> Given(params FundEvent[] events) => new(FundsModule.Funds, FundsModule.Events, events);

    public static Given<DealState, DealEvent> GivenDeal(params DealEvent[] events) => new(FundsModule.Deals, FundsModule.Events, events);

    public static FundRegistered Registered(FundStatus status = FundStatus.Investing, bool reinvests = false, decimal? size = null, decimal? governmentShare = null) => new(
        Owner, "示例基金", "seed-fund", status, null, null, null, status == FundStatus.Planned || status == FundStatus.Raising ? null : "示例-001", size, governmentShare, null,
        null, null, reinvests, null);

    public static CommitmentAdded Committed(Guid id, decimal amount, string kind = "market") => new(id, "示例出资人", kind, amount, Day(1, 5));

    public static DealSourced Sourced(DealStage stage = DealStage.Sourced, DateOnly? on = null) =>
        new(Owner, "示例项目", stage, on ?? Day(1, 10), "roadshow", "seed", null, null, null, null);

    public static FundEvent[] At(FundStatus status) => status == FundStatus.Voided ? [Registered(), new FundVoided("误录")] : [Registered(status)];

    public static FundEvent[] At(InvestmentState state) => state switch
    {
        InvestmentState.Agreed => [.. PaidIn, Agreed],
        InvestmentState.Disbursed => [.. PaidIn, Agreed, Paid],
        InvestmentState.Exited => [.. PaidIn, Agreed, Paid, new InvestmentExited(InvestmentId, "ipo", Day(5, 1), 150, false)],
        InvestmentState.WrittenOff => [.. PaidIn, Agreed, Paid, new InvestmentWrittenOff(InvestmentId, Day(5, 1), "已尽责")],
        _ => [.. PaidIn, Agreed, new InvestmentCancelled(InvestmentId, "条件未成就")],
    };

    public static DealEvent[] At(DealStage stage) => stage switch
    {
        DealStage.Disbursed => [.. Invested, new DealDisbursed(Day(3, 10))],
        DealStage.Managed => [.. Invested, new DealDisbursed(Day(3, 10)), new DealAdvanced(DealStage.Managed, Day(3, 20), null)],
        DealStage.Exited => [.. Invested, new DealDisbursed(Day(3, 10)), new DealExited(Day(5, 1))],
        DealStage.WrittenOff => [.. Invested, new DealDisbursed(Day(3, 10)), new DealWrittenOff(Day(5, 1))],
        DealStage.Declined => [Sourced(), new DealDeclined(Day(2, 1), "估值分歧")],
        _ => [Sourced(stage)],
    };

    /// <summary>A signed deal with an investment.</summary>
    public static readonly DealEvent[] Invested = [Sourced(DealStage.Signed), new DealInvestmentAgreed(Fund, InvestmentId, Day(3, 1))];

    public static DateOnly Day(int month, int day) => new(2026, month, day);

    public static Func<FundState, Decision<FundEvent>> Agree(decimal amount, Guid? id = null, DealState? deal = null) => now => AgreeInvestment.Decide(
        new(DealId, "equity", Day(3, 1), [new(amount, " 工商变更完成 ")]), id ?? InvestmentId, now, deal ?? GivenDeal(Sourced(DealStage.Signed)).State, Today);

    public static Func<FundState, Decision<FundEvent>> Pay(int number, Guid? evidence = null, DateOnly? on = null) => now =>
        PayTranche.Decide(new(number, on ?? Day(3, 10), [evidence ?? EvidenceId]), InvestmentId, now, Standing, Today);

    /// <summary>Any command on a fund, on parts that there are or are not.</summary>
    public static readonly Gen<FundCommand> Command = Gen.OneOf(
        from status in Gen.Elements("raising", "filed", "investing", "investing", "exiting", "liquidated")
        from day in Days()
        from rarely in Gen.Choose(0, 9)
        select On(nameof(ChangeFundStatus), (status, day), now => status is "exiting" or "liquidated" && rarely > 0
            ? Array.Empty<FundEvent>() : ChangeFundStatus.Decide(new(status, day, status == "filed" ? "示例-001" : null), now, Today)),
        from reinvests in Gen.Elements(true, false)
        from size in Gen.Elements<decimal?>(null, 1000, 2000.5m)
        let patch = new MergePatch<ReviseFundRequest>(new(SizeYuan: size, ReinvestsProceeds: reinvests, Manager: " 示例 "), "sizeYuan", "reinvestsProceeds", "manager")
        select On(nameof(ReviseFund), (reinvests, size), now => ReviseFund.Decide(patch, now)),
        from rarely in Gen.Choose(0, 19)
        select On(nameof(VoidFund), rarely, now => rarely == 0 ? VoidFund.Decide(new("误录"), now) : Array.Empty<FundEvent>()),
        from amount in Yuan()
        select On(nameof(AddCommitment), amount, now => AddCommitment.Decide(new("示例", amount > 100 ? "market" : "government", amount, Day(1, 5)), Guid.CreateVersion7(), now, Today)),
        from which in Gen.Choose(0, 3)
        select On(nameof(VoidCommitment), which, now => VoidCommitment.Decide(new("撤回"), now.Commitments.ElementAtOrDefault(which)?.Id ?? Guid.Empty, now)),
        from share in Gen.Elements<decimal?>(null, 10, 33.3333m, 50, 100)
        from which in Gen.Choose(0, 3)
        from amount in Yuan()
        select On(nameof(CallCapital), (share, which, amount), now => CallCapital.Decide(
            new(Day(2, 1), Day(2, 28), share, share is null ? [new(now.Commitments.ElementAtOrDefault(which)?.Id ?? Guid.Empty, amount)] : null),
            Guid.CreateVersion7(), now, Today)),
        from which in Gen.Choose(0, 2)
        select On(nameof(VoidCapitalCall), which, now => VoidCapitalCall.Decide(new("误录"), now.Calls.ElementAtOrDefault(which)?.Id ?? Guid.Empty, now)),
        PayIn(),
        PayIn(),
        from which in Gen.Choose(0, 1)
        from payment in Gen.Choose(0, 1)
        select On(nameof(VoidCapitalPayment), (which, payment), now => VoidCapitalPayment.Decide(
            new("误录"), now.Calls.ElementAtOrDefault(which)?.Id ?? Guid.Empty, now.Calls.ElementAtOrDefault(which)?.Payments.ElementAtOrDefault(payment)?.Id ?? Guid.Empty, now)),
        from amount in Yuan()
        from second in Yuan()
        select On(nameof(AgreeInvestment), (amount, second), now => AgreeInvestment.Decide(
            new(DealId, "equity", Day(3, 1), [new(amount, "甲"), new(second, "乙")]), Guid.CreateVersion7(), now, GivenDeal(Sourced(DealStage.Signed)).State, Today)),
        OnInvestment((which, now) => PayTranche.Decide(new(which + 1, Day(3, 10), [EvidenceId]), Last(now), now, Standing, Today), nameof(PayTranche)),
        OnInvestment((which, now) => PayTranche.Decide(new(1, Day(3, 10), [EvidenceId]), Last(now), now, Standing, Today), nameof(PayTranche)),
        from proceeds in Yuan()
        from partial in Gen.Elements(true, false)
        select On(nameof(ExitInvestment), (proceeds, partial), now => ExitInvestment.Decide(new("ipo", Day(5, 1), proceeds, partial), Last(now), now, Today)),
        OnInvestment((which, now) => which == 0 ? WriteOffInvestment.Decide(new(Day(5, 1), "已尽责"), Last(now), now, Today) : Array.Empty<FundEvent>(), nameof(WriteOffInvestment)),
        OnInvestment((which, now) => which == 0 ? CancelInvestment.Decide(new("甲"), Last(now), now) : Array.Empty<FundEvent>(), nameof(CancelInvestment)),
        from amount in Yuan()
        select On(nameof(DistributeProceeds), amount, now => DistributeProceeds.Decide(new(Day(6, 1), amount), now, Today)));

    private static Gen<decimal> Yuan() => Gen.Elements(0.01m, 10, 33.33m, 100, 250.5m, 1000);

    private static Gen<DateOnly> Days() => Gen.Elements(Today, Today.AddDays(-1), Today.AddDays(-100), Today.AddDays(1));

    private static Guid Last(FundState now) => now.Investments.LastOrDefault()?.Id ?? Guid.Empty;

    private static Gen<FundCommand> PayIn() =>
        from which in Gen.Choose(0, 1)
        from commitment in Gen.Choose(0, 1)
        from amount in Yuan()
        select On(nameof(RecordCapitalPayment), (which, commitment, amount), now => RecordCapitalPayment.Decide(
            new(now.Commitments.ElementAtOrDefault(commitment)?.Id ?? Guid.Empty, amount, Day(2, 10)), now.Calls.ElementAtOrDefault(which)?.Id ?? Guid.Empty,
            Guid.CreateVersion7(), now, Today));

    private static Gen<FundCommand> OnInvestment(Func<int, FundState, Decision<FundEvent>> decide, string slice) =>
        from which in Gen.Choose(0, 3)
        select On(slice, which, now => decide(which, now));

    private static FundCommand On(string slice, object body, Func<FundState, Decision<FundEvent>> decide) => new(slice, body, decide);
}
