using HealthPark.LocalPostgres;

namespace HealthPark.IntegrationTests.LocalPostgres;

/// <summary>Root's case and everyone else's: whichever this run is, the server must not be root's.</summary>
public sealed class RootTests : TestFolder
{
    [Fact]
    public async Task The_server_never_runs_as_root()
    {
        var server = await Start();

        var owner = await OwnerOf($"/proc/{server.ProcessId}");
        owner.ShouldNotBe("root");
        owner.ShouldBe(Environment.IsPrivilegedProcess ? (await ServerAccount.ForNewCluster(default)).UserName : Environment.UserName);
    }

    [Fact]
    public async Task Where_roots_server_cannot_enter_the_folder_another_one_is_used_and_said()
    {
        var closed = Directory.CreateDirectory(Folder).FullName;
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var asked = Path.Combine(closed, "data", "postgres");

        var first = await Start(asked);
        var second = await Start(asked);

        second.DataFolder.ShouldBe(first.DataFolder);
        if (Environment.IsPrivilegedProcess)
        {
            first.DataFolder.ShouldStartWith("/var/lib/healthpark/postgres-");
            first.Notes.ShouldHaveSingleItem().ShouldContain(first.DataFolder);
            await first.Stop();
            await second.Stop();
            Directory.Delete(first.DataFolder, recursive: true);
        }
        else
        {
            first.DataFolder.ShouldBe(asked);
            first.Notes.ShouldBeEmpty();
        }
    }

    private static async Task<string> OwnerOf(string path) =>
        (await Command.Run("stat", ["-c", "%U", path], null, CancellationToken.None)).Output;
}
