using System.Diagnostics;
using System.Runtime.InteropServices;

namespace HealthPark.Soak;

/// <summary>
/// Writes under load while the program, or its Postgres, is killed at a random moment, round after round, and counts afterwards: what was
/// acknowledged is there once, nothing is there by half, and whoever follows has seen all of it.
/// </summary>
internal static class SoakProgram
{
    public static async Task<int> Main(string[] args)
    {
        if (Options.Parse(args) is not { } options)
        {
            await Console.Error.WriteLineAsync(Options.Usage);
            return 2;
        }

        var data = options.Data ?? Directory.CreateTempSubdirectory("healthpark-soak-").FullName;
        Directory.CreateDirectory(data);
        File.SetUnixFileMode(data, (UnixFileMode)Convert.ToInt32("755", 8)); // root's server runs as another user
        var (watch, told) = (Stopwatch.StartNew(), false);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            await using var soak = await Soak.Start(options, data);
            foreach (var round in soak.Rounds().TakeWhile(_ => !told))
                Console.WriteLine(await round());
            Console.WriteLine($"{await soak.Sum()}; {watch.Elapsed.TotalSeconds:0} s in all. Nothing was lost, doubled or left by half.");
            return 0;
        }
        catch (Exception e)
        {
            Console.WriteLine($"FAILED, the data are in {data}: {e}");
            data = null;
            return 1;
        }
        finally
        {
            if (data is not null && options.Data is null)
                Directory.Delete(data, recursive: true);
        }

        // Told to stop, it ends its round and sums up; told twice, it stops.
        void Stop(PosixSignalContext signal) => (signal.Cancel, told) = (!told, true);
    }
}
