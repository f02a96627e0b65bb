using System.Diagnostics;
using System.Globalization;

namespace HealthPark.IntegrationTests.Survival;

/// <summary>The ways in which a Postgres server is ended without leaving in order.</summary>
internal static class KillServer
{
    /// <summary>SIGKILL for the postmaster and all its processes.</summary>
    public static Task All(int postmaster) => Send("KILL", [postmaster, .. Children(postmaster)]);

    /// <summary>SIGKILL for the postmaster alone; its processes find out by themselves.</summary>
    public static Task Postmaster(int postmaster) => Send("KILL", [postmaster]);

    /// <summary>Postgres' own immediate stop: no checkpoint, the next start recovers.</summary>
    public static Task Immediately(int postmaster) => Send("QUIT", [postmaster]);

    private static async Task Send(string signal, IEnumerable<int> processes)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {string.Join(' ', processes)} 2>/dev/null || true"]); // a child may have ended by itself
        await kill.WaitForExitAsync();
    }

    private static IEnumerable<int> Children(int parent) =>
        from folder in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(folder)
        where int.TryParse(name, CultureInfo.InvariantCulture, out _) && ParentOf(folder) == parent
        select int.Parse(name, CultureInfo.InvariantCulture);

    private static int? ParentOf(string process)
    {
        try
        {
            // Behind the name, which stands in brackets and may hold anything: the state and the parent.
            var stat = File.ReadAllText(Path.Combine(process, "stat"));
            return int.Parse(stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // it has ended meanwhile
        }
    }
}
