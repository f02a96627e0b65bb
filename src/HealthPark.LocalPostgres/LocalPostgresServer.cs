namespace HealthPark.LocalPostgres;

/// <summary>
/// A private PostgreSQL server, run from the installed programs for as long as one of the programs that share its folder runs.
/// It listens on a unix socket only, in a folder that only its own account may enter.
/// </summary>
public sealed class LocalPostgresServer : IAsyncDisposable
{
    private readonly ServerFolder _folder;
    private readonly LocalPostgresOptions _options;
    private PostgresCluster? _cluster;
    private FileStream? _membership;

    private LocalPostgresServer(ServerFolder folder, LocalPostgresOptions options) => (_folder, _options) = (folder, options);

    /// <summary>Names the database, as Npgsql reads it.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>The folder in use. For root it may be another one than was asked for: see <see cref="Notes"/>.</summary>
    public string DataFolder => _folder.Location;

    /// <summary>What the operator should be told.</summary>
    public IReadOnlyList<string> Notes => _folder.Note is null ? [] : [_folder.Note];

    /// <summary>The server's process, or null when it does not run. Tests kill it.</summary>
    public int? ProcessId => _cluster?.ProcessId;

    /// <summary>Starts the server, or joins the one that already runs on the folder; returns when its database answers.</summary>
    /// <exception cref="LocalPostgresException">PostgreSQL is missing, too old, or cannot run here. The message says what to do.</exception>
    public static async Task<LocalPostgresServer> Start(LocalPostgresOptions options, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (OperatingSystem.IsWindows())
            throw new LocalPostgresException("A private PostgreSQL server needs Linux or macOS. Set ConnectionStrings__HealthPark instead.");

        if (options.ThrowAway) await ThrowAwayFolders.DeleteAbandoned(ct);
        var folder = await ServerFolder.Prepare(options.ThrowAway ? ThrowAwayFolders.NewPath() : options.DataFolder, ct);
        var server = new LocalPostgresServer(folder, options);
        try
        {
            await server.Join(ct);
            return server;
        }
        catch
        {
            await server.Stop(CancellationToken.None);
            throw;
        }
    }

    private async Task Join(CancellationToken ct)
    {
        await using var turn = await FolderLocks.TakeTurn(_folder.Location, ct);
        _membership = FolderLocks.JoinUsers(_folder.Location);
        var folders = await PostgresBinaries.UsualFolders(ct);
        var binaries = await PostgresBinaries.Find(folders, _folder.Account, _folder.ClusterMajor, ct);
        _cluster = new PostgresCluster(_folder, binaries, _options);
        await _cluster.CreateIfMissing(ct);
        var socketFolder = await _cluster.EnsureAnswers(ct);
        await _cluster.CreateDatabaseIfMissing(socketFolder, ct);
        ConnectionString = PostgresCluster.ConnectionString(socketFolder, _options.DatabaseName, pooling: true);
    }

    /// <summary>Leaves the server, and stops it when no other program uses it. Calling it again does nothing.</summary>
    public async Task Stop(CancellationToken ct = default)
    {
        if (_membership is null) return;
        await using var turn = await FolderLocks.TakeTurn(_folder.Location, ct);
        LeaveRunning();
        if (!FolderLocks.HasNoUsers(_folder.Location)) return;
        if (_cluster is not null) await _cluster.StopServer(atOnce: _options.ThrowAway, ct);
        if (_options.ThrowAway) Directory.Delete(_folder.Location, recursive: true);
    }

    /// <summary>Leaves as a killed program does: the server keeps running for the next one.</summary>
    internal void LeaveRunning()
    {
        _membership?.Dispose();
        _membership = null;
    }

    /// <summary>The same as <see cref="Stop"/>.</summary>
    public async ValueTask DisposeAsync() => await Stop();
}
