using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

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

    /// <summary>
    /// Who counts as one client where only an address is known: an IPv4 address, or the /64 in which an IPv6 address lies. One site has at
    /// least that (RFC 6177), and a machine in it may take any address of it.
    /// </summary>
    public static string SiteOf(IPAddress? address)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        if (plain is not { AddressFamily: AddressFamily.InterNetworkV6 })
            return $"address {plain}";
        var bytes = plain.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"address {new IPAddress(bytes)}/64";
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
