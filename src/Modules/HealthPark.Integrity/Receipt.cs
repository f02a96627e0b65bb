using System.Text.Json;
using HealthPark.EventStore;

namespace HealthPark.Integrity;

/// <summary>An event that a write made, as its receipt names it.</summary>
/// <param name="Position">Its position in the log.</param>
/// <param name="Id">Its id.</param>
/// <param name="Module">The module in whose hash chain it stands.</param>
/// <param name="Stream">The record.</param>
/// <param name="Version">The version that it made of the record.</param>
/// <param name="Type">What happened, as in the record's history.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="PreviousHash">The hash before it in the module's chain, lower-case hexadecimal; zeros before the first.</param>
/// <param name="Hash">Its hash: SHA-256 over the hash before it and its stored text and metadata, lower-case hexadecimal.</param>
public sealed record ReceiptEvent(
    long Position, Guid Id, string Module, Guid Stream, long Version, string Type, DateTime RecordedAt, string PreviousHash, string Hash)
{
    internal static ReceiptEvent Of(ChainLink link) => new(
        link.Event.Position, link.Event.EventId, link.Event.Schema, link.Event.StreamId, link.Event.Version, link.Event.Type.Replace('_', '-'),
        link.Event.RecordedAt.UtcDateTime, Convert.ToHexStringLower(link.Previous), Convert.ToHexStringLower(link.Hash));
}

/// <summary>What a write made: the statement that is signed. It says what stands where and when, and nothing of what the record says.</summary>
/// <param name="Events">The events of the write, in order.</param>
public sealed record Receipt(IReadOnlyList<ReceiptEvent> Events)
{
    /// <summary>The type of the JWS.</summary>
    public const string Type = "healthpark-receipt+json";

    /// <summary>The JWS of this receipt.</summary>
    internal Task<string> Sign(SigningKeys keys, CancellationToken ct) => Jws.Sign(keys, Type, JsonSerializer.SerializeToUtf8Bytes(this, IntegrityJson.Api.Receipt), ct);
}

/// <summary>That an event is in a checkpoint.</summary>
/// <param name="Position">The event's position. It is the leaf number `position - from - 1` of `position - from` leaves, with the two of the checkpoint.</param>
/// <param name="Path">
/// The hashes beside its way up to the root (RFC 9162 §2.1.3), lower-case hexadecimal. The leaf is SHA-256 over a zero byte and the event's hash.
/// </param>
/// <param name="Checkpoint">The JWS of the checkpoint.</param>
public sealed record Inclusion(long Position, IReadOnlyList<string> Path, string Checkpoint);

/// <summary>The receipt of a write.</summary>
/// <param name="Jws">The receipt itself: a JWS in compact form (RFC 7515) with ES256, of the type `healthpark-receipt+json`. Its payload has the member `events`, as below.</param>
/// <param name="Events">The events of the write, in order.</param>
/// <param name="Inclusions">The proof that each event is in the checkpoint of its day; empty until that is signed, soon after the day's end in China.</param>
public sealed record ReceiptResponse(string Jws, IReadOnlyList<ReceiptEvent> Events, IReadOnlyList<Inclusion> Inclusions)
{
    internal static readonly Text Noun = new("写入回执", "receipt");
}
