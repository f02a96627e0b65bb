using System.Reflection;
using System.Runtime.CompilerServices;
using Npgsql;

namespace HealthPark.EventStore;

/// <summary>Up to where a stream is read.</summary>
public readonly record struct UpTo
{
    /// <summary>The last version to read; null for no limit.</summary>
    public long? Version { get; private init; }

    /// <summary>The last position to read; null for no limit.</summary>
    public long? Position { get; private init; }

    /// <summary>The whole stream.</summary>
    public static readonly UpTo Now;

    /// <summary>The stream as it stood at one of its versions.</summary>
    public static UpTo AtVersion(long version) => new() { Version = version };

    /// <summary>The stream as it stood when the log was at a position.</summary>
    public static UpTo AtPosition(long position) => new() { Position = position };
}

/// <summary>The streams of one module, in the schema that only this module writes.</summary>
public sealed class ModuleStore(Database database, Appender appender, string schema, Assembly assembly, EventTypes types, params IReadOnlyList<object> streamTypes)
{
    private readonly Gathering<(Guid Id, UpTo UpTo), StoredEvent> _streams = new((asked, ct) => ReadStreams(database, schema, asked, ct));
    private readonly Gathering<Claim, Guid> _claims = new((claims, ct) => FindHolders(database, schema, claims, ct));

    /// <summary>The module's schema.</summary>
    public string Schema => schema;

    /// <summary>The module's events.</summary>
    public EventTypes Types => types;

    /// <summary>Where the module's numbered SQL files are embedded.</summary>
    internal Assembly Assembly => assembly;

    internal IReadOnlyList<IStreamType> StreamTypes { get; } = [.. streamTypes.Cast<IStreamType>()];

    /// <summary>Folds a stream. One without events, or of another type, answers the initial state at version 0.</summary>
    public async Task<Recorded<TState>> Load<TState, TEvent>(StreamType<TState, TEvent> type, Guid id, UpTo upTo, CancellationToken ct)
        where TState : notnull
        where TEvent : notnull
    {
        var record = type.Nothing(id);
        foreach (var stored in await _streams.Find((id, upTo), ct))
        {
            if (types.Read(stored.Type, stored.Data) is not TEvent e)
                return type.Nothing(id);
            record = type.Fold(record, e, stored);
        }

        return record;
    }

    /// <summary>A stream's events in order.</summary>
    public async IAsyncEnumerable<StoredEvent> ReadStream(Guid id, UpTo upTo, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var command = connection.Command(
            $"""
            select {EventColumns.List} from {schema}.mt_events
             where stream_id = $1 and version <= $2 and seq_id <= $3 order by version
            """,
            id, upTo.Version ?? long.MaxValue, upTo.Position ?? long.MaxValue);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            yield return EventColumns.Read(reader, schema);
    }

    /// <summary>
    /// Appends events to a record that was loaded before: accepted only if its stream still stands where it stood then, and if no
    /// other stream holds what the new state claims. Events, inline read models, claims and the idempotency key commit together, and so
    /// do the events of a companion.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database is away or too much is waiting; whether the append happened is unknown.</exception>
    public Task<AppendOutcome> Append<TState, TEvent>(
        StreamType<TState, TEvent> type, Recorded<TState> current, IReadOnlyList<TEvent> events, EventMetadata metadata, IdempotencyKey? key,
        Companion? companion = null)
        where TState : notnull
        where TEvent : notnull =>
        appender.Append(AppendOf(type, current, events, metadata, key) with { Companion = companion?.To(this, metadata) });

    internal Append AppendOf<TState, TEvent>(
        StreamType<TState, TEvent> type, Recorded<TState> current, IReadOnlyList<TEvent> events, EventMetadata metadata, IdempotencyKey? key)
        where TState : notnull
        where TEvent : notnull
    {
        if (events.Count == 0)
            throw new ArgumentException("There is nothing to append.", nameof(events));
        var (takes, releases) = ClaimChanges(type, current, events, metadata);
        return new Append(
            schema,
            current.Id,
            type.Name,
            current.Exists ? ExpectedVersion.Exactly(current.Version) : ExpectedVersion.NoStream,
            [.. events.Select(e => new NewEvent(types.NameOf(e), types.Write(e)))],
            metadata,
            takes,
            releases,
            key,
            stored => type.Projections.SelectMany(p => p.RowsOf(After(type, current, events, stored))));
    }

    /// <summary>Whether an append of these events would meet a claim held by another stream. Nothing is written.</summary>
    public async Task<AppendOutcome.ClaimTaken?> FindTakenClaim<TState, TEvent>(
        StreamType<TState, TEvent> type, Recorded<TState> current, IReadOnlyList<TEvent> events, EventMetadata metadata, CancellationToken ct)
        where TState : notnull
        where TEvent : notnull
    {
        var (takes, _) = ClaimChanges(type, current, events, metadata);
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var held = await connection.Query(
            $"""
            select kind, key, stream_id from {schema}.claims join unnest($1, $2) as asked (kind, key) using (kind, key)
             where stream_id <> $3
            """,
            row => new AppendOutcome.ClaimTaken(new Claim(row.GetString(0), row.GetString(1)), row.GetGuid(2)),
            ct, takes.Select(c => c.Kind).ToArray(), takes.Select(c => c.Key).ToArray(), current.Id);
        return held.FirstOrDefault();
    }

    /// <summary>The record that holds a source key; null if none does.</summary>
    /// <param name="type">The stream type's name.</param>
    /// <param name="key">The key.</param>
    /// <param name="ct">Cancels it.</param>
    public async Task<Guid?> FindBySourceKey(string type, string key, CancellationToken ct) =>
        await _claims.Find(Claim.OfSourceKey(type, key), ct) is [var id, ..] ? id : null;

    /// <summary>The answer that a client got for an idempotency key before: replayed, or the key was for another request; null if it is new.</summary>
    public async Task<AppendOutcome?> FindAnswered(IdempotencyKey key, CancellationToken ct) =>
        (await FindAnswered([key], ct)).Values.FirstOrDefault();

    /// <summary>The answers that a client got for some of its idempotency keys before, by key.</summary>
    public async Task<IReadOnlyDictionary<string, AppendOutcome>> FindAnswered(IReadOnlyList<IdempotencyKey> keys, CancellationToken ct)
    {
        if (keys.Count == 0)
            return new Dictionary<string, AppendOutcome>();
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var found = await connection.Query<(string, AppendOutcome)>(
            """
            select k.key, k.fingerprint = asked.fingerprint, k.stream_id, k.version, k.position, k.status
              from unnest($2, $3) as asked (key, fingerprint)
             cross join lateral (select * from event_store.idempotency_keys i where i.client_id = $1 and i.key = asked.key limit 1) as k
             where k.created_at > now() - interval '7 days'
            """,
            row => (row.GetString(0), row.GetBoolean(1)
                ? new AppendOutcome.Replayed(row.GetGuid(2), row.GetInt64(3), row.GetInt64(4), row.GetInt32(5))
                : new AppendOutcome.KeyReused()),
            ct, keys[0].ClientId, keys.Select(k => k.Key).ToArray(), keys.Select(k => k.Fingerprint).ToArray());
        return found.ToDictionary();
    }

    private static async Task<IEnumerable<((Guid, UpTo), StoredEvent)>> ReadStreams(
        Database database, string schema, IReadOnlyCollection<(Guid Id, UpTo UpTo)> asked, CancellationToken ct)
    {
        var all = asked.ToArray();
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await connection.Query(
            $"""
            select {EventColumns.List}, asked.place
              from unnest($1, $2, $3) with ordinality as asked (of_stream, to_version, to_position, place)
              join {schema}.mt_events on stream_id = of_stream and version <= to_version and seq_id <= to_position
             order by asked.place, version
            """,
            row => (all[row.GetInt64(EventColumns.Count) - 1], EventColumns.Read(row, schema)), ct,
            all.Select(a => a.Id).ToArray(), all.Select(a => a.UpTo.Version ?? long.MaxValue).ToArray(), all.Select(a => a.UpTo.Position ?? long.MaxValue).ToArray());
    }

    private static async Task<IEnumerable<(Claim, Guid)>> FindHolders(Database database, string schema, IReadOnlyCollection<Claim> claims, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await connection.Query(
            $"select kind, key, stream_id from {schema}.claims join unnest($1, $2) as asked (kind, key) using (kind, key)",
            row => (new Claim(row.GetString(0), row.GetString(1)), row.GetGuid(2)), ct, claims.Select(c => c.Kind).ToArray(), claims.Select(c => c.Key).ToArray());
    }

    /// <summary>The record after the events that were just stored.</summary>
    public static Recorded<TState> After<TState, TEvent>(
        StreamType<TState, TEvent> type, Recorded<TState> current, IReadOnlyList<TEvent> events, IReadOnlyList<StoredEvent> stored)
        where TState : notnull
        where TEvent : notnull =>
        events.Zip(stored).Aggregate(current, (record, pair) => type.Fold(record, pair.First, pair.Second));

    private static (List<Claim> Takes, List<Claim> Releases) ClaimChanges<TState, TEvent>(
        StreamType<TState, TEvent> type, Recorded<TState> current, IReadOnlyList<TEvent> events, EventMetadata metadata)
        where TState : notnull
        where TEvent : notnull
    {
        var before = type.ClaimsOf(current).ToHashSet();
        var after = type.Claims(events.Aggregate(current.State, type.Evolve))
            .Concat(current.SourceKeys.Select(key => Claim.OfSourceKey(type.Name, key)))
            .Concat(metadata.SourceKey is { } own ? [Claim.OfSourceKey(type.Name, own)] : [])
            .ToHashSet();
        return ([.. after.Except(before)], [.. before.Except(after)]);
    }
}

/// <summary>How a row of <c>mt_events</c> is read.</summary>
internal static class EventColumns
{
    public const string List =
        "seq_id, id, stream_id, version, type, data::text, timestamp, correlation_id, causation_id, " +
        "headers ->> 'actor', headers ->> 'organization', headers ->> 'traceparent', headers ->> 'delegation', headers ->> 'source'";

    public const int Count = 14;

    public static StoredEvent Read(NpgsqlDataReader row, string schema) => new(
        schema, row.GetInt64(0), row.GetGuid(1), row.GetGuid(2), row.GetInt64(3), row.GetString(4), row.GetString(5),
        row.GetFieldValue<DateTimeOffset>(6),
        new EventMetadata(row.Get<string>(9) ?? "", row.Get<string>(10), row.Get<string>(7), row.Get<string>(8), row.Get<string>(11),
            row.Get<string>(12), row.Get<string>(13)));
}
