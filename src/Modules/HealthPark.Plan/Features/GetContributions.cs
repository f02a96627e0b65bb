using System.Text.Json.Serialization;

namespace HealthPark.Plan.Features;

/// <summary>What a figure is made of: its proof.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Period">The year.</param>
/// <param name="Direction">The direction; null for the headline figure.</param>
/// <param name="Basis">`verified` or `reported`.</param>
/// <param name="AsOf">The instant whose knowledge this is (RFC 3339, UTC).</param>
/// <param name="Position">The last position of the log that was known then.</param>
/// <param name="Unit">The plan's unit of the amounts.</param>
/// <param name="Figure">The figure: the sum of the items' amounts, those too that the reader does not see, and of `others` for a partner.</param>
/// <param name="Items">The records that count; a partner sees its own.</param>
/// <param name="Others">For a partner: the amount of all other organisations' records together.</param>
/// <param name="Excluded">Candidates that do not count, and why; a partner sees its own.</param>
public sealed record ContributionList(
    string Indicator, string Period, string? Direction, string Basis, DateTime AsOf, long Position, string Unit, decimal Figure,
    IReadOnlyList<Contribution> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OthersAmount? Others,
    IReadOnlyList<ExcludedCandidate> Excluded);

/// <summary>A record's amount that counts.</summary>
/// <param name="Amount">In the plan's unit. Revenue: only with the scope `enterprises:revenue`, and of own records.</param>
/// <param name="AmountYuan">Revenue in CNY yuan, likewise; absent for the other indicators.</param>
/// <param name="Module">The module that holds the record.</param>
/// <param name="RecordId">The record.</param>
/// <param name="Name">What it was called; null for a talent.</param>
/// <param name="Direction">The direction in which it counts; empty for a talent.</param>
/// <param name="OccurredOn">The date that decides the period (Asia/Shanghai).</param>
/// <param name="RecordedAt">When what counts was recorded (RFC 3339, UTC).</param>
/// <param name="Position">Its position in the log.</param>
/// <param name="RuleVersion">The version of the counting rule applied.</param>
/// <param name="Item">Which of the record's amounts: for revenue `period/source`; absent if it has one.</param>
/// <param name="Interim">True where months stand in for a year's figure that is not declared yet.</param>
public sealed record Contribution(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Amount,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? AmountYuan,
    string Module, Guid RecordId, string? Name, string Direction, DateOnly? OccurredOn, DateTime RecordedAt, long Position, int RuleVersion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Item,
    bool Interim);

/// <summary>What other organisations' records contribute.</summary>
/// <param name="Amount">In the plan's unit.</param>
/// <param name="AmountYuan">Revenue in CNY yuan; absent for the other indicators.</param>
public sealed record OthersAmount(decimal Amount, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? AmountYuan);

/// <summary>A candidate that does not count.</summary>
/// <param name="Amount">What it would contribute, in the plan's unit. Revenue: only with the scope `enterprises:revenue`, and of own records.</param>
/// <param name="Module">The module that holds the record.</param>
/// <param name="RecordId">The record.</param>
/// <param name="Name">What it was called.</param>
/// <param name="Direction">The direction in which it would count.</param>
/// <param name="OccurredOn">The date that would decide the period; null while there is none.</param>
/// <param name="RecordedAt">When this was recorded.</param>
/// <param name="Position">Its position in the log.</param>
/// <param name="RuleVersion">The version of the counting rule applied.</param>
/// <param name="Item">Which of the record's amounts; absent if it has one.</param>
/// <param name="Reason">
/// Why: `voided`, `not-verified`, `returned`; for enterprises also `not-landed`, `no-uscc`, `landed-before-plan`; for transfers also
/// `not-transferred`, `transferred-before-plan`; for talents also `not-introduced`, `introduced-before-plan`, `not-recognised`,
/// `recognition-revoked`; for revenue also `enterprise-not-verified`,
/// `enterprise-returned`, `not-in-park`, `not-above-scale`, `scale-not-verified`, `scale-returned`, `no-declaration`, `stronger-source`, `year-declared`.
/// </param>
public sealed record ExcludedCandidate(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Amount,
    string Module, Guid RecordId, string? Name, string Direction, DateOnly? OccurredOn, DateTime RecordedAt, long Position, int RuleVersion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Item,
    string Reason);

/// <summary>Proves a figure.</summary>
public static class GetContributions
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/plan/indicators/{indicator}/contributions", Handle)
        .WithName("GetContributions").RequireScope(Scopes.PlanRead).Shows<ContributionList>()
        .Takes(FigureParameters.PeriodParameter, FigureParameters.DirectionParameter, FigureParameters.BasisParameter, QueryParameter.AsOf);

    /// <summary>Proves a figure: the records it is made of, and the candidates that were left out.</summary>
    /// <remarks>
    /// The items' amounts sum to the figure, exactly. A partner sees its own records, and one amount for all others. How much revenue a
    /// record contributes is absent for whoever lacks the scope `enterprises:revenue`, its own records aside.
    /// </remarks>
    public static async Task<IResult> Handle(string indicator, HttpContext context, PlanData plan, PlanReads reads, CancellationToken ct)
    {
        ReadParameters.Only(context, "period", "direction", "basis", "asOf");
        var (period, basis, figure) = (FigureParameters.Period(context, plan), FigureParameters.Basis(context), FigureParameters.Figure(context, plan, indicator));
        var asOf = await reads.AsOf(context);
        var lines = await reads.Ledger.Proof(figure, basis, period, asOf.Position, ct);
        var caller = Caller.Of(context);
        var counted = lines.Where(l => l.Excluded is null).ToList();
        var others = counted.Where(l => !caller.Reaches(l.OwnerId)).Sum(l => l.Amount);
        var proof = new ContributionList(
            indicator, period.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), figure.Direction, basis, asOf.Instant.UtcDateTime, asOf.Position,
            plan.Indicators.First(i => i.Code == indicator).Unit.Zh, InUnit(counted.Sum(l => l.Amount)),
            [.. counted.Where(l => caller.Reaches(l.OwnerId)).Select(l => new Contribution(
                Seen(l) ? InUnit(l.Amount) : null, Seen(l) ? Yuan(l.Amount) : null, l.Module, l.RecordId, l.Name, l.Direction, l.OccurredOn, l.RecordedAt.UtcDateTime, l.Position,
                l.RuleVersion, l.Item.Length > 0 ? l.Item : null, l.Interim))],
            caller.IsPartner ? new OthersAmount(InUnit(others), Yuan(others)) : null,
            [.. lines.Where(l => l.Excluded is not null && caller.Reaches(l.OwnerId)).Select(l => new ExcludedCandidate(
                Seen(l) ? InUnit(l.Amount) : null, l.Module, l.RecordId, l.Name, l.Direction, l.OccurredOn, l.RecordedAt.UtcDateTime, l.Position, l.RuleVersion,
                l.Item.Length > 0 ? l.Item : null, l.Excluded!))]);
        return PlanReads.Answer(context, proof, proof with { AsOf = default }, PlanJson.Api.ContributionList);

        bool Seen(Ledger.ProofLine line) => FigureParameters.SeesAmount(caller, indicator, line.OwnerId);
        decimal InUnit(decimal amount) => FigureParameters.InPlanUnit(indicator, amount);
        decimal? Yuan(decimal amount) => indicator == "revenue" ? FigureParameters.Plain(amount) : null;
    }
}
