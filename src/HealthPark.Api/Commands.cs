using System.Text;
using HealthPark.Api.OpenApi;
using HealthPark.EventStore;
using HealthPark.LocalPostgres;
using Npgsql;

namespace HealthPark.Api;

/// <summary>What the program does besides serving.</summary>
internal static class Commands
{
    /// <summary>Runs a command.</summary>
    /// <returns>The exit code: 0 if all is well, 1 if it is not, 2 for an unknown command.</returns>
    public static async Task<int> Run(WebApplication app, string command)
    {
        if (command == "asyncapi")
            return await WriteAsyncApi(app);
        Func<IServiceProvider, Task<int>>? run = command switch
        {
            "migrate" => Migrate,
            "rebuild" => Rebuild,
            "verify" => Verify,
            "rotate-signing-key" => RotateSigningKey,
            _ => null,
        };
        if (run is null)
        {
            await Console.Error.WriteLineAsync($"There is no command {command}; there are: serve, migrate, rebuild, verify, rotate-signing-key, asyncapi.");
            return 2;
        }

        var database = app.Services.GetRequiredService<DatabaseStart>();
        try
        {
            await database.Open(CancellationToken.None);
            return await run(app.Services);
        }
        catch (Exception e) when (e is StartException or LocalPostgresException or NpgsqlException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        finally
        {
            await database.Leave();
        }
    }

    // Needs the endpoints, which are known when the program serves, and no database.
    private static async Task<int> WriteAsyncApi(WebApplication app)
    {
        ((IApplicationBuilder)app).UseEndpoints(_ => { });
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(Encoding.UTF8.GetBytes(await app.Services.GetRequiredService<AsyncApi>().Document()));
        return 0;
    }

    private static Task<int> Migrate(IServiceProvider services)
    {
        Console.WriteLine("The tables are up to date."); // opening the database brought them there
        return Task.FromResult(0);
    }

    private static async Task<int> Rebuild(IServiceProvider services)
    {
        foreach (var table in await services.GetRequiredService<Projections>().Rebuild(CancellationToken.None))
            Console.WriteLine($"Rebuilt {table}");
        return 0;
    }

    private static async Task<int> RotateSigningKey(IServiceProvider services)
    {
        Console.WriteLine($"Checkpoints and receipts are signed with the key {await services.GetRequiredService<SigningKeys>().Rotate(CancellationToken.None)} from now on.");
        return 0;
    }

    private static async Task<int> Verify(IServiceProvider services) => await Verification.Run(services, Console.WriteLine) ? 0 : 1;
}
