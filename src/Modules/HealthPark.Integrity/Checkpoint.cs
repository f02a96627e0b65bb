using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HealthPark.EventStore;

namespace HealthPark.Integrity;

/// <summary>Where a module's hash chain stood.</summary>
/// <param name="Module">The module.</param>
/// <param name="Position">The position of its last event; 0 if it had none.</param>
/// <param name="Count">How many events it had.</param>
/// <param name="Hash">
/// The hash of its last event, SHA-256 over the hash before it and the event's stored text and metadata, lower-case hexadecimal; zeros if it had none.
/// </param>
public sealed record ChainHead(string Module, long Position, long Count, string Hash)
{
    internal static ChainHead Of(ChainEnd end) => new(end.Schema, end.Position, end.Count, Convert.ToHexStringLower(end.Hash));
}

/// <summary>What the log was at the end of a day in China: the statement that is signed.</summary>
/// <param name="Day">The day.</param>
/// <param name="SignedAt">When it was signed; later than the end of the day, and much later where the program was off.</param>
/// <param name="From">The position up to which the checkpoint before reaches; 0 for the first.</param>
/// <param name="Position">The position of the last event of the day. It is that of the day before where nothing was written.</param>
/// <param name="Root">The root of the Merkle tree (RFC 9162 §2.1, SHA-256) over the hashes of the events after `from` up to `position`, lower-case hexadecimal.</param>
/// <param name="Heads">Where each module's hash chain stood.</param>
/// <param name="Previous">The SHA-256 of the JWS of the checkpoint before, lower-case hexadecimal; null for the first.</param>
public sealed record Checkpoint(DateOnly Day, DateTime SignedAt, long From, long Position, string Root, IReadOnlyList<ChainHead> Heads, string? Previous)
{
    /// <summary>The type of the JWS.</summary>
    public const string Type = "healthpark-checkpoint+json";

    /// <summary>What is known of a checkpoint by its JWS: what the next one names.</summary>
    public static string DigestOf(string jws) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(jws)));

    /// <summary>The JWS of this checkpoint.</summary>
    internal Task<string> Sign(SigningKeys keys, CancellationToken ct) => Jws.Sign(keys, Type, JsonSerializer.SerializeToUtf8Bytes(this, IntegrityJson.Api.Checkpoint), ct);

    /// <summary>The checkpoint that a JWS states, and the id of the key that signed it; null if none of these keys did.</summary>
    internal static (Checkpoint Checkpoint, string Key)? Open(string jws, IReadOnlyList<VerificationKey> keys) =>
        Jws.Open(jws, Type, keys) is var (payload, key) ? (JsonSerializer.Deserialize(payload, IntegrityJson.Api.Checkpoint)!, key) : null;
}

/// <summary>A checkpoint as it is shown: what was signed, read for you, and the statement itself.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Day">The day in China whose end it states.</param>
/// <param name="SignedAt">When it was signed; later than the end of the day, and much later where the program was off.</param>
/// <param name="From">The position up to which the checkpoint before reaches; 0 for the first.</param>
/// <param name="Position">The position of the last event of the day. It is that of the day before where nothing was written.</param>
/// <param name="Root">The root of the Merkle tree (RFC 9162 §2.1, SHA-256) over the hashes of the events after `from` up to `position`, lower-case hexadecimal.</param>
/// <param name="Heads">Where each module's hash chain stood.</param>
/// <param name="Previous">The SHA-256 of the `jws` of the checkpoint before, lower-case hexadecimal; null for the first.</param>
/// <param name="KeyId">The id of the key that signed it, among those of `/v1/integrity/keys`.</param>
/// <param name="Jws">The statement: a JWS in compact form (RFC 7515) with ES256, of the type `healthpark-checkpoint+json`. Its payload has the members above from `day` to `previous`.</param>
public sealed record CheckpointResponse(
    Guid Id, DateOnly Day, DateTime SignedAt, long From, long Position, string Root, IReadOnlyList<ChainHead> Heads, string? Previous, string KeyId, string Jws)
{
    internal static readonly Text Noun = new("检查点", "checkpoint");

    /// <summary>The JSON text of a checkpoint as it is shown.</summary>
    internal static string TextOf(Guid id, Checkpoint says, string keyId, string jws) => JsonSerializer.Serialize(
        new CheckpointResponse(id, says.Day, says.SignedAt, says.From, says.Position, says.Root, says.Heads, says.Previous, keyId, jws), IntegrityJson.Api.CheckpointResponse);
}
