using System.Text.Json.Serialization;

namespace HealthPark.Plan.Features;

/// <summary>Why a figure differs between two reports: opening + changes = closing, exactly.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Period">The year.</param>
/// <param name="Direction">The direction; null for the headline figure.</param>
/// <param name="Basis">`verified` or `reported`.</param>
/// <param name="Unit">The plan's unit of the amounts.</param>
/// <param name="From">The earlier point, whose figure is the opening.</param>
/// <param name="To">The later point, whose figure is the closing.</param>
/// <param name="Opening">The figure as it was known at `from`.</param>
/// <param name="Changes">What moved it in between, in order.</param>
/// <param name="Closing">The figure as it was known at `to`.</param>
public sealed record FigureDifference(
    string Indicator, string Period, string? Direction, string Basis, string Unit, KnownAt From, KnownAt To, decimal Opening,
    IReadOnlyList<AttributedChange> Changes, decimal Closing);

/// <summary>A point in the log.</summary>
/// <param name="AsOf">The instant (RFC 3339, UTC).</param>
/// <param name="Position">The last position known then.</param>
public sealed record KnownAt(DateTime AsOf, long Position);

/// <summary>A change of a figure.</summary>
/// <param name="Reason">`new`, `corrected`, `verified`, `returned`, `voided`, `reclassified` or `rule-changed`.</param>
/// <param name="Amount">By how much, in the plan's unit. Revenue of one record: only with the scope `enterprises:revenue`, and of own records.</param>
/// <param name="Module">The module that holds the record; absent where a partner may not see whose it is.</param>
/// <param name="RecordId">The record; absent likewise.</param>
/// <param name="Name">What it was called; absent likewise.</param>
/// <param name="RecordedAt">When it was recorded; absent likewise.</param>
/// <param name="Position">Its position in the log; absent likewise.</param>
public sealed record AttributedChange(
    string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Amount,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Module,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? RecordId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTime? RecordedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Position);

/// <summary>Explains the difference of a figure between two points in time.</summary>
public static class GetDifference
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/plan/indicators/{indicator}/difference", Handle)
        .WithName("GetDifference").RequireScope(Scopes.PlanRead).Shows<FigureDifference>()
        .Takes(
            FigureParameters.PeriodParameter, FigureParameters.DirectionParameter, FigureParameters.BasisParameter,
            QueryParameter.AsOf with { Name = "from", Description = "The earlier point: an instant or a position. Required.", Required = true },
            QueryParameter.AsOf with { Name = "to", Description = "The later point: an instant or a position. Absent: now." });

    /// <summary>Explains why a figure differs between two points in time, change by change.</summary>
    /// <remarks>
    /// A partner sees its own records' changes, and one amount for each reason for all others. By how much a record moves revenue is absent
    /// for whoever lacks the scope `enterprises:revenue`, its own records aside.
    /// </remarks>
    public static async Task<IResult> Handle(string indicator, HttpContext context, PlanData plan, PlanReads reads, CancellationToken ct)
    {
        ReadParameters.Only(context, "period", "direction", "basis", "from", "to");
        var (period, basis, figure) = (FigureParameters.Period(context, plan), FigureParameters.Basis(context), FigureParameters.Figure(context, plan, indicator));
        if (context.Request.Query["from"].ToString().Length == 0)
            return Rejection.Malformed("from", "required", new Text("此参数必填。", "This parameter is required.")).ToResult();
        var (from, to) = (await reads.AsOf(context, "from"), await reads.AsOf(context, "to"));
        if (from.Position > to.Position)
            return Rejection.Malformed("from", "after-to", new Text("from 不能晚于 to。", "from must not lie after to.")).ToResult();

        var (opening, closing) = (await FigureAt(from), await FigureAt(to));
        var entries = await reads.Ledger.Between(figure, basis, period, from.Position, to.Position, ct);
        var caller = Caller.Of(context);
        var others = entries.Where(e => !caller.Reaches(e.OwnerId)).GroupBy(e => e.Reason, e => e.Amount)
            .Select(g => new AttributedChange(g.Key, InUnit(g.Sum()), null, null, null, null, null)).Where(c => c.Amount != 0);
        var difference = new FigureDifference(
            indicator, period.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), figure.Direction, basis,
            plan.Indicators.First(i => i.Code == indicator).Unit.Zh, At(from), At(to), opening,
            [.. entries.Where(e => caller.Reaches(e.OwnerId)).Select(e => new AttributedChange(
                e.Reason, FigureParameters.SeesAmount(caller, indicator, e.OwnerId) ? InUnit(e.Amount) : null, e.Module, e.RecordId, e.Name, e.RecordedAt.UtcDateTime, e.Position)), .. others],
            closing);
        var timeless = difference with { From = difference.From with { AsOf = default }, To = difference.To with { AsOf = default } };
        return PlanReads.Answer(context, difference, timeless, PlanJson.Api.FigureDifference);

        async Task<decimal> FigureAt(AsOf asOf)
        {
            var sums = await reads.Ledger.Sums(basis, period, asOf.Position, ct);
            return InUnit(sums.Where(s => s.Indicator == indicator && (figure.Direction is null || s.Direction == figure.Direction)).Sum(s => s.Amount));
        }

        decimal InUnit(decimal amount) => FigureParameters.InPlanUnit(indicator, amount);
        static KnownAt At(AsOf asOf) => new(asOf.Instant.UtcDateTime, asOf.Position);
    }
}
