using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HealthPark.EventStore;

/// <summary>
/// The hash chain of a module's events: each event's hash is SHA-256 (FIPS 180-4) over the previous event's hash and its own exact
/// stored text and metadata, so that a changed, removed or inserted row shows.
/// </summary>
public static class HashChain
{
    /// <summary>What stands before a module's first event.</summary>
    public static readonly byte[] Start = new byte[SHA256.HashSizeInBytes];

    /// <summary>The hash of the next event of a chain.</summary>
    public static byte[] Next(byte[] previous, StoredEvent e)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        Add(hash, e.Position);
        Add(hash, e.EventId.ToString());
        Add(hash, e.StreamId.ToString());
        Add(hash, e.Version);
        Add(hash, e.Type);
        Add(hash, e.Data);
        Add(hash, e.RecordedAt.UtcTicks / 10); // microseconds: what Postgres keeps
        Add(hash, e.Metadata.ActorId);
        Add(hash, e.Metadata.OrganizationId);
        Add(hash, e.Metadata.CorrelationId);
        Add(hash, e.Metadata.CausationId);
        Add(hash, e.Metadata.TraceParent);
        AddIfGiven(hash, "delegation", e.Metadata.Delegation);
        AddIfGiven(hash, "source", e.Metadata.SourceKey);
        return hash.GetHashAndReset();
    }

    // What came later than the first events adds nothing where it is absent, so that their hashes stay what they are.
    private static void AddIfGiven(IncrementalHash hash, string name, string? text)
    {
        if (text is null)
            return;
        Add(hash, name);
        Add(hash, text);
    }

    private static void Add(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    // The length before the text: without it, two fields could trade characters unseen. -1 stands for null.
    private static void Add(IncrementalHash hash, string? text)
    {
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        Add(hash, text is null ? -1 : bytes.Length);
        hash.AppendData(bytes);
    }
}
