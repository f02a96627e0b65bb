using System.Globalization;
using HealthPark.LocalPostgres;
using Npgsql;

namespace HealthPark.IntegrationTests.Survival;

/// <summary>A server's cluster copied while it runs, by <c>pg_basebackup</c>.</summary>
internal static class BaseBackup
{
    /// <summary>Copies the cluster into another server's folder.</summary>
    /// <param name="server">The server.</param>
    /// <param name="folder">The other server's data folder.</param>
    /// <param name="more">Further arguments, such as <c>-R</c> for a standby.</param>
    public static async Task Take(LocalPostgresServer server, string folder, params IReadOnlyList<string> more)
    {
        var place = await ServerFolder.Prepare(folder, default);
        var major = int.Parse(await File.ReadAllTextAsync(Path.Combine(server.DataFolder, "cluster", "PG_VERSION")), CultureInfo.InvariantCulture);
        var binaries = await PostgresBinaries.Find(await PostgresBinaries.UsualFolders(default), place.Account, major, default);
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        (await place.Account.Run(
            Path.Combine(binaries.Folder, "pg_basebackup"),
            ["-D", place.Cluster, "-h", settings.Host!, "-p", $"{settings.Port}", "-U", settings.Username!, "-c", "fast", "-X", "stream", .. more], default))
            .OrThrow("pg_basebackup failed");
    }
}
