using HealthPark.Contracts;
using HealthPark.EventStore;

namespace HealthPark.Changes;

/// <summary>Some changes in the order of the log, and the position up to which these are all that the reader sees.</summary>
internal sealed record FeedPage(IReadOnlyList<Change> Changes, long Through);

/// <summary>A change, and the organisation whose record it is of.</summary>
internal sealed record OwnedChange(Change Change, Guid? Owner);

/// <summary>The log as its followers see it: the public changes of all modules in one order, a partner's limited to its own records.</summary>
public sealed class ChangeFeed(Database database, IEnumerable<ChangeSource> changeSources)
{
    private const int Batch = 1000;

    // A reader of a rare type gets an empty page and a cursor from time to time, rather than an answer that takes for ever.
    private const int MostBatches = 20;

    private readonly ILookup<string, ChangeSource> _sources = changeSources.ToLookup(s => s.Schema);

    /// <summary>Every type of event that is published, and the records that it is an event of.</summary>
    public IReadOnlyDictionary<string, (ChangeSource Source, Type Class)> Published { get; } = new SortedDictionary<string, (ChangeSource, Type)>(
        changeSources.SelectMany(s => EventNames.ClassesOf(s).Select(c => (s, c))).ToDictionary(p => EventNames.Of(p.c)), StringComparer.Ordinal);

    /// <summary>Every type of event that is published.</summary>
    public IReadOnlyList<string> Types => [.. Published.Keys];

    /// <summary>The next changes for a reader.</summary>
    /// <param name="owner">The organisation whose records' changes the reader sees; null for all.</param>
    /// <param name="types">The types asked for; null for all.</param>
    /// <param name="after">The position from which to go on.</param>
    /// <param name="until">The last position of interest.</param>
    /// <param name="limit">At most so many changes.</param>
    internal async Task<FeedPage> Read(Guid? owner, IReadOnlySet<string>? types, long after, long until, int limit, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var (changes, through) = (new List<Change>(), after);
        for (var batches = 0; batches < MostBatches && through < until; batches++)
        {
            var (events, end) = await EventLog.Read(connection, PartsFor(owner), through, Batch, ct);
            foreach (var stored in events.TakeWhile(e => e.Position <= until))
            {
                if (Publish(stored) is { } change && types?.Contains(change.Type) != false)
                    changes.Add(change);
                if (changes.Count == limit)
                    return new(changes, stored.Position);
            }

            through = Math.Min(end, until);
            if (events.Count < Batch)
                break;
        }

        return new(changes, through);
    }

    /// <summary>The changes at some positions, as far as the reader sees them now.</summary>
    internal async Task<IReadOnlyDictionary<long, Change>> At(Guid? owner, IReadOnlyList<long> positions, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var events = await EventLog.ReadAt(connection, PartsFor(owner), positions, ct);
        return events.Select(Publish).OfType<Change>().ToDictionary(change => change.Position);
    }

    /// <summary>The next changes of all records with their owners, and whether there may be more.</summary>
    internal async Task<(IReadOnlyList<OwnedChange> Changes, long Through, bool More)> ReadWithOwners(long after, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var (events, through) = await EventLog.Read(connection, PartsFor(null), after, Batch, ct);
        var changes = new List<OwnedChange>();
        foreach (var part in events.Select(Find).OfType<(StoredEvent Stored, ChangeSource Source, ContractEvent Data)>().GroupBy(f => f.Source))
        {
            var (table, owner) = (part.Key.Records.Table, part.Key.Records.OwnerColumn);
            var owners = (await connection.Query(
                $"select id, {owner} from {table} where id = any($1)", row => KeyValuePair.Create(row.GetGuid(0), row.GetGuid(1)), ct,
                part.Select(f => f.Stored.StreamId).Distinct().ToArray())).ToDictionary();
            changes.AddRange(part.Select(f => new OwnedChange(
                Change.Of(f.Source, f.Stored, f.Data), owners.TryGetValue(f.Stored.StreamId, out var id) ? id : null)));
        }

        return ([.. changes.OrderBy(c => c.Change.Position)], through, events.Count == Batch);
    }

    private Change? Publish(StoredEvent stored) => Find(stored) is var (_, source, data) ? Change.Of(source, stored, data) : null;

    private (StoredEvent Stored, ChangeSource Source, ContractEvent Data)? Find(StoredEvent stored)
    {
        foreach (var source in _sources[stored.Schema])
        {
            if (source.Publish(stored) is { } data)
                return (stored, source, data);
        }

        return null;
    }

    private IReadOnlyList<LogPart> PartsFor(Guid? owner) => owner is { } id
        ? [.. _sources.SelectMany(s => s).Select(s => new LogPart(s.Schema, new OwnedRecords(s.Records.Table, s.Records.OwnerColumn, id)))]
        : [.. _sources.Select(s => new LogPart(s.Key))];
}
