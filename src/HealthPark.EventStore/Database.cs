using Npgsql;

namespace HealthPark.EventStore;

/// <summary>The one Postgres database of the program. Opened at start, when its address is known; nothing touches it before.</summary>
public sealed class Database : IAsyncDisposable
{
    private NpgsqlDataSource? _source;
    private NpgsqlDataSource? _writer;
    private NpgsqlDataSource? _follower;
    private NpgsqlDataSource? _maintenance;

    /// <summary>Connections for reading.</summary>
    public NpgsqlDataSource Source => _source ?? throw new InvalidOperationException("The database is not open yet.");

    /// <summary>Connections for appending. A stuck holder of the log's lock would stop everyone, so its waits are bounded.</summary>
    internal NpgsqlDataSource Writer => _writer ?? throw new InvalidOperationException("The database is not open yet.");

    /// <summary>
    /// Connections for subscriptions. The log is safe already: after a crash their rows and checkpoints are made again, so the disk need not be
    /// waited for.
    /// </summary>
    internal NpgsqlDataSource Follower => _follower ?? throw new InvalidOperationException("The database is not open yet.");

    /// <summary>Connections for what takes as long as it takes: migrating, rebuilding, verifying.</summary>
    internal NpgsqlDataSource Maintenance => _maintenance ?? throw new InvalidOperationException("The database is not open yet.");

    /// <summary>Whether <see cref="Open"/> has been called.</summary>
    public bool IsOpen => _source is not null;

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
        _source = With(s => s.Options = $"{s.Options} -c idle_in_transaction_session_timeout=60s".Trim());
        _writer = With(s => s.Options = $"{s.Options} -c lock_timeout=10s -c idle_in_transaction_session_timeout=15s".Trim());
        _follower = With(s => s.Options = $"{s.Options} -c synchronous_commit=off -c idle_in_transaction_session_timeout=60s".Trim());
        _maintenance = With(s => s.CommandTimeout = 0);

        NpgsqlDataSource With(Action<NpgsqlConnectionStringBuilder> change)
        {
            var changed = new NpgsqlConnectionStringBuilder(settings.ConnectionString);
            change(changed);
            return NpgsqlDataSource.Create(changed);
        }
    }

    /// <summary>Leaves every pooled connection: the server went away, and each would fail whoever takes it next.</summary>
    internal void LeaveConnections()
    {
        _source?.Clear();
        _writer?.Clear();
        _follower?.Clear();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
            await _source.DisposeAsync();
        if (_writer is not null)
            await _writer.DisposeAsync();
        if (_follower is not null)
            await _follower.DisposeAsync();
        if (_maintenance is not null)
            await _maintenance.DisposeAsync();
    }
}
