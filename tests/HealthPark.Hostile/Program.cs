using System.Diagnostics;
using System.Globalization;
using HealthPark.Hostile;
using HealthPark.IntegrationTests.Survival;
using HealthPark.LocalPostgres;

// [requests] [seed]: sends that many. --only number [seed]: sends one and shows it.
const int UsualSeed = 20261124;
const int Chunk = 5_000; // then a new park: what was voided, merged or erased is there again
var only = args is ["--only", ..] ? Number(args, 1, 0) : (int?)null;
var (requests, seed) = only is null ? (Number(args, 0, 20_000), Number(args, 1, UsualSeed)) : (0, Number(args, 2, UsualSeed));

var folder = Directory.CreateTempSubdirectory("healthpark-hostile-").FullName;
// The temporary folder is made for its owner only; root's server runs as another user.
File.SetUnixFileMode(folder, (UnixFileMode)Convert.ToInt32("755", 8));
try
{
    // The program finds this server running on its folder, and shares it.
    await using var postgres = await LocalPostgresServer.Start(new LocalPostgresOptions { DataFolder = Path.Combine(folder, "postgres") });
    var adminKey = "hp_" + new string('h', 8) + Guid.NewGuid().ToString("N");
    await using var program = await ProgramProcess.Serve(folder, adminKey, "--RateLimits:ClientPerMinute=100000000", "--RateLimits:PublicPerMinute=100000000");
    var run = new Run(program.Address, adminKey, postgres.ConnectionString, seed);
    if (only is { } number)
    {
        await run.Show(number, Console.Out);
        Console.WriteLine($"\nThe program said:\n{program.Said}");
        return 0;
    }

    Console.WriteLine($"seed {seed}, {requests} requests");
    Console.WriteLine(await run.Send(1_000_000_000, 2_000)); // so that what is compared is a program at work with one at work
    var (memory, latency) = (program.Memory, await run.Latency());
    var (found, watch) = (new List<Findings>(), Stopwatch.StartNew());
    for (var first = 0; first < requests; first += Chunk)
    {
        found.Add(await run.Send(first, Math.Min(Chunk, requests - first)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,6:0} s, {program.Memory / 1e6:0} MB: {found[^1]}"));
        foreach (var error in program.Said.Split('\n').Where(l => l.StartsWith("fail:", StringComparison.Ordinal)).Select(Shortened).Distinct().Take(20))
            Console.WriteLine(error);
    }

    foreach (var (took, slow, request) in found.SelectMany(f => f.Slowest).OrderByDescending(s => s.Took).Take(20))
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds,6:0.00} s: request {slow}: {request}"));
    var elapsed = watch.Elapsed;
    var (memoryAfter, latencyAfter) = (program.Memory, await run.Latency());
    var all = new Findings(found.Sum(f => f.Requests), found.SelectMany(f => f.Statuses).GroupBy(s => s.Key).ToDictionary(g => g.Key, g => g.Sum(s => s.Value)), [.. found.SelectMany(f => f.Faults)]);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

        In all {all}
        {requests / elapsed.TotalSeconds:0} requests/s
        memory {memory / 1e6:0} MB before, {memoryAfter / 1e6:0} MB after ({(double)memoryAfter / memory:0.00}), {program.PeakMemory / 1e6:0} MB at most
        a list of five: {latency.Median:0.00} ms before, {latencyAfter.Median:0.00} ms after ({latencyAfter.Median / latency.Median:0.00}); 95 % within {latency.P95:0.00} ms, {latencyAfter.P95:0.00} ms
        """));
    var stopped = await program.Stop();
    Console.WriteLine(stopped == 0 ? "The program ended in order." : $"The program ended with {stopped}.");
    return all.Faults.Count == 0 && stopped == 0 ? 0 : 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

// What happened, and where in the program's own code.
static string Shortened(string error)
{
    var parts = error.Split("   at ");
    var what = parts[0].IndexOf(" failed ", StringComparison.Ordinal) is >= 0 and var at ? parts[0][(at + 8)..] : parts[0];
    return string.Join("\n      at ", parts.Skip(1).Where(p => p.StartsWith("HealthPark", StringComparison.Ordinal)).Take(4).Prepend(Draft.Shown(what, 400)));
}

static int Number(string[] args, int at, int usual) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : usual;
