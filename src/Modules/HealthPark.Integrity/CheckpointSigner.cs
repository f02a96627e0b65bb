using HealthPark.EventStore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HealthPark.Integrity;

/// <summary>
/// Signs a checkpoint for each day in China once it is over, from the day of the first event on; a day in which nothing was written has one
/// too, so that a missing one always means something. Days that passed while the program was off are made up for. Every node tries; a lock
/// lets one of them at a time.
/// </summary>
public sealed class CheckpointSigner(Database database, HashChains chains, SigningKeys keys, TimeProvider clock, ILogger<CheckpointSigner> log) : BackgroundService
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);
    private static readonly TimeSpan TryAgain = TimeSpan.FromMinutes(1);

    /// <summary>Signs what is due.</summary>
    /// <returns>How many checkpoints were made; none if another node is at it.</returns>
    public async Task<int> SignDue(CancellationToken ct)
    {
        var made = 0;
        while (await SignNext(ct))
            made++;
        return made;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan pause;
            try
            {
                await SignDue(stoppingToken);
                var untilMidnight = ChinaTime.StartOf(clock.Today().AddDays(1)) - clock.GetUtcNow() + TimeSpan.FromSeconds(1);
                pause = untilMidnight < LookAgain ? untilMidnight : LookAgain;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "The log's checkpoint could not be signed; it is tried again");
                pause = TryAgain;
            }

            await Task.WhenAny(Task.Delay(pause, clock, stoppingToken));
        }
    }

    private async Task<bool> SignNext(CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!(await connection.Query("select pg_try_advisory_xact_lock(7310589462920)", row => row.GetBoolean(0), ct))[0])
            return false;
        var last = await Checkpoints.Last(connection, ct);
        var day = last?.Day.AddDays(1) ?? (await chains.Beginning(connection, ct) is { } began ? ChinaTime.DateAt(began) : DateOnly.MaxValue);
        if (day >= clock.Today())
            return false;

        // Kept with the key before anyone sees it: a day is signed once, even if this program ends before the row is there.
        var jws = await keys.Kept(day, ct) ?? await keys.Keep(day, await Sign(connection, day, last, ct), ct);
        var (says, key) = Checkpoint.Open(jws, await keys.All(ct)) ?? throw new InvalidOperationException($"What is kept as the checkpoint of {day:O} is not signed by one of the keys.");
        var (blocks, _) = await Checkpoints.Blocks(chains, connection, says.From, says.Position, ct);
        var id = Guid.CreateVersion7(ChinaTime.StartOf(day.AddDays(1)));
        await Checkpoints.Add(connection, new CheckpointRow(id, day, jws, [.. blocks.SelectMany(b => b)], CheckpointResponse.TextOf(id, says, key, jws)), ct);
        await transaction.CommitAsync(ct);
        log.LogInformation("Signed the checkpoint of {Day:O}: the log stood at {Position}", day, says.Position);
        return true;
    }

    private async Task<string> Sign(NpgsqlConnection connection, DateOnly day, CheckpointRow? last, CancellationToken ct)
    {
        var before = last is null ? null : Checkpoint.Open(last.Jws, await keys.All(ct))?.Checkpoint
            ?? throw new InvalidOperationException($"The checkpoint of {last.Day:O} is not signed by one of the keys; verify says what is wrong.");
        var position = await chains.PositionBefore(ChinaTime.StartOf(day.AddDays(1)), ct);

        // A log that ends before the last checkpoint was put back to an older state. What there is is signed all the same: that
        // checkpoint stays, and speaks against the log whenever the two are compared.
        var from = Math.Min(before?.Position ?? 0, position);
        var (blocks, count) = await Checkpoints.Blocks(chains, connection, from, position, ct);
        if (count != position - from)
            throw new InvalidOperationException($"There are {count} events after position {from} up to {position}; verify says what is wrong.");
        var ends = await chains.EndsAt(connection, position, [], ct);
        return await new Checkpoint(
            day, clock.GetUtcNow().UtcDateTime, from, position, Convert.ToHexStringLower(MerkleTree.Root(blocks)), [.. ends.Select(ChainHead.Of)],
            last is null ? null : Checkpoint.DigestOf(last.Jws)).Sign(keys, ct);
    }
}
