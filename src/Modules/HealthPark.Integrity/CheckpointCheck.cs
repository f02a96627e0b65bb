using System.Text.Json;
using System.Text.Json.Nodes;
using HealthPark.EventStore;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace HealthPark.Integrity;

/// <summary>
/// Compares the log with what was signed of it: with the checkpoints that stand beside it, with those that are kept with the key, and with
/// one that somebody kept elsewhere, whose file the setting <c>checkpoint</c> names.
/// </summary>
public sealed class CheckpointCheck(Database database, HashChains chains, SigningKeys keys, IConfiguration configuration) : IIntegrityCheck
{
    /// <inheritdoc/>
    public async Task<(string LookedAt, IReadOnlyList<string> Wrong)> Check(CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var (known, rows, kept) = (await keys.All(ct), await Checkpoints.All(connection, ct), await keys.Kept(ct));
        var (wrong, signed) = (new List<string>(), new Dictionary<string, Checkpoint>());
        string? previous = null;
        foreach (var row in rows)
        {
            wrong.AddRange(Look(row, previous, known, signed));
            previous = row.Jws;
        }

        var shown = rows.Select(r => r.Jws).ToHashSet();
        foreach (var jws in kept.Where(k => !shown.Contains(k)))
        {
            if (Checkpoint.Open(jws, known) is not var (says, _))
            {
                wrong.Add("the keys' database: what is kept as a signed checkpoint is not signed by one of its keys");
                continue;
            }

            signed[jws] = says;
            wrong.Add($"{Of(says.Day)}: the one that was signed, at position {says.Position}, is {(rows.Exists(r => r.Day == says.Day) ? "another" : "missing")}");
        }

        var copies = kept.ToHashSet();
        wrong.AddRange(rows.Where(r => signed.ContainsKey(r.Jws) && !copies.Contains(r.Jws)).Select(r => $"{Of(r.Day)}: it is not among those that are kept with the key"));
        if (configuration["checkpoint"] is { } file)
            wrong.AddRange(LookAtFile(file, known, signed));
        if (await FirstDifference(connection, [.. signed.Values.DistinctBy(c => c.Root + c.Day + c.SignedAt).OrderBy(c => c.Position).ThenBy(c => c.Day)], ct) is { } difference)
            wrong.Add(difference);
        return ($"integrity: {rows.Count} checkpoints", wrong);
    }

    private static string Of(DateOnly day) => $"event_store.checkpoints, the checkpoint of {day:yyyy-MM-dd}";

    private static IEnumerable<string> Look(CheckpointRow row, string? previous, IReadOnlyList<VerificationKey> known, Dictionary<string, Checkpoint> signed)
    {
        if (Checkpoint.Open(row.Jws, known) is not var (says, key))
        {
            yield return $"{Of(row.Day)}: its signature is not good";
            yield break;
        }

        signed[row.Jws] = says;
        if (says.Day != row.Day || CheckpointResponse.TextOf(row.Id, says, key, row.Jws) != row.Body)
            yield return $"{Of(row.Day)}: what is shown of it is not what was signed";
        if (Convert.ToHexStringLower(MerkleTree.Root(row.BlockRoots)) != says.Root)
            yield return $"{Of(row.Day)}: its blocks are not those of the root that was signed";
        if (says.Previous != (previous is null ? null : Checkpoint.DigestOf(previous)))
            yield return $"{Of(row.Day)}: it does not follow the one before; one was changed, removed or inserted";
    }

    private static IEnumerable<string> LookAtFile(string file, IReadOnlyList<VerificationKey> known, Dictionary<string, Checkpoint> signed)
    {
        if (JwsIn(file) is not { } jws || Checkpoint.Open(jws, known) is not var (says, _))
        {
            yield return $"{file}: there is no checkpoint in it that one of the keys signed";
            yield break;
        }

        if (signed.TryAdd(jws, says))
            yield return $"{file}: its checkpoint, of {says.Day:yyyy-MM-dd}, is not among those beside the log";
    }

    // The statement itself, or the answer of the API with it.
    private static string? JwsIn(string file)
    {
        try
        {
            var text = File.ReadAllText(file).Trim();
            return text.StartsWith('{') ? JsonNode.Parse(text)?["jws"]?.GetValue<string>() : text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // The first only: once a chain is another one, all that was signed later differs too.
    private async Task<string?> FirstDifference(NpgsqlConnection connection, List<Checkpoint> signed, CancellationToken ct)
    {
        var log = await EventLog.Head(connection, ct);
        IReadOnlyList<ChainEnd> ends = [];
        Checkpoint? before = null;
        foreach (var says in signed)
        {
            ends = await chains.EndsAt(connection, says.Position, ends, ct);
            var since = before is null ? "" : $" since the checkpoint of {before.Day:yyyy-MM-dd}, which still holds";
            if (log < says.Position || ends.Max(e => e.Position) < says.Position)
            {
                return $"the log ends at position {Math.Min(log, ends.Max(e => e.Position))}, and the checkpoint of {says.Day:yyyy-MM-dd} names {says.Position}: "
                    + $"its end was cut off, or it was put back to an older state{since}";
            }

            foreach (var (head, end) in from head in says.Heads join end in ends on head.Module equals end.Schema select (head, end))
            {
                if (head != ChainHead.Of(end))
                {
                    return $"{head.Module}, position {head.Position}: the checkpoint of {says.Day:yyyy-MM-dd} names {head.Count} events up to there with the hash {head.Hash}; "
                        + $"there are {end.Count} up to {end.Position} with {Convert.ToHexStringLower(end.Hash)}: events were changed{since}";
                }
            }

            if (says.Heads.Select(h => h.Module).Except(ends.Select(e => e.Schema)).FirstOrDefault() is { } gone)
                return $"{gone}: the checkpoint of {says.Day:yyyy-MM-dd} names this module, and it is not there";
            var (blocks, _) = await Checkpoints.Blocks(chains, connection, says.From, says.Position, ct);
            if (Convert.ToHexStringLower(MerkleTree.Root(blocks)) != says.Root)
                return $"positions {says.From + 1} to {says.Position}: the hashes of their events are not those of the checkpoint of {says.Day:yyyy-MM-dd}";
            before = says;
        }

        return null;
    }
}
