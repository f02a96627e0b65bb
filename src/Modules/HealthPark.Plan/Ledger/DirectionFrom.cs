namespace HealthPark.Plan.Ledger;

/// <summary>A direction and the day from which it holds.</summary>
internal sealed record DirectionFrom(DateOnly From, string Direction)
{
    /// <summary>The directions of a new record: the one it has from the beginning.</summary>
    public static IReadOnlyList<DirectionFrom> First(string direction) => [new(DateOnly.MinValue, direction)];
}

/// <summary>A record's directions by date; the first holds from the beginning.</summary>
internal static class DatedDirections
{
    /// <summary>The one in force on a day.</summary>
    public static string On(this IReadOnlyList<DirectionFrom> directions, DateOnly day) => directions.Last(d => d.From <= day).Direction;

    /// <summary>The directions with another from a day on; it replaces what had been planned after it.</summary>
    public static IReadOnlyList<DirectionFrom> From(this IReadOnlyList<DirectionFrom> directions, DateOnly from, string direction) =>
        [.. directions.Where(d => d.From < from), new DirectionFrom(from, direction)];
}
