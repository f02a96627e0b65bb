using System.Collections.Concurrent;
using System.Globalization;
using HealthPark.LocalPostgres;
using Npgsql;

namespace HealthPark.IntegrationTests;

/// <summary>
/// The PostgreSQL server of this test run: a throw-away one, or the one that <c>HEALTHPARK_TEST_POSTGRES</c> names by a connection
/// string whose user may create databases. Without a server the tests that ask for a database fail; they are never skipped.
/// </summary>
public static class TestPostgres
{
    private static readonly string? GivenServer = Environment.GetEnvironmentVariable("HEALTHPARK_TEST_POSTGRES");
    private static readonly Lazy<Task<LocalPostgresServer>> OwnServer = new(() => LocalPostgresServer.Start(new LocalPostgresOptions
    {
        ThrowAway = true,
        // Nobody kills this server, so nothing on it need reach the disk; tests of survival start servers of their own.
        ServerSettings = new Dictionary<string, string>
        {
            ["max_connections"] = "300", ["fsync"] = "off", ["synchronous_commit"] = "off", ["full_page_writes"] = "off",
            ["autovacuum_naptime"] = "5min", // it goes round hundreds of databases
        },
    }));
    private static readonly ConcurrentBag<string> Databases = [];

    /// <summary>A new empty database; the connection string names it. It is dropped when the run ends.</summary>
    public static async Task<string> CreateDatabase()
    {
        var name = "t_" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var server = string.IsNullOrEmpty(GivenServer) ? (await OwnServer.Value).ConnectionString : GivenServer;
        await Execute(server, $"create database {name}");
        Databases.Add(name);
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    /// <summary>A copy of a database, and of the one of its keys, to which nobody is connected.</summary>
    public static async Task<string> CopyOf(string database)
    {
        var settings = new NpgsqlConnectionStringBuilder(database);
        var (original, name) = (settings.Database!, "t_" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        settings.Database = "postgres";
        foreach (var suffix in new[] { "", "_keys" })
            await Execute(settings.ConnectionString, $"create database {name}{suffix} template {original}{suffix}");
        Databases.Add(name);
        settings.Database = name;
        return settings.ConnectionString;
    }

    /// <summary>Called once, by <see cref="TestRun"/>.</summary>
    internal static async Task EndRun()
    {
        NpgsqlConnection.ClearAllPools();
        if (OwnServer.IsValueCreated)
            await (await OwnServer.Value).DisposeAsync();
        else
            foreach (var name in Databases.SelectMany(n => new[] { n, n + "_keys" })) await Execute(GivenServer!, $"drop database if exists {name} with (force)");
    }

    private static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
