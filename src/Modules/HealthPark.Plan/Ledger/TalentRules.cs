namespace HealthPark.Plan.Ledger;

/// <summary>
/// Which talents count (rule <c>talents</c>, version 1, in <c>Data/rules.json</c>). Pure: what a talent says about the plan's figures
/// follows from its state alone.
/// </summary>
internal static class TalentRules
{
    /// <summary>The version of the rule applied here.</summary>
    public const int Version = 1;

    private static readonly DateOnly Start = new(EnterpriseRules.FirstYear, 1, 1);

    /// <summary>
    /// All that a talent says: it counts once, from the day on which it is both introduced and recognised, in the bucket of the class in
    /// force; it changes buckets on the day of a reclassification, and is out from the day of a revocation. There are no directions.
    /// </summary>
    public static IReadOnlyCollection<Assertion> Assert(CountedTalent? talent) => talent is null ? [] : [.. Bases.All.SelectMany(basis => Of(talent, basis))];

    private static IEnumerable<Assertion> Of(CountedTalent talent, string basis)
    {
        var shown = talent.Facts.On(basis) ?? talent.Facts.Reported;
        var buckets = shown.Buckets();
        var why = talent.Voided ? "voided"
            : talent.Facts.Missing(basis)
            ?? (shown.IntroducedOn is null ? "not-introduced"
            : shown.IntroducedOn < Start ? "introduced-before-plan"
            : shown.Classes.Count == 0 ? "not-recognised"
            : buckets.All(b => b.Bucket is null) ? "recognition-revoked"
            : null);
        if (why is not null)
        {
            var last = buckets.LastOrDefault(b => b.Bucket is not null);
            yield return new Assertion("talents", basis, "", last.Bucket ?? "", shown.IntroducedOn, 1, Excluded: why);
            yield break;
        }

        string? now = null;
        foreach (var (on, bucket) in buckets)
        {
            if (bucket == now)
                continue;
            if (now is not null)
                yield return new Assertion("talents", basis, "", now, on, -1);
            if (bucket is not null)
                yield return new Assertion("talents", basis, "", bucket, on, 1);
            now = bucket;
        }
    }
}
