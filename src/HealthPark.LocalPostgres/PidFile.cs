using System.Diagnostics;
using System.Globalization;

namespace HealthPark.LocalPostgres;

/// <summary>A cluster's <c>postmaster.pid</c>: what the running server, or one that was killed, says of itself.</summary>
internal sealed class PidFile(string cluster)
{
    private readonly string _path = Path.Combine(cluster, "postmaster.pid");

    public bool Exists => File.Exists(_path);

    /// <summary>The server's process, or null when it does not run.</summary>
    public int? ProcessId => Recorded is { } pid && IsServer(pid) ? pid : null;

    /// <summary>Where the server put its socket: the program that started it may have had another choice than this one.</summary>
    public string? SocketFolder => Line(4) is { Length: > 0 } path ? path : null;

    /// <summary>PostgreSQL overlooks the file of a dead process by itself, but not one whose number another process has by now.</summary>
    public void DeleteIfNumberWasReused()
    {
        if (Recorded is { } pid && !IsServer(pid) && Path.Exists($"/proc/{pid}")) File.Delete(_path);
    }

    private int? Recorded => int.TryParse(Line(0), CultureInfo.InvariantCulture, out var pid) ? pid : null;

    private string? Line(int index)
    {
        try
        {
            return File.ReadLines(_path).ElementAtOrDefault(index);
        }
        catch (IOException) // the server has stopped, or has not begun
        {
            return null;
        }
    }

    /// <summary>
    /// Whether that process serves this cluster: its command line names the folder as the file does. (Its working folder would tell too,
    /// but root may not look at that in a container.) A process that has ended and was not waited for has no command line any more.
    /// </summary>
    private bool IsServer(int pid)
    {
        try
        {
            return OperatingSystem.IsLinux()
                ? File.ReadAllText($"/proc/{pid}/cmdline").Split('\0').Contains(Line(1))
                : Process.GetProcessById(pid).ProcessName == "postgres";
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
