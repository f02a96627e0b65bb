using System.Globalization;
using HealthPark.Kernel.Reference;

namespace HealthPark.Plan.Ledger;

/// <summary>
/// Which enterprises and revenues count (rules <c>enterprises</c> and <c>revenue</c>, version 1, in <c>Data/rules.json</c>). Pure:
/// what an enterprise says about the plan's figures follows from its state alone.
/// </summary>
internal static class EnterpriseRules
{
    /// <summary>The version of the rules applied here.</summary>
    public const int Version = 1;

    /// <summary>The plan's first year. Version 1 is fixed for ever, so it does not read the plan's data; a test holds the two together.</summary>
    public const int FirstYear = 2025;

    /// <summary>The plan's last year.</summary>
    public const int LastYear = 2027;

    private static readonly DateOnly Start = new(FirstYear, 1, 1);

    /// <summary>All that an enterprise says.</summary>
    public static IReadOnlyCollection<Assertion> Assert(CountedEnterprise? enterprise) =>
        enterprise is null ? [] : [.. Bases.All.SelectMany(basis => Attracted(enterprise, basis).Concat(Revenue(enterprise, basis)))];

    // Attracted: it has a code, landed in the plan's time, and is not void. Where it moves to another direction, it leaves the one
    // and joins the other on that day, so that periods that ended before keep their figures.
    private static IEnumerable<Assertion> Attracted(CountedEnterprise enterprise, string basis)
    {
        var facts = enterprise.Facts.On(basis);
        var shown = facts ?? enterprise.Facts.Reported;
        var why = enterprise.Voided ? "voided"
            : enterprise.Facts.Missing(basis)
            ?? (facts!.LandedOn is null ? "not-landed"
            : facts.Uscc is null ? "no-uscc"
            : facts.LandedOn < Start ? "landed-before-plan"
            : null);
        if (why is not null)
        {
            yield return new Assertion("enterprises", basis, shown.DirectionOn(shown.LandedOn ?? DateOnly.MaxValue), "", shown.LandedOn, 1, Excluded: why);
            yield break;
        }

        var landedOn = facts!.LandedOn!.Value;
        var direction = facts.DirectionOn(landedOn);
        yield return new Assertion("enterprises", basis, direction, "", landedOn, 1);
        foreach (var change in facts.Directions.Where(d => d.From > landedOn))
        {
            yield return new Assertion("enterprises", basis, direction, "", change.From, -1);
            yield return new Assertion("enterprises", basis, change.Direction, "", change.From, 1);
            direction = change.Direction;
        }
    }

    // Revenue of a year: of an enterprise that is in the park and above scale in that year; the year's figure from the strongest
    // source, else the sum of its months, each from the strongest source.
    private static IEnumerable<Assertion> Revenue(CountedEnterprise enterprise, string basis)
    {
        for (var year = FirstYear; year <= LastYear; year++)
        {
            var lastDay = new DateOnly(year, 12, 31);
            var prefix = year.ToString(CultureInfo.InvariantCulture);
            var facts = enterprise.Facts.On(basis);
            var direction = (facts ?? enterprise.Facts.Reported).DirectionOn(lastDay);
            // Ordered: a state read back from jsonb has its members in another order than one just folded, and the ledger's lines
            // must not depend on which it was, or a rebuilt ledger would differ from the living one.
            var declared = enterprise.Revenues.Where(r => r.Key.StartsWith(prefix, StringComparison.Ordinal))
                .OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => Declaration.Of(r.Key, r.Value)).ToList();
            var scale = enterprise.AboveScale.GetValueOrDefault(year);
            if (declared.Count == 0 && scale?.On(basis) != true)
                continue;

            var why = enterprise.Voided ? "voided"
                : enterprise.Facts.Missing(basis) is { } missing ? "enterprise-" + missing
                : facts!.LandedOn is null || facts.LandedOn > lastDay ? "not-in-park"
                : scale is null ? "not-above-scale"
                : scale.Missing(basis) is { } unclear ? "scale-" + unclear
                : scale.On(basis) != true ? "not-above-scale"
                : null;
            var left = LeftAside(declared, basis);
            foreach (var d in declared)
            {
                var excluded = d.Value.Missing(basis) ?? left.GetValueOrDefault(d.Item) ?? why;
                yield return new Assertion(
                    "revenue", basis, direction, "", d.OccurredOn(year), d.Value.On(basis) ?? d.Value.Reported!.Value, d.Item, excluded is null && !d.IsYear, excluded);
            }

            if (declared.Count == 0)
                yield return new Assertion("revenue", basis, direction, "", lastDay, 0, prefix, Excluded: why ?? "no-declaration");
        }
    }

    // Of what is declared for a year on a basis, what is left aside and why.
    private static Dictionary<string, string> LeftAside(List<Declaration> declared, string basis)
    {
        var usable = declared.Where(d => d.Value.On(basis) is not null).ToList();
        var byYear = usable.Exists(d => d.IsYear);
        var left = new Dictionary<string, string>();
        foreach (var period in usable.GroupBy(d => d.Period))
        {
            var strongest = period.MinBy(d => CodeLists.RevenueSources.Find(d.Source)!.Precedence)!;
            foreach (var d in period)
            {
                if (byYear && !d.IsYear)
                    left[d.Item] = "year-declared";
                else if (d != strongest)
                    left[d.Item] = "stronger-source";
            }
        }

        return left;
    }

    private sealed record Declaration(string Item, string Period, string Source, Posted<decimal?> Value)
    {
        public bool IsYear => Period.Length == 4;

        public static Declaration Of(string key, Posted<decimal?> value) => key.Split('/') is [var period, var source]
            ? new(key, period, source, value)
            : throw new ArgumentException($"{key} is not period/source.", nameof(key));

        public DateOnly OccurredOn(int year) => IsYear
            ? new DateOnly(year, 12, 31)
            : DateOnly.ParseExact(Period, "yyyy-MM", CultureInfo.InvariantCulture).AddMonths(1).AddDays(-1);
    }
}
