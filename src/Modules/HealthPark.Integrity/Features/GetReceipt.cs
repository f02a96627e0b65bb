using System.Globalization;
using System.Text.Json;
using HealthPark.EventStore;
using Npgsql;

namespace HealthPark.Integrity.Features;

/// <summary>Gives the receipt of a write.</summary>
public static class GetReceipt
{
    internal static void Map(IEndpointRouteBuilder routes, IReadOnlyList<string> readScopes) => routes.MapGet("/v1/integrity/receipts/{position}", Handle)
        .WithName("GetReceipt").RequireAnyScope(readScopes).Shows<ReceiptResponse>();

    /// <summary>Gives the signed receipt of a write: which events it made, where they stand in the log, when, and with which hashes.</summary>
    /// <param name="position">The `HealthPark-Position` of the write's answer; the position of any of its events will do.</param>
    /// <remarks>
    /// Whoever may read the record, and all that the events say of it, may have the receipt. It says nothing of what the record says. After the
    /// day's end in China it carries the proof that the events are in the day's signed checkpoint. A receipt that is kept convicts a log that no longer
    /// has these events as they were, or has them elsewhere.
    /// </remarks>
    public static async Task<IResult> Handle(
        string position, HttpContext context, HashChains chains, RecordKinds kinds, Database database, SigningKeys keys, CancellationToken ct)
    {
        ReadParameters.Only(context);
        await Positions.Demanded(context);
        if (!long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var at))
            return Rejection.Malformed("position", "invalid-position", new Text("须为日志位置(十进制整数)。", "Must be a position of the log, a decimal number.")).ToResult();
        var write = await chains.WriteAt(at, ct);
        if (write.Count == 0)
            return Rejection.NotFound(ReceiptResponse.Noun).ToResult();
        if (await kinds.Refuse(Caller.Of(context), write, ct) is { } refused)
            return refused.ToResult();

        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var inclusions = new List<Inclusion>();
        foreach (var link in write)
        {
            if (await Include(chains, connection, link.Event.Position, await keys.All(ct), ct) is { } inclusion)
                inclusions.Add(inclusion);
        }

        var receipt = new Receipt([.. write.Select(ReceiptEvent.Of)]);
        var answer = new ReceiptResponse(await receipt.Sign(keys, ct), receipt.Events, inclusions);

        // Each signature is another one, of the same statement.
        var tag = StoredJson.TagOf(JsonSerializer.Serialize(answer with { Jws = "" }, IntegrityJson.Api.ReceiptResponse));
        return StoredJson.Answer(context, tag, JsonSerializer.Serialize(answer, IntegrityJson.Api.ReceiptResponse));
    }

    private static async Task<Inclusion?> Include(HashChains chains, NpgsqlConnection connection, long position, IReadOnlyList<VerificationKey> keys, CancellationToken ct)
    {
        if (await Checkpoints.Of(connection, position, ct) is not { } row || Checkpoint.Open(row.Jws, keys) is not var (says, _))
            return null;
        var (block, leaf) = Math.DivRem(position - says.From - 1, MerkleTree.BlockSize);
        var first = says.From + (block * MerkleTree.BlockSize);
        var leaves = new List<byte[]>();
        await foreach (var (_, hash) in chains.Hashes(connection, first, Math.Min(first + MerkleTree.BlockSize, says.Position), ct))
            leaves.Add(MerkleTree.Leaf(hash));
        IEnumerable<byte[]> path = [.. MerkleTree.Path(leaves.ToArray(), (int)leaf), .. MerkleTree.Path(row.BlockRoots, (int)block)];
        return new Inclusion(position, [.. path.Select(Convert.ToHexStringLower)], row.Jws);
    }
}
