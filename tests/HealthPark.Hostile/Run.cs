using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace HealthPark.Hostile;

/// <summary>What a run has seen.</summary>
/// <param name="Requests">How many requests were sent.</param>
/// <param name="Statuses">How many answers had each status; 0 stands for requests whose client hung up.</param>
/// <param name="Faults">What was wrong, with the request's number.</param>
public sealed record Findings(int Requests, IReadOnlyDictionary<int, int> Statuses, IReadOnlyList<(int Number, string Fault, string Request)> Faults)
{
    /// <summary>The requests that took longest.</summary>
    public IReadOnlyList<(TimeSpan Took, int Number, string Request)> Slowest { get; init; } = [];

    public int Accepted => Statuses.Where(s => s.Key is >= 200 and < 300).Sum(s => s.Value);

    public override string ToString() =>
        $"{Requests} requests: {string.Join(", ", Statuses.OrderBy(s => s.Key).Select(s => $"{(s.Key == 0 ? "hung up" : s.Key)} × {s.Value}"))}; {Faults.Count} faults"
        + string.Concat(Faults.GroupBy(f => f.Fault).OrderByDescending(g => g.Count()).Select(g => $"\n  {g.Count()} × {g.Key}{string.Concat(g.Take(5).Select(f => $"\n      request {f.Number}: {f.Request}"))}"));
}

/// <summary>Sends hostile requests, judges the answers, and looks at what they left behind.</summary>
/// <param name="address">Where the program listens.</param>
/// <param name="adminKey">Its administrator key.</param>
/// <param name="database">Its database.</param>
/// <param name="seed">What the requests are made from.</param>
public sealed class Run(Uri address, string adminKey, string database, int seed)
{
    /// <summary>As many as make requests wait for each other.</summary>
    private const int Workers = 4;

    /// <summary>Sends requests of these numbers about a new park.</summary>
    public async Task<Findings> Send(int first, int count)
    {
        var park = await Park.Make(address, adminKey);
        var hostility = new Hostility(park, seed);
        using var http = new HttpClient { BaseAddress = address };
        var before = await Say(http, park);
        var position = await LastPosition();
        var (statuses, accepted, faults) = (new ConcurrentDictionary<int, int>(), new ConcurrentDictionary<string, bool>(), new ConcurrentBag<(int, string, string)>());
        var slowest = new ConcurrentBag<(TimeSpan Took, int Number, string Request)>();
        var next = first - 1;

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(async _ =>
        {
            using var wire = new Wire(address);
            for (int number; (number = Interlocked.Increment(ref next)) < first + count;)
            {
                var request = hostility.Make(number);
                var traceId = hostility.TraceIdOf(number);
                var started = Stopwatch.GetTimestamp();
                try
                {
                    var reply = await wire.Send(request);
                    slowest.Add((Stopwatch.GetElapsedTime(started), number, $"{reply?.Status} {request}"));
                    statuses.AddOrUpdate(reply?.Status ?? 0, 1, (_, n) => n + 1);
                    if (reply is null or { Status: < 400 })
                        accepted[traceId] = true;
                    foreach (var fault in reply is null ? [] : Judge.Faults(request, traceId, reply))
                        faults.Add((number, fault, $"{request} {Draft.Shown(reply!.Text, 300)}"));
                }
                catch (WireException e)
                {
                    // To break a connection off is an answer to what is no HTTP.
                    statuses.AddOrUpdate(-1, 1, (_, n) => n + 1);
                    if (!request.IsBrokenHttp)
                        faults.Add((number, e.Message, request.ToString()));
                }

                if (wire.ClosedAfter is { IsBrokenHttp: false, IsLarge: false } lost)
                    faults.Add((number - 1, "the connection was closed without a word", lost.ToString()));
            }
        }));

        foreach (var (trace, events) in await EventsSince(position))
        {
            if (trace is not null && trace.StartsWith(hostility.TraceIdOf(0)[..8], StringComparison.Ordinal) && !accepted.ContainsKey(trace))
                faults.Add((NumberOf(trace), $"a refused request wrote {events}", hostility.Make(NumberOf(trace)).ToString()));
        }

        foreach (var ((path, said), now) in before.Zip(await Say(http, park)))
        {
            if (said != now.Said)
                faults.Add((first, "a record that no request named has changed", $"{path}: {Draft.Shown(said, 200)} became {Draft.Shown(now.Said, 200)}"));
        }

        return new Findings(count, statuses, [.. faults.OrderBy(f => f.Item1)]) { Slowest = [.. slowest.OrderByDescending(s => s.Took).Take(5)] };
    }

    /// <summary>Sends one request and shows it with its answer.</summary>
    public async Task Show(int number, TextWriter output)
    {
        var hostility = new Hostility(await Park.Make(address, adminKey), seed);
        var request = hostility.Make(number);
        using var wire = new Wire(address);
        await output.WriteLineAsync($"{request}\n\n{Draft.Shown(System.Text.Encoding.UTF8.GetString(request.ToBytes()), 4_000)}\n");
        try
        {
            var reply = await wire.Send(request);
            await output.WriteLineAsync(reply is null ? "The client hung up." : $"{reply.Status}\n{string.Join('\n', reply.Headers.Select(h => $"{h.Key}: {h.Value}"))}\n\n{Draft.Shown(reply.Text, 4_000)}");
            foreach (var fault in reply is null ? [] : Judge.Faults(request, hostility.TraceIdOf(number), reply))
                await output.WriteLineAsync($"Fault: {fault}");
        }
        catch (WireException e)
        {
            await output.WriteLineAsync(e.Message);
        }
    }

    /// <summary>How long a read of a known record takes, in milliseconds: the middle one of many, and the slowest but one in twenty.</summary>
    public async Task<(double Median, double P95)> Latency()
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", adminKey);
        var times = new List<double>();
        for (var i = 0; i < 600; i++)
        {
            var started = Stopwatch.GetTimestamp();
            (await http.GetAsync(new Uri("/v1/enterprises?limit=5", UriKind.Relative))).EnsureSuccessStatusCode().Dispose();
            if (i >= 100)
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return (times[times.Count / 2], times[times.Count * 95 / 100]);
    }

    private static int NumberOf(string trace) => int.Parse(trace.AsSpan(8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) - 1;

    private async Task<IReadOnlyList<(string Path, string Said)>> Say(HttpClient http, Park park)
    {
        var said = new List<(string, string)>();
        foreach (var path in park.Witnesses)
            said.Add((path, await Park.Say(http, adminKey, path)));
        return said;
    }

    private async Task<long> LastPosition() => (await Query("select coalesce(max(seq_id), 0), '' from ({0}) e", "seq_id")).Single().Number;

    private async Task<IReadOnlyList<(string? Trace, long Events)>> EventsSince(long position) =>
        [.. (await Query($"select count(*), correlation_id from ({{0}}) e where seq_id > {position} group by correlation_id", "seq_id, correlation_id")).Select(r => (r.Text, r.Number))];

    // Over the logs of all modules, each in a schema of its own.
    private async Task<IReadOnlyList<(long Number, string? Text)>> Query(string sql, string columns)
    {
        await using var source = NpgsqlDataSource.Create(database);
        var schemas = new List<string>();
        await using (var find = source.CreateCommand("select table_schema from information_schema.tables where table_name = 'mt_events' order by 1"))
        await using (var found = await find.ExecuteReaderAsync())
        {
            while (await found.ReadAsync())
                schemas.Add(found.GetString(0));
        }

        await using var command = source.CreateCommand(sql.Replace("{0}", string.Join(" union all ", schemas.Select(s => $"select {columns} from {s}.mt_events")), StringComparison.Ordinal));
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<(long, string?)>();
        while (await reader.ReadAsync())
            rows.Add((reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1)));
        return rows;
    }
}
