namespace HealthPark.EventStore;

/// <summary>
/// Look-ups that gather as appends do: while one query is under way, the next keys wait, and all are looked up together. An answer is
/// never older than the question. Whoever asks for one key needs not know of the others.
/// </summary>
/// <param name="find">Finds what there is for some keys: any number of values for each.</param>
public sealed class Gathering<TKey, TValue>(Func<IReadOnlyCollection<TKey>, CancellationToken, Task<IEnumerable<(TKey Key, TValue Value)>>> find)
    where TKey : notnull
{
    private const int MostAtOnce = 500;

    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, TaskCompletionSource<IReadOnlyList<TValue>>> _waiting = [];
    private bool _isRunning;

    /// <summary>What there is for a key; none if nothing.</summary>
    public Task<IReadOnlyList<TValue>> Find(TKey key, CancellationToken ct)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(key, out var asked))
                _waiting.Add(key, asked = new TaskCompletionSource<IReadOnlyList<TValue>>(TaskCreationOptions.RunContinuationsAsynchronously));
            if (!_isRunning)
            {
                _isRunning = true;
                _ = Task.Run(Run, CancellationToken.None);
            }

            return asked.Task.WaitAsync(ct);
        }
    }

    private async Task Run()
    {
        while (Take() is { Count: > 0 } asked)
            await Answer(asked);
    }

    private Dictionary<TKey, TaskCompletionSource<IReadOnlyList<TValue>>> Take()
    {
        lock (_gate)
        {
            var taken = _waiting.Take(MostAtOnce).ToDictionary();
            foreach (var key in taken.Keys)
                _waiting.Remove(key);
            _isRunning = taken.Count > 0;
            return taken;
        }
    }

    private async Task Answer(Dictionary<TKey, TaskCompletionSource<IReadOnlyList<TValue>>> asked)
    {
        try
        {
            var found = (await find(asked.Keys, CancellationToken.None)).ToLookup(f => f.Key, f => f.Value);
            foreach (var (key, answer) in asked)
                answer.SetResult([.. found[key]]);
        }
        catch (Exception e) when (asked.Count > 1 && !Appender.MeansAway(e))
        {
            // One key spoils the query: each gets one of its own, and only the guilty one fails.
            foreach (var (key, answer) in asked)
                await Answer(new() { [key] = answer });
        }
        catch (Exception e)
        {
            foreach (var answer in asked.Values)
                answer.SetException(e);
        }
    }
}
