using HealthPark.Plan.Ledger;

namespace HealthPark.Plan.Features;

/// <summary>The path of a figure through the plan's years, for charts.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Direction">The direction; null for the headline figure.</param>
/// <param name="Basis">`verified` or `reported`.</param>
/// <param name="Unit">The plan's unit.</param>
/// <param name="AsOf">The instant whose knowledge this is (RFC 3339, UTC).</param>
/// <param name="Position">The last position of the log that was known then.</param>
/// <param name="Points">One for each month's end of the plan's years.</param>
public sealed record FigureSeries(string Indicator, string? Direction, string Basis, string Unit, DateTime AsOf, long Position, IReadOnlyList<SeriesPoint> Points);

/// <summary>A point of the path.</summary>
/// <param name="On">The month's last day.</param>
/// <param name="Actual">The figure by that day; revenue: of the year so far. Null for days after `asOf`.</param>
/// <param name="Expected">What the straight path to the targets asks for by that day, rounded to 6 decimals; null without a target.</param>
public sealed record SeriesPoint(DateOnly On, decimal? Actual, decimal? Expected);

/// <summary>Shows the path of a figure.</summary>
public static class GetSeries
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/plan/indicators/{indicator}/series", Handle)
        .WithName("GetSeries").Public().Shows<FigureSeries>()
        .Takes(
            FigureParameters.DirectionParameter, FigureParameters.BasisParameter, QueryParameter.AsOf,
            new QueryParameter("interval", "The distance of the points: `month`, the default and the only one.", Values: ["month"]));

    /// <summary>Shows the path of a figure through the plan's years: actual and expected, month by month.</summary>
    /// <remarks>Public on the basis `verified`.</remarks>
    public static async Task<IResult> Handle(string indicator, HttpContext context, PlanData plan, PlanReads reads, CancellationToken ct)
    {
        ReadParameters.Only(context, "direction", "basis", "asOf", "interval");
        if (context.Request.Query["interval"].ToString() is not ("" or "month"))
            return Rejection.Malformed("interval", "invalid-value", Validation.OneOf(["month"])).ToResult();
        var (basis, figure) = (FigureParameters.Basis(context), FigureParameters.Figure(context, plan, indicator));
        var asOf = await reads.AsOf(context);
        var amounts = await reads.Ledger.ByDay(figure, basis, asOf.Position, ct);
        var series = Build(plan, figure, basis, asOf, amounts);
        return PlanReads.Answer(context, series, series with { AsOf = default }, PlanJson.Api.FigureSeries);
    }

    internal static FigureSeries Build(PlanData plan, Figure figure, string basis, AsOf asOf, IReadOnlyList<(DateOnly On, decimal Amount)> amounts)
    {
        var indicator = plan.Indicators.First(i => i.Code == figure.Indicator);
        var isLevel = indicator.Measure == "level";
        var targets = plan.TargetsOf(indicator.Code, figure.Direction, null);
        var today = ChinaTime.DateAt(asOf.Instant);
        var points = from year in Enumerable.Range(plan.Document.FirstYear, plan.Document.LastYear - plan.Document.FirstYear + 1)
                     from month in Enumerable.Range(1, 12)
                     select PointOn(new DateOnly(year, month, 1).AddMonths(1).AddDays(-1));
        return new(figure.Indicator, figure.Direction, basis, indicator.Unit.Zh, asOf.Instant.UtcDateTime, asOf.Position, [.. points]);

        SeriesPoint PointOn(DateOnly day)
        {
            var begun = new DateOnly(day.Year, day.Month, 1) <= today;
            var sum = amounts.Where(a => a.On <= day && (!isLevel || a.On.Year == day.Year)).Sum(a => a.Amount);
            decimal? expected = targets.Count > 0 ? Standing.PathOn(targets, isLevel, new PlanPeriod(day.Year), day) : null;
            return new(
                day, begun ? FigureParameters.InPlanUnit(indicator.Code, sum) : null,
                expected is { } e ? FigureParameters.Plain(decimal.Round(e, 6, MidpointRounding.AwayFromZero)) : null);
        }
    }
}
