using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace HealthPark.Benchmarks.Scenarios;

/// <summary>How long after its recording a change reaches those who follow: by Server-Sent Events, and by long poll.</summary>
/// <remarks>
/// Measured from the instant that the database gave the event, which lies before its commit, to the moment at which the listener has read
/// the event's line. Listeners, program and database share the machine and its clock.
/// </remarks>
internal static class Feed
{
    private static readonly byte[] Time = "\"time\":\""u8.ToArray();

    public static async Task Measure(Park park, Report report, int seconds)
    {
        report.AddLimit("(g) 1,000 SSE listeners, 20 changes/s, p99", await Listen(park, listeners: 1000, changesPerSecond: 20, seconds), "ms", 100);
        report.AddLimit("(g) 20 SSE listeners, 1,000 changes/s, p99", await Listen(park, listeners: 20, changesPerSecond: 1000, seconds), "ms", 100);
        report.AddLimit("(g) long poll, 20 changes/s, p99", await Poll(park, changesPerSecond: 20, seconds), "ms", 100);
    }

    private static async Task<double> Listen(Park park, int listeners, int changesPerSecond, int seconds)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 2000 }) { BaseAddress = park.Address, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = park.Http.DefaultRequestHeaders.Authorization;
        http.DefaultRequestHeaders.Accept.ParseAdd("text/event-stream");
        var head = (await park.Query<long>("select position from event_store.log_head"))[0];
        var delays = new ConcurrentBag<double[]>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds + 60)); // a change that never came would be waited for for ever
        var opened = new CountdownEvent(listeners);
        var listening = Enumerable.Range(0, listeners).Select(_ => Task.Run(async () =>
        {
            using var answer = await http.GetAsync($"/v1/changes?after={head}", HttpCompletionOption.ResponseHeadersRead);
            answer.EnsureSuccessStatusCode();
            await using var stream = await answer.Content.ReadAsStreamAsync();
            opened.Signal();
            delays.Add(await Delays(stream, changesPerSecond * seconds, patience.Token));
        })).ToList();
        await Task.Run(opened.Wait);
        await Write(park, changesPerSecond, seconds);
        await Task.WhenAll(listening);
        var all = delays.SelectMany(d => d).Order().ToArray();
        return all[(int)(0.99 * (all.Length - 1))];
    }

    // The delay of each of so many events that a stream brings, in milliseconds. The line is searched as bytes: the listeners must not cost more than what they measure.
    private static async Task<double[]> Delays(Stream stream, int events, CancellationToken ct)
    {
        var (delays, buffer, held) = (new List<double>(), new byte[64 * 1024], 0);
        while (delays.Count < events && await stream.ReadAsync(buffer.AsMemory(held), ct) is > 0 and var read)
        {
            var now = DateTime.UtcNow;
            held += read;
            var from = 0;
            while (buffer.AsSpan(from, held - from).IndexOf((byte)'\n') is >= 0 and var length)
            {
                if (InstantIn(buffer.AsSpan(from, length)) is { } instant)
                    delays.Add((now - instant).TotalMilliseconds);
                from += length + 1;
            }

            buffer.AsSpan(from, held - from).CopyTo(buffer);
            held -= from;
        }

        if (delays.Count < events)
            throw new InvalidOperationException($"The stream ended after {delays.Count} of {events} changes.");
        return [.. delays];
    }

    private static DateTime? InstantIn(ReadOnlySpan<byte> line)
    {
        var at = line.IndexOf(Time);
        if (at < 0)
            return null;
        var text = line[(at + Time.Length)..];
        return DateTime.Parse(Encoding.ASCII.GetString(text[..text.IndexOf((byte)'"')]), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
    }

    private static async Task<double> Poll(Park park, int changesPerSecond, int seconds)
    {
        var after = (await park.Query<long>("select position from event_store.log_head"))[0].ToString(CultureInfo.InvariantCulture);
        var (delays, wanted) = (new List<double>(), changesPerSecond * seconds);
        var writing = Write(park, changesPerSecond, seconds);
        while (delays.Count < wanted)
        {
            var text = await park.Http.GetByteArrayAsync($"/v1/changes?after={after}&wait=20");
            var now = DateTime.UtcNow;
            using var page = System.Text.Json.JsonDocument.Parse(text);
            delays.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(e => (now - e.GetProperty("time").GetDateTime().ToUniversalTime()).TotalMilliseconds));
            after = page.RootElement.GetProperty("next").GetString()!;
        }

        await writing;
        delays.Sort();
        return delays[(int)(0.99 * (delays.Count - 1))];
    }

    // So many registrations a second, evenly.
    private static async Task Write(Park park, int perSecond, int seconds)
    {
        var (clock, under) = (Stopwatch.StartNew(), new List<Task>());
        for (var i = 0; i < perSecond * seconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond);
            if (due > clock.Elapsed)
                await Task.Delay(due - clock.Elapsed);
            under.Add(park.Post("/v1/enterprises", new { name = $"示例变更企业{park.Started}{Guid.NewGuid():N}", direction = "other" }));
        }

        await Task.WhenAll(under);
    }
}
