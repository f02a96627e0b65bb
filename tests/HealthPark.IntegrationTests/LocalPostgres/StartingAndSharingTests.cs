using System.Diagnostics;
using HealthPark.LocalPostgres;
using Npgsql;

namespace HealthPark.IntegrationTests.LocalPostgres;

public sealed class StartingAndSharingTests : TestFolder
{
    [Fact]
    public async Task The_first_start_makes_a_safe_cluster_and_its_database_answers()
    {
        var server = await Start();

        (await Ask(server, "select current_database()::text")).ShouldBe("healthpark");
        (await Ask(server, "show data_checksums")).ShouldBe("on");
        (await Ask(server, "show fsync")).ShouldBe("on");
        (await Ask(server, "show server_encoding")).ShouldBe("UTF8");
        (await Ask(server, "show lc_collate")).ShouldBe("C.UTF-8");
        (await Ask(server, "show listen_addresses")).ShouldBe("");
        File.GetUnixFileMode(server.DataFolder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Programs_on_one_folder_share_one_server_and_the_last_to_leave_stops_it()
    {
        var servers = await Task.WhenAll(Start(), Start(), Start());
        var process = servers[0].ProcessId.ShouldNotBeNull();
        servers.ShouldAllBe(server => server.ProcessId == process);

        await servers[0].Stop();
        await servers[2].Stop();
        (await Ask(servers[1], "select 1")).ShouldBe(1);

        await servers[1].Stop();
        await ShouldNotAnswer(servers[1]);
    }

    [Fact]
    public async Task Data_survive_a_restart()
    {
        var before = await Start();
        await Ask(before, "create table kept as select 42 as answer");
        await before.Stop();

        (await Ask(await Start(), "select answer from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task The_server_of_a_killed_program_is_used_again()
    {
        var killed = await Start();
        var process = killed.ProcessId;
        killed.LeaveRunning();

        var next = await Start();
        next.ProcessId.ShouldBe(process);
        (await Ask(next, "select 1")).ShouldBe(1);
        await next.Stop();
        await ShouldNotAnswer(next);
    }

    [Fact]
    public async Task A_killed_server_recovers_at_the_next_start_with_all_that_was_committed()
    {
        var server = await Start();
        await Ask(server, "create table kept as select 42 as answer");
        using (var process = Process.GetProcessById(server.ProcessId.ShouldNotBeNull())) process.Kill();
        server.LeaveRunning();

        (await Ask(await Start(), "select answer from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task A_stale_process_number_that_another_process_has_now_is_seen_through()
    {
        var before = await Start();
        var pidFile = Path.Combine(before.DataFolder, "cluster", "postmaster.pid");
        var content = await File.ReadAllLinesAsync(pidFile);
        await before.Stop();
        content[0] = $"{Environment.ProcessId}";
        await File.WriteAllLinesAsync(pidFile, content);

        (await Ask(await Start(), "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task An_interrupted_initialisation_is_begun_again()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "cluster.tmp"));
        await File.WriteAllTextAsync(Path.Combine(Folder, "cluster.tmp", "PG_VERSION"), "15");

        (await Ask(await Start(), "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_folder_too_deep_for_a_socket_gets_its_socket_elsewhere()
    {
        var deep = Path.Combine(Folder, new string('d', 60), new string('e', 60));
        Directory.CreateDirectory(Path.GetDirectoryName(deep)!);

        var server = await Start(deep);
        server.DataFolder.ShouldBe(deep);
        server.ConnectionString.ShouldNotContain(deep);
        (await Ask(server, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_folder_with_marks_that_shells_and_connection_strings_treat_specially_works()
    {
        var server = await Start(Path.Combine(Folder, "the park's, new; 健康"));
        (await Ask(server, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_throw_away_server_leaves_nothing_behind()
    {
        var server = await LocalPostgresServer.Start(new LocalPostgresOptions { ThrowAway = true });
        (await Ask(server, "select 1")).ShouldBe(1);

        await server.DisposeAsync();
        await ShouldNotAnswer(server);
        Directory.Exists(server.DataFolder).ShouldBeFalse();
    }

    [Fact]
    public async Task The_throw_away_server_of_a_killed_run_is_removed_by_a_later_one()
    {
        var killed = await LocalPostgresServer.Start(new LocalPostgresOptions { ThrowAway = true });
        killed.LeaveRunning();

        Directory.SetLastWriteTimeUtc(killed.DataFolder, DateTime.UtcNow.AddHours(-1));
        await ThrowAwayFolders.DeleteAbandoned(CancellationToken.None);
        await ShouldNotAnswer(killed);
        Directory.Exists(killed.DataFolder).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_cannot_start_says_why_from_its_log()
    {
        var settings = new Dictionary<string, string> { ["shared_buffers"] = "nonsense" };
        var failure = await Should.ThrowAsync<LocalPostgresException>(
            () => LocalPostgresServer.Start(new LocalPostgresOptions { ThrowAway = true, ServerSettings = settings }));
        failure.Message.ShouldContain("shared_buffers");
    }

    private static async Task ShouldNotAnswer(LocalPostgresServer server)
    {
        server.ProcessId.ShouldBeNull();
        await Should.ThrowAsync<NpgsqlException>(() => Ask(server, "select 1"));
    }
}
