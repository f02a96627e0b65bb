using System.Security.Cryptography;
using HealthPark.Integrity;

namespace HealthPark.UnitTests.Integrity;

/// <summary>The tree is that of RFC 9162, and every way up leads to its root.</summary>
public class MerkleTreeTests
{
    // The reference inputs of Certificate Transparency and the roots over the first n of them.
    private static readonly byte[][] Inputs =
        [.. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" }.Select(Convert.FromHexString)];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Its_root_is_that_of_the_reference(int count, string root) =>
        Convert.ToHexStringLower(MerkleTree.Root(Inputs.Take(count).Select(MerkleTree.Leaf).ToArray())).ShouldBe(root);

    [Fact]
    public void Every_path_leads_to_the_root_from_its_own_leaf_only()
    {
        for (var count = 1; count <= 70; count++)
        {
            var leaves = Leaves(count);
            var root = MerkleTree.Root(leaves);
            for (var i = 0; i < count; i++)
            {
                var path = MerkleTree.Path(leaves, i);
                Climb(leaves[i], i, count, path).ShouldBe(root, $"leaf {i} of {count}");
                Climb(MerkleTree.Leaf([0]), i, count, path).ShouldNotBe(root);
                if (count > 1)
                    Climb(leaves[i], (i + 1) % count, count, path).ShouldNotBe(root, $"leaf {i} of {count} in another's place");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(MerkleTree.BlockSize - 1)]
    [InlineData(MerkleTree.BlockSize)]
    [InlineData(MerkleTree.BlockSize + 1)]
    [InlineData((5 * MerkleTree.BlockSize) + 700)]
    [InlineData(6 * MerkleTree.BlockSize)]
    public void The_roots_of_blocks_stand_for_their_leaves(int count)
    {
        var leaves = Leaves(count);
        var blocks = leaves.Chunk(MerkleTree.BlockSize).ToList();
        var roots = blocks.Select(b => MerkleTree.Root(b)).ToArray();

        MerkleTree.Root(roots).ShouldBe(MerkleTree.Root(leaves));
        foreach (var i in new[] { 0, count / 3, count / 2, count - 1 })
        {
            var (block, leaf) = Math.DivRem(i, MerkleTree.BlockSize);
            MerkleTree.Path(blocks[block], leaf).Concat(MerkleTree.Path(roots, block)).ShouldBe(MerkleTree.Path(leaves, i));
        }
    }

    private static byte[][] Leaves(int count) => [.. Enumerable.Range(0, count).Select(i => MerkleTree.Leaf(BitConverter.GetBytes(i)))];

    // RFC 9162 §2.1.3.2.
    private static byte[]? Climb(byte[] node, int index, int size, IReadOnlyList<byte[]> path)
    {
        var (at, last) = (index, size - 1);
        foreach (var beside in path)
        {
            if (last == 0)
                return null;
            if (at % 2 == 1 || at == last)
            {
                node = SHA256.HashData([1, .. beside, .. node]);
                for (; at % 2 == 0 && at > 0; last /= 2)
                    at /= 2;
            }
            else
            {
                node = SHA256.HashData([1, .. node, .. beside]);
            }

            (at, last) = (at / 2, last / 2);
        }

        return last == 0 ? node : null;
    }
}
