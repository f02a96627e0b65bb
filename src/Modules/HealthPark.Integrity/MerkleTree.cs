using System.Numerics;
using System.Security.Cryptography;

namespace HealthPark.Integrity;

/// <summary>
/// The tree over the hashes of a checkpoint's events (RFC 9162 §2.1, with SHA-256): its root stands for all of them, and a few hashes
/// prove that one of them is among them.
/// </summary>
/// <remarks>
/// Blocks of a power of two of leaves are whole branches of the tree. So the roots of the blocks, taken as leaves, give the same root, and
/// the way of a leaf to it is the way within its block and then the block's own.
/// </remarks>
public static class MerkleTree
{
    /// <summary>How many leaves make a block.</summary>
    public const int BlockSize = 1024;

    /// <summary>The leaf of an event.</summary>
    /// <param name="eventHash">Its hash in its module's chain.</param>
    public static byte[] Leaf(byte[] eventHash) => SHA256.HashData([0, .. eventHash]);

    /// <summary>The root over some leaves, or over the roots of blocks.</summary>
    public static byte[] Root(ReadOnlySpan<byte[]> nodes)
    {
        if (nodes.Length == 0)
            return SHA256.HashData([]);
        if (nodes.Length == 1)
            return nodes[0];
        var half = LeftOf(nodes.Length);
        return SHA256.HashData([1, .. Root(nodes[..half]), .. Root(nodes[half..])]);
    }

    /// <summary>The hashes beside the way from a leaf, or from a block's root, up to the root.</summary>
    public static IReadOnlyList<byte[]> Path(ReadOnlySpan<byte[]> nodes, int index)
    {
        if (nodes.Length <= 1)
            return [];
        var half = LeftOf(nodes.Length);
        return index < half ? [.. Path(nodes[..half], index), Root(nodes[half..])] : [.. Path(nodes[half..], index - half), Root(nodes[..half])];
    }

    // The largest power of two that is less than the number of nodes.
    private static int LeftOf(int count) => 1 << BitOperations.Log2((uint)count - 1);
}
