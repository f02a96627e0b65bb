using System.Globalization;
using HealthPark.Kernel.Http;
using HealthPark.Plan;
using HealthPark.Plan.Features;
using HealthPark.Plan.Ledger;

namespace HealthPark.UnitTests.Plan;

/// <summary>How a figure stands against its target: rule <c>status</c>, version 1.</summary>
public class StandingTests
{
    private static readonly PlanData Plan = PlanData.Load();
    private static readonly IReadOnlyDictionary<int, decimal> Enterprises = Plan.TargetsOf("enterprises", null, null);
    private static readonly IReadOnlyDictionary<int, decimal> Revenue = Plan.TargetsOf("revenue", null, null);

    [Theory]
    [InlineData("2024-06-30", 2025, "0")]
    [InlineData("2024-12-31", 2025, "0")]
    [InlineData("2025-01-01", 2025, "0.082192")] // 30 × 1 ÷ 365
    [InlineData("2025-12-31", 2025, "30")]
    [InlineData("2026-01-01", 2026, "30.082192")] // 30 + 30 × 1 ÷ 365
    [InlineData("2026-07-02", 2026, "45.041096")] // the 183rd day
    [InlineData("2026-12-31", 2026, "60")]
    [InlineData("2027-12-31", 2027, "100")]
    [InlineData("2028-03-01", 2027, "100")] // the end of the period
    [InlineData("2025-12-31", 2027, "30")] // a year not begun: the path so far
    public void Cumulative_figures_are_expected_on_the_line_through_the_years_ends(string day, int year, string expected) =>
        Round(Standing.Of(0, Enterprises, isLevel: false, new PlanPeriod(year), Date(day)).Expected).ShouldBe(decimal.Parse(expected, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-01-01", 2026, "0.191781")] // 70 × 1 ÷ 365
    [InlineData("2026-07-02", 2026, "35.09589")] // 70 × 183 ÷ 365
    [InlineData("2026-12-31", 2026, "70")]
    [InlineData("2027-05-05", 2026, "70")]
    [InlineData("2025-12-31", 2026, "0")]
    public void A_yearly_level_is_expected_by_the_years_days_gone_by(string day, int year, string expected) =>
        Round(Standing.Of(0, Revenue, isLevel: true, new PlanPeriod(year), Date(day)).Expected).ShouldBe(decimal.Parse(expected, CultureInfo.InvariantCulture));

    [Fact]
    public void The_days_of_the_year_are_those_of_that_year()
    {
        var targets = new Dictionary<int, decimal> { [2028] = 366 };

        Standing.PathOn(targets, isLevel: true, new PlanPeriod(2028), new(2028, 2, 29)).ShouldBe(60);
        Standing.PathOn(targets, isLevel: false, new PlanPeriod(2028), new(2028, 2, 29)).ShouldBe(60);
    }

    [Theory]
    [InlineData("60", "achieved")]
    [InlineData("61", "achieved")]
    [InlineData("59.99", "at-risk")]
    [InlineData("48", "at-risk")]
    [InlineData("47.99", "behind")]
    [InlineData("0", "behind")]
    public void At_the_end_of_the_period_it_is_achieved_at_risk_or_behind(string actual, string status) =>
        Standing.Of(decimal.Parse(actual, CultureInfo.InvariantCulture), Enterprises, false, new PlanPeriod(2026), new(2026, 12, 31)).Status.ShouldBe(status);

    [Fact]
    public void Within_the_period_it_is_on_track_from_the_path_itself_by_unrounded_values()
    {
        var day = new DateOnly(2026, 3, 1);
        var path = Standing.PathOn(Enterprises, false, new PlanPeriod(2026), day);

        Of(path).ShouldBe(new Standing(path, 1, "on-track"));
        Of(path - 0.0000000001m).Status.ShouldBe("at-risk");
        Of(path * 0.8m).Status.ShouldBe("at-risk");
        Of((path * 0.8m) - 0.0000000001m).Status.ShouldBe("behind");
        Standing Of(decimal actual) => Standing.Of(actual, Enterprises, false, new PlanPeriod(2026), day);
    }

    [Fact]
    public void A_year_not_begun_has_no_pace_whatever_is_there_already()
    {
        Standing.Of(100, Enterprises, false, new PlanPeriod(2027), new(2026, 12, 31)).ShouldBe(new Standing(60, null, "not-started"));
        Standing.Of(100, Enterprises, false, new PlanPeriod(2027), new(2027, 1, 1)).Status.ShouldBe("achieved");
    }

    [Fact]
    public void Without_a_target_nothing_is_expected() =>
        Standing.Of(5, Plan.TargetsOf("transfers", "pharma-distribution", null), false, new PlanPeriod(2026), new(2026, 7, 1)).ShouldBe(new Standing(null, null, "not-set"));

    [Fact]
    public void Talents_are_achieved_only_when_both_buckets_are()
    {
        Talents(12, 48).ShouldBe("achieved achieved achieved");
        Talents(11, 60).ShouldBe("on-track at-risk achieved");
        Talents(9, 51).ShouldBe("on-track behind achieved");
        Talents(0, 0).ShouldBe("behind behind behind");

        static string Talents(decimal ab, decimal cd)
        {
            var figure = Headline("talents", "2026-12-31T00:00:00Z", new Sum("talents", "", "ab", ab), new Sum("talents", "", "cd", cd));
            figure.Actual.ShouldBe(ab + cd);
            return string.Join(' ', figure.Buckets!.Select(b => b.Status).Prepend(figure.Status));
        }
    }

    [Fact]
    public void The_day_is_that_of_shanghai()
    {
        Headline("enterprises", "2025-12-31T15:59:59Z").Status.ShouldBe("not-started");
        Headline("enterprises", "2025-12-31T16:00:00Z").Status.ShouldBe("behind");
        Headline("enterprises", "2025-12-31T16:00:00Z").Expected.ShouldBe(30.082192m);
    }

    [Fact]
    public void The_scorecard_without_records_shows_all_78_targets_and_null_where_none_is_set()
    {
        var figures = new[] { 2025, 2026, 2027 }.Select(year => Scorecard(year, "2026-07-01T00:00:00Z")).ToList();

        var targets = figures.SelectMany(s => s.Headline.Select(f => f.Target)
            .Concat(s.Headline.SelectMany(f => f.Buckets ?? []).Select(b => b.Target))
            .Concat(s.Directions.SelectMany(d => d.Indicators).Select(f => f.Target))).ToList();
        targets.Count(t => t is not null).ShouldBe(78);
        targets.Count(t => t is null).ShouldBe(3);
        figures.SelectMany(s => s.Directions).Where(d => d.Direction == "pharma-distribution").SelectMany(d => d.Indicators).Where(f => f.Indicator == "transfers")
            .ShouldAllBe(f => f.Target == null && f.Status == "not-set" && f.Attainment == null && f.Pace == null && f.Expected == null && f.Actual == 0);
        figures.Select(s => s.Backfilled).ShouldBe([true, false, false]);
    }

    [Fact]
    public void Sums_of_all_directions_make_the_headline() =>
        Headline("revenue", "2026-12-31T00:00:00Z", new Sum("revenue", "other", "", 1), new Sum("revenue", "digital-medicine", "", 6_999_999_999m)).ShouldBe(
            new ScorecardFigure("revenue", "亿元", 70, 70, 1, 70, 1, "achieved", null));

    [Theory]
    [InlineData("0.01", "0.0000000001")]
    [InlineData("100000000.00", "1")]
    [InlineData("123456789.10", "1.234567891")]
    [InlineData("1000000000000000.00", "10000000")]
    [InlineData("999999999999999999.99", "9999999999.9999999999")]
    [InlineData("0.00", "0")]
    [InlineData("-150000000.50", "-1.500000005")]
    public void Yuan_become_exact_hundreds_of_millions_without_trailing_zeros(string yuan, string shown)
    {
        FigureParameters.InPlanUnit("revenue", decimal.Parse(yuan, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture).ShouldBe(shown);
        FigureParameters.InPlanUnit("enterprises", 3.00m).ToString(CultureInfo.InvariantCulture).ShouldBe("3");
    }

    private static ScorecardFigure Headline(string indicator, string asOf, params Sum[] sums) =>
        Scorecard(2026, asOf, sums).Headline.Single(f => f.Indicator == indicator);

    private static Scorecard Scorecard(int year, string asOf, params Sum[] sums) =>
        GetScorecard.Build(Plan, new PlanPeriod(year), Bases.Verified, new AsOf(DateTimeOffset.Parse(asOf, CultureInfo.InvariantCulture), 0), sums);

    private static decimal? Round(decimal? number) => number is { } n ? decimal.Round(n, 6, MidpointRounding.AwayFromZero) : null;

    private static DateOnly Date(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
