using HealthPark.LocalPostgres;

namespace HealthPark.IntegrationTests.LocalPostgres;

public sealed class PostgresBinariesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("healthpark-test-").FullName;

    [Fact]
    public async Task Without_PostgreSQL_the_message_names_three_ways_out() =>
        ShouldNameThreeWaysOut(await Refusal([_root]));

    [Fact]
    public async Task With_a_too_old_PostgreSQL_the_message_says_so_and_names_three_ways_out()
    {
        var message = await Refusal([Installed("14.9")]);
        message.ShouldContain("14.9");
        ShouldNameThreeWaysOut(message);
    }

    [Fact]
    public async Task A_folder_of_another_major_version_is_refused_before_it_is_touched() =>
        (await Refusal([Installed("16.4")], clusterMajor: 15)).ShouldContain("was made by PostgreSQL 15; found only 16.4");

    [Fact]
    public async Task The_first_folder_wins_unless_the_cluster_needs_another()
    {
        string[] folders = [Installed("14.9"), Installed("17.2"), Installed("15.18")];

        (await Find(folders)).Version.ShouldBe("17.2");
        (await Find(folders, clusterMajor: 15)).Version.ShouldBe("15.18");
    }

    [Fact]
    public async Task The_installed_PostgreSQL_is_found() =>
        (await Find(await PostgresBinaries.UsualFolders(default))).Major.ShouldBeGreaterThanOrEqualTo(PostgresBinaries.OldestMajor);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static Task<PostgresBinaries> Find(IReadOnlyList<string> folders, int? clusterMajor = null) =>
        PostgresBinaries.Find(folders, ServerAccount.Self, clusterMajor, CancellationToken.None);

    private static async Task<string> Refusal(IReadOnlyList<string> folders, int? clusterMajor = null) =>
        (await Should.ThrowAsync<LocalPostgresException>(() => Find(folders, clusterMajor))).Message;

    private static void ShouldNameThreeWaysOut(string message)
    {
        message.ShouldContain("apt-get install postgresql");
        message.ShouldContain("docker run");
        message.ShouldContain("ConnectionStrings__HealthPark");
    }

    /// <summary>A folder that looks like an installation of that version.</summary>
    private string Installed(string version)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, version)).FullName;
        foreach (var program in (string[])["postgres", "initdb", "pg_ctl"])
        {
            var path = Path.Combine(folder, program);
            File.WriteAllText(path, $"#!/bin/sh\necho 'postgres (PostgreSQL) {version} (Debian {version}-1)'\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
        return folder;
    }
}
