using Npgsql;

namespace HealthPark.EventStore;

/// <summary>The one Postgres database of the program. Opened at start, when its address is known; nothing touches it before.</summary>
public sealed class Database : IAsyncDisposable
{
    private Servers? _servers;
    private Servers? _writers;
    private Servers? _followers;
    private Servers? _maintenance;

    /// <summary>Connections for reading.</summary>
    public NpgsqlDataSource Source => Open(_servers).Primary;

    /// <summary>Connections for appending. A stuck holder of the log's lock would stop everyone, so its waits are bounded.</summary>
    internal NpgsqlDataSource Writer => Open(_writers).Primary;

    /// <summary>
    /// Connections for subscriptions. The log is safe already: after a crash their rows and checkpoints are made again, so the disk need not be
    /// waited for.
    /// </summary>
    internal NpgsqlDataSource Follower => Open(_followers).Primary;

    /// <summary>Connections for what takes as long as it takes: migrating, rebuilding, verifying.</summary>
    internal NpgsqlDataSource Maintenance => Open(_maintenance).Primary;

    /// <summary>Whether <see cref="Open(string)"/> has been called.</summary>
    public bool IsOpen => _servers is not null;

    /// <summary>Sets the address. Connects on first use.</summary>
    public void Open(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "healthpark",
            // Statements repeat by the thousand; preparing them and skipping the reset is worth 1.6 times on reads.
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
        };
        // A node that freezes inside a transaction loses it, and with it its locks.
        _servers = With(s => s.Options = $"{s.Options} -c idle_in_transaction_session_timeout=60s".Trim());
        _writers = With(s => s.Options = $"{s.Options} -c lock_timeout=10s -c idle_in_transaction_session_timeout=15s".Trim());
        _followers = With(s => s.Options = $"{s.Options} -c synchronous_commit=off -c idle_in_transaction_session_timeout=60s".Trim());
        _maintenance = With(s => s.CommandTimeout = 0);

        Servers With(Action<NpgsqlConnectionStringBuilder> change)
        {
            var changed = new NpgsqlConnectionStringBuilder(settings.ConnectionString);
            change(changed);
            return new Servers(changed);
        }
    }

    /// <summary>A connection for an answer that may come from a standby, once this has replayed the log up to a position.</summary>
    /// <param name="position">The position; null if the answer may be a little old.</param>
    /// <param name="patience">How long to wait for it.</param>
    /// <param name="ct">Cancels it.</param>
    /// <returns>Null if it did not get there in time.</returns>
    public async Task<NpgsqlConnection?> OpenForReading(long? position, TimeSpan patience, CancellationToken ct)
    {
        var servers = Open(_servers);
        var connection = await servers.Reads.OpenConnectionAsync(ct);
        if (position is null || servers.Reads == servers.Primary)
            return connection;
        try
        {
            // A standby cannot be listened to; it is asked.
            for (var giveUp = DateTimeOffset.UtcNow + patience; await EventLog.Head(connection, ct) < position; await Task.Delay(TimeSpan.FromMilliseconds(10), ct))
            {
                if (DateTimeOffset.UtcNow < giveUp)
                    continue;
                await connection.DisposeAsync();
                return null;
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Leaves every pooled connection: the server went away, and each would fail whoever takes it next.</summary>
    internal void LeaveConnections()
    {
        foreach (var servers in new[] { _servers, _writers, _followers, _maintenance })
            servers?.Leave();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var servers in new[] { _servers, _writers, _followers, _maintenance }.OfType<Servers>())
            await servers.DisposeAsync();
    }

    private static Servers Open(Servers? servers) => servers ?? throw new InvalidOperationException("The database is not open yet.");
}
