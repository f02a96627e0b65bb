using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HealthPark.IntegrationTests.LocalPostgres;
using HealthPark.LocalPostgres;

namespace HealthPark.IntegrationTests.Survival;

/// <summary>What a partner was told is kept, whatever is killed.</summary>
public sealed class KilledProgramTests : TestFolder, IDisposable
{
    private const int Writers = 8;
    private const int PostsEach = 40;

    private readonly string _adminKey = "hp_" + new string('k', 8) + Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, string> _acknowledged = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private volatile ProgramProcess? _program;

    public void Dispose() => _http.Dispose();

    private string DataFolder => Path.GetDirectoryName(Folder)!;

    [Fact]
    public async Task What_was_acknowledged_is_there_once_after_the_program_and_its_server_were_killed()
    {
        try
        {
            await KillTwiceAndCount();
        }
        finally
        {
            if (_program is not null)
                await _program.DisposeAsync();
        }
    }

    private async Task KillTwiceAndCount()
    {
        _program = await ProgramProcess.Serve(DataFolder, _adminKey);
        var writers = Enumerable.Range(0, Writers).Select(Write).ToList();

        await Acknowledged(60);
        await _program.Kill();
        _program = await ProgramProcess.Serve(DataFolder, _adminKey);

        await Acknowledged(150);
        await KillServer();
        await _program.Kill();
        _program = await ProgramProcess.Serve(DataFolder, _adminKey);

        await Task.WhenAll(writers);
        var stored = await StoredNames();
        stored.Count.ShouldBe(Writers * PostsEach);
        stored.Keys.ShouldBe(_acknowledged.Keys, ignoreOrder: true);
        stored.ShouldAllBe(name => _acknowledged[name.Key] == name.Value);
        (await _program.Stop()).ShouldBe(0);

        var (exitCode, output) = await ProgramProcess.Run(DataFolder, _adminKey, "verify");
        exitCode.ShouldBe(0, output);
        output.ShouldContain("Log and read models agree.");
    }

    // A partner's program: it repeats each post under its idempotency key until it has an answer.
    private async Task Write(int writer)
    {
        for (var i = 0; i < PostsEach; i++)
        {
            var name = $"示例存续企业{writer:00}{i:000}";
            string? id;
            do
                id = await TryPost(name);
            while (id is null);
            _acknowledged[name] = id;
        }
    }

    private async Task<string?> TryPost(string name)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_program!.Address, "/v1/enterprises"))
            {
                Content = JsonContent.Create(new { name, direction = "other" }),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _adminKey);
            request.Headers.Add("Idempotency-Key", Uri.EscapeDataString(name));
            using var response = await _http.SendAsync(request);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
                return null;
            response.StatusCode.ShouldBe(HttpStatusCode.Created);
            return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["id"]!.GetValue<string>();
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return null; // killed meanwhile: what became of it, the retry finds out
        }
    }

    private Task Acknowledged(int count) => Task.Run(() => SpinWait.SpinUntil(() => _acknowledged.Count >= count));

    private async Task KillServer()
    {
        await using var server = await LocalPostgresServer.Start(new LocalPostgresOptions { DataFolder = Folder });
        using var kill = Process.Start("kill", ["-KILL", server.ProcessId!.Value.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }

    private async Task<Dictionary<string, string>> StoredNames()
    {
        var names = new Dictionary<string, string>();
        for (var cursor = ""; ;)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_program!.Address, $"/v1/enterprises?limit=500{cursor}"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _adminKey);
            using var response = await _http.SendAsync(request);
            var page = JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
            foreach (var item in page["items"]!.AsArray())
                names.Add(item!["name"]!.GetValue<string>(), item["id"]!.GetValue<string>()); // Add: a second one of that name throws
            if (page["next"] is not { } next)
                return names;
            cursor = $"&cursor={next.GetValue<string>()}";
        }
    }
}
