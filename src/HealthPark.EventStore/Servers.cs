using Npgsql;

namespace HealthPark.EventStore;

/// <summary>
/// Connections to the server that a connection string names. Where it names several (<c>Host=a,b</c>), to the one that is the primary
/// just then: Npgsql finds out which, and follows a promotion. Where it prefers a standby (<c>Target Session Attributes=prefer-standby</c>),
/// reads go to one of these as long as there is one.
/// </summary>
internal sealed class Servers : IAsyncDisposable
{
    private readonly NpgsqlDataSource _all;

    public Servers(NpgsqlConnectionStringBuilder settings)
    {
        var prefersStandby = string.Equals(settings.TargetSessionAttributes, "prefer-standby", StringComparison.OrdinalIgnoreCase);
        settings = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { TargetSessionAttributes = null }; // told apart below
        if (settings.Host?.Contains(',') != true)
        {
            _all = Primary = Reads = NpgsqlDataSource.Create(settings);
            return;
        }

        // How long a server that was away or a standby is taken for that: after a promotion, writes wait for it.
        if (!settings.ShouldSerialize("Host Recheck Seconds"))
            settings.HostRecheckSeconds = 1;
        var hosts = new NpgsqlDataSourceBuilder(settings.ConnectionString).BuildMultiHost();
        _all = hosts;
        Primary = hosts.WithTargetSession(TargetSessionAttributes.Primary);
        Reads = prefersStandby ? hosts.WithTargetSession(TargetSessionAttributes.PreferStandby) : Primary;
    }

    /// <summary>Connections to the primary.</summary>
    public NpgsqlDataSource Primary { get; }

    /// <summary>Connections to a standby, where these are preferred; else the same.</summary>
    public NpgsqlDataSource Reads { get; }

    /// <summary>Leaves every pooled connection, and what is known of which server is the primary.</summary>
    public void Leave()
    {
        _all.Clear();
        (_all as NpgsqlMultiHostDataSource)?.ClearDatabaseStates();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _all.DisposeAsync();
}
