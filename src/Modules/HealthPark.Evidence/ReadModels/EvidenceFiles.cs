using System.Data;
using HealthPark.EventStore;
using Npgsql;

namespace HealthPark.Evidence.ReadModels;

/// <summary>The bytes of evidence, each file once under its SHA-256, and what there is of a record.</summary>
public sealed class EvidenceFiles(Database database) : IIntegrityCheck
{
    /// <summary>Keeps a file. One that is kept already is not sent again.</summary>
    public async Task Keep(byte[] sha256, long size, Stream file, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        if ((await connection.Query("select 1 from evidence.files where sha256 = $1", row => row.GetInt32(0), ct, sha256)).Count > 0)
            return;
        file.Position = 0;
        await connection.Execute("insert into evidence.files (sha256, size, bytes) values ($1, $2, $3) on conflict do nothing", ct, sha256, size, file);
    }

    /// <summary>Sends a file's bytes as they come from the database.</summary>
    /// <param name="sha256">Which file.</param>
    /// <param name="target">Where to send them.</param>
    /// <param name="begin">What to do before the first byte, once it is certain that there are bytes.</param>
    public async Task Send(byte[] sha256, Stream target, Action begin, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var command = connection.Command("select bytes from evidence.files where sha256 = $1", sha256);
        await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct);
        if (!await reader.ReadAsync(ct))
            throw new InvalidOperationException($"The bytes of the file {Convert.ToHexStringLower(sha256)} are missing.");
        begin();
        await using var bytes = await reader.GetStreamAsync(0, ct);
        await bytes.CopyToAsync(target, ct);
    }

    /// <summary>The bodies of a record's evidence, in the order in which it came.</summary>
    public async Task<IReadOnlyList<string>> Of(string collection, Guid recordId, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await connection.Query(
            "select body::text from evidence.evidence where record_id = $1 and collection = $2 order by id", row => row.GetString(0), ct, recordId, collection);
    }

    /// <summary>How many pieces of evidence a record has, withdrawn ones included.</summary>
    public async Task<long> Count(string collection, Guid recordId, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return (await connection.Query("select count(*) from evidence.evidence where record_id = $1 and collection = $2", row => row.GetInt64(0), ct, recordId, collection))[0];
    }

    /// <inheritdoc/>
    public async Task<(string LookedAt, IReadOnlyList<string> Wrong)> Check(CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var files = await connection.Query(
            "select distinct e.sha256, f.sha256 is not null from evidence.evidence e left join evidence.files f using (sha256)",
            row => (Sha256: row.GetFieldValue<byte[]>(0), IsThere: row.GetBoolean(1)), ct);
        var wrong = new List<string>();
        foreach (var (sha256, isThere) in files)
        {
            if (!isThere)
                wrong.Add($"evidence.files: the bytes of {Convert.ToHexStringLower(sha256)} are missing");
            else if (!await IsWhole(connection, sha256, ct))
                wrong.Add($"evidence.files: the bytes of {Convert.ToHexStringLower(sha256)} are not what was attached");
        }

        return ($"evidence: {files.Count} files", wrong);
    }

    // One file a statement: all of them in one would take as long as it takes.
    private static async Task<bool> IsWhole(NpgsqlConnection connection, byte[] sha256, CancellationToken ct) => (await connection.Query(
        "select sha256(bytes) = sha256 and size = length(bytes) from evidence.files where sha256 = $1", row => row.GetBoolean(0), ct, sha256)).Single();
}
