using System.Diagnostics;
using Npgsql;

namespace HealthPark.IntegrationTests.Api;

/// <summary>A database as pg_dump writes it, and back again.</summary>
internal static class DumpOf
{
    /// <summary>The whole database as plain SQL.</summary>
    public static Task<string> Database(string connectionString) => Run("pg_dump", connectionString, null);

    /// <summary>A new database made from a dump.</summary>
    public static async Task<string> Restore(string dump)
    {
        var database = await TestPostgres.CreateDatabase();
        await Run("psql", database, dump, "-X", "-q", "-v", "ON_ERROR_STOP=1");
        return database;
    }

    private static async Task<string> Run(string program, string connectionString, string? input, params string[] more)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(PathOf(program), more) { RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true };
        (start.Environment["PGHOST"], start.Environment["PGPORT"], start.Environment["PGUSER"], start.Environment["PGPASSWORD"], start.Environment["PGDATABASE"]) =
            (settings.Host, $"{settings.Port}", settings.Username, settings.Password, settings.Database);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input ?? "");
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);
        return await output;
    }

    private static string PathOf(string program) =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var major) ? major : 0)
                .Select(d => Path.Combine(d, "bin", program)).FirstOrDefault(File.Exists) ?? program
            : program;
}
