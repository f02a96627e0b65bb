using System.Collections.Concurrent;
using HealthPark.EventStore;

namespace HealthPark.Access;

/// <summary>
/// What was looked up in the module's tables, kept for an instant only: what is changed on one node is known on all of them within a
/// second, even on one that the log's signal does not reach. Where it does, it is known at once. That there was nothing is kept as well,
/// apart, so that inventing keys neither costs a query each time nor drives out what is in use. Both are bounded.
/// </summary>
internal sealed class ShortMemory<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private const int MostKept = 10_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _clock;
    private Kept _kept = new();

    public ShortMemory(LogSignal signal, TimeProvider clock)
    {
        _clock = clock;
        signal.Changed += schemas =>
        {
            if (schemas.Count == 0 || schemas.Contains(AccessModule.Schema))
                Forget();
        };
    }

    /// <summary>What is known under a key, looked up if need be; null if there is nothing.</summary>
    public async Task<TValue?> Find(TKey key, Func<Task<TValue?>> look)
    {
        var kept = _kept;
        if (kept.Found.TryGetValue(key, out var found) && _clock.GetElapsedTime(found.At) < KeptFor)
            return found.Value;
        if (kept.Missing.TryGetValue(key, out var missedAt) && _clock.GetElapsedTime(missedAt) < KeptFor)
            return null;
        var asked = _clock.GetTimestamp();
        var value = await look();
        if (value is not null)
            Keep(kept.Found, key, (value, asked));
        else
            Keep(kept.Missing, key, asked);
        return value;
    }

    // A new one, so that a look-up begun before the change cannot leave its result behind.
    internal void Forget() => Interlocked.Exchange(ref _kept, new());

    private static void Keep<T>(ConcurrentDictionary<TKey, T> kept, TKey key, T value)
    {
        if (kept.Count >= MostKept)
            kept.Clear();
        kept[key] = value;
    }

    private sealed class Kept
    {
        public readonly ConcurrentDictionary<TKey, (TValue Value, long At)> Found = new();
        public readonly ConcurrentDictionary<TKey, long> Missing = new();
    }
}
