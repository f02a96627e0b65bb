using Microsoft.Extensions.Logging;
using Npgsql;

namespace HealthPark.EventStore;

/// <summary>
/// Makes every read model, and the claims, again from the log, beside the live ones. <c>rebuild</c> then swaps the new ones in;
/// <c>verify</c> compares the two row by row. Writers wait only for the last step.
/// </summary>
public sealed class Projections(Database database, IEnumerable<ModuleStore> stores, IEnumerable<SubscriptionHandler> subscriptions, ILogger<Projections> log)
{
    private const int BatchSize = 1000;
    private const string Claims = "claims";
    private static readonly TimeSpan BeforeTheNextTry = TimeSpan.FromMilliseconds(100);

    /// <summary>Rebuilds every inline and asynchronous read model and swaps it in.</summary>
    /// <returns>The tables rebuilt.</returns>
    public Task<IReadOnlyList<string>> Rebuild(CancellationToken ct) => Rebuild(onlyStale: false, ct);

    /// <summary>Rebuilds the read models of the modules that a migration has marked (<c>event_store.stale_read_models</c>), if there are any.</summary>
    /// <returns>The tables rebuilt.</returns>
    public async Task<IReadOnlyList<string>> RebuildStale(CancellationToken ct)
    {
        await using var connection = await database.Maintenance.OpenConnectionAsync(ct);
        return (await StaleSchemas(connection, ct)).Count == 0 ? [] : await Rebuild(onlyStale: true, ct);
    }

    private async Task<IReadOnlyList<string>> Rebuild(bool onlyStale, CancellationToken ct)
    {
        var rebuilt = new List<string>();
        await BesideTheLive(onlyStale, async (connection, live, shadow, tables) =>
        {
            if (!await TryLock(connection, live, tables, ct))
                return false;
            foreach (var table in tables)
            {
                await connection.Execute($"drop table {live}.{table}", ct);
                await connection.Execute($"alter table {shadow}.{table} set schema {live}", ct);
                rebuilt.Add($"{live}.{table}");
            }

            await connection.Execute("delete from event_store.stale_read_models where schema = $1", ct, live);
            return true;
        }, ct);
        return rebuilt;
    }

    private static Task<List<string>> StaleSchemas(NpgsqlConnection connection, CancellationToken ct) =>
        connection.Query("select schema from event_store.stale_read_models", row => row.GetString(0), ct);

    /// <summary>Compares every read model with what the log makes of it.</summary>
    /// <returns>A line for each table whose rows differ.</returns>
    public async Task<IReadOnlyList<string>> Compare(CancellationToken ct)
    {
        var differences = new List<string>();
        await BesideTheLive(onlyStale: false, async (connection, live, shadow, tables) =>
        {
            foreach (var table in tables)
            {
                // A row is compared as its text: json has no equality of its own.
                var (left, right) = ($"select t::text from {live}.{table} t", $"select t::text from {shadow}.{table} t");
                var rows = await connection.Query(
                    $"select (select count(*) from ({left} except all {right}) a), (select count(*) from ({right} except all {left}) b)",
                    row => (Extra: row.GetInt64(0), Missing: row.GetInt64(1)), ct);
                if (rows[0] != (0, 0))
                {
                    differences.Add($"{live}.{table}: {rows[0].Extra} rows are not what the log says, {rows[0].Missing} rows that the log says are missing; "
                        + $"the first: {await FirstDifference(connection, live, shadow, table, ct)}");
                }
            }

            return true;
        }, ct);
        return differences;
    }

    // By the table's key, which for a read model of one row a stream is the stream's id.
    private static async Task<string> FirstDifference(NpgsqlConnection connection, string live, string shadow, string table, CancellationToken ct)
    {
        var columns = await connection.Query(
            """
            select quote_ident(a.attname) from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
             where i.indrelid = ($1 || '.' || $2)::regclass and i.indisprimary order by array_position(i.indkey::int2[], a.attnum)
            """,
            row => row.GetString(0), ct, live, table);
        var key = columns.Count == 0 ? "t::text" : $"jsonb_build_object({string.Join(", ", columns.Select(c => $"'{c}', t.{c}"))})::text";
        var rows = $"select {key} as key, t::text as text, to_jsonb(t) as row from";
        return (await connection.Query(
            $"""
            select coalesce(l.key, s.key), l.key is null, s.key is null,
                   (select string_agg(m.key, ', ') from jsonb_each(l.row) m where m.value is distinct from s.row -> m.key)
              from ({rows} {live}.{table} t) as l full join ({rows} {shadow}.{table} t) as s on l.key = s.key
             where l.text is distinct from s.text
             order by 1 limit 1
            """,
            row => $"{row.GetString(0)} " + (row.GetBoolean(1) ? "is missing" : row.GetBoolean(2) ? "is in no event" : $"says something else in {row.Get<string>(3) ?? "its text"}"),
            ct)).FirstOrDefault() ?? "is there more often or less often than it should be";
    }

    // A reader holds its tables as long as it reads, and may hold one while it wants another. A swap that waited for all of them would keep
    // new readers waiting behind it, and might meet one that waits for the swap: after a second (deadlock_timeout) Postgres would end one of
    // the two. So the swap waits for less than that, and lets everyone go first.
    private static async Task<bool> TryLock(NpgsqlConnection connection, string schema, IReadOnlyList<string> tables, CancellationToken ct)
    {
        await connection.Execute("set local statement_timeout = '300ms'", ct);
        try
        {
            await connection.Execute($"lock table {string.Join(", ", tables.Select(t => $"{schema}.{t}"))} in access exclusive mode", ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.QueryCanceled && !ct.IsCancellationRequested)
        {
            return false;
        }

        await connection.Execute("set local statement_timeout = default", ct);
        return true;
    }

    // The last step answers whether it could be taken; if not, it is tried again after readers and writers have had their turn.
    private async Task BesideTheLive(bool onlyStale, Func<NpgsqlConnection, string, string, IReadOnlyList<string>, Task<bool>> finish, CancellationToken ct)
    {
        // One at a time: the next would sweep away the tables that this one fills.
        await using var turn = await database.Maintenance.OpenConnectionAsync(ct);
        await using var untilDone = await turn.BeginTransactionAsync(ct);
        await turn.Execute("select pg_advisory_xact_lock(7310589462919)", ct);

        // Read in its turn: another node may just have done it.
        var stale = onlyStale ? await StaleSchemas(turn, ct) : null;
        foreach (var store in stores.Where(s => stale?.Contains(s.Schema) ?? true))
        {
            var own = subscriptions.Where(s => s.Schema == store.Schema && s.Tables.Count > 0).ToList();
            string[] tables = [Claims, .. store.StreamTypes.SelectMany(t => t.Tables).Select(t => t.Name), .. own.SelectMany(s => s.Tables)];
            log.LogInformation("Making {Schema}'s read models from the log", store.Schema);
            var shadow = $"{store.Schema}_rebuild";
            await using var connection = await database.Maintenance.OpenConnectionAsync(ct);
            await connection.Execute($"drop schema if exists {shadow} cascade", ct);
            await connection.Execute($"create schema {shadow}", ct);
            foreach (var table in tables)
                await MakeLike(connection, store.Schema, shadow, table, ct);

            var inline = await ReplayStreams(connection, store, shadow, 0, ct);
            var handled = new Dictionary<string, long>();
            foreach (var subscription in own)
                handled[subscription.Name] = await ReplayLog(connection, subscription, shadow, 0, long.MaxValue, ct);

            // Or the planner would know nothing of the new tables until it next looks.
            foreach (var table in tables)
                await connection.Execute($"analyze {shadow}.{table}", ct);

            while (!await TryFinish(connection, store, own, shadow, inline, handled, tables, finish, ct))
            {
                log.LogInformation("{Schema}'s read models are being read; they are swapped in when they are not", store.Schema);
                await Task.Delay(BeforeTheNextTry, ct);
            }

            await connection.Execute($"drop schema {shadow} cascade", ct);
        }
    }

    // Under locks: nothing moves while the two are compared or swapped. A subscription's live tables stand at its checkpoint; the
    // checkpoints come first, so that a handler that takes its time holds up the rebuild and not the writers.
    private async Task<bool> TryFinish(
        NpgsqlConnection connection, ModuleStore store, List<SubscriptionHandler> own, string shadow, long inline, Dictionary<string, long> handled,
        IReadOnlyList<string> tables, Func<NpgsqlConnection, string, string, IReadOnlyList<string>, Task<bool>> finish, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var checkpoints = new Dictionary<string, long>();
        foreach (var subscription in own)
            checkpoints[subscription.Name] = await LockCheckpoint(connection, subscription, ct);
        await connection.Execute("select event_store.lock_log()", ct);
        await ReplayStreams(connection, store, shadow, inline, ct);
        foreach (var subscription in own)
            await CatchUp(connection, subscription, shadow, checkpoints[subscription.Name], handled[subscription.Name], ct);
        if (!await finish(connection, store.Schema, shadow, tables))
            return false;
        await transaction.CommitAsync(ct);
        return true;
    }

    // Keys and indexes by their own statements: "like" would give them other names than later SQL files know.
    private static async Task MakeLike(NpgsqlConnection connection, string live, string shadow, string table, CancellationToken ct)
    {
        await connection.Execute($"create table {shadow}.{table} (like {live}.{table} including all excluding indexes)", ct);
        var statements = await connection.Query(
            """
            select format('alter table %s.%s add constraint %I %s', $2, $3, conname, pg_get_constraintdef(oid))
              from pg_constraint where conrelid = ($1 || '.' || $3)::regclass and contype in ('p', 'u', 'x')
            union all
            select replace(pg_get_indexdef(indexrelid), format(' ON %s.%s ', $1, $3), format(' ON %s.%s ', $2, $3))
              from pg_index
             where indrelid = ($1 || '.' || $3)::regclass and indexrelid not in (select conindid from pg_constraint where contype in ('p', 'u', 'x'))
            union all
            select format('alter table %s.%s alter column %I set statistics %s', $2, $3, attname, attstattarget)
              from pg_attribute where attrelid = ($1 || '.' || $3)::regclass and attnum > 0 and attstattarget > 0
            """,
            row => row.GetString(0), ct, live, shadow, table);
        foreach (var statement in statements)
            await connection.Execute(statement, ct);
    }

    private static async Task<long> LockCheckpoint(NpgsqlConnection connection, SubscriptionHandler subscription, CancellationToken ct) =>
        (await connection.Query(
            $"select last_seq_id from {subscription.Schema}.mt_event_progression where name = $1 for update",
            row => row.GetInt64(0), ct, subscription.Name)).Single();

    private async Task CatchUp(
        NpgsqlConnection connection, SubscriptionHandler subscription, string shadow, long checkpoint, long handled, CancellationToken ct)
    {
        // Bring the live tables to the end of the log first: the new ones may already be past the checkpoint.
        var head = await ReplayLog(connection, subscription, subscription.Schema, checkpoint, long.MaxValue, ct);
        await ReplayLog(connection, subscription, shadow, handled, head, ct);
        await connection.Execute(
            $"update {subscription.Schema}.mt_event_progression set last_seq_id = $2, last_updated = now() where name = $1", ct, subscription.Name, head);
    }

    private async Task<long> ReplayLog(
        NpgsqlConnection connection, SubscriptionHandler subscription, string schema, long after, long until, CancellationToken ct)
    {
        var progress = new Progress(log, $"{subscription.Name} into {schema}");
        while (after < until)
        {
            var (events, through) = await EventLog.Read(connection, subscription.Sources, after, BatchSize, ct);
            if (events.Count > 0)
                await subscription.Handle(connection, schema, events, ct);
            progress.Add(events.Count);
            after = through;
            if (events.Count < BatchSize)
                break;
        }

        progress.Done();
        return after;
    }

    // Rows of inline read models, and claims, depend on one stream each: the streams that changed after a position are folded
    // again, whole.
    private async Task<long> ReplayStreams(NpgsqlConnection connection, ModuleStore store, string shadow, long after, CancellationToken ct)
    {
        var head = await EventLog.Head(connection, ct);
        var changed = $"select stream_id from {store.Schema}.mt_events where seq_id > $1 and seq_id <= $2";
        await connection.Execute($"delete from {shadow}.{Claims} where stream_id in ({changed})", ct, after, head);

        var types = store.StreamTypes.ToDictionary(t => t.Name);
        await using var readFrom = await database.Maintenance.OpenConnectionAsync(ct);
        await using var command = readFrom.Command(
            $"""
            select {EventColumns.List}, (select s.type from {store.Schema}.mt_streams s where s.id = stream_id)
              from {store.Schema}.mt_events
             where seq_id <= $2 and stream_id in ({changed})
             order by stream_id, version
            """,
            after, head);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var folded = new List<(Guid Id, IStreamReplay Replay)>();
        var progress = new Progress(log, $"the streams of {store.Schema}");
        while (await reader.ReadAsync(ct))
        {
            progress.Add(1);
            var stored = EventColumns.Read(reader, store.Schema);
            if (folded.Count == 0 || folded[^1].Id != stored.StreamId)
            {
                if (folded.Count >= BatchSize)
                    await Write();
                folded.Add((stored.StreamId, types[reader.GetString(EventColumns.Count)].Replay(stored.StreamId, store.Types)));
            }

            folded[^1].Replay.Apply(stored);
        }

        await Write();
        progress.Done();
        return head;

        async Task Write()
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (var table in folded.SelectMany(f => f.Replay.Rows()).GroupBy(r => r.Table, r => r.Row))
                batch.BatchCommands.Add(table.Key.Upsert(shadow, [.. table]));
            var claims = folded.SelectMany(f => f.Replay.Claims().Distinct().Select(claim => (f.Id, Claim: claim))).ToList();
            batch.Add(
                $"insert into {shadow}.{Claims} (stream_id, kind, key) select * from unnest($1, $2, $3)",
                claims.Select(c => c.Id).ToArray(), claims.Select(c => c.Claim.Kind).ToArray(), claims.Select(c => c.Claim.Key).ToArray());
            await batch.ExecuteNonQueryAsync(ct);
            folded.Clear();
        }
    }
}
