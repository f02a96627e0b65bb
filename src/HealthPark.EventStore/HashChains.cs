using System.Runtime.CompilerServices;
using Npgsql;

namespace HealthPark.EventStore;

/// <summary>Where a module's chain stood at a position of the log.</summary>
/// <param name="Schema">The module's schema.</param>
/// <param name="Position">The position of its last event; 0 if it had none.</param>
/// <param name="Count">How many events it had.</param>
/// <param name="Hash">That event's hash; <see cref="HashChain.Start"/> if it had none.</param>
public sealed record ChainEnd(string Schema, long Position, long Count, byte[] Hash);

/// <summary>An event with its own hash and the one before it in its module's chain.</summary>
/// <param name="Event">The event.</param>
/// <param name="StreamType">What kind of stream it belongs to, such as <c>enterprise</c>.</param>
/// <param name="Previous">The hash before it.</param>
/// <param name="Hash">Its hash.</param>
public sealed record ChainLink(StoredEvent Event, string StreamType, byte[] Previous, byte[] Hash);

/// <summary>The first thing that is wrong with a module's chain, or with the order of the whole log.</summary>
/// <param name="Position">Where.</param>
/// <param name="What">What is wrong, with the event's id, stream, version and type.</param>
public sealed record ChainBreak(long Position, string What);

/// <summary>What a look at a chain found.</summary>
/// <param name="Schema">The module's schema; <c>event_store</c> for the positions of the whole log.</param>
/// <param name="Events">How many events were looked at.</param>
/// <param name="Break">The first thing that is wrong; null if it holds.</param>
public sealed record ChainCheck(string Schema, long Events, ChainBreak? Break);

/// <summary>The hash chains of all modules as they stand in the database: their ends, their links, and whether they hold.</summary>
public sealed class HashChains(Database database, IEnumerable<ModuleStore> stores)
{
    private readonly string[] _schemas = [.. stores.Select(s => s.Schema)];

    /// <summary>When the first event was recorded; null for an empty log.</summary>
    public async Task<DateTimeOffset?> Beginning(NpgsqlConnection connection, CancellationToken ct) => (await connection.Query(
        $"select min(timestamp) from ({Union("(select timestamp from {schema}.mt_events order by timestamp limit 1)")}) as e",
        row => row.Get<DateTimeOffset?>(0), ct))[0];

    /// <summary>The position of the last event recorded before an instant; 0 if there is none.</summary>
    /// <remarks>Waits for the append under way. Where the instant is still to come by the database's clock, it is the present end of the log.</remarks>
    public async Task<long> PositionBefore(DateTimeOffset instant, CancellationToken ct)
    {
        instant = instant.ToUniversalTime();
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await connection.Execute("select event_store.wait_for_instant(least($1, clock_timestamp()))", ct, instant);
        var last = Union("(select seq_id from {schema}.mt_events where timestamp < $1 order by timestamp desc limit 1)");
        return (await connection.Query($"select coalesce(max(seq_id), 0) from ({last}) as e", row => row.GetInt64(0), ct, instant))[0];
    }

    /// <summary>Where each module's chain stood at a position.</summary>
    /// <param name="connection">The caller's connection.</param>
    /// <param name="position">The position.</param>
    /// <param name="earlier">Where they stood at an earlier one, so that not all events need be counted again; empty if that is not known.</param>
    /// <param name="ct">Cancels it.</param>
    public async Task<IReadOnlyList<ChainEnd>> EndsAt(NpgsqlConnection connection, long position, IReadOnlyList<ChainEnd> earlier, CancellationToken ct)
    {
        var ends = new List<ChainEnd>();
        foreach (var schema in _schemas)
        {
            var known = earlier.FirstOrDefault(e => e.Schema == schema) ?? new ChainEnd(schema, 0, 0, HashChain.Start);
            var last = await connection.Query(
                $"""
                select seq_id, $3 + (select count(*) from {schema}.mt_events where seq_id > $2 and seq_id <= $1), hash
                  from {schema}.mt_events where seq_id > $2 and seq_id <= $1 order by seq_id desc limit 1
                """,
                row => new ChainEnd(schema, row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2)), ct, position, known.Position, known.Count);
            ends.Add(last.FirstOrDefault() ?? known);
        }

        return ends;
    }

    /// <summary>The hashes of all modules' events in the order of the log, from after a position up to another.</summary>
    public async IAsyncEnumerable<(long Position, byte[] Hash)> Hashes(
        NpgsqlConnection connection, long after, long until, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = connection.Command(
            $"select seq_id, hash from ({Union("select seq_id, hash from {schema}.mt_events where seq_id > $1 and seq_id <= $2")}) as e order by seq_id",
            after, until);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            yield return (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1));
    }

    /// <summary>
    /// The events of the write that made the event at a position, in order: the neighbours in its stream that came with it, of the same
    /// request. None if there is no event there.
    /// </summary>
    public async Task<IReadOnlyList<ChainLink>> WriteAt(long position, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var found = await connection.Query(
            Union("select '{schema}', stream_id, seq_id - version from {schema}.mt_events where seq_id = $1"),
            row => (Schema: row.GetString(0), Stream: row.GetGuid(1), Ahead: row.GetInt64(2)), ct, position);
        if (found is not [var (schema, stream, ahead), ..])
            return [];

        // Positions and versions rise together where nothing came in between.
        var near = await connection.Query(
            $"""
            select {EventColumns.List}, e.hash, (select p.hash from {schema}.mt_events p where p.seq_id < e.seq_id order by p.seq_id desc limit 1),
                   (select s.type from {schema}.mt_streams s where s.id = e.stream_id)
              from {schema}.mt_events e where stream_id = $1 and seq_id - version = $2 order by seq_id
            """,
            row => new ChainLink(
                EventColumns.Read(row, schema), row.GetString(EventColumns.Count + 2), row.Get<byte[]>(EventColumns.Count + 1) ?? HashChain.Start,
                row.GetFieldValue<byte[]>(EventColumns.Count)),
            ct, stream, ahead);
        var asked = near.Single(link => link.Event.Position == position);
        return [.. near.Where(link => link.Event.Metadata == asked.Event.Metadata)];
    }

    /// <summary>Checks the hash chain of every module, and that the log has each of its positions once.</summary>
    public async Task<IReadOnlyList<ChainCheck>> Check(CancellationToken ct)
    {
        var results = new List<ChainCheck>();
        await using var connection = await database.Maintenance.OpenConnectionAsync(ct);
        foreach (var schema in _schemas)
            results.Add(await CheckChain(connection, schema, ct));
        results.Add(await CheckPositions(connection, ct));
        return results;
    }

    /// <summary>Checks that every stream has each of its versions once, and as many as it says.</summary>
    /// <returns>A line for the first stream of each module that does not.</returns>
    public async Task<IReadOnlyList<string>> CheckStreams(CancellationToken ct)
    {
        var wrong = new List<string>();
        await using var connection = await database.Maintenance.OpenConnectionAsync(ct);
        foreach (var schema in _schemas)
        {
            wrong.AddRange(await connection.Query(
                $"""
                select coalesce(s.id, e.stream_id), coalesce(e.gap, e.last + 1, 1), s.version, coalesce(e.last, 0)
                  from {schema}.mt_streams s
                  full join (select stream_id, max(version) as last, min(place) filter (where version <> place) as gap
                               from (select stream_id, version, row_number() over (partition by stream_id order by version) as place
                                       from {schema}.mt_events) as v
                              group by stream_id) as e on e.stream_id = s.id
                 where e.gap is not null or s.version is distinct from e.last
                 order by 1 limit 1
                """,
                row => row.IsDBNull(2) ? $"{schema}: the stream {row.GetGuid(0)} has events, and mt_streams does not know it"
                    : row.GetInt64(2) < row.GetInt64(3) ? $"{schema}: the stream {row.GetGuid(0)} ends with version {row.GetInt64(3)}, and mt_streams says {row.GetInt64(2)}"
                    : $"{schema}: version {row.GetInt64(1)} of the stream {row.GetGuid(0)} is missing",
                ct));
        }

        return wrong;
    }

    private static async Task<ChainCheck> CheckChain(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        // What the hash does not cover has only one value that an append gives.
        await using var command = connection.Command(
            $$"""
            select {{EventColumns.List}}, hash,
                   concat_ws(', ', case when headers - '{actor,organization,traceparent,delegation,source}'::text[] <> '{}' then 'headers' end,
                             case when bdata is not null then 'bdata' end, case when mt_dotnet_type is not null then 'mt_dotnet_type' end,
                             case when is_archived then 'is_archived' end, case when tenant_id <> '*DEFAULT*' then 'tenant_id' end)
              from {{schema}}.mt_events order by seq_id
            """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (previous, count) = (HashChain.Start, 0L);
        while (await reader.ReadAsync(ct))
        {
            var stored = EventColumns.Read(reader, schema);
            var (hash, strange) = (reader.GetFieldValue<byte[]>(EventColumns.Count), reader.GetString(EventColumns.Count + 1));
            var made = HashChain.Next(previous, stored);
            count++;
            if (strange.Length > 0)
                return Broken($"its {strange} holds what no append writes");
            if (!made.AsSpan().SequenceEqual(hash))
            {
                // The event after it was chained to the hash that it had.
                var hashWasChanged = await reader.ReadAsync(ct)
                    && HashChain.Next(made, EventColumns.Read(reader, schema)).AsSpan().SequenceEqual(reader.GetFieldValue<byte[]>(EventColumns.Count));
                return Broken(hashWasChanged ? "its hash was changed" : "its data, type, time, metadata or hash was changed, or an event before it removed or inserted");
            }

            previous = hash;

            ChainCheck Broken(string what) => new(schema, count, new ChainBreak(
                stored.Position, $"event {stored.EventId}, stream {stored.StreamId}, version {stored.Version}, {stored.Type}: {what}"));
        }

        return new ChainCheck(schema, count, null);
    }

    // A chain does not miss its own end, nor a module's whole log: the positions do.
    private async Task<ChainCheck> CheckPositions(NpgsqlConnection connection, CancellationToken ct)
    {
        var found = await connection.Query(
            $"""
            select h.position, l.last, o.seq_id, o.before, o.schemas
              from event_store.log_head h
             cross join (select coalesce(max(seq_id), 0) as last from ({Union("select max(seq_id) as seq_id from {schema}.mt_events")}) as m) as l
              left join (select seq_id, before, schemas
                           from (select seq_id, string_agg(schema, ' and ' order by schema) as schemas, count(*) as holders, lag(seq_id, 1, 0::bigint) over (order by seq_id) as before
                                   from ({Union("select seq_id, '{schema}' as schema from {schema}.mt_events")}) as e group by seq_id) as n
                          where seq_id <> before + 1 or holders > 1 order by seq_id limit 1) as o on true
            """,
            row => (Head: row.GetInt64(0), Last: row.GetInt64(1), At: row.Get<long?>(2), Before: row.Get<long?>(3), Schemas: row.Get<string>(4)), ct);
        var (head, last, at, before, schemas) = found.Single();
        return new ChainCheck("event_store", head,
            at == before + 1 && at <= head ? new ChainBreak(at!.Value, $"two events hold it, of {schemas}")
            : before < head && at is not null ? new ChainBreak(before!.Value + 1, $"no event holds it; the next is {at}")
            : last < head ? new ChainBreak(last + 1, $"no event holds it, and the log ends at {head}")
            : last > head ? new ChainBreak(head + 1, $"the log ends at {head}, and there are events up to {last}")
            : null);
    }

    private string Union(string select) => string.Join(" union all ", _schemas.Select(s => select.Replace("{schema}", s, StringComparison.Ordinal)));
}
