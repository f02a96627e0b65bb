namespace HealthPark.Plan.Ledger;

/// <summary>
/// Which transfers count (rule <c>transfers</c>, version 1, in <c>Data/rules.json</c>). Pure: what a transfer says about the plan's
/// figures follows from its state alone.
/// </summary>
internal static class TransferRules
{
    /// <summary>The version of the rule applied here.</summary>
    public const int Version = 1;

    private static readonly DateOnly Start = new(EnterpriseRules.FirstYear, 1, 1);

    /// <summary>All that a transfer says: it counts once, on the first day that made it transferred, in the direction in force on that day.</summary>
    public static IReadOnlyCollection<Assertion> Assert(CountedTransfer? transfer) => transfer is null ? [] : [.. Bases.All.Select(basis => Of(transfer, basis))];

    private static Assertion Of(CountedTransfer transfer, string basis)
    {
        var shown = transfer.Facts.On(basis) ?? transfer.Facts.Reported;
        var on = shown.TransferredOn;
        var why = transfer.Voided ? "voided"
            : transfer.Facts.Missing(basis)
            ?? (on is null ? "not-transferred"
            : on < Start ? "transferred-before-plan"
            : null);
        return new Assertion("transfers", basis, shown.Directions.On(on ?? DateOnly.MaxValue), "", on, 1, Excluded: why);
    }
}
