using System.ComponentModel;
using System.Diagnostics;

namespace HealthPark.LocalPostgres;

/// <summary>Runs a program to its end and keeps what it printed.</summary>
internal static class Command
{
    public static async Task<CommandResult> Run(string program, IEnumerable<string> arguments, string? userName, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UserName = userName,
            WorkingDirectory = "/", // PostgreSQL's programs fail in a folder that their user cannot enter
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The caller's PGPORT, PGDATA and so on would silently change the server.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);

        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception e) // no such program, or this user may not run it
        {
            return new CommandResult(127, e.Message);
        }

        using (process)
        {
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(ct);
                var error = process.StandardError.ReadToEndAsync(ct);
                await process.WaitForExitAsync(ct);
                return new CommandResult(process.ExitCode, (await output + await error).Trim());
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
    }
}

internal sealed record CommandResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;

    public void OrThrow(string whatFailed)
    {
        if (!Succeeded) throw new LocalPostgresException($"{whatFailed}: {Output}");
    }
}
