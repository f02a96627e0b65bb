using HealthPark.EventStore;

namespace HealthPark.Plan.Ledger;

/// <summary>A sum of the ledger: what counts of one indicator in one direction and bucket.</summary>
internal sealed record Sum(string Indicator, string Direction, string Bucket, decimal Amount);

/// <summary>A line of a proof: a record's amount that counts, or one that was left out and why.</summary>
internal sealed record ProofLine(
    string Module, Guid RecordId, Guid OwnerId, string? Name, string Direction, DateOnly? OccurredOn, decimal Amount, string Item, bool Interim,
    DateTimeOffset RecordedAt, long Position, int RuleVersion, string? Excluded);

/// <summary>A change of a figure: what one event did to it.</summary>
internal sealed record FigureEntry(string Module, Guid RecordId, Guid OwnerId, string? Name, string Reason, decimal Amount, DateTimeOffset RecordedAt, long Position);

/// <summary>
/// Reads the ledger as it was known at a position. A read first waits until the ledger has followed the log to there, so the same
/// question about the past has the same answer for ever.
/// </summary>
internal sealed class PlanLedger(Database database, Subscription<LedgerProjection> projection)
{
    /// <summary>Waits until the ledger has followed the log to a position.</summary>
    /// <exception cref="RejectedException">It did not get there in time.</exception>
    public async Task WaitFor(long position, CancellationToken ct)
    {
        if (!await projection.HasHandled(position, Positions.Patience, ct))
            throw new RejectedException(Positions.NotYet);
    }

    /// <summary>
    /// The sums of a basis at a position: running totals less what was written after that position, so that the present costs the
    /// same however long the ledger is.
    /// </summary>
    /// <param name="basis">The basis.</param>
    /// <param name="period">The plan's year.</param>
    /// <param name="position">What was known then.</param>
    /// <param name="ct">Cancels the read.</param>
    public async Task<IReadOnlyList<Sum>> Sums(string basis, PlanPeriod period, long position, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await connection.Query(
            """
            select indicator, direction, bucket, sum(amount)
              from (select indicator, direction, bucket, amount from plan.figure_totals
                     where basis = $1 and occurred_on <= $3 and (indicator <> 'revenue' or occurred_on >= $2)
                    union all
                    select indicator, direction, bucket, -amount from plan.contributions
                     where basis = $1 and occurred_on <= $3 and (indicator <> 'revenue' or occurred_on >= $2)
                       and excluded is null and position > $4) as parts
             group by indicator, direction, bucket
            """,
            row => new Sum(row.GetString(0), row.GetString(1), row.GetString(2), row.GetDecimal(3)), ct,
            basis, period.FirstDay, period.LastDay, position);
    }

    /// <summary>The amounts of one indicator by the day that decides their period, at a position.</summary>
    public async Task<IReadOnlyList<(DateOnly On, decimal Amount)>> ByDay(Figure figure, string basis, long position, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await connection.Query(
            """
            select occurred_on, sum(amount) from plan.contributions
             where indicator = $1 and basis = $2 and ($3 = '' or direction = $3) and excluded is null and position <= $4
             group by occurred_on having sum(amount) <> 0 order by occurred_on
            """,
            row => (row.GetFieldValue<DateOnly>(0), row.GetDecimal(1)), ct, figure.Indicator, basis, figure.Direction ?? "", position);
    }

    /// <summary>What a figure is made of at a position: the records that count, and the candidates that were left out.</summary>
    /// <remarks>A record that left the direction again is netted away; one that came into it counts from the day it came.</remarks>
    public async Task<IReadOnlyList<ProofLine>> Proof(Figure figure, string basis, PlanPeriod period, long position, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await connection.Query(
            """
            with known as (
                select * from plan.contributions
                 where indicator = $1 and basis = $2 and ($3 = '' or direction = $3) and position <= $6
                   and (occurred_on is null or occurred_on <= $5) and (indicator <> 'revenue' or occurred_on >= $4)
            ), by_day as (
                select module, record_id, item, interim, excluded, occurred_on, direction,
                       sum(amount) as amount, sum(sign) as standing, max(position) as position, max(rule_version) as rule_version,
                       sum(sum(amount)) over (partition by module, record_id, item, interim, excluded, occurred_on) as of_the_day
                  from known group by module, record_id, item, interim, excluded, occurred_on, direction
                having sum(sign) <> 0 or sum(amount) <> 0
            ), netted as (
                select module, record_id, item, interim, excluded, sum(amount) as amount,
                       -- the last day that added to the figure: a move from one of its directions to another adds nothing
                       (array_agg(occurred_on order by of_the_day > 0 desc, occurred_on desc nulls last) filter (where standing > 0 and amount >= 0))[1] as occurred_on,
                       (array_agg(direction order by occurred_on desc nulls last, amount desc) filter (where standing > 0))[1] as direction,
                       max(position) as position, max(rule_version) as rule_version
                  from by_day group by module, record_id, item, interim, excluded
                having excluded is not null or sum(amount) <> 0
                    or (count(*) = 1 and bool_or(standing > 0)) -- an amount of zero counts too
            )
            select n.module, n.record_id, c.owner_id, nm.name, n.direction, n.occurred_on, n.amount, n.item, n.interim, c.recorded_at, n.position,
                   n.rule_version, n.excluded
              from netted n
              join lateral (select owner_id, recorded_at from plan.contributions where position = n.position limit 1) c on true
              left join lateral (select name from plan.record_names
                                  where record_id = n.record_id and position <= $6 order by position desc limit 1) nm on true
             order by n.occurred_on nulls last, n.position, n.item
            """,
            row => new ProofLine(
                row.GetString(0), row.GetGuid(1), row.GetGuid(2), row.Get<string>(3), row.GetString(4), row.Get<DateOnly?>(5), row.GetDecimal(6),
                row.GetString(7), row.GetBoolean(8), row.GetFieldValue<DateTimeOffset>(9), row.GetInt64(10), row.GetInt32(11), row.Get<string>(12)),
            ct, figure.Indicator, basis, figure.Direction ?? "", period.FirstDay, period.LastDay, position);
    }

    /// <summary>What moved a figure between two positions, event by event.</summary>
    public async Task<IReadOnlyList<FigureEntry>> Between(Figure figure, string basis, PlanPeriod period, long from, long to, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await connection.Query(
            """
            select e.*, nm.name from (
                select module, record_id, owner_id, reason, sum(amount) as amount, recorded_at, position from plan.contributions
                 where indicator = $1 and basis = $2 and ($3 = '' or direction = $3) and excluded is null
                   and occurred_on <= $5 and (indicator <> 'revenue' or occurred_on >= $4) and position > $6 and position <= $7
                 group by module, record_id, owner_id, reason, recorded_at, position having sum(amount) <> 0
            ) as e
              left join lateral (select name from plan.record_names
                                  where record_id = e.record_id and position <= $7 order by position desc limit 1) nm on true
             order by e.position
            """,
            row => new FigureEntry(
                row.GetString(0), row.GetGuid(1), row.GetGuid(2), row.Get<string>(7), row.GetString(3), row.GetDecimal(4),
                row.GetFieldValue<DateTimeOffset>(5), row.GetInt64(6)),
            ct, figure.Indicator, basis, figure.Direction ?? "", period.FirstDay, period.LastDay, from, to);
    }

    /// <summary>What the plan knows of a record now.</summary>
    public async Task<CountedRecord?> Find(Guid recordId, ICounting counting, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return (await LedgerProjection.LoadRecords(connection, PlanModule.Schema, [(recordId, counting)], ct)).GetValueOrDefault(recordId);
    }
}

/// <summary>Which figure is meant: an indicator, as a whole or in one direction.</summary>
internal sealed record Figure(string Indicator, string? Direction);

/// <summary>A year of the plan.</summary>
internal sealed record PlanPeriod(int Year)
{
    public DateOnly FirstDay => new(Year, 1, 1);

    public DateOnly LastDay => new(Year, 12, 31);
}
