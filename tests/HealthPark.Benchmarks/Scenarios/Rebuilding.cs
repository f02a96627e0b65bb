using System.Globalization;
using System.Text.RegularExpressions;

namespace HealthPark.Benchmarks.Scenarios;

/// <summary>Every read model again from the log, as <c>rebuild</c> does it beside the live ones.</summary>
internal static partial class Rebuilding
{
    public static async Task Measure(Park park, Report report)
    {
        foreach (Match line in Rebuilt().Matches(await park.Run("rebuild")))
        {
            var (what, events, seconds) = (line.Groups[1].Value, Number(line.Groups[2].Value), Number(line.Groups[3].Value));
            if (events < 10_000)
                continue; // too few to say anything
            var isAsynchronous = !what.StartsWith("the streams", StringComparison.Ordinal);
            var perSecond = events / seconds;
            report.Add($"(f) rebuild of {what}, {events:#,0} events", $"{Report.Number(perSecond)} events/s", "", $"{Report.Number(perSecond)}/s",
                isAsynchronous ? "≥ 250,000/s" : "", isAsynchronous ? perSecond >= 250_000 : null);
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Replayed (.+): (\d+) events in ([\d.]+) s")]
    private static partial Regex Rebuilt();
}
