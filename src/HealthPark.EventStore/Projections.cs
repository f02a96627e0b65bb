using Microsoft.Extensions.Logging;
using Npgsql;

namespace HealthPark.EventStore;

/// <summary>
/// Makes every read model again from the log, beside the live one. <c>rebuild</c> then swaps the new one in; <c>verify</c>
/// compares the two row by row. Writers wait only for the last step.
/// </summary>
public sealed class Projections(Database database, IEnumerable<ModuleStore> stores, IEnumerable<SubscriptionHandler> subscriptions, ILogger<Projections> log)
{
    private const int BatchSize = 1000;

    /// <summary>Rebuilds every inline and asynchronous read model and swaps it in.</summary>
    /// <returns>The tables rebuilt.</returns>
    public async Task<IReadOnlyList<string>> Rebuild(CancellationToken ct)
    {
        var rebuilt = new List<string>();
        await BesideTheLive(async (connection, live, shadow, tables) =>
        {
            foreach (var table in tables)
            {
                await connection.Execute($"drop table {live}.{table}", ct);
                await connection.Execute($"alter table {shadow}.{table} set schema {live}", ct);
                rebuilt.Add($"{live}.{table}");
            }
        }, ct);
        return rebuilt;
    }

    /// <summary>Compares every read model with what the log makes of it.</summary>
    /// <returns>A line for each table whose rows differ.</returns>
    public async Task<IReadOnlyList<string>> Compare(CancellationToken ct)
    {
        var differences = new List<string>();
        await BesideTheLive(async (connection, live, shadow, tables) =>
        {
            foreach (var table in tables)
            {
                // A row is compared as its text: json has no equality of its own.
                var (left, right) = ($"select t::text from {live}.{table} t", $"select t::text from {shadow}.{table} t");
                var rows = await connection.Query(
                    $"select (select count(*) from ({left} except all {right}) a), (select count(*) from ({right} except all {left}) b)",
                    row => (Extra: row.GetInt64(0), Missing: row.GetInt64(1)), ct);
                if (rows[0] != (0, 0))
                    differences.Add($"{live}.{table}: {rows[0].Extra} rows are not what the log says, {rows[0].Missing} rows that the log says are missing");
            }
        }, ct);
        return differences;
    }

    /// <summary>Checks the hash chain of every module, and that the log has each of its positions once.</summary>
    /// <returns>
    /// For each module, and for the whole log under <c>event_store</c>, the number of events and, if it does not hold, the first
    /// position at which it does not.
    /// </returns>
    public async Task<IReadOnlyList<(string Schema, long Events, long? BrokenAt)>> CheckChains(CancellationToken ct)
    {
        var results = new List<(string, long, long?)>();
        await using var connection = await database.Maintenance.OpenConnectionAsync(ct);
        foreach (var schema in stores.Select(s => s.Schema))
            results.Add(await CheckChain(connection, schema, ct));
        results.Add(await CheckPositions(connection, ct));
        return results;
    }

    private static async Task<(string, long, long?)> CheckChain(NpgsqlConnection connection, string schema, CancellationToken ct)
    {
        // What the hash does not cover has only one value that an append gives.
        await using var command = connection.Command(
            $$"""
            select {{EventColumns.List}}, hash,
                   headers - '{actor,organization,traceparent}'::text[] = '{}' and bdata is null and mt_dotnet_type is null
                   and not is_archived and tenant_id = '*DEFAULT*'
              from {{schema}}.mt_events order by seq_id
            """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var (previous, count) = (HashChain.Start, 0L);
        while (await reader.ReadAsync(ct))
        {
            var stored = EventColumns.Read(reader, schema);
            var hash = reader.GetFieldValue<byte[]>(12);
            count++;
            if (!reader.GetBoolean(13) || !HashChain.Next(previous, stored).AsSpan().SequenceEqual(hash))
                return (schema, count, stored.Position);
            previous = hash;
        }

        return (schema, count, null);
    }

    // A chain does not miss its own end, nor a module's whole log: the positions do.
    private async Task<(string, long, long?)> CheckPositions(NpgsqlConnection connection, CancellationToken ct)
    {
        var log = string.Join(" union all ", stores.Select(s => $"select seq_id from {s.Schema}.mt_events"));
        var found = await connection.Query(
            $"""
            select h.position, coalesce(l.unexpected, case when l.count <> h.position then least(l.count, h.position) + 1 end)
              from event_store.log_head h,
                   (select count(*), min(least(seq_id, place)) filter (where seq_id <> place) as unexpected
                      from (select seq_id, row_number() over (order by seq_id) as place from ({log}) as e) as n) as l
            """,
            row => (row.GetInt64(0), row.Get<long?>(1)), ct);
        return ("event_store", found[0].Item1, found[0].Item2);
    }

    private async Task BesideTheLive(Func<NpgsqlConnection, string, string, IReadOnlyList<string>, Task> finish, CancellationToken ct)
    {
        foreach (var store in stores)
        {
            var own = subscriptions.Where(s => s.Schema == store.Schema).ToList();
            string[] tables = [.. store.StreamTypes.SelectMany(t => t.Tables).Select(t => t.Name), .. own.SelectMany(s => s.Tables)];
            if (tables.Length == 0)
                continue;
            log.LogInformation("Making {Schema}'s read models from the log", store.Schema);
            var shadow = $"{store.Schema}_rebuild";
            await using var connection = await database.Maintenance.OpenConnectionAsync(ct);
            await connection.Execute($"drop schema if exists {shadow} cascade", ct);
            await connection.Execute($"create schema {shadow}", ct);
            foreach (var table in tables)
                await connection.Execute($"create table {shadow}.{table} (like {store.Schema}.{table} including all)", ct);

            var inline = await ReplayStreams(connection, store, shadow, 0, ct);
            var handled = new Dictionary<string, long>();
            foreach (var subscription in own)
                handled[subscription.Name] = await ReplayLog(connection, subscription, shadow, 0, long.MaxValue, ct);

            // The rest under the lock: nothing moves while the two are compared or swapped. A subscription's live tables
            // stand at its checkpoint, which is locked too.
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await connection.Execute("select event_store.lock_log()", ct);
            await ReplayStreams(connection, store, shadow, inline, ct);
            foreach (var subscription in own)
                await CatchUp(connection, subscription, shadow, handled[subscription.Name], ct);
            await finish(connection, store.Schema, shadow, tables);
            await transaction.CommitAsync(ct);
            await connection.Execute($"drop schema {shadow} cascade", ct);
        }
    }

    private static async Task CatchUp(NpgsqlConnection connection, SubscriptionHandler subscription, string shadow, long handled, CancellationToken ct)
    {
        var checkpoint = (await connection.Query(
            $"select last_seq_id from {subscription.Schema}.mt_event_progression where name = $1 for update",
            row => row.GetInt64(0), ct, subscription.Name)).Single();
        // Bring the live tables to the end of the log first: the new ones may already be past the checkpoint.
        var head = await ReplayLog(connection, subscription, subscription.Schema, checkpoint, long.MaxValue, ct);
        await ReplayLog(connection, subscription, shadow, handled, head, ct);
        await connection.Execute(
            $"update {subscription.Schema}.mt_event_progression set last_seq_id = $2, last_updated = now() where name = $1", ct, subscription.Name, head);
    }

    private static async Task<long> ReplayLog(
        NpgsqlConnection connection, SubscriptionHandler subscription, string schema, long after, long until, CancellationToken ct)
    {
        while (after < until)
        {
            var (events, through) = await EventLog.Read(connection, subscription.Sources, after, BatchSize, ct);
            if (events.Count > 0)
                await subscription.Handle(connection, schema, events, ct);
            if (through == after || events.Count < BatchSize)
                return through;
            after = through;
        }

        return after;
    }

    // Rows of inline read models depend on one stream each: the streams that changed after a position are folded again, whole.
    private async Task<long> ReplayStreams(NpgsqlConnection connection, ModuleStore store, string shadow, long after, CancellationToken ct)
    {
        var head = await EventLog.Head(connection, ct);
        var types = store.StreamTypes.ToDictionary(t => t.Name);
        var rows = new List<RowChange>();
        await using var readFrom = await database.Maintenance.OpenConnectionAsync(ct);
        await using var command = readFrom.Command(
            $"""
            select {EventColumns.List}, (select s.type from {store.Schema}.mt_streams s where s.id = stream_id)
              from {store.Schema}.mt_events
             where seq_id <= $2 and stream_id in (select stream_id from {store.Schema}.mt_events where seq_id > $1 and seq_id <= $2)
             order by stream_id, version
            """,
            after, head);
        await using var reader = await command.ExecuteReaderAsync(ct);
        (Guid Id, IStreamReplay Replay)? current = null;
        while (await reader.ReadAsync(ct))
        {
            var stored = EventColumns.Read(reader, store.Schema);
            if (current?.Id != stored.StreamId)
            {
                rows.AddRange(current?.Replay.Rows() ?? []);
                current = (stored.StreamId, types[reader.GetString(12)].Replay(stored.StreamId, store.Types));
                if (rows.Count >= BatchSize)
                    await Write();
            }

            current.Value.Replay.Apply(stored);
        }

        rows.AddRange(current?.Replay.Rows() ?? []);
        await Write();
        return head;

        async Task Write()
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (var table in rows.GroupBy(r => r.Table, r => r.Row))
                batch.BatchCommands.Add(table.Key.Upsert(shadow, [.. table]));
            if (batch.BatchCommands.Count > 0)
                await batch.ExecuteNonQueryAsync(ct);
            rows.Clear();
        }
    }
}
