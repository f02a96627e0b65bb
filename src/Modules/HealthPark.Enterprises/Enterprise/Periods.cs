using System.Globalization;

namespace HealthPark.Enterprises.Enterprise;

/// <summary>Periods for which revenue is declared: a year, <c>2026</c>, or a month, <c>2026-03</c>.</summary>
internal static class Periods
{
    /// <summary>What is wrong with a period; null if nothing is.</summary>
    public static Rejection? Check(string period, DateOnly today)
    {
        if (FirstDay(period) is not { } first)
        {
            return Rejection.Malformed("period", "invalid-period", new Text(
                "期间须为年(如 2026)或月(如 2026-03)。", "A period is a year, such as 2026, or a month, such as 2026-03."));
        }

        return first > today
            ? Rejection.Malformed("period", "in-the-future", new Text("该期间尚未开始。", "This period has not begun."))
            : null;
    }

    /// <summary>The period before, of the same length.</summary>
    public static string Before(string period) => period.Length == 4
        ? (int.Parse(period, CultureInfo.InvariantCulture) - 1).ToString("0000", CultureInfo.InvariantCulture)
        : FirstDay(period)!.Value.AddMonths(-1).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static DateOnly? FirstDay(string period)
    {
        var text = period.Length == 4 ? period + "-01" : period;
        return DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && first.Year >= 2000 ? first : null;
    }
}
