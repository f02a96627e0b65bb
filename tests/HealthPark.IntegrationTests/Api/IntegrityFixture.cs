using System.Buffers.Text;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using HealthPark.Integrity;
using HealthPark.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HealthPark.IntegrationTests.Api;

/// <summary>The program with a clock that can be put forward, so that days end when a test wants them to.</summary>
public class IntegrityFixture : ApiFixture
{
    public ForwardClock Clock { get; } = new();

    public override Task<ApiProgram> Start() => ApiProgram.Start(Database, AdminKey, services => services.AddSingleton<TimeProvider>(Clock));

    /// <summary>Lets a day pass, and signs what is due then.</summary>
    /// <returns>The checkpoint of the day that has ended.</returns>
    public async Task<Answer> EndDay()
    {
        Clock.Forward(TimeSpan.FromDays(1));
        var day = $"{Clock.Today().AddDays(-1):yyyy-MM-dd}";
        while (await Checkpoints(1) is not [var newest] || newest["day"].Text() != day)
            await Program.Services.GetRequiredService<CheckpointSigner>().SignDue(default); // none while another node is at it
        return await Admin.Get($"/v1/integrity/checkpoints/{day}");
    }

    /// <summary>The newest checkpoints.</summary>
    public async Task<IReadOnlyList<JsonNode>> Checkpoints(int limit = 500) =>
        (await Anonymous.Get($"/v1/integrity/checkpoints?limit={limit}")).ShouldBe(200)["items"].Items();

    /// <summary>Asks the database of keys.</summary>
    public Task<List<T>> AskKeys<T>(string sql) => Ask<T>(new NpgsqlConnectionStringBuilder(Database) { Database = new NpgsqlConnectionStringBuilder(Database).Database + "_keys" }.ConnectionString, sql);

    public static async Task<List<T>> Ask<T>(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<T>();
        while (await reader.ReadAsync())
            found.Add(reader.GetFieldValue<T>(0));
        return found;
    }

    /// <summary>What a signed statement says; its signature is not looked at.</summary>
    public static JsonNode Payload(string jws) => JsonNode.Parse(Base64Url.DecodeFromChars(jws.Split('.')[1]))!;

    /// <summary>Runs the script that needs no connection.</summary>
    public static async Task<(int ExitCode, string Said)> VerifyOffline(params string[] answers)
    {
        var folder = Directory.CreateTempSubdirectory("healthpark-");
        try
        {
            var files = answers.Select((_, i) => Path.Combine(folder.FullName, $"{i}.json")).ToList();
            foreach (var (file, answer) in files.Zip(answers))
                await File.WriteAllTextAsync(file, answer);
            using var node = Process.Start(new ProcessStartInfo(Script(), files) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
            await node.WaitForExitAsync();
            return (node.ExitCode, await output + await errors);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Script([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../build/verify-receipt"));
}
