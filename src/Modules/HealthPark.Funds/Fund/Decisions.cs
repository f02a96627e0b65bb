using HealthPark.Funds.Features;
using HealthPark.Kernel.Reference;

namespace HealthPark.Funds.Fund;

/// <summary>Rules that several of the module's decisions share. Pure: time and look-ups come as values.</summary>
internal static class Decisions
{
    /// <summary>While a fund may take commitments and call them.</summary>
    public static readonly IReadOnlyList<FundStatus> Raising = [FundStatus.Raising, FundStatus.Filed, FundStatus.Investing];

    /// <summary>While investors may pay in.</summary>
    public static readonly IReadOnlyList<FundStatus> PayingIn = [FundStatus.Raising, FundStatus.Filed, FundStatus.Investing, FundStatus.Exiting];

    /// <summary>While there may be investments.</summary>
    public static readonly IReadOnlyList<FundStatus> Holding = [FundStatus.Investing, FundStatus.Exiting];

    /// <summary>What was liquidated or voided takes no more changes.</summary>
    public static Rejection? RefuseClosed(FundState now) => now.Status is FundStatus.Liquidated or FundStatus.Voided
        ? Rejection.Transition("fund-closed", new Text("该基金已清算或作废,不能再更改。", "This fund was liquidated or voided; it takes no more changes."), [])
        : null;

    /// <summary>Something that a fund does at some stages only: 409 says where it can go from here.</summary>
    public static Rejection? RefuseOutside(FundState now, IReadOnlyList<FundStatus> stages)
    {
        if (RefuseClosed(now) is { } closed)
            return closed;
        if (stages.Contains(now.Status))
            return null;
        return Rejection.Transition(
            "fund-not-at-this-stage",
            new Text(
                $"基金处于「{FundStates.Machine.Label(now.Status).Zh}」,此操作只能在以下阶段进行:{string.Join("、", stages.Select(s => FundStates.Machine.Label(s).Zh))}。",
                $"The fund is {Kebab.Of(now.Status)}; this is done only while it is {string.Join(", ", stages.Select(Kebab.Of))}."),
            FundStates.Machine.NextOf(now.Status, ChangeFundStatus.Operation).Select(Kebab.Of));
    }

    /// <summary>Decides a step of an investment: the fund is at a stage for it, the investment exists, and the step leads on from its state.</summary>
    public static Decision<FundEvent> Step(
        FundState now, Guid investmentId, InvestmentState to, string operation, Func<Investment, Decision<FundEvent>> decide, string? with = null)
    {
        if (now.Investment(investmentId) is not { } investment)
            return Rejection.NotFound(GetInvestment.Noun);
        if (RefuseOutside(now, Holding) is { } refusal)
            return refusal;
        return FundStates.Investments.Refuse(investment.State, to, operation, with) is { } notSo ? notSo : decide(investment);
    }

    /// <summary>An amount of money that is more than nothing.</summary>
    public static void CheckAmount(string pointer, decimal? amountYuan, List<FieldError> errors)
    {
        Money.Check(pointer, amountYuan, errors);
        if (amountYuan == 0)
            errors.Add(new FieldError(pointer, "out-of-range", new Text("须大于 0。", "Must be more than 0.")));
    }

    /// <summary>What describes a fund.</summary>
    public static void CheckFund(string? kind, decimal? sizeYuan, decimal? governmentSharePercent, decimal? reinvestmentRatio, List<FieldError> errors)
    {
        FundCodes.Kinds.Check("/kind", kind, errors);
        CheckAmount("/sizeYuan", sizeYuan, errors);
        CheckNumber("/governmentSharePercent", governmentSharePercent, 100, errors);
        CheckNumber("/reinvestmentRatio", reinvestmentRatio, 100, errors);
    }

    /// <summary>From its filing on, a fund has the code that it was filed under.</summary>
    public static void CheckFundCode(FundStatus status, string? fundCode, List<FieldError> errors)
    {
        if (status is FundStatus.Filed or FundStatus.Investing or FundStatus.Exiting or FundStatus.Liquidated && string.IsNullOrWhiteSpace(fundCode))
            errors.Add(new FieldError("/fundCode", "required", new Text("已备案的基金须有备案编码。", "A fund that was filed has a fund code.")));
    }

    private static void CheckNumber(string pointer, decimal? number, decimal most, List<FieldError> errors)
    {
        if (number is { } given && (given < 0 || given > most || decimal.Round(given, 4) != given))
            errors.Add(new FieldError(pointer, "out-of-range", new Text($"须在 0 与 {most} 之间,最多 4 位小数。", $"Must lie between 0 and {most}, with at most 4 decimals.")));
    }
}
