using System.Globalization;
using System.Text;

namespace HealthPark.Benchmarks;

/// <summary>The lines of a run: ours, the floor beside it, and their ratio; printed at once, and written as a table at the end.</summary>
internal sealed class Report(string title)
{
    private readonly List<string[]> _lines = [];
    private readonly List<string> _notes = [];

    /// <summary>What is missed of what was asked for.</summary>
    public List<string> Missed { get; } = [];

    /// <summary>Adds a line.</summary>
    /// <param name="what">What was measured.</param>
    /// <param name="ours">The program's figure.</param>
    /// <param name="floor">The figure that it is compared with; empty if there is none.</param>
    /// <param name="result">What is judged: a ratio, or the figure itself.</param>
    /// <param name="asked">What is asked of it; empty if nothing.</param>
    /// <param name="holds">Whether that holds.</param>
    public void Add(string what, string ours, string floor, string result, string asked = "", bool? holds = null)
    {
        var verdict = holds switch { true => "yes", false => "**no**", null => "" };
        _lines.Add([what, ours, floor, result, asked, verdict]);
        Console.WriteLine($"{what,-58} {ours,-34} {floor,-34} {result,-12} {asked,-14} {verdict}");
        if (holds is false)
            Missed.Add($"{title}: {what}: {result} (asked: {asked})");
    }

    /// <summary>Adds a pair of loads and their ratio.</summary>
    public void Add(string what, Load ours, Load floor, double? asked = null, bool slowestToo = false)
    {
        var ratio = ours.PerSecond / floor.PerSecond;
        Add(what, Text(ours), Text(floor), Times(ratio), asked is null ? "" : $"≥ {Times(asked.Value)}", asked is null ? null : ratio >= asked);
        if (slowestToo)
            Add($"{what}, p99", Ms(ours.P99), Ms(floor.P99), Times(ours.P99 / floor.P99), "≤ 1 ×", ours.P99 <= floor.P99);
    }

    /// <summary>Adds a figure that has a limit of its own.</summary>
    public void AddLimit(string what, double figure, string unit, double most) =>
        Add(what, $"{Number(figure)} {unit}", "", $"{Number(figure)} {unit}", $"≤ {Number(most)} {unit}", figure <= most);

    /// <summary>Says something of how it was measured.</summary>
    public void Note(string text)
    {
        _notes.Add(text);
        Console.WriteLine(text);
    }

    /// <summary>The report as Markdown.</summary>
    public string Markdown()
    {
        var text = new StringBuilder($"## {title}\n\n");
        foreach (var note in _notes)
            text.Append(CultureInfo.InvariantCulture, $"{note}\n\n");
        text.Append("| what | ours | floor | result | asked | holds |\n|---|---|---|---|---|---|\n");
        foreach (var line in _lines)
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", line)} |\n");
        return text.ToString();
    }

    public static string Text(Load load) => $"{Number(load.PerSecond)}/s, p50 {Ms(load.P50)}, p99 {Ms(load.P99)}";

    public static string Ms(double value) => $"{Number(value)} ms";

    public static string Times(double ratio) => ratio.ToString("0.00 ×", CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString(value >= 100 ? "#,0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
