using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace HealthPark.EventStore;

/// <summary>A key by which a signature is checked.</summary>
/// <param name="Id">Its id: the thumbprint of its JWK (RFC 7638).</param>
/// <param name="PublicKey">Its point on P-256.</param>
public sealed record VerificationKey(string Id, ECPoint PublicKey)
{
    /// <summary>Whether a signature (ECDSA with SHA-256 over P-256, r and s of 32 bytes each) of some bytes was made with this key.</summary>
    public bool Verifies(byte[] signed, byte[] signature)
    {
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = PublicKey });
        return key.VerifyData(signed, signature, HashAlgorithmName.SHA256);
    }
}

/// <summary>
/// The keys with which the log's checkpoints and receipts are signed (ECDSA over P-256, FIPS 186-5), in the database of keys: never
/// beside what they sign. One is in use at a time. With them stands each checkpoint that was ever signed, one a day, so that a log that is
/// put back to an older state contradicts what is kept here.
/// </summary>
public sealed class SigningKeys(PersonKeys keys)
{
    /// <summary>Signs with the key in use; the first time, one is made.</summary>
    /// <param name="what">What is to be signed, given the key's id.</param>
    /// <param name="ct">Cancels it.</param>
    /// <returns>The bytes, and the signature: r and s of 32 bytes each.</returns>
    public async Task<(byte[] Signed, byte[] Signature)> Sign(Func<string, byte[]> what, CancellationToken ct)
    {
        await using var connection = await keys.Source.OpenConnectionAsync(ct);
        var (id, privateKey) = await InUse(connection, ct) ?? await Make(connection, ct);
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        var signed = what(id);
        return (signed, key.SignData(signed, HashAlgorithmName.SHA256));
    }

    /// <summary>Every key there has ever been, the newest first: the one in use, and those whose signatures are still checked.</summary>
    public async Task<IReadOnlyList<VerificationKey>> All(CancellationToken ct)
    {
        await using var connection = await keys.Source.OpenConnectionAsync(ct);
        if (await InUse(connection, ct) is null)
            await Make(connection, ct);
        return await connection.Query(
            "select id, public_key from signing_keys order by made_at desc", row => new VerificationKey(row.GetString(0), PointOf(row.GetFieldValue<byte[]>(1))), ct);
    }

    /// <summary>Makes a new key, and destroys the private part of the one in use so far: nobody can sign with it any more.</summary>
    /// <returns>The new key's id.</returns>
    public async Task<string> Rotate(CancellationToken ct)
    {
        await using var connection = await keys.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.Execute("update signing_keys set private_key = null where private_key is not null", ct);
        var (id, _) = await Make(connection, ct);
        await transaction.CommitAsync(ct);
        await connection.Execute("vacuum signing_keys", ct); // so that it does not stay behind in the table's file
        return id;
    }

    /// <summary>Keeps what was signed for a day, unless something was signed for it before: a day is signed once.</summary>
    /// <returns>What is kept for that day.</returns>
    public async Task<string> Keep(DateOnly day, string jws, CancellationToken ct)
    {
        await using var connection = await keys.Source.OpenConnectionAsync(ct);
        await connection.Execute("insert into signed_checkpoints (day, jws) values ($1, $2) on conflict do nothing", ct, day, jws);
        return (await Kept(connection, day, ct)).Single();
    }

    /// <summary>What was signed for a day; null if nothing was.</summary>
    public async Task<string?> Kept(DateOnly day, CancellationToken ct)
    {
        await using var connection = await keys.Source.OpenConnectionAsync(ct);
        return (await Kept(connection, day, ct)).SingleOrDefault();
    }

    /// <summary>All that was signed, in the order of the days.</summary>
    public async Task<IReadOnlyList<string>> Kept(CancellationToken ct)
    {
        await using var connection = await keys.Source.OpenConnectionAsync(ct);
        return await Kept(connection, null, ct);
    }

    private static Task<List<string>> Kept(NpgsqlConnection connection, DateOnly? day, CancellationToken ct) => connection.Query(
        "select jws from signed_checkpoints where day = coalesce($1::date, day) order by day", row => row.GetString(0), ct, day);

    private static async Task<(string Id, byte[] PrivateKey)?> InUse(NpgsqlConnection connection, CancellationToken ct) => (await connection.Query(
        "select id, private_key from signing_keys where private_key is not null", row => ((string, byte[])?)(row.GetString(0), row.GetFieldValue<byte[]>(1)), ct)).SingleOrDefault();

    // Where another node is faster, its key is the one in use.
    private static async Task<(string Id, byte[] PrivateKey)> Make(NpgsqlConnection connection, CancellationToken ct)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        await connection.Execute(
            "insert into signing_keys (id, public_key, private_key, made_at) values ($1, $2, $3, clock_timestamp()) on conflict do nothing", ct,
            Thumbprint(point), (byte[])[.. point.X!, .. point.Y!], key.ExportPkcs8PrivateKey());
        return (await InUse(connection, ct))!.Value;
    }

    private static ECPoint PointOf(byte[] publicKey) => new() { X = publicKey[..32], Y = publicKey[32..] };

    // RFC 7638: the members that a key of this kind needs, in the order of their names, without blanks.
    private static string Thumbprint(ECPoint point) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(
        $$"""{"crv":"P-256","kty":"EC","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}""")));
}
