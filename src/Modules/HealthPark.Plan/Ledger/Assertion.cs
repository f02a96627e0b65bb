namespace HealthPark.Plan.Ledger;

/// <summary>The bases on which figures are given.</summary>
public static class Bases
{
    /// <summary>The latest posted values, verified or not.</summary>
    public const string Reported = "reported";

    /// <summary>The last values that the park office verified: official figures.</summary>
    public const string Verified = "verified";

    /// <summary>Both.</summary>
    public static readonly IReadOnlyList<string> All = [Verified, Reported];
}

/// <summary>
/// One thing that a record says about the plan's figures, as things stand: an amount that counts, or a candidate that does not.
/// The ledger holds the changes of these sets, so it is always exactly what the rules make of the records.
/// </summary>
/// <param name="Indicator">The indicator's code.</param>
/// <param name="Basis">One of <see cref="Bases"/>.</param>
/// <param name="Direction">The direction's code; empty where the indicator has none.</param>
/// <param name="Bucket">The bucket, such as <c>ab</c>; empty where the indicator has none.</param>
/// <param name="OccurredOn">The date that decides the period.</param>
/// <param name="Amount">How much: in the indicator's unit, revenue in yuan.</param>
/// <param name="Item">Which of a record's amounts; empty if it has one.</param>
/// <param name="Interim">Whether it stands in for a year's figure that is not declared yet.</param>
/// <param name="Excluded">Why it does not count; null if it does.</param>
internal sealed record Assertion(
    string Indicator, string Basis, string Direction, string Bucket, DateOnly? OccurredOn, decimal Amount, string Item = "", bool Interim = false,
    string? Excluded = null);

/// <summary>An entry of the ledger: an assertion made or taken back.</summary>
internal sealed record LedgerEntry(Assertion Assertion, int Sign)
{
    /// <summary>What it adds to the figure.</summary>
    public decimal Change => Assertion.Excluded is null ? Sign * Assertion.Amount : 0;

    /// <summary>The entries that turn one set of assertions into another.</summary>
    public static IReadOnlyList<LedgerEntry> Between(IReadOnlyCollection<Assertion> before, IReadOnlyCollection<Assertion> after) =>
        [.. before.Except(after).Select(a => new LedgerEntry(a, -1)), .. after.Except(before).Select(a => new LedgerEntry(a, 1))];
}
