using System.Globalization;
using System.Text.RegularExpressions;

namespace HealthPark.LocalPostgres;

/// <summary>One installed PostgreSQL: the folder of its programs and its version.</summary>
internal sealed partial record PostgresBinaries(string Folder, string Version)
{
    public const int OldestMajor = 15;

    private const string WaysOut = """
        Three ways out:
          1. install it:               sudo apt-get install postgresql
          2. run it in a container:    docker run -d -p 5432:5432 -e POSTGRES_USER=healthpark -e POSTGRES_PASSWORD=healthpark postgres:17
          3. name a server (also 2's): export ConnectionStrings__HealthPark='Host=localhost;Username=healthpark;Password=healthpark;Database=healthpark'
        """;

    public int Major { get; } = int.Parse(Version.Split('.')[0], CultureInfo.InvariantCulture);
    public string InitDb => Path.Combine(Folder, "initdb");
    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>The folders where a server's programs usually are, best first: the PATH, Debian's own, what <c>pg_config</c> names.</summary>
    public static async Task<IReadOnlyList<string>> UsualFolders(CancellationToken ct)
    {
        // Links on the PATH are followed, since the other programs are only beside their target.
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => new FileInfo(Path.Combine(folder, "pg_ctl")))
            .Where(program => program.Exists)
            .Select(program => (program.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? program.FullName))
            .Select(program => Path.GetDirectoryName(program)!);

        const string debian = "/usr/lib/postgresql";
        var debianNewestFirst = (Directory.Exists(debian) ? Directory.GetDirectories(debian) : [])
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var major) ? major : 0)
            .Select(folder => Path.Combine(folder, "bin"));

        var pgConfig = await Command.Run("pg_config", ["--bindir"], null, ct);

        return [.. onPath.Concat(debianNewestFirst).Concat(pgConfig.Succeeded ? [pgConfig.Output] : []).Distinct()];
    }

    /// <summary>The first of the folders' PostgreSQL that is new enough and, when the cluster exists, of the cluster's own major version.</summary>
    public static async Task<PostgresBinaries> Find(
        IReadOnlyList<string> folders, ServerAccount account, int? clusterMajor, CancellationToken ct)
    {
        var found = new List<PostgresBinaries>();
        foreach (var folder in folders)
        {
            // Asked as the server's account, which has to be able to run it.
            var answer = await account.Run(Path.Combine(folder, "postgres"), ["--version"], ct);
            var version = VersionNumber().Match(answer.Output);
            if (answer.Succeeded && version.Success && File.Exists(Path.Combine(folder, "initdb")))
                found.Add(new PostgresBinaries(folder, version.Value));
        }

        if (found.FirstOrDefault(one => one.Major >= OldestMajor && one.Major == (clusterMajor ?? one.Major)) is { } match)
            return match;

        var inventory = string.Join(", ", found.Select(one => $"{one.Version} in {one.Folder}"));
        throw new LocalPostgresException(
            found.Count == 0
                ? $"PostgreSQL {OldestMajor} or newer was not found (looked in: {string.Join(", ", folders)}). {WaysOut}"
            : found.TrueForAll(one => one.Major < OldestMajor)
                ? $"PostgreSQL {OldestMajor} or newer is needed; found only {inventory}. {WaysOut}"
            : $"The data folder was made by PostgreSQL {clusterMajor}; found only {inventory}. Install PostgreSQL {clusterMajor} again, "
                + "or convert the folder with pg_upgrade, or move it away to start empty.");
    }

    [GeneratedRegex(@"\d+(\.\d+)*")]
    private static partial Regex VersionNumber();
}
