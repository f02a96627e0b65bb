using System.Collections;
using System.Collections.Frozen;
using System.Text;

namespace HealthPark.Plan;

/// <summary>The bodies that the plan's tasks name, to be found by any of their spellings.</summary>
public sealed class PlanUnits : IReadOnlyList<PlanUnit>
{
    private readonly IReadOnlyList<PlanUnit> units;
    private readonly FrozenDictionary<string, PlanUnit> bySpelling;

    internal PlanUnits(IReadOnlyList<PlanUnit> units)
    {
        this.units = units;
        bySpelling = units
            .SelectMany(unit => (string[])[unit.Code, unit.Zh, unit.En, .. unit.Aliases], (unit, spelling) => (unit, spelling))
            .ToFrozenDictionary(s => Fold(s.spelling), s => s.unit);
    }

    /// <summary>Number of units.</summary>
    public int Count => units.Count;

    /// <summary>A unit by its place in the list: single bodies first, then groups.</summary>
    public PlanUnit this[int index] => units[index];

    /// <summary>The unit with this code, name or alias, in any width, case and spacing; null when there is none.</summary>
    public PlanUnit? Find(string spelling) => bySpelling.GetValueOrDefault(Fold(spelling));

    /// <inheritdoc/>
    public IEnumerator<PlanUnit> GetEnumerator() => units.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Going over runes replaces lone surrogates, on which Normalize would throw.
    private static string Fold(string spelling)
    {
        var kept = new StringBuilder();
        foreach (var rune in spelling.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune))
                kept.Append(rune);
        }

        return kept.ToString().InNormalForm().ToUpperInvariant();
    }
}
