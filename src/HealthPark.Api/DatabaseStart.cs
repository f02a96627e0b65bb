using HealthPark.EventStore;
using HealthPark.LocalPostgres;
using Npgsql;

namespace HealthPark.Api;

/// <summary>The program cannot start, and the operator can do something about it.</summary>
public sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// Before anything else runs: opens the database that <c>ConnectionStrings:HealthPark</c> names, or a private server of our own, and
/// brings its tables, and read models that a migration has made stale, up to date; and the database of the keys that seal personal members,
/// which <c>ConnectionStrings:HealthParkKeys</c> names, or one beside the other with <c>_keys</c> after its name. Afterwards, last of all, it leaves the private server.
/// </summary>
public sealed class DatabaseStart(
    IConfiguration configuration, Database database, PersonKeys keys, Migrations migrations, Projections projections, ILogger<DatabaseStart> log) : IHostedLifecycleService
{
    private LocalPostgresServer? _server;

    /// <summary>What the operator should know about where the data are.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>Opens the database and brings its tables up to date.</summary>
    public async Task Open(CancellationToken ct)
    {
        var given = configuration.GetConnectionString("HealthPark");
        if (given is null)
        {
            _server = await LocalPostgresServer.Start(new LocalPostgresOptions
            {
                DataFolder = Path.GetFullPath(Path.Combine(configuration["HEALTHPARK_DATA"] ?? ".data", "postgres")),
                Log = line => log.LogInformation("{Line}", line),
            }, ct);
            Notes = [.. _server.Notes, $"Data: a private PostgreSQL in {_server.DataFolder}"];
        }

        database.Open(given ?? _server!.ConnectionString);
        try
        {
            await migrations.Apply(ct);
            await projections.RebuildStale(ct);
        }
        catch (NpgsqlException e) when (given is not null && e is not PostgresException)
        {
            throw new StartException($"The database that ConnectionStrings:HealthPark names does not answer: {e.Message}", e);
        }

        await OpenKeys(given ?? _server!.ConnectionString, ct);
    }

    private async Task OpenKeys(string beside, CancellationToken ct)
    {
        var given = configuration.GetConnectionString("HealthParkKeys");
        var settings = new NpgsqlConnectionStringBuilder(beside);
        settings.Database = (settings.Database ?? settings.Username) + "_keys";
        try
        {
            await keys.Open(given ?? settings.ConnectionString, createFrom: given is null ? beside : null, ct);
        }
        catch (NpgsqlException e)
        {
            throw new StartException(given is null
                ? $"There is no database {settings.Database} for the keys of personal data, and it cannot be created: {e.Message} Create it, or name another by ConnectionStrings:HealthParkKeys."
                : $"The database that ConnectionStrings:HealthParkKeys names cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Leaves the private server, which stops if nobody else uses it.</summary>
    public async Task Leave()
    {
        await database.DisposeAsync();
        await keys.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Open(cancellationToken);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Leave();
}
