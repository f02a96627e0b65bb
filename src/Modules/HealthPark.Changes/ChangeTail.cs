using HealthPark.EventStore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HealthPark.Changes;

/// <summary>
/// The latest changes, which one reader of each node takes from the log for all who wait there: a thousand listeners cost the database
/// what one does. Whoever is further back than these reads the log itself, and comes over here when it has caught up: positions are one
/// order without holes, so it goes on after the last one that it has, wherever it takes the next from.
/// </summary>
public sealed class ChangeTail(ChangeFeed feed, EventLog log, LogSignal signal, ILogger<ChangeTail> logger) : BackgroundService
{
    private const int MostChanges = 4096;
    private const long MostCharacters = 8 * 1024 * 1024;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Gathers = TimeSpan.FromMilliseconds(20);

    private volatile Window? _window;
    private readonly Pulse _grown = new();

    /// <summary>Completes when there is more. Take it before reading, await it after.</summary>
    internal Task Next => _grown.Next;

    /// <summary>The last position that has been read; -1 before the first look.</summary>
    internal long Through => _window?.Through ?? -1;

    /// <summary>The next changes for a reader, as <see cref="ChangeFeed.Read"/> gives them; null for a reader that is further back than what is kept.</summary>
    internal FeedPage? Read(Caller reader, IReadOnlySet<string>? types, long after, int limit)
    {
        if (_window is not { } window || after < window.After)
            return null;
        var changes = new List<Change>();
        for (var i = window.FirstAfter(after); i < window.Changes.Length; i++)
        {
            var (change, owner) = window.Changes[i];
            if ((reader.OnlyOrganization is not { } only || only == owner) && types?.Contains(change.Type) != false)
                changes.Add(change.For(reader, owner));
            if (changes.Count == limit)
                return new(changes, change.Position);
        }

        return new(changes, Math.Max(after, window.Through));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pace = new Pace(Gathers);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var moved = signal.Next;
                if (await TakeMore(stoppingToken))
                    continue;
                await Task.WhenAny(moved, Task.Delay(LookAgain, stoppingToken));
                await pace.Next(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                logger.LogWarning(e, "The latest changes could not be read");
                await Task.WhenAny(Task.Delay(LookAgain, stoppingToken));
            }
        }
    }

    private async Task<bool> TakeMore(CancellationToken ct)
    {
        // Those who were here before a restart come back with what they had last, so the window begins a little before the end.
        var window = _window ?? Window.From(Math.Max(0, await log.Head(ct) - (MostChanges / 2)));
        var (changes, through, more) = await feed.ReadWithOwners(window.Through, ct);
        if (through == window.Through && _window is not null)
            return false;
        _window = window.With(changes, through);
        _grown.Beat();
        return more;
    }

    /// <summary>All changes after one position up to another. Never altered: readers need no lock.</summary>
    private sealed record Window(long After, long Through, OwnedChange[] Changes, long Characters)
    {
        public static Window From(long position) => new(position, position, [], 0);

        public Window With(IReadOnlyList<OwnedChange> more, long through)
        {
            OwnedChange[] all = [.. Changes, .. more];
            var (after, characters, dropped) = (After, Characters + more.Sum(c => (long)c.Change.Json.Length), 0);
            for (; all.Length - dropped > MostChanges || characters > MostCharacters; dropped++)
                (after, characters) = (all[dropped].Change.Position, characters - all[dropped].Change.Json.Length);
            return new Window(after, through, all[dropped..], characters);
        }

        public int FirstAfter(long position)
        {
            var (low, high) = (0, Changes.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = Changes[middle].Change.Position <= position ? (middle + 1, high) : (low, middle);
            }

            return low;
        }
    }
}
