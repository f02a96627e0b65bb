using System.Text.Json.Serialization;
using HealthPark.Contracts;
using HealthPark.EventStore;
using Npgsql;

namespace HealthPark.Plan.Ledger;

/// <summary>Keeps the ledger: follows the modules' public changes and writes down what changes in what the records say.</summary>
public sealed class LedgerProjection(IEnumerable<ChangeSource> sources) : SubscriptionHandler
{
    private readonly ILookup<string, ChangeSource> _sources = sources.Where(s => Countings.All.Any(c => c.Events == s.Events)).ToLookup(s => s.Schema);

    /// <inheritdoc/>
    public override string Name => "plan-ledger";

    /// <inheritdoc/>
    public override string Schema => PlanModule.Schema;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Sources => [.. _sources.Select(s => s.Key)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tables => ["contributions", "figure_totals", "counted_records", "record_names"];

    /// <inheritdoc/>
    public override async Task Handle(NpgsqlConnection connection, string schema, IReadOnlyList<StoredEvent> events, CancellationToken ct)
    {
        var changes = events.Select(Read).OfType<Change>().ToList();
        var records = await LoadRecords(connection, schema, changes.Select(c => (c.Stored.StreamId, c.Counting)), ct);
        var lines = new List<Line>();
        var names = new List<(Guid Id, long Position, string Name)>();
        foreach (var (stored, change, counting) in changes)
        {
            var before = records.GetValueOrDefault(stored.StreamId);
            var after = counting.Evolve(before, change)
                ?? throw new InvalidOperationException($"The change at position {stored.Position} is of a record that was never registered.");
            records[stored.StreamId] = after;
            if (after.Name is { } name && name != before?.Name)
                names.Add((stored.StreamId, stored.Position, name));
            var entries = LedgerEntry.Between(counting.Assert(before), counting.Assert(after));
            var reason = counting.ReasonOf(change, before);
            lines.AddRange(entries.Select((entry, i) => new Line(stored, i + 1, after.OwnerId, reason, counting.RuleVersion, entry)));
        }

        await using var batch = new NpgsqlBatch(connection);
        AddLines(batch, schema, lines);
        AddTotals(batch, schema, lines);
        AddRecords(batch, schema, [.. changes.DistinctBy(c => c.Stored.StreamId).Select(c => (c.Stored.StreamId, c.Counting.Write(records[c.Stored.StreamId])))]);
        batch.Add($"insert into {schema}.record_names (record_id, position, name) select * from unnest($1, $2, $3)",
            names.Select(n => n.Id).ToArray(), names.Select(n => n.Position).ToArray(), names.Select(n => n.Name).ToArray());
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>What the plan knows of some records, each with how it counts.</summary>
    internal static async Task<Dictionary<Guid, CountedRecord>> LoadRecords(
        NpgsqlConnection connection, string schema, IEnumerable<(Guid Id, ICounting Counting)> records, CancellationToken ct)
    {
        var countings = records.Distinct().ToDictionary(r => r.Id, r => r.Counting);
        var found = await connection.Query(
            $"select record_id, state::text from {schema}.counted_records where record_id = any($1)",
            row => (Id: row.GetGuid(0), State: row.GetString(1)), ct, countings.Keys.ToArray());
        return found.ToDictionary(r => r.Id, r => countings[r.Id].Read(r.State));
    }

    private Change? Read(StoredEvent stored) =>
        _sources[stored.Schema].Select(s => s.Publish(stored)).FirstOrDefault(e => e is not null) is { } change && Countings.Of(change) is { } counting
            ? new Change(stored, change, counting)
            : null;

    private sealed record Change(StoredEvent Stored, ContractEvent Event, ICounting Counting);

    private sealed record Line(StoredEvent Stored, int Number, Guid OwnerId, string Reason, int RuleVersion, LedgerEntry Entry)
    {
        public Assertion Says => Entry.Assertion;
    }

    private static void AddLines(NpgsqlBatch batch, string schema, List<Line> lines) => batch.Add(
        $"""
        insert into {schema}.contributions
               (position, line, recorded_at, module, record_id, version, owner_id, reason, sign, indicator, basis, direction, bucket,
                occurred_on, amount, item, interim, excluded, rule_version)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
        """,
        lines.Select(l => l.Stored.Position).ToArray(),
        lines.Select(l => l.Number).ToArray(),
        lines.Select(l => l.Stored.RecordedAt).ToArray(),
        lines.Select(l => l.Stored.Schema).ToArray(),
        lines.Select(l => l.Stored.StreamId).ToArray(),
        lines.Select(l => l.Stored.Version).ToArray(),
        lines.Select(l => l.OwnerId).ToArray(),
        lines.Select(l => l.Reason).ToArray(),
        lines.Select(l => (short)l.Entry.Sign).ToArray(),
        lines.Select(l => l.Says.Indicator).ToArray(),
        lines.Select(l => l.Says.Basis).ToArray(),
        lines.Select(l => l.Says.Direction).ToArray(),
        lines.Select(l => l.Says.Bucket).ToArray(),
        lines.Select(l => l.Says.OccurredOn).ToArray(),
        lines.Select(l => l.Entry.Sign * l.Says.Amount).ToArray(),
        lines.Select(l => l.Says.Item).ToArray(),
        lines.Select(l => l.Says.Interim).ToArray(),
        lines.Select(l => l.Says.Excluded).ToArray(),
        lines.Select(l => l.RuleVersion).ToArray());

    private static void AddTotals(NpgsqlBatch batch, string schema, List<Line> lines)
    {
        var totals = lines.Where(l => l.Says.Excluded is null)
            .GroupBy(l => (l.Says.Indicator, l.Says.Basis, l.Says.Direction, l.Says.Bucket, On: l.Says.OccurredOn!.Value), l => l.Entry.Change)
            .Select(g => (g.Key, Change: g.Sum())).ToList();
        batch.Add(
            $"""
            insert into {schema}.figure_totals as t (indicator, basis, direction, bucket, occurred_on, amount)
            select * from unnest($1, $2, $3, $4, $5, $6)
            on conflict (indicator, basis, occurred_on, direction, bucket) do update set amount = t.amount + excluded.amount
            """,
            totals.Select(t => t.Key.Indicator).ToArray(),
            totals.Select(t => t.Key.Basis).ToArray(),
            totals.Select(t => t.Key.Direction).ToArray(),
            totals.Select(t => t.Key.Bucket).ToArray(),
            totals.Select(t => t.Key.On).ToArray(),
            totals.Select(t => t.Change).ToArray());
    }

    private static void AddRecords(NpgsqlBatch batch, string schema, List<(Guid Id, string State)> records) => batch.Add(
        $"""
        insert into {schema}.counted_records (record_id, state)
        select u.id, u.state::jsonb from unnest($1, $2) as u (id, state)
        on conflict (record_id) do update set state = excluded.state
        """,
        records.Select(r => r.Id).ToArray(),
        records.Select(r => r.State).ToArray());
}

/// <summary>The JSON of the projection's own state.</summary>
[JsonSerializable(typeof(CountedEnterprise))]
[JsonSerializable(typeof(CountedTransfer))]
[JsonSerializable(typeof(CountedTalent))]
internal sealed partial class LedgerJson : JsonSerializerContext;
