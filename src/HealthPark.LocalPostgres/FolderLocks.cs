namespace HealthPark.LocalPostgres;

/// <summary>
/// Lets several programs share one server. Each holds <c>users.lock</c> shared for as long as it uses the server, and
/// <c>turn.lock</c> alone while it starts or leaves. The kernel drops both when a program dies, however it dies.
/// </summary>
internal static class FolderLocks
{
    public static async Task<FileStream> TakeTurn(string folder, CancellationToken ct)
    {
        while (true)
        {
            if (TryOpen(folder, "turn.lock", FileShare.None) is { } turn) return turn;
            await Task.Delay(TimeSpan.FromMilliseconds(20), ct);
        }
    }

    /// <summary>Counts this program among the users. Only while holding the turn.</summary>
    public static FileStream JoinUsers(string folder) =>
        TryOpen(folder, "users.lock", FileShare.Read) ?? throw new IOException($"{folder} is locked against its rules.");

    /// <summary>Whether no program uses the server. Only while holding the turn.</summary>
    public static bool HasNoUsers(string folder)
    {
        using var alone = TryOpen(folder, "users.lock", FileShare.None);
        return alone is not null;
    }

    // .NET takes an exclusive flock for FileShare.None and a shared one otherwise; read access suffices, whoever made the file.
    private static FileStream? TryOpen(string folder, string name, FileShare share)
    {
        try
        {
            return new FileStream(Path.Combine(folder, name), FileMode.OpenOrCreate, FileAccess.Read, share);
        }
        catch (IOException e) when (e.HResult is 11 or 35) // EWOULDBLOCK on Linux, on BSD and macOS
        {
            return null;
        }
    }
}
