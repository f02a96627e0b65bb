using HealthPark.Kernel.Reference;

namespace HealthPark.Plan.Ledger;

/// <summary>How a figure stands against its target.</summary>
/// <param name="Expected">What the straight path to the target asks for by now, in the plan's unit; null without a target.</param>
/// <param name="Pace">Actual ÷ expected; null where nothing is expected yet.</param>
/// <param name="Status">One of the statuses of rule <c>status</c>.</param>
internal sealed record Standing(decimal? Expected, decimal? Pace, string Status)
{
    /// <summary>The statuses with their labels.</summary>
    public static readonly CodeList<CodeItem> Statuses = CodeLists.Of(
        "figure-statuses", new Text("指标状态", "Statuses of a figure"),
        ("achieved", "已完成", "Achieved"), ("on-track", "符合进度", "On track"), ("at-risk", "有风险", "At risk"), ("behind", "滞后", "Behind"),
        ("not-started", "未开始", "Not started"), ("not-set", "未设目标", "No target set"));

    private const decimal AtRiskFrom = 0.8m;

    /// <summary>
    /// The standing of a figure (rule <c>status</c>, version 1). Cumulative figures are expected on the straight line through zero at
    /// the end of the year before the plan and the targets at each year's end; a yearly level, in proportion to the year's days gone by.
    /// </summary>
    /// <param name="actual">The actual figure, in the plan's unit.</param>
    /// <param name="targets">The year-end targets, by year; a year without a target is absent.</param>
    /// <param name="isLevel">Whether it is a yearly level.</param>
    /// <param name="period">The year asked for.</param>
    /// <param name="today">The date in China of what is known.</param>
    /// <param name="achieved">Whether the target is reached, where more than the sum decides; null: when actual ≥ target.</param>
    public static Standing Of(decimal actual, IReadOnlyDictionary<int, decimal> targets, bool isLevel, PlanPeriod period, DateOnly today, bool? achieved = null)
    {
        if (!targets.TryGetValue(period.Year, out var target))
            return new(null, null, "not-set");
        var day = today < period.LastDay ? today : period.LastDay;
        var expected = PathOn(targets, isLevel, period, day);
        if (day < period.FirstDay)
            return new(expected, null, "not-started");
        decimal? pace = expected > 0 ? actual / expected : null;
        var status = achieved ?? (actual >= target) ? "achieved"
            : pace >= 1 ? "on-track"
            : pace >= AtRiskFrom ? "at-risk"
            : "behind";
        return new(expected, pace, status);
    }

    /// <summary>What the path to the targets asks for on a day.</summary>
    public static decimal PathOn(IReadOnlyDictionary<int, decimal> targets, bool isLevel, PlanPeriod period, DateOnly day)
    {
        if (isLevel)
        {
            var gone = Math.Max(0, day.DayNumber - period.FirstDay.DayNumber + 1);
            return targets[period.Year] * gone / (period.LastDay.DayNumber - period.FirstDay.DayNumber + 1);
        }

        var first = targets.Keys.Min();
        if (day.Year < first)
            return 0;
        var year = new PlanPeriod(Math.Min(day.Year, targets.Keys.Max()));
        var (from, to) = (targets.GetValueOrDefault(year.Year - 1), targets[year.Year]);
        var (start, end) = (year.FirstDay.DayNumber - 1, year.LastDay.DayNumber);
        return from + ((to - from) * (day.DayNumber - start) / (end - start));
    }
}
