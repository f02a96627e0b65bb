using System.Globalization;
using HealthPark.Kernel.Reference;
using HealthPark.Plan.Ledger;

namespace HealthPark.Plan.Features;

/// <summary>The parameters by which the plan's figures are asked for.</summary>
internal static class FigureParameters
{
    public static readonly QueryParameter PeriodParameter = new("period", "A year of the plan.", "2026", ["2025", "2026", "2027"], Required: true);

    public static readonly QueryParameter BasisParameter = new("basis",
        "`verified` (default): official figures, the last values that the park office verified. `reported`: the latest posted values; needs a key with `plan:read`.", Values: Bases.All);

    public static readonly QueryParameter DirectionParameter = new("direction",
        "One of the seven directions; absent: the headline figure. Talents have no directions.", "digital-medicine",
        [.. CodeLists.Directions.Items.Select(d => d.Code)]);

    public static PlanPeriod Period(HttpContext context, PlanData plan)
    {
        var text = context.Request.Query["period"].ToString();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year >= plan.Document.FirstYear && year <= plan.Document.LastYear && text.Length == 4
            ? new PlanPeriod(year)
            : throw Refused("period", "invalid-period", new Text(
                $"须为计划年度:{plan.Document.FirstYear} 至 {plan.Document.LastYear}。",
                $"Must be a year of the plan: {plan.Document.FirstYear} to {plan.Document.LastYear}."));
    }

    /// <summary>The basis asked for. Official figures are public; what is posted and not verified yet is not.</summary>
    public static string Basis(HttpContext context) => context.Request.Query["basis"].ToString() switch
    {
        "" => Bases.Verified,
        Bases.Reported when Caller.Find(context) is null => throw new RejectedException(new Rejection(401, "key-missing", new Text(
            "未经核实的上报数(basis=reported)须凭密钥读取;核实数(basis=verified)公开。",
            "Reported figures (basis=reported) need a key; verified ones (basis=verified) are public."))),
        Bases.Reported when !Caller.Of(context).Scopes.Contains(Scopes.PlanRead) => throw new RejectedException(
            Rejection.MissingScope(Scopes.PlanRead)),
        var basis when Bases.All.Contains(basis) => basis,
        _ => throw Refused("basis", "invalid-value", Validation.OneOf(Bases.All)),
    };

    public static Figure Figure(HttpContext context, PlanData plan, string indicator)
    {
        if (plan.Indicators.FirstOrDefault(i => i.Code == indicator) is null)
        {
            throw new RejectedException(new Rejection(404, "unknown-indicator", new Text(
                $"没有指标 {indicator};指标有:{string.Join("、", plan.Indicators.Select(i => i.Code))}。",
                $"There is no indicator {indicator}; there are: {string.Join(", ", plan.Indicators.Select(i => i.Code))}.")));
        }

        var direction = context.Request.Query["direction"].ToString();
        if (direction.Length == 0)
            return new Figure(indicator, null);
        if (!CodeLists.Directions.Contains(direction))
            throw Refused("direction", "invalid-value", Validation.OneOf(CodeLists.Directions.Items.Select(d => d.Code)));
        if (plan.For(indicator, direction, null, plan.Document.FirstYear) is null)
            throw Refused("direction", "no-directions", new Text("该指标不分方向。", "This indicator is not split by direction."));
        return new Figure(indicator, direction);
    }

    /// <summary>An amount of the ledger in the plan's unit: revenue is kept in yuan and given in 亿元 (10⁸ yuan), exactly.</summary>
    public static decimal InPlanUnit(string indicator, decimal amount) => Plain(indicator == "revenue" ? amount / 100_000_000m : amount);

    /// <summary>Whether a caller sees how much a record of an organisation contributes: revenue is sensitive, a count is not.</summary>
    public static bool SeesAmount(Caller caller, string indicator, Guid owner) => indicator != "revenue" || caller.Sees(Scopes.EnterprisesRevenue, owner);

    /// <summary>The number without trailing zeros.</summary>
    public static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    private static RejectedException Refused(string parameter, string code, Text detail) => new(Rejection.Malformed(parameter, code, detail));
}
