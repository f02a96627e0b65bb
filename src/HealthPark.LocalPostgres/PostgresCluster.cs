using System.Diagnostics;
using Npgsql;

namespace HealthPark.LocalPostgres;

/// <summary>One cluster and its server process, driven through <c>initdb</c> and <c>pg_ctl</c>. Callers hold the folder's turn.</summary>
internal sealed class PostgresCluster(ServerFolder folder, PostgresBinaries binaries, LocalPostgresOptions options)
{
    public const string Superuser = "healthpark";

    /// <summary>How long a start is tried again when the server before it was killed: its last processes must be gone first.</summary>
    private static readonly TimeSpan CrashPatience = TimeSpan.FromSeconds(20);

    private readonly PidFile _pidFile = new(folder.Cluster);

    public int? ProcessId => _pidFile.ProcessId;

    public async Task CreateIfMissing(CancellationToken ct)
    {
        if (Directory.Exists(folder.Cluster)) return;

        // Made beside its place and renamed, so that an interrupted initdb never looks like a cluster.
        var unfinished = folder.Cluster + ".tmp";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);

        options.Log($"Making a PostgreSQL {binaries.Version} cluster in {folder.Location}");
        // No passwords: the server listens on no network, and only its account may enter the folder of its socket.
        var made = await folder.Account.Run(binaries.InitDb,
        [
            "-D", unfinished, "--username", Superuser, "--auth-local=trust", "--auth-host=reject",
            "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions",
        ], ct);
        made.OrThrow("initdb failed");
        Directory.Move(unfinished, folder.Cluster);
    }

    /// <summary>Returns the socket's folder once the server answers: the server that already runs, or a new one.</summary>
    public async Task<string> EnsureAnswers(CancellationToken ct)
    {
        while (true)
        {
            if (ProcessId is null) await StartServer(ct);
            if (_pidFile.SocketFolder is { } socketFolder && await Answers(socketFolder, ct)) return socketFolder;
            await Task.Delay(TimeSpan.FromMilliseconds(20), ct);
        }
    }

    private async Task StartServer(CancellationToken ct)
    {
        var wasKilled = _pidFile.Exists;
        _pidFile.DeleteIfNumberWasReused();

        options.Log($"Starting PostgreSQL {binaries.Version} in {folder.Location}{(wasKilled ? ", which was not stopped properly" : "")}");
        var settings = new Dictionary<string, string>(options.ServerSettings)
        {
            ["listen_addresses"] = "",
            ["port"] = "5432",
            ["unix_socket_directories"] = await folder.SocketFolder(ct),
            ["unix_socket_permissions"] = "0700",
        };
        var serverArguments = string.Join(' ', settings.Select(setting => "-c " + ShellQuoted($"{setting.Key}={setting.Value}")));

        // pg_ctl gives the server a session of its own, so that Ctrl+C in this program's terminal does not reach it,
        // and -l a file instead of this program's pipes. Recovery after a crash takes the time it takes: only ct ends the wait.
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var started = await folder.Account.Run(binaries.PgCtl,
                ["start", "-D", folder.Cluster, "-l", folder.ServerLog, "-w", "-t", "86400", "-o", serverArguments], ct);
            if (started.Succeeded) return;
            if (!wasKilled || watch.Elapsed > CrashPatience)
                throw new LocalPostgresException($"PostgreSQL did not start: {started.Output}\nThe end of {folder.ServerLog}:\n{EndOfLog()}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), ct);
        }
    }

    /// <summary>Stops the server: properly, or at once, as for data that nobody will read again.</summary>
    public async Task StopServer(bool atOnce, CancellationToken ct)
    {
        if (ProcessId is null) return;
        var socketFolder = _pidFile.SocketFolder;
        var stopped = await folder.Account.Run(binaries.PgCtl,
            ["stop", "-D", folder.Cluster, "-m", atOnce ? "immediate" : "fast", "-w", "-t", "86400"], ct);
        if (ProcessId is not null) stopped.OrThrow("PostgreSQL did not stop");
        if (socketFolder != folder.Location && Directory.Exists(socketFolder)) Directory.Delete(socketFolder);
    }

    public async Task CreateDatabaseIfMissing(string socketFolder, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(socketFolder, "postgres", pooling: false));
        await connection.OpenAsync(ct);
        await using var find = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection)
        {
            Parameters = { new() { Value = options.DatabaseName } },
        };
        if (await find.ExecuteScalarAsync(ct) is not null) return;

        using var quoting = new NpgsqlCommandBuilder();
        await using var create = new NpgsqlCommand($"create database {quoting.QuoteIdentifier(options.DatabaseName)}", connection);
        await create.ExecuteNonQueryAsync(ct);
    }

    public static string ConnectionString(string socketFolder, string database, bool pooling) => new NpgsqlConnectionStringBuilder
    {
        Host = socketFolder,
        Port = 5432,
        Username = Superuser,
        Database = database,
        Pooling = pooling,
        SslMode = SslMode.Disable, // never spoken on a unix socket: saves the question
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    private static async Task<bool> Answers(string socketFolder, CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString(socketFolder, "postgres", pooling: false));
            await connection.OpenAsync(ct);
            return true;
        }
        catch (NpgsqlException e) when (e is not PostgresException { SqlState: not PostgresErrorCodes.CannotConnectNow })
        {
            // Still starting, or just stopping.
            return false;
        }
    }

    private string EndOfLog() => File.Exists(folder.ServerLog) ? string.Join('\n', File.ReadLines(folder.ServerLog).TakeLast(12)) : "";

    private static string ShellQuoted(string text) => "'" + text.Replace("'", @"'\''", StringComparison.Ordinal) + "'";
}
