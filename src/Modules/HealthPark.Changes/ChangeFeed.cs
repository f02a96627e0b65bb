using HealthPark.Contracts;
using HealthPark.EventStore;
using Npgsql;

namespace HealthPark.Changes;

/// <summary>Some changes in the order of the log, and the position up to which these are all that the reader sees.</summary>
internal sealed record FeedPage(IReadOnlyList<Change> Changes, long Through);

/// <summary>A change as the owner of its record sees it, and that owner; null if it is not known.</summary>
internal sealed record OwnedChange(Change Change, Guid? Owner);

/// <summary>
/// The log as its followers see it: the public changes of all modules in one order, a partner's limited to its own records, and each
/// without what the reader may not see of it.
/// </summary>
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
    /// <param name="reader">The reader.</param>
    /// <param name="types">The types asked for; null for all.</param>
    /// <param name="after">The position from which to go on.</param>
    /// <param name="until">The last position of interest.</param>
    /// <param name="limit">At most so many changes.</param>
    internal async Task<FeedPage> Read(Caller reader, IReadOnlySet<string>? types, long after, long until, int limit, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var (changes, through) = (new List<PublishedChange>(), after);
        for (var batches = 0; batches < MostBatches && through < until; batches++)
        {
            var (events, end) = await EventLog.Read(connection, PartsFor(reader), through, Batch, ct);
            foreach (var stored in events.TakeWhile(e => e.Position <= until))
            {
                if (Publish(stored) is { } published && types?.Contains(published.Change.Type) != false)
                    changes.Add(published);
                if (changes.Count == limit)
                    return new(await Seen(connection, reader, changes, ct), stored.Position);
            }

            through = Math.Min(end, until);
            if (events.Count < Batch)
                break;
        }

        return new(await Seen(connection, reader, changes, ct), through);
    }

    /// <summary>The changes at some positions, as far as the reader sees them now.</summary>
    internal async Task<IReadOnlyDictionary<long, Change>> At(Caller reader, IReadOnlyList<long> positions, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var events = await EventLog.ReadAt(connection, PartsFor(reader), positions, ct);
        var changes = await Seen(connection, reader, [.. events.Select(Publish).OfType<PublishedChange>()], ct);
        return changes.ToDictionary(change => change.Position);
    }

    /// <summary>The next changes of all records with their owners, and whether there may be more.</summary>
    internal async Task<(IReadOnlyList<OwnedChange> Changes, long Through, bool More)> ReadWithOwners(long after, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var (events, through) = await EventLog.Read(connection, [.. _sources.Select(s => new LogPart(s.Key))], after, Batch, ct);
        var changes = events.Select(Publish).OfType<PublishedChange>().ToList();
        var owners = await OwnersOf(connection, changes, ct);
        return ([.. changes.Select(c => new OwnedChange(c.Change, owners.TryGetValue(c.Change.Subject, out var owner) ? owner : null))], through, events.Count == Batch);
    }

    private sealed record PublishedChange(Change Change, ChangeSource Source);

    // Owners are looked up only for what a reader may see of its own records and not of others'.
    private static async Task<IReadOnlyList<Change>> Seen(NpgsqlConnection connection, Caller reader, List<PublishedChange> changes, CancellationToken ct)
    {
        var owners = await OwnersOf(connection, [.. changes.Where(c => c.Change.MaskFor(reader) is not null)], ct);
        return [.. changes.Select(c => c.Change.For(reader, owners.TryGetValue(c.Change.Subject, out var owner) ? owner : null))];
    }

    private static async Task<Dictionary<Guid, Guid>> OwnersOf(NpgsqlConnection connection, List<PublishedChange> changes, CancellationToken ct)
    {
        var owners = new Dictionary<Guid, Guid>();
        foreach (var kind in changes.GroupBy(c => c.Source.Records, c => c.Change.Subject))
        {
            foreach (var (id, owner) in await connection.Query(
                $"select id, {kind.Key.OwnerColumn} from {kind.Key.Table} where id = any($1)", row => (row.GetGuid(0), row.GetGuid(1)), ct, kind.Distinct().ToArray()))
                owners[id] = owner;
        }

        return owners;
    }

    private PublishedChange? Publish(StoredEvent stored)
    {
        foreach (var source in _sources[stored.Schema])
        {
            if (source.Publish(stored) is { } data)
                return new(Change.Of(source, stored, data), source);
        }

        return null;
    }

    private IReadOnlyList<LogPart> PartsFor(Caller reader) => reader.OnlyOrganization is { } id
        ? [.. _sources.SelectMany(s => s).Select(s => new LogPart(s.Schema, new OwnedRecords(s.Records.Table, s.Records.OwnerColumn, id)))]
        : [.. _sources.Select(s => new LogPart(s.Key))];
}
