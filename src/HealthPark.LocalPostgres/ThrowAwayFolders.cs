using System.Globalization;

namespace HealthPark.LocalPostgres;

/// <summary>Folders of throw-away servers. A test run that is killed cannot delete its own: the next one does.</summary>
internal static class ThrowAwayFolders
{
    private const string Prefix = "healthpark-throw-away-";

    public static string NewPath() => Path.Combine(Path.GetTempPath(), Prefix + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..12]);

    /// <summary>Stops the servers that no program uses any more, and deletes their folders.</summary>
    public static async Task DeleteAbandoned(CancellationToken ct)
    {
        // A folder that has just been made may belong to a program that is about to lock it.
        var old = Directory.GetDirectories(Path.GetTempPath(), Prefix + "*")
            .Where(folder => Directory.GetLastWriteTimeUtc(folder) < DateTime.UtcNow.AddMinutes(-1));
        foreach (var folder in old)
        {
            try
            {
                if (!FolderLocks.HasNoUsers(folder)) continue;
                var server = new PidFile(Path.Combine(folder, "cluster"));
                while (server.ProcessId is { } pid)
                {
                    await Command.Run("sh", ["-c", $"kill -QUIT {pid}"], null, ct); // PostgreSQL's immediate stop
                    await Task.Delay(TimeSpan.FromMilliseconds(50), ct);
                }
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another user's, or another program is deleting it too: either way not this one's concern.
            }
        }
    }
}
