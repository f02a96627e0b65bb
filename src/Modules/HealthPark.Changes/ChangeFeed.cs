using HealthPark.Contracts;
using HealthPark.EventStore;
using Npgsql;

namespace HealthPark.Changes;

/// <summary>Some changes in the order of the log, and the position up to which these are all that the reader sees.</summary>
internal sealed record FeedPage(IReadOnlyList<Change> Changes, long Through);

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

    /// <summary>Every type of event that is published.</summary>
    public IReadOnlyList<string> Types { get; } = [.. changeSources.SelectMany(EventNames.ClassesOf).Select(EventNames.Of).Order(StringComparer.Ordinal)];

    /// <summary>The next changes for a reader.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="types">The types asked for; null for all.</param>
    /// <param name="after">The position from which to go on.</param>
    /// <param name="until">The last position of interest.</param>
    /// <param name="limit">At most so many changes.</param>
    internal async Task<FeedPage> Read(Caller reader, IReadOnlySet<string>? types, long after, long until, int limit, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var (changes, through) = (new List<(Change Change, ChangeSource Source)>(), after);
        for (var batches = 0; batches < MostBatches && through < until; batches++)
        {
            var (events, end) = await EventLog.Read(connection, PartsFor(reader.OnlyOrganization), through, Batch, ct);
            foreach (var stored in events.TakeWhile(e => e.Position <= until))
            {
                if (Publish(stored) is { } published && types?.Contains(published.Change.Type) != false)
                    changes.Add(published);
                if (changes.Count == limit)
                    return new(await Masked(connection, reader, changes, ct), stored.Position);
            }

            through = Math.Min(end, until);
            if (events.Count < Batch)
                break;
        }

        return new(await Masked(connection, reader, changes, ct), through);
    }

    // Owners are looked up only for what a reader may see of its own records and not of others'.
    private static async Task<IReadOnlyList<Change>> Masked(
        NpgsqlConnection connection, Caller reader, List<(Change Change, ChangeSource Source)> changes, CancellationToken ct)
    {
        var owners = new Dictionary<Guid, Guid>();
        foreach (var kind in changes.Where(c => c.Change.MaskFor(reader) is not null).GroupBy(c => c.Source.Records, c => c.Change.Subject))
        {
            foreach (var (id, owner) in await connection.Query(
                $"select id, {kind.Key.OwnerColumn} from {kind.Key.Table} where id = any($1)", row => (row.GetGuid(0), row.GetGuid(1)), ct, kind.Distinct().ToArray()))
                owners[id] = owner;
        }

        return [.. changes.Select(c => c.Change.For(reader, owners.TryGetValue(c.Change.Subject, out var owner) ? owner : null))];
    }

    private (Change Change, ChangeSource Source)? Publish(StoredEvent stored)
    {
        foreach (var source in _sources[stored.Schema])
        {
            if (source.Publish(stored) is { } data)
                return (Change.Of(source, stored, data), source);
        }

        return null;
    }

    private IReadOnlyList<LogPart> PartsFor(Guid? owner) => owner is { } id
        ? [.. _sources.SelectMany(s => s).Select(s => new LogPart(s.Schema, new OwnedRecords(s.Records.Table, s.Records.OwnerColumn, id)))]
        : [.. _sources.Select(s => new LogPart(s.Key))];
}
