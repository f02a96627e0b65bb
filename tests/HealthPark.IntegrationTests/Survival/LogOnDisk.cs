using System.Data;
using System.Text.RegularExpressions;
using HealthPark.EventStore;
using Npgsql;

namespace HealthPark.IntegrationTests.Survival;

/// <summary>An event as it stands in the database, by the mark of the write that made it.</summary>
internal sealed record MarkedEvent(string Mark, Guid EventId, Guid Id, long Version, long Position);

/// <summary>
/// What the database holds, asked without the program: whatever was killed and wherever it was at, each write is there whole or not at all.
/// Looks only at what came after what was looked at before, so that it costs the same however long the log is.
/// </summary>
internal sealed partial class LogOnDisk(string connectionString)
{
    // Unpooled: a pool would keep connections to a server that is killed.
    private readonly string _database = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    private long _head;

    /// <summary>Up to where it was looked at.</summary>
    public long Position { get; private set; }

    /// <summary>Takes what there is now as looked at.</summary>
    public async Task Skip()
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        Position = await EventLog.Head(connection, default);
    }

    /// <summary>
    /// What was written since: no half of anything. Positions are there once each; a stream, its read model and its idempotency keys stand
    /// at its last event; no mark is there twice.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, MarkedEvent>> Look()
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        var schemas = await connection.Query("select table_schema from information_schema.tables where table_name = 'mt_events'", row => row.GetString(0), default);
        var events = string.Join(" union all ", schemas.Select(s => $"select seq_id, stream_id, version, causation_id from {s}.mt_events where seq_id > $1"));

        var log = (await connection.Query(
            $"select h.position, count(e.seq_id), count(distinct e.seq_id), coalesce(max(e.seq_id), $1) from event_store.log_head h left join ({events}) e on true group by 1",
            row => (Count: row.GetInt64(1), Distinct: row.GetInt64(2), Last: row.GetInt64(3), Head: row.GetInt64(0)), default, Position)).Single();
        log.ShouldBe((Count: log.Head - Position, Distinct: log.Head - Position, Last: log.Head, log.Head), "a position is missing or there twice");
        _head = log.Head;
        foreach (var schema in schemas)
        {
            (await None(connection,
                $"""
                select e.stream_id::text from (select stream_id, max(version) as last, count(*) as count from {schema}.mt_events
                         where stream_id in (select stream_id from {schema}.mt_events where seq_id > $1) group by 1) e
                  left join {schema}.mt_streams s on s.id = e.stream_id
                 where s.version is distinct from e.last or e.last <> e.count
                """, Position)).ShouldBeEmpty($"{schema}: streams that do not stand at their last event");
        }

        (await None(connection,
            """
            select e.stream_id::text from (select stream_id, max(version) as last from enterprises.mt_events
                     where stream_id in (select stream_id from enterprises.mt_events where seq_id > $1) group by 1) e
              left join enterprises.enterprises r on r.id = e.stream_id
             where r.version is distinct from e.last
            """, Position)).ShouldBeEmpty("rows that are not of the last event");
        (await None(connection,
            $"""
            select k.key from event_store.idempotency_keys k
             where k.position > $1 and not exists (select from ({events}) e where e.seq_id = k.position and e.stream_id = k.stream_id and e.version = k.version)
            """, Position)).ShouldBeEmpty("keys without their event");
        (await None(connection,
            $"""
            select e.causation_id from ({events}) e
             where e.causation_id is not null and not exists (select from event_store.idempotency_keys k
                     where k.stream_id = e.stream_id and k.position >= e.seq_id and (k.key = e.causation_id or k.key like e.causation_id || ' %'))
            """, Position)).ShouldBeEmpty("events without their key");

        var marked = await connection.Query(
            "select data::text, id, stream_id, version, seq_id from enterprises.mt_events where seq_id > $1 order by seq_id",
            row => Mark().Match(row.GetString(0)) is { Success: true } match
                ? new MarkedEvent(match.Value, row.GetGuid(1), row.GetGuid(2), row.GetInt64(3), row.GetInt64(4))
                : null, default, Position);
        marked.OfType<MarkedEvent>().Select(m => m.Mark).ShouldBeUnique();
        return marked.OfType<MarkedEvent>().ToDictionary(m => m.Mark);
    }

    /// <summary>What was written since is what was acknowledged since, each write once; from here on it counts as looked at.</summary>
    /// <returns>What was written.</returns>
    public async Task<IReadOnlyCollection<MarkedEvent>> ShouldHold(IEnumerable<Acknowledgement> acknowledged)
    {
        var found = await Look();
        found.Values.Select(m => (m.Mark, m.Id, m.Version)).OrderBy(m => m.Mark, StringComparer.Ordinal)
            .ShouldBe(acknowledged.Select(a => (a.Mark, a.Id, a.Version)).OrderBy(a => a.Mark, StringComparer.Ordinal));
        Position = _head;
        return [.. found.Values];
    }

    private static Task<List<string>> None(NpgsqlConnection connection, string sql, long after) => connection.Query(sql, row => row.GetString(0), default, after);

    [GeneratedRegex(@"mk\d+w\d+n\d+(l\d)?e")]
    private static partial Regex Mark();
}
