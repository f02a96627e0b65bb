using System.Globalization;
using System.Text.Json.Serialization;
using HealthPark.Kernel.Reference;
using HealthPark.Plan.Ledger;

namespace HealthPark.Plan.Features;

/// <summary>How far the park is from its plan in a year.</summary>
/// <param name="Period">The year.</param>
/// <param name="AsOf">The instant whose knowledge this is (RFC 3339, UTC).</param>
/// <param name="Position">The last position of the log that was known then; asking with `asOf` this position gives the same figures.</param>
/// <param name="Basis">`verified` or `reported`.</param>
/// <param name="Backfilled">Whether the plan was issued (2026-01-14) after this year had ended: its targets were set afterwards.</param>
/// <param name="Headline">The four headline figures (表1).</param>
/// <param name="Directions">The figures of the seven directions (表2).</param>
public sealed record Scorecard(
    string Period, DateTime AsOf, long Position, string Basis, bool Backfilled, IReadOnlyList<ScorecardFigure> Headline, IReadOnlyList<DirectionFigures> Directions);

/// <summary>The figures of a direction.</summary>
/// <param name="Direction">The direction's code.</param>
/// <param name="Indicators">Its figures; talents are not split by direction.</param>
public sealed record DirectionFigures(string Direction, IReadOnlyList<ScorecardFigure> Indicators);

/// <summary>A figure against its target.</summary>
/// <param name="Indicator">`revenue` (a yearly level), `enterprises`, `talents` or `transfers` (cumulative from 2025-01-01).</param>
/// <param name="Unit">The plan's unit: 亿元, 家, 人 or 项.</param>
/// <param name="Target">The target for the end of the year; null where the plan sets none.</param>
/// <param name="Actual">The figure, exact.</param>
/// <param name="Attainment">Actual ÷ target, rounded to 6 decimals; may exceed 1; null without a target.</param>
/// <param name="Expected">What the straight path to the target asks for by now, rounded to 6 decimals; null without a target.</param>
/// <param name="Pace">Actual ÷ expected, rounded to 6 decimals; null without a target and before the year begins.</param>
/// <param name="Status">`achieved`, `on-track` (pace ≥ 1), `at-risk` (≥ 0.8), `behind`, `not-started` or `not-set`.</param>
/// <param name="Buckets">For talents: classes A and B (`ab`), and C and D (`cd`).</param>
public sealed record ScorecardFigure(
    string Indicator, string Unit, decimal? Target, decimal Actual, decimal? Attainment, decimal? Expected, decimal? Pace, string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ScorecardBucket>? Buckets);

/// <summary>A part of a figure that has a target of its own.</summary>
/// <param name="Bucket">`ab` or `cd`.</param>
/// <param name="Unit">The plan's unit.</param>
/// <param name="Target">The target for the end of the year.</param>
/// <param name="Actual">The figure.</param>
/// <param name="Attainment">Actual ÷ target, rounded to 6 decimals.</param>
/// <param name="Expected">What the straight path to the target asks for by now, rounded to 6 decimals.</param>
/// <param name="Pace">Actual ÷ expected, rounded to 6 decimals.</param>
/// <param name="Status">As for the whole.</param>
public sealed record ScorecardBucket(
    string Bucket, string Unit, decimal? Target, decimal Actual, decimal? Attainment, decimal? Expected, decimal? Pace, string Status);

/// <summary>Shows the scorecard.</summary>
public static class GetScorecard
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/plan/scorecard", Handle)
        .WithName("GetScorecard").Public().Shows<Scorecard>()
        .Takes(FigureParameters.PeriodParameter, FigureParameters.BasisParameter, QueryParameter.AsOf);

    /// <summary>Shows how far the park is from its plan in a year, now or as it was known at any past instant.</summary>
    /// <remarks>Every target of 表1 and 表2 is there, null where the plan sets none. A read of the past answers the same for ever. Public on the basis `verified`.</remarks>
    public static async Task<IResult> Handle(HttpContext context, PlanData plan, PlanReads reads, CancellationToken ct)
    {
        ReadParameters.Only(context, "period", "basis", "asOf");
        var (period, basis) = (FigureParameters.Period(context, plan), FigureParameters.Basis(context));
        var asOf = await reads.AsOf(context);
        var sums = await reads.Ledger.Sums(basis, period, asOf.Position, ct);
        var card = Build(plan, period, basis, asOf, sums);
        return PlanReads.Answer(context, card, card with { AsOf = default }, PlanJson.Api.Scorecard);
    }

    internal static Scorecard Build(PlanData plan, PlanPeriod period, string basis, AsOf asOf, IReadOnlyList<Sum> sums)
    {
        var today = ChinaTime.DateAt(asOf.Instant);
        return new(
            period.Year.ToString(CultureInfo.InvariantCulture), asOf.Instant.UtcDateTime, asOf.Position, basis, period.LastDay < plan.Document.IssuedOn,
            [.. plan.Indicators.Select(i => FigureOf(i, null))],
            [.. CodeLists.Directions.Items.Select(d => new DirectionFigures(
                d.Code, [.. plan.Indicators.Where(i => plan.For(i.Code, d.Code, null, period.Year) is not null).Select(i => FigureOf(i, d.Code))]))]);

        ScorecardFigure FigureOf(Indicator indicator, string? direction)
        {
            var buckets = direction is null && indicator.Buckets.Count > 0 ? indicator.Buckets.Select(b => BucketOf(indicator, b.Code)).ToList() : null;
            var achieved = buckets?.TrueForAll(b => b.Actual >= b.Target);
            var (target, actual, standing) = Measure(indicator, direction, null, achieved);
            return new(indicator.Code, indicator.Unit.Zh, target, actual, Ratio(actual, target), Round(standing.Expected), Round(standing.Pace), standing.Status, buckets);
        }

        ScorecardBucket BucketOf(Indicator indicator, string bucket)
        {
            var (target, actual, standing) = Measure(indicator, null, bucket, null);
            return new(bucket, indicator.Unit.Zh, target, actual, Ratio(actual, target), Round(standing.Expected), Round(standing.Pace), standing.Status);
        }

        (decimal? Target, decimal Actual, Standing Standing) Measure(Indicator indicator, string? direction, string? bucket, bool? achieved)
        {
            var actual = FigureParameters.InPlanUnit(indicator.Code, sums
                .Where(s => s.Indicator == indicator.Code && (direction is null || s.Direction == direction) && (bucket is null || s.Bucket == bucket))
                .Sum(s => s.Amount));
            var standing = Standing.Of(actual, plan.TargetsOf(indicator.Code, direction, bucket), indicator.Measure == "level", period, today, achieved);
            return (plan.For(indicator.Code, direction, bucket, period.Year)?.Value, actual, standing);
        }
    }

    private static decimal? Ratio(decimal actual, decimal? target) => target > 0 ? Round(actual / target) : null;

    private static decimal? Round(decimal? number) => number is { } n ? FigureParameters.Plain(decimal.Round(n, 6, MidpointRounding.AwayFromZero)) : null;
}
