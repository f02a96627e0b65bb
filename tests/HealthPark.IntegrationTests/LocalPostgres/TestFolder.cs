using HealthPark.LocalPostgres;
using Npgsql;

namespace HealthPark.IntegrationTests.LocalPostgres;

/// <summary>A data folder for one test, and the servers that the test starts on it.</summary>
public abstract class TestFolder : IAsyncLifetime
{
    private readonly List<LocalPostgresServer> _servers = [];
    private readonly string _root = Directory.CreateTempSubdirectory("healthpark-test-").FullName;

    protected string Folder => Path.Combine(_root, "postgres");

    protected async Task<LocalPostgresServer> Start(string? folder = null)
    {
        var server = await LocalPostgresServer.Start(new LocalPostgresOptions { DataFolder = folder ?? Folder });
        _servers.Add(server);
        return server;
    }

    protected static async Task<object?> Ask(LocalPostgresServer server, string sql)
    {
        // Unpooled: a pool would keep connections to a server that the test stops or kills.
        var unpooled = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(unpooled);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public Task InitializeAsync()
    {
        // The temporary folder is made for its owner only; root's server runs as another user.
        File.SetUnixFileMode(_root, (UnixFileMode)Convert.ToInt32("755", 8));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }
}
