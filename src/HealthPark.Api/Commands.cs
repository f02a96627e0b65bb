using System.Text;
using HealthPark.Api.OpenApi;
using HealthPark.EventStore;
using HealthPark.Kernel;
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

    private static async Task<int> Verify(IServiceProvider services)
    {
        var chains = services.GetRequiredService<HashChains>();
        var sound = true;
        foreach (var (schema, events, broken) in await chains.Check(CancellationToken.None))
        {
            Console.WriteLine(
                broken is not null ? $"{schema}: position {broken.Position}, {broken.What}"
                : schema == "event_store" ? $"{schema}: the log has each of its {events} positions once"
                : $"{schema}: the hash chain of {events} events holds");
            sound &= broken is null;
        }

        foreach (var wrong in await chains.CheckStreams(CancellationToken.None))
        {
            Console.WriteLine(wrong);
            sound = false;
        }

        // Of an event that was changed there may be nothing to make a read model of.
        if (sound)
        {
            foreach (var difference in await services.GetRequiredService<Projections>().Compare(CancellationToken.None))
            {
                Console.WriteLine(difference);
                sound = false;
            }
        }
        else
        {
            Console.WriteLine("The read models are not compared with a log that was changed.");
        }

        foreach (var check in services.GetServices<IIntegrityCheck>())
        {
            var (lookedAt, wrong) = await check.Check(CancellationToken.None);
            Console.WriteLine(wrong.Count == 0 ? $"{lookedAt}: all is as it was" : $"{lookedAt}: {wrong.Count} wrong");
            foreach (var line in wrong)
                Console.WriteLine(line);
            sound &= wrong.Count == 0;
        }

        Console.WriteLine(sound ? "Log and read models agree." : "Something is wrong; see above.");
        return sound ? 0 : 1;
    }
}
