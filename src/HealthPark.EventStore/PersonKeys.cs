using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace HealthPark.EventStore;

/// <summary>
/// The keys under which personal members of events are sealed: one for each person, in a database of its own with its own backup. The log
/// is never rewritten; whoever destroys a person's key makes its members unreadable wherever they are copied, in dumps that are older too.
/// Also what tells that two records are of one person: a keyed hash of an identity number leads to a random token, and only the token
/// goes into the log, so that without the row here it leads nowhere.
/// </summary>
/// <remarks>
/// Keys are kept in memory by nobody: a node that has never heard of an erasure cannot read on. The server may keep what was deleted in its
/// write-ahead log until that is recycled, and in an archive of it or in base backups until these expire: keep those of this database short.
/// </remarks>
public sealed class PersonKeys : IAsyncDisposable
{
    private const string Tables = """
        create table if not exists person_keys (
            person_id uuid        primary key,
            key       bytea       not null,
            made_at   timestamptz not null default now()
        );
        create table if not exists identities (
            digest bytea primary key,
            token  uuid  not null unique
        );
        create table if not exists destroyed (
            person_id    uuid        primary key,
            destroyed_at timestamptz not null default now()
        );
        create table if not exists secrets (
            name  text  primary key,
            value bytea not null
        );
        create table if not exists signing_keys (
            id          text        primary key,
            public_key  bytea       not null,
            private_key bytea,
            made_at     timestamptz not null
        );
        create unique index if not exists signing_keys_in_use on signing_keys ((true)) where private_key is not null;
        create table if not exists signed_checkpoints (
            day date primary key,
            jws text not null
        )
        """;

    private Servers? _servers;
    private byte[] _secret = [];

    /// <summary>Whether <see cref="Open"/> has been called.</summary>
    public bool IsOpen => _servers is not null;

    /// <summary>Connections to the database of keys.</summary>
    internal NpgsqlDataSource Source => _servers?.Primary ?? throw new InvalidOperationException("The database of keys is not open yet.");

    /// <summary>Opens the database and brings its tables up to date.</summary>
    /// <param name="connectionString">Where it is.</param>
    /// <param name="createFrom">A database of the same server, from which it is created if it is missing; null where it must be there.</param>
    /// <param name="ct">Cancels it.</param>
    public async Task Open(string connectionString, string? createFrom, CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "healthpark-keys" };
        _servers = new Servers(settings);
        try
        {
            await Prepare(ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidCatalogName && createFrom is not null)
        {
            await Create(createFrom, settings.Database!, ct);
            await Prepare(ct);
        }
    }

    /// <summary>A person's key, made now if there is none: it is there for good before anything is sealed with it.</summary>
    /// <returns>Null if the person's key was destroyed: it is never made again.</returns>
    public async Task<byte[]?> MakeOrFind(Guid person, CancellationToken ct)
    {
        await using var connection = await Source.OpenConnectionAsync(ct);
        await connection.Execute(
            """
            insert into person_keys (person_id, key)
            select $1, $2 where not exists (select from destroyed where person_id = $1)
            on conflict do nothing
            """, ct, person, SealedText.NewKey());
        return (await connection.Query("select key from person_keys where person_id = $1", row => row.GetFieldValue<byte[]>(0), ct, person)).FirstOrDefault();
    }

    /// <summary>The keys of some persons; those whose key was destroyed are missing.</summary>
    public async Task<IReadOnlyDictionary<Guid, byte[]>> Find(IReadOnlyCollection<Guid> persons, CancellationToken ct)
    {
        if (persons.Count == 0)
            return new Dictionary<Guid, byte[]>();
        await using var connection = await Source.OpenConnectionAsync(ct);
        var found = await connection.Query(
            "select person_id, key from person_keys where person_id = any($1)", row => (row.GetGuid(0), row.GetFieldValue<byte[]>(1)), ct, persons.ToArray());
        return found.ToDictionary();
    }

    /// <summary>The token that stands for whoever has an identity.</summary>
    /// <param name="identity">The identity in normal form, with its kind.</param>
    /// <param name="make">Whether to remember it where it is new; else a new one gets a token that is forgotten at once.</param>
    /// <param name="ct">Cancels it.</param>
    /// <returns>The token, and whether it was made now.</returns>
    public async Task<(Guid Token, bool IsNew)> TokenOf(string identity, bool make, CancellationToken ct)
    {
        var digest = HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(identity));
        await using var connection = await Source.OpenConnectionAsync(ct);
        var made = make
            && await connection.Execute("insert into identities (digest, token) values ($1, $2) on conflict do nothing", ct, digest, Guid.NewGuid()) == 1;
        return (await connection.Query("select token from identities where digest = $1", row => row.GetGuid(0), ct, digest)) is [var token] ? (token, made)
            : make ? throw new StoreUnavailableException("The person with this identity is being erased; try again.")
            : (Guid.NewGuid(), false);
    }

    /// <summary>Drops what was made for a write that was not carried out after all.</summary>
    /// <param name="person">The person of whom there is no record; null if there is one.</param>
    /// <param name="tokens">Tokens that no record has.</param>
    /// <param name="ct">Cancels it.</param>
    public async Task Drop(Guid? person, IReadOnlyCollection<Guid> tokens, CancellationToken ct)
    {
        await using var connection = await Source.OpenConnectionAsync(ct);
        await connection.Execute("delete from person_keys where person_id = $1", ct, person ?? Guid.Empty);
        await connection.Execute("delete from identities where token = any($1)", ct, tokens.ToArray());
    }

    /// <summary>
    /// Destroys the keys of some persons, and what leads from their identity numbers to the log. Doing it again does nothing. That it
    /// happened stays known, so that no other key is ever made for them.
    /// </summary>
    /// <param name="persons">Whose.</param>
    /// <param name="tokens">The tokens that stand for them.</param>
    /// <param name="ct">Cancels it.</param>
    /// <returns>How many keys and identities there still were.</returns>
    public async Task<int> Destroy(IReadOnlyCollection<Guid> persons, IReadOnlyCollection<Guid> tokens, CancellationToken ct)
    {
        if (persons.Count == 0)
            return 0;
        var ids = persons.ToArray();
        await using var connection = await Source.OpenConnectionAsync(ct);
        int gone;
        await using (var transaction = await connection.BeginTransactionAsync(ct))
        {
            await connection.Execute("insert into destroyed (person_id) select unnest($1) on conflict do nothing", ct, ids);
            gone = await connection.Execute("delete from person_keys where person_id = any($1)", ct, ids);
            gone += await connection.Execute("delete from identities where token = any($1)", ct, tokens.ToArray());
            await transaction.CommitAsync(ct);
        }

        // So that the rows do not stay behind in the tables' files.
        if (gone > 0)
            await connection.Execute("vacuum person_keys, identities", ct);
        return gone;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_servers is not null)
            await _servers.DisposeAsync();
    }

    // The lock keeps several nodes that start at once out of each other's way.
    private async Task Prepare(CancellationToken ct)
    {
        await using var connection = await Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.Execute("select pg_advisory_xact_lock(7310589462919)", ct);
        foreach (var statement in Tables.Split(';'))
            await connection.Execute(statement, ct);
        await connection.Execute("insert into secrets (name, value) values ('identities', $1) on conflict do nothing", ct, RandomNumberGenerator.GetBytes(32));
        _secret = (await connection.Query("select value from secrets where name = 'identities'", row => row.GetFieldValue<byte[]>(0), ct))[0];
        await transaction.CommitAsync(ct);
    }

    private static async Task Create(string server, string name, CancellationToken ct)
    {
        await using var servers = new Servers(new NpgsqlConnectionStringBuilder(server) { Pooling = false });
        await using var connection = await servers.Primary.OpenConnectionAsync(ct);
        using var quoting = new NpgsqlCommandBuilder();
        try
        {
            await connection.Execute($"create database {quoting.QuoteIdentifier(name)} template template0", ct);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // another node was faster
        }
    }
}

/// <summary>
/// A text sealed with a person's key: AES-256-GCM over a random nonce, bound to the person and the member, as base64url of version, nonce,
/// tag and ciphertext.
/// </summary>
public static class SealedText
{
    private const byte Version = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>A new key.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(32);

    /// <summary>Seals a text.</summary>
    /// <param name="key">The person's key.</param>
    /// <param name="person">Whose text it is.</param>
    /// <param name="member">The member that it is the value of.</param>
    /// <param name="text">The text.</param>
    public static string Seal(byte[] key, Guid person, string member, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var all = new byte[1 + NonceSize + TagSize + plain.Length];
        all[0] = Version;
        var nonce = all.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, all.AsSpan(1 + NonceSize + TagSize), all.AsSpan(1 + NonceSize, TagSize), BoundTo(person, member));
        return System.Buffers.Text.Base64Url.EncodeToString(all);
    }

    /// <summary>Opens a text.</summary>
    /// <returns>Null if it is not one that was sealed with this key for this person and member.</returns>
    public static string? Open(byte[] key, Guid person, string member, string text)
    {
        try
        {
            var all = System.Buffers.Text.Base64Url.DecodeFromChars(text);
            if (all.Length < 1 + NonceSize + TagSize || all[0] != Version)
                return null;
            var plain = new byte[all.Length - 1 - NonceSize - TagSize];
            using var aes = new AesGcm(key, TagSize);
            aes.Decrypt(all.AsSpan(1, NonceSize), all.AsSpan(1 + NonceSize + TagSize), all.AsSpan(1 + NonceSize, TagSize), plain, BoundTo(person, member));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static byte[] BoundTo(Guid person, string member) => Encoding.UTF8.GetBytes($"{person} {member}");
}
