using Npgsql;

namespace HealthPark.EventStore;

/// <summary>
/// One transaction for many appends: take the log's lock, read what they need, settle each in memory, write what is accepted.
/// </summary>
internal sealed class AppendBatch(IReadOnlyList<Append> appends, Func<BatchStep, Task>? fault)
{
    private readonly Dictionary<(string, Guid), long> _versions = [];
    private readonly Dictionary<(string, string), AppendOutcome> _answered = [];
    private readonly Dictionary<(string, Claim), Guid> _held = [];
    private readonly Dictionary<string, byte[]> _chains = [];
    private readonly Dictionary<Append, IReadOnlyList<StoredEvent>> _stored = new(ReferenceEqualityComparer.Instance);
    private long _position;
    private DateTimeOffset _recordedAt;

    /// <summary>The last position written; null if every append was refused.</summary>
    public long? Position { get; private set; }

    /// <summary>Whether the commit was sent: from then on a failure leaves open what became of it.</summary>
    public bool MayBeCommitted { get; private set; }

    public IReadOnlyList<string> Schemas { get; } = [.. appends.Select(a => a.Schema).Distinct()];

    public IReadOnlyList<AppendOutcome> Run(NpgsqlConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        Read(connection);
        At(BatchStep.Locked);
        var outcomes = appends.Select(Settle).ToList();
        At(BatchStep.Settled);
        var accepted = appends.Zip(outcomes)
            .Where(pair => pair.Second is AppendOutcome.Appended)
            .SelectMany(pair => pair.First.All.Select(append => (append, _stored[append])))
            .ToList();
        if (accepted.Count == 0)
            return outcomes;

        Write(connection, accepted);
        At(BatchStep.Written);
        MayBeCommitted = true;
        transaction.Commit();
        Position = _position;
        At(BatchStep.Committed);
        return outcomes;
    }

    // The lock is a statement of its own: a statement that waits for a lock has a snapshot older than the wait. The look-ups by
    // key are lateral with a limit, or the planner, who does not know how few are asked, would read whole tables.
    private void Read(NpgsqlConnection connection)
    {
        var keys = appends.Where(a => a.Key is not null).ToList();
        using var batch = new NpgsqlBatch(connection);
        batch.Add("select event_store.lock_log()");
        batch.Add("select position, recorded_at, clock_timestamp() from event_store.log_head");
        batch.Add(
            """
            select k.client_id, k.key, k.fingerprint, k.status, k.stream_id, k.version, k.position
              from unnest($1, $2) as asked (client_id, key)
             cross join lateral (select * from event_store.idempotency_keys i
                                  where i.client_id = asked.client_id and i.key = asked.key limit 1) as k
             where k.created_at > now() - interval '7 days'
            """,
            keys.Select(a => a.Key!.ClientId).ToArray(), keys.Select(a => a.Key!.Key).ToArray());
        foreach (var schema in Schemas)
        {
            var here = appends.Where(a => a.Schema == schema).SelectMany(a => a.All).ToList();
            var takes = here.SelectMany(a => a.Takes).ToList();
            batch.Add($"select hash from {schema}.mt_events order by seq_id desc limit 1");
            batch.Add($"select id, version from {schema}.mt_streams where id = any($1)", here.Select(a => a.StreamId).ToArray());
            batch.Add(
                $"""
                select held.kind, held.key, held.stream_id
                  from unnest($1, $2) as asked (kind, key)
                 cross join lateral (select * from {schema}.claims c where c.kind = asked.kind and c.key = asked.key limit 1) as held
                """,
                takes.Select(c => c.Kind).ToArray(), takes.Select(c => c.Key).ToArray());
        }

        using var reader = batch.ExecuteReader();
        reader.NextResult();
        reader.Read();
        _position = reader.GetInt64(0);
        var last = reader.GetFieldValue<DateTimeOffset>(1);
        var now = reader.GetFieldValue<DateTimeOffset>(2);
        _recordedAt = now > last ? now : last; // the first event comes a microsecond later: strictly increasing

        reader.NextResult();
        while (reader.Read())
        {
            var (client, key) = (reader.GetString(0), reader.GetString(1));
            var asked = keys.First(a => a.Key!.ClientId == client && a.Key.Key == key).Key!;
            _answered[(client, key)] = reader.GetFieldValue<byte[]>(2).AsSpan().SequenceEqual(asked.Fingerprint)
                ? new AppendOutcome.Replayed(reader.GetGuid(4), reader.GetInt64(5), reader.GetInt64(6), reader.GetInt32(3))
                : new AppendOutcome.KeyReused();
        }

        foreach (var schema in Schemas)
        {
            reader.NextResult();
            _chains[schema] = reader.Read() ? reader.GetFieldValue<byte[]>(0) : HashChain.Start;
            reader.NextResult();
            while (reader.Read())
                _versions[(schema, reader.GetGuid(0))] = reader.GetInt64(1);
            reader.NextResult();
            while (reader.Read())
                _held[(schema, new Claim(reader.GetString(0), reader.GetString(1)))] = reader.GetGuid(2);
        }
    }

    private AppendOutcome Settle(Append append)
    {
        if (append.Key is { } key && _answered.TryGetValue((key.ClientId, key.Key), out var answered))
            return answered;
        if (append.All.Select(Refuse).FirstOrDefault(refusal => refusal is not null) is { } refused)
            return refused;
        foreach (var one in append.All)
            _stored[one] = Store(one);
        return new AppendOutcome.Appended(_stored[append]);
    }

    private AppendOutcome? Refuse(Append append)
    {
        var version = _versions.GetValueOrDefault((append.Schema, append.StreamId));
        if (version != append.Expected.Version)
            return new AppendOutcome.VersionConflict(version);
        foreach (var claim in append.Takes)
        {
            if (_held.TryGetValue((append.Schema, claim), out var holder) && holder != append.StreamId)
                return new AppendOutcome.ClaimTaken(claim, holder);
        }

        return null;
    }

    private List<StoredEvent> Store(Append append) =>
    [
        .. append.Events.Select((e, i) =>
        {
            _recordedAt = _recordedAt.AddMicroseconds(1);
            return new StoredEvent(append.Schema, ++_position, Guid.CreateVersion7(_recordedAt), append.StreamId, append.Expected.Version + 1 + i, e.Type,
                e.Data, _recordedAt, append.Metadata);
        }),
    ];

    private void Write(NpgsqlConnection connection, List<(Append Append, IReadOnlyList<StoredEvent> Events)> accepted)
    {
        using var batch = new NpgsqlBatch(connection);
        foreach (var here in accepted.GroupBy(a => a.Append.Schema))
        {
            AddStreams(batch, here.Key, [.. here]);
            AddEvents(batch, here.Key, [.. here.SelectMany(a => a.Events)]);
            AddClaims(batch, here.Key, [.. here.Select(a => a.Append)]);
            foreach (var rows in here.SelectMany(a => a.Append.Rows(a.Events)).GroupBy(r => r.Table, r => r.Row))
                batch.BatchCommands.Add(rows.Key.Upsert(here.Key, [.. rows]));
        }

        AddKeys(batch, [.. accepted.Where(a => a.Append.Key is not null)]);
        batch.Add("update event_store.log_head set position = $1, recorded_at = $2", _position, _recordedAt);
        batch.Add("select pg_notify($1, $2)", LogSignal.Channel, LogSignal.Message(_position, accepted.Select(a => a.Append.Schema)));
        batch.ExecuteNonQuery();
    }

    private static void AddStreams(NpgsqlBatch batch, string schema, List<(Append Append, IReadOnlyList<StoredEvent> Events)> appends) => batch.Add(
        $"""
        insert into {schema}.mt_streams (id, type, version, timestamp, created)
        select u.id, u.type, u.version, u.at, u.at from unnest($1, $2, $3, $4) as u (id, type, version, at)
        on conflict (id) do update set version = excluded.version, timestamp = excluded.timestamp
        """,
        appends.Select(a => a.Append.StreamId).ToArray(),
        appends.Select(a => a.Append.StreamType).ToArray(),
        appends.Select(a => a.Events[^1].Version).ToArray(),
        appends.Select(a => a.Events[^1].RecordedAt).ToArray());

    private void AddEvents(NpgsqlBatch batch, string schema, List<StoredEvent> events)
    {
        var hashes = events.Select(e => _chains[schema] = HashChain.Next(_chains[schema], e)).ToArray();
        batch.Add(
            $"""
            insert into {schema}.mt_events
                   (seq_id, id, stream_id, version, type, data, timestamp, correlation_id, causation_id, headers, hash)
            select u.seq_id, u.id, u.stream_id, u.version, u.type, u.data::json, u.at, u.correlation, u.causation,
                   jsonb_strip_nulls(jsonb_build_object('actor', u.actor, 'organization', u.organization, 'traceparent', u.trace,
                                                        'delegation', u.delegation, 'source', u.source)), u.hash
              from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
                as u (seq_id, id, stream_id, version, type, data, at, correlation, causation, actor, organization, trace, delegation, source, hash)
             order by u.seq_id
            """,
            events.Select(e => e.Position).ToArray(),
            events.Select(e => e.EventId).ToArray(),
            events.Select(e => e.StreamId).ToArray(),
            events.Select(e => e.Version).ToArray(),
            events.Select(e => e.Type).ToArray(),
            events.Select(e => e.Data).ToArray(),
            events.Select(e => e.RecordedAt).ToArray(),
            events.Select(e => e.Metadata.CorrelationId).ToArray(),
            events.Select(e => e.Metadata.CausationId).ToArray(),
            events.Select(e => e.Metadata.ActorId).ToArray(),
            events.Select(e => e.Metadata.OrganizationId).ToArray(),
            events.Select(e => e.Metadata.TraceParent).ToArray(),
            events.Select(e => e.Metadata.Delegation).ToArray(),
            events.Select(e => e.Metadata.SourceKey).ToArray(),
            hashes);
    }

    private static void AddClaims(NpgsqlBatch batch, string schema, List<Append> appends)
    {
        var releases = appends.SelectMany(a => a.Releases.Select(claim => (a.StreamId, Claim: claim))).ToList();
        if (releases.Count > 0)
        {
            batch.Add(
                $"""
                delete from {schema}.claims c using unnest($1, $2, $3) as u (stream_id, kind, key)
                 where c.kind = u.kind and c.key = u.key and c.stream_id = u.stream_id
                """,
                releases.Select(c => c.StreamId).ToArray(),
                releases.Select(c => c.Claim.Kind).ToArray(),
                releases.Select(c => c.Claim.Key).ToArray());
        }

        var takes = appends.SelectMany(a => a.Takes.Select(claim => (a.StreamId, Claim: claim))).ToList();
        if (takes.Count > 0)
        {
            batch.Add(
                $"insert into {schema}.claims (stream_id, kind, key) select * from unnest($1, $2, $3)",
                takes.Select(c => c.StreamId).ToArray(),
                takes.Select(c => c.Claim.Kind).ToArray(),
                takes.Select(c => c.Claim.Key).ToArray());
        }
    }

    private static void AddKeys(NpgsqlBatch batch, List<(Append Append, IReadOnlyList<StoredEvent> Events)> appends)
    {
        if (appends.Count == 0)
            return;
        batch.Add(
            """
            insert into event_store.idempotency_keys (client_id, key, fingerprint, status, stream_id, version, position, created_at)
            select u.*, now() from unnest($1, $2, $3, $4, $5, $6, $7) as u (client_id, key, fingerprint, status, stream_id, version, position)
            on conflict (client_id, key) do update -- one older than seven days
               set fingerprint = excluded.fingerprint, status = excluded.status, stream_id = excluded.stream_id,
                   version = excluded.version, position = excluded.position, created_at = excluded.created_at
            """,
            appends.Select(a => a.Append.Key!.ClientId).ToArray(),
            appends.Select(a => a.Append.Key!.Key).ToArray(),
            appends.Select(a => a.Append.Key!.Fingerprint).ToArray(),
            appends.Select(a => a.Append.Key!.Status).ToArray(),
            appends.Select(a => a.Append.StreamId).ToArray(),
            appends.Select(a => a.Events[^1].Version).ToArray(),
            appends.Select(a => a.Events[^1].Position).ToArray());
    }

    private void At(BatchStep step) => fault?.Invoke(step).GetAwaiter().GetResult();
}
