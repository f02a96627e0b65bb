using Npgsql;

namespace HealthPark.EventStore;

/// <summary>The one log that all modules' events form: its end, its past, and its events in order.</summary>
public sealed class EventLog(Database database, IEnumerable<ModuleStore> stores)
{
    private readonly string[] _schemas = [.. stores.Select(s => s.Schema)];

    /// <summary>The position of the last event; 0 for an empty log.</summary>
    public async Task<long> Head(CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await Head(connection, ct);
    }

    /// <summary>The present: the last position and the database's clock, so paired that no event with an earlier instant can still come.</summary>
    public async Task<(long Position, DateTimeOffset Instant)> Now(CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.Execute("select event_store.wait_for_instant(clock_timestamp())", ct); // and keeps appends away until the commit
        var now = await connection.Query(
            "select position, greatest(clock_timestamp(), recorded_at) from event_store.log_head",
            row => (row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1)), ct);
        await transaction.CommitAsync(ct);
        return now.Single();
    }

    /// <summary>The position of the last event, as this connection's transaction sees it.</summary>
    public static async Task<long> Head(NpgsqlConnection connection, CancellationToken ct) =>
        (await connection.Query("select position from event_store.log_head", row => row.GetInt64(0), ct)).Single();

    /// <summary>The position of the last event recorded at or before an instant: what was known then.</summary>
    /// <remarks>
    /// An append under way may already have taken its instant. Waiting for it, by sharing its lock for a moment, makes the answer
    /// the same for ever.
    /// </remarks>
    public async Task<long> PositionAt(DateTimeOffset instant, CancellationToken ct)
    {
        instant = instant.ToUniversalTime();
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await connection.Execute("select event_store.wait_for_instant($1)", ct, instant);
        var last = string.Join(
            " union all ",
            _schemas.Select(s => $"(select seq_id from {s}.mt_events where timestamp <= $1 order by timestamp desc limit 1)"));
        return (await connection.Query($"select coalesce(max(seq_id), 0) from ({last}) as m", row => row.GetInt64(0), ct, instant)).Single();
    }

    /// <summary>When the event at a position was recorded; for position 0, the beginning of time.</summary>
    public async Task<DateTimeOffset> InstantOf(long position, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var at = string.Join(" union all ", _schemas.Select(s => $"select timestamp from {s}.mt_events where seq_id = $1"));
        var found = await connection.Query(at, row => row.GetFieldValue<DateTimeOffset>(0), ct, position);
        return found.Count > 0 ? found[0] : DateTimeOffset.UnixEpoch;
    }

    /// <summary>The next events of some modules in log order, and the position up to which these are all there are.</summary>
    /// <param name="connection">The caller's connection, so that it can read within its transaction.</param>
    /// <param name="schemas">The modules' schemas.</param>
    /// <param name="after">The last position already handled.</param>
    /// <param name="limit">At most so many events.</param>
    public static Task<(IReadOnlyList<StoredEvent> Events, long Through)> Read(
        NpgsqlConnection connection, IReadOnlyList<string> schemas, long after, int limit, CancellationToken ct) =>
        Read(connection, [.. schemas.Select(s => new LogPart(s))], after, limit, ct);

    /// <summary>The next events of some parts of the log in its order, and the position up to which these are all there are.</summary>
    /// <param name="connection">The caller's connection, so that it can read within its transaction.</param>
    /// <param name="parts">The parts, which do not overlap.</param>
    /// <param name="after">The last position already handled.</param>
    /// <param name="limit">At most so many events.</param>
    public static async Task<(IReadOnlyList<StoredEvent> Events, long Through)> Read(
        NpgsqlConnection connection, IReadOnlyList<LogPart> parts, long after, int limit, CancellationToken ct)
    {
        if (parts.Count == 0)
            return ([], Math.Max(await Head(connection, ct), after));
        // The head first: all up to it is committed, so the later look into each schema sees all of it, and perhaps more. All in one
        // question: there are many followers, and each way to the server and back costs as much as the look itself.
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("select position from event_store.log_head");
        foreach (var part in parts)
            batch.Add($"{Select(part, "seq_id > $2")} order by seq_id limit $3", part.Owned?.Owner, after, limit);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var head = Math.Max(reader.GetInt64(0), after);
        var events = new List<StoredEvent>();
        foreach (var part in parts)
        {
            await reader.NextResultAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                if (reader.GetInt64(0) <= head)
                    events.Add(EventColumns.Read(reader, part.Schema));
            }
        }

        events.Sort((a, b) => a.Position.CompareTo(b.Position));
        if (events.Count < limit)
            return (events, head);
        var page = events.Take(limit).ToList();
        return (page, page[^1].Position);
    }

    /// <summary>The events at some positions, as far as they belong to these parts of the log; in no order.</summary>
    /// <param name="connection">The caller's connection.</param>
    /// <param name="parts">The parts, which do not overlap.</param>
    /// <param name="positions">The positions.</param>
    public static async Task<IReadOnlyList<StoredEvent>> ReadAt(
        NpgsqlConnection connection, IReadOnlyList<LogPart> parts, IReadOnlyList<long> positions, CancellationToken ct)
    {
        var events = new List<StoredEvent>();
        foreach (var part in parts)
        {
            events.AddRange(await connection.Query(
                Select(part, "seq_id = any($2)"), row => EventColumns.Read(row, part.Schema), ct, part.Owned?.Owner, positions.ToArray()));
        }

        return events;
    }

    private static string Select(LogPart part, string where) =>
        $"select {EventColumns.List} from {part.Schema}.mt_events e where {where} and " + (part.Owned is { } owned
            ? $"exists (select from {owned.Table} r where r.id = e.stream_id and r.{owned.OwnerColumn} = $1)"
            : "$1::uuid is null");
}

/// <summary>A part of the log: the events of one module, or only those of the records that one owner has.</summary>
/// <param name="Schema">The module's schema.</param>
/// <param name="Owned">Which records; null for all.</param>
public sealed record LogPart(string Schema, OwnedRecords? Owned = null);

/// <summary>The records that one owner has now.</summary>
/// <param name="Table">Their read model, with its schema.</param>
/// <param name="OwnerColumn">Its column of the owner.</param>
/// <param name="Owner">The owner.</param>
public sealed record OwnedRecords(string Table, string OwnerColumn, Guid Owner);
