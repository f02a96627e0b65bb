using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using HealthPark.Benchmarks;
using HealthPark.Benchmarks.Scenarios;

// build/bench [--quick] [--save] [writing] [reading] [ingest] [figures] [feed] [footprint]; all of them if none is named.
if (args is [EmptyEndpoint.Command])
{
    await EmptyEndpoint.Serve();
    return 0;
}

var program = Environment.GetEnvironmentVariable("HEALTHPARK_BENCH_PROGRAM") ?? throw new InvalidOperationException("Run it by build/bench.");
var quick = args.Contains("--quick");
var seconds = quick ? 3 : 8;
(string Name, string Title, Func<Park, Report, Task> Measure)[] scenarios =
[
    ("footprint", "Start and idle memory", Footprint.Measure),
    ("writing", "Writing", (park, report) => Writing.Measure(park, report, seconds)),
    ("reading", "Reading", (park, report) => Reading.Measure(park, report, seconds)),
    ("ingest", "Files of records, and rebuilding", async (park, report) =>
    {
        await Ingest.Measure(park, report, quick ? 20_000 : 100_000);
        await Rebuilding.Measure(park, report);
    }),
    ("feed", "Following", (park, report) => Feed.Measure(park, report, quick ? 5 : 20)),
    ("figures", "The plan's figures", (park, report) => Figures.Measure(park, report, quick ? [10_000, 100_000] : [10_000, 1_000_000, 10_000_000])),
];

var named = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
if (named.Find(n => scenarios.All(s => s.Name != n)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"There is no benchmark {unknown}; there are: {string.Join(", ", scenarios.Select(s => s.Name))}.");
    return 2;
}

var text = new StringBuilder("# Benchmarks\n\n");
text.Append(CultureInfo.InvariantCulture,
    $"""
    {DateTimeOffset.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores of {Processor()}, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.OSDescription.Split('#')[0].Trim()}.
    Made by `build/bench --save{string.Concat(args.Where(a => a != "--save").Select(a => " " + a))}`: load, program and PostgreSQL share the machine; `fsync` and `synchronous_commit` are on.
    Each pair is taken in turns in one run, and the middle of three is shown; what counts are the ratios.


    """);
var missed = new List<string>();
foreach (var (name, title, measure) in scenarios.Where(s => named.Count == 0 || named.Contains(s.Name)))
{
    Console.WriteLine($"\n{title}");
    var report = new Report(title);
    await using var park = await Park.Start(program);
    if (name == "reading")
        await Wrk.Run(park, "post", "/v1/enterprises", 32, seconds); // something to read
    await measure(park, report);
    text.Append(report.Markdown()).Append('\n');
    missed.AddRange(report.Missed);
    if (args.Contains("--save")) // after each: what was measured is kept, whatever becomes of the rest
        await File.WriteAllTextAsync(Environment.GetEnvironmentVariable("HEALTHPARK_BENCH_RESULTS")!, text.ToString().TrimEnd() + "\n");
}

Console.WriteLine(missed.Count == 0 ? "\nEverything that is asked for holds." : $"\nMissed:\n{string.Join('\n', missed)}");
return 0;

static string Processor() =>
    File.ReadLines("/proc/cpuinfo").First(l => l.StartsWith("model name", StringComparison.Ordinal)).Split(':')[1].Trim();
