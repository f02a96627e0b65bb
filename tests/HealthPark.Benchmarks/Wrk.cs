using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace HealthPark.Benchmarks;

/// <summary>What a load measured.</summary>
/// <param name="PerSecond">Requests or transactions a second.</param>
/// <param name="P50">Half took no longer, in milliseconds.</param>
/// <param name="P99">99 of 100 took no longer, in milliseconds.</param>
internal sealed record Load(double PerSecond, double P50, double P99)
{
    /// <summary>Of several runs: the middle one by speed.</summary>
    public static Load Middle(IEnumerable<Load> runs)
    {
        var all = runs.OrderBy(r => r.PerSecond).ToList();
        return all[all.Count / 2];
    }
}

/// <summary>HTTP load by wrk, which costs little of the processor that the server shares with it.</summary>
internal static partial class Wrk
{
    private static int _runs;

    /// <summary>Runs a load of <c>Loads</c>.</summary>
    /// <param name="park">The program under load.</param>
    /// <param name="load">The load's name.</param>
    /// <param name="path">Its path.</param>
    /// <param name="connections">So many connections, each with one request at a time.</param>
    /// <param name="seconds">So long.</param>
    /// <param name="idFile">The ids that it asks for, a line each.</param>
    public static Task<Load> Run(Park park, string load, string path, int connections, int seconds, string? idFile = null) =>
        Run(park.Address, park, load, path, connections, seconds, idFile);

    /// <summary>Runs a load on another address.</summary>
    public static async Task<Load> Run(Uri address, Park park, string load, string path, int connections, int seconds, string? idFile = null)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Loads");
        var output = await Tool.Run("wrk",
            ["-t1", $"-c{connections}", $"-d{seconds}s", "--latency", "--timeout", "30s", "-s", Path.Combine(folder, $"{load}.lua"), address.ToString()],
            ("HEALTHPARK_BENCH_LOADS", folder), ("HEALTHPARK_BENCH_KEY", park.Key), ("HEALTHPARK_BENCH_PATH", path),
            ("HEALTHPARK_BENCH_IDS", idFile ?? ""), ("HEALTHPARK_BENCH_RUN", $"{park.Started:x}-{Interlocked.Increment(ref _runs)}"));
        if (output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal))
            throw new InvalidOperationException($"The load {load} was refused:\n{output}");
        return new Load(Number(PerSecond().Match(output).Groups[1].Value), Milliseconds(output, "50%"), Milliseconds(output, "99%"));
    }

    private static double Milliseconds(string output, string percent)
    {
        var match = Regex.Match(output, $@"^\s*{Regex.Escape(percent)}\s+([\d.]+)(us|ms|s)", RegexOptions.Multiline);
        return Number(match.Groups[1].Value) * match.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();
}

/// <summary>Runs another program to its end.</summary>
internal static class Tool
{
    public static async Task<string> Run(string program, IReadOnlyList<string> arguments, params IReadOnlyList<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output + await errors : throw new InvalidOperationException($"{program} failed: {await output}{await errors}");
    }
}
