using HealthPark.EventStore;
using Npgsql;

namespace HealthPark.Integrity;

/// <summary>A row of the checkpoints.</summary>
/// <param name="Id">Its id; ids are in the order of the days.</param>
/// <param name="Day">The day in China.</param>
/// <param name="Jws">The signed statement.</param>
/// <param name="Blocks">The roots of the blocks of its Merkle tree, one after the other.</param>
/// <param name="Body">What it says, as it is shown.</param>
internal sealed record CheckpointRow(Guid Id, DateOnly Day, string Jws, byte[] Blocks, string Body)
{
    /// <summary>The roots of the blocks of its Merkle tree.</summary>
    public byte[][] BlockRoots => [.. Blocks.Chunk(32)];
}

/// <summary>The checkpoints as they stand beside the log.</summary>
internal static class Checkpoints
{
    private const string Columns = "id, day, jws, blocks, body::text";

    /// <summary>The last one; null if there is none yet.</summary>
    public static async Task<CheckpointRow?> Last(NpgsqlConnection connection, CancellationToken ct) =>
        (await Read(connection, "order by day desc limit 1", ct)).SingleOrDefault();

    /// <summary>All, in the order of their days.</summary>
    public static Task<List<CheckpointRow>> All(NpgsqlConnection connection, CancellationToken ct) => Read(connection, "order by day", ct);

    /// <summary>One, by its id or its day.</summary>
    public static async Task<CheckpointRow?> Find(NpgsqlConnection connection, Guid? id, DateOnly? day, CancellationToken ct) =>
        (await Read(connection, "where id = $1 or day = $2", ct, id, day)).SingleOrDefault();

    /// <summary>The one among whose events is the one at a position; null if none is signed yet.</summary>
    public static async Task<CheckpointRow?> Of(NpgsqlConnection connection, long position, CancellationToken ct) => (await Read(
        connection, "where (body ->> 'from')::bigint < $1 and (body ->> 'position')::bigint >= $1 order by day desc limit 1", ct, position)).SingleOrDefault();

    /// <summary>Adds one.</summary>
    public static Task Add(NpgsqlConnection connection, CheckpointRow row, CancellationToken ct) => connection.Execute(
        "insert into event_store.checkpoints (id, day, jws, blocks, body) values ($1, $2, $3, $4, $5::json)", ct, row.Id, row.Day, row.Jws, row.Blocks, row.Body);

    private static Task<List<CheckpointRow>> Read(NpgsqlConnection connection, string which, CancellationToken ct, params object?[] values) => connection.Query(
        $"select {Columns} from event_store.checkpoints {which}",
        row => new CheckpointRow(row.GetGuid(0), row.GetFieldValue<DateOnly>(1), row.GetString(2), row.GetFieldValue<byte[]>(3), row.GetString(4)), ct, values);

    /// <summary>The roots of the blocks of the tree over the events after a position up to another, and how many events there are.</summary>
    public static async Task<(byte[][] Blocks, long Count)> Blocks(HashChains chains, NpgsqlConnection connection, long from, long until, CancellationToken ct)
    {
        var (blocks, block, count) = (new List<byte[]>(), new List<byte[]>(MerkleTree.BlockSize), 0L);
        await foreach (var (_, hash) in chains.Hashes(connection, from, until, ct))
        {
            block.Add(MerkleTree.Leaf(hash));
            count++;
            if (block.Count == MerkleTree.BlockSize)
                CloseBlock();
        }

        if (block.Count > 0)
            CloseBlock();
        return ([.. blocks], count);

        void CloseBlock()
        {
            blocks.Add(MerkleTree.Root(block.ToArray()));
            block.Clear();
        }
    }
}
