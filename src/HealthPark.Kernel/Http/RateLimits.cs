using System.Collections.Concurrent;

namespace HealthPark.Kernel.Http;

/// <summary>Where a client stands within its limit.</summary>
/// <param name="Limit">How many requests a minute it has.</param>
/// <param name="Remaining">How many of this minute are left.</param>
/// <param name="Reset">In how many seconds the next minute begins.</param>
/// <param name="IsOver">Whether this request is one too many.</param>
public readonly record struct RateLimit(int Limit, int Remaining, int Reset, bool IsOver);

/// <summary>
/// How many requests each client has sent in this minute of the clock. Minutes are the same for all clients, so that the whole table is
/// dropped when one ends; it holds a bounded number of clients, and those beyond share one count.
/// </summary>
public sealed class RateLimits(TimeProvider clock)
{
    internal const int MostClients = 100_000;
    private const int Window = 60;
    private const string Rest = "";

    private volatile Minute _minute = new(-1);

    /// <summary>Counts a request.</summary>
    /// <param name="client">Who sent it.</param>
    /// <param name="limit">How many a minute the client has.</param>
    public RateLimit Count(string client, int limit)
    {
        var seconds = clock.GetUtcNow().ToUnixTimeSeconds();
        var minute = _minute;
        if (minute.Number != seconds / Window)
        {
            // Two threads may each make one; the counts of one of them are lost, once a minute.
            minute = new Minute(seconds / Window);
            _minute = minute;
        }

        var counts = minute.Counts;
        if (!counts.TryGetValue(client, out var count))
            count = counts.GetOrAdd(counts.Count < MostClients ? client : Rest, _ => new Counter());
        var sent = Interlocked.Increment(ref count.Sent);
        return new RateLimit(limit, (int)Math.Max(0, limit - sent), (int)(Window - (seconds % Window)), sent > limit);
    }

    private sealed record Minute(long Number)
    {
        public readonly ConcurrentDictionary<string, Counter> Counts = new();
    }

    private sealed class Counter
    {
        public long Sent;
    }
}
