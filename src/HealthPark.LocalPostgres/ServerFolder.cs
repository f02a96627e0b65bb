using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HealthPark.LocalPostgres;

/// <summary>
/// The folder of one server, open to the server's account only:
/// <c>cluster/</c> (PostgreSQL's own data folder), <c>server.log</c>, two lock files, and the socket.
/// </summary>
internal sealed record ServerFolder(string Location, ServerAccount Account, string? Note = null)
{
    private const int LongestSocketPath = 107; // sockaddr_un's 108 bytes hold a closing zero
    private const string RootsFolder = "/var/lib/healthpark";

    public string Cluster => Path.Combine(Location, "cluster");
    public string ServerLog => Path.Combine(Location, "server.log");

    /// <summary>The major version that made the cluster, or null before there is one.</summary>
    public int? ClusterMajor => Directory.Exists(Cluster)
        ? int.Parse(File.ReadAllText(Path.Combine(Cluster, "PG_VERSION")), CultureInfo.InvariantCulture)
        : null;

    /// <summary>Chooses the folder and the account, and makes the folder. Root's choice may be another folder than the one asked for.</summary>
    public static async Task<ServerFolder> Prepare(string requested, CancellationToken ct)
    {
        var folder = await Choose(Path.GetFullPath(requested), ct);
        await folder.Account.MakePrivateFolder(folder.Location, ct);
        return folder;
    }

    private static async Task<ServerFolder> Choose(string requested, CancellationToken ct)
    {
        if (await Existing(requested, ct) is { } existing) return existing;

        var account = await ServerAccount.ForNewCluster(ct);
        var parent = Directory.CreateDirectory(Path.GetDirectoryName(requested) ?? "/").FullName;
        if (account == ServerAccount.Self || await account.CanEnter(parent, ct)) return new ServerFolder(requested, account);

        var elsewhere = Path.Combine(RootsFolder, $"{Path.GetFileName(requested)}-{ShortHash(requested)}");
        var note = $"The user {account.UserName}, who runs PostgreSQL for root, cannot enter {parent}: the database is in {elsewhere}.";
        Directory.CreateDirectory(RootsFolder);
        return (await Existing(elsewhere, ct) ?? new ServerFolder(elsewhere, account)) with { Note = note };
    }

    private static async Task<ServerFolder?> Existing(string path, CancellationToken ct)
    {
        var folder = new ServerFolder(path, ServerAccount.Self);
        return Directory.Exists(folder.Cluster) ? folder with { Account = await ServerAccount.OwnerOf(folder.Cluster, ct) } : null;
    }

    /// <summary>The folder itself, or a short private one where the socket's path would be too long or hold a mark that separates hosts.</summary>
    public async Task<string> SocketFolder(CancellationToken ct)
    {
        var socket = Path.Combine(Location, ".s.PGSQL.5432");
        if (Encoding.UTF8.GetByteCount(socket) <= LongestSocketPath && Location.IndexOfAny([',', ':', '"']) < 0) return Location;

        var shorter = $"/tmp/healthpark-{ShortHash(Location)}"; // not TMPDIR, which may be long itself
        if (new DirectoryInfo(shorter).LinkTarget is not null) // anyone may put things into /tmp
            throw new LocalPostgresException($"{shorter} is a symbolic link, not made by this program. Delete it.");
        await Account.MakePrivateFolder(shorter, ct);
        return shorter;
    }

    private static string ShortHash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}
