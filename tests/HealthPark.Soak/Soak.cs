using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HealthPark.EventStore;
using HealthPark.IntegrationTests.Api;
using HealthPark.IntegrationTests.Survival;
using HealthPark.LocalPostgres;
using Npgsql;
using Shouldly;

namespace HealthPark.Soak;

/// <summary>One run: a program, its Postgres, clients that write, a receiver of webhooks, and what was counted.</summary>
internal sealed class Soak : IAsyncDisposable
{
    private const string AdminKey = "hp_soak-0123456789-abcdefghijklmnopqrstuvwxyz";

    private readonly Options _options;
    private readonly string _data;
    private readonly Random _random;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly List<double> _recoveries = [];
    private LocalPostgresServer _server;
    private ProgramProcess _program;
    private Receiver _receiver = null!;
    private InsistentClients _clients = null!;
    private LogOnDisk _log = null!;
    private string _webhook = "";
    private int _acknowledgedBefore;
    private long _countedBefore;
    private (int Round, int Program, int Postgres, int UnderWay, int Happened, int Verified, int Events) _sum;

    private Soak(Options options, string data, LocalPostgresServer server, ProgramProcess program) =>
        (_options, _data, _random, _server, _program) = (options, data, new Random(options.Seed), server, program);

    // What was acknowledged in all runs on these data, a line each.
    private string AcknowledgedFile => Path.Combine(_data, "acknowledged");

    public static async Task<Soak> Start(Options options, string data)
    {
        var server = await LocalPostgresServer.Start(new LocalPostgresOptions { DataFolder = Path.Combine(data, "postgres") });
        var soak = new Soak(options, data, server, await Serve(data));
        await soak.ShouldBeDurable();
        soak._log = new LogOnDisk(server.ConnectionString);
        await soak._log.Skip();
        soak._countedBefore = await soak.CountedInPlan();
        soak._receiver = await Receiver.Start();
        soak._webhook = (await soak.Send(HttpMethod.Post, "/v1/webhooks", new { url = soak._receiver.Url, types = new[] { "cn.healthpark.enterprise.*" } }))["id"].Text();
        await soak._log.Skip();
        var run = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        // Each code makes an event, so no run before this one can have come so far.
        soak._clients = new InsistentClients(AdminKey, options.Writers, run, (int)soak._log.Position, soak._program.Address);
        return soak;
    }

    /// <summary>The rounds in the order in which they are run; each gives its line.</summary>
    public IEnumerable<Func<Task<string>>> Rounds()
    {
        var (program, postgres) = (_options.Rounds, _options.PostgresRounds);
        while (program + postgres > 0)
        {
            var killsProgram = _random.Next(program + postgres) < program;
            (program, postgres) = killsProgram ? (program - 1, postgres) : (program, postgres - 1);
            yield return () => Round(killsProgram);
        }
    }

    /// <summary>Verifies all of it, against what was acknowledged in earlier runs too, and sums up.</summary>
    public async Task<string> Sum()
    {
        await ShouldBeSound();
        await Send(HttpMethod.Post, $"/v1/webhooks/{_webhook}/deactivation", new { reason = "示例" }); // nobody listens when this program has ended
        var everAcknowledged = File.Exists(AcknowledgedFile) ? await File.ReadAllLinesAsync(AcknowledgedFile) : [];
        var whole = await new LogOnDisk(_server.ConnectionString).Look();
        whole.Values.Select(m => $"{m.Mark} {m.Id} {m.Version}").Order(StringComparer.Ordinal).ShouldBe(everAcknowledged.Order(StringComparer.Ordinal));
        _recoveries.Sort();
        return string.Create(CultureInfo.InvariantCulture,
            $"""
            {_sum.Program} kills of the program, {_sum.Postgres} of Postgres (seed {_options.Seed}); {_clients.Acknowledged.Count} writes acknowledged, each there once; {_sum.UnderWay} were under way at a kill, of which {_sum.Happened} had happened and were not done again
            {_receiver.All.Count} webhook deliveries of {_sum.Events} events, none missing; the plan's ledger counts {_countedBefore + _clients.Counted}, as many as were entered; {everAcknowledged.Length} acknowledged writes of all runs on these data are there; verified {_sum.Verified} times
            acknowledging again after a kill: median {_recoveries[_recoveries.Count / 2]:0.0} s, at most {_recoveries[^1]:0.0} s
            """).ReplaceLineEndings("; ");
    }

    public async ValueTask DisposeAsync()
    {
        _clients.Dispose();
        await _program.DisposeAsync();
        await _receiver.DisposeAsync();
        await _server.DisposeAsync();
        _http.Dispose();
    }

    private async Task<string> Round(bool killsProgram)
    {
        _clients.Begin();
        await _clients.HaveAcknowledged(_acknowledgedBefore + 1);
        await Task.Delay(_random.Next(20, 500)); // a random moment is what this is about

        _clients.Hold();
        var watch = Stopwatch.StartNew();
        var how = killsProgram ? await KillProgram() : await KillPostgres();
        if (!killsProgram)
        {
            var killed = _server;
            _server = await LocalPostgresServer.Start(new LocalPostgresOptions { DataFolder = Path.Combine(_data, "postgres") });
            await killed.DisposeAsync();
        }

        // Before anyone tries again: nothing is there by half, and what is there was asked for. In this order, for what the program had
        // not yet sent to its Postgres may be carried out meanwhile.
        var acknowledged = _clients.Acknowledged.Skip(_acknowledgedBefore).Select(a => a.Mark).ToHashSet();
        var there = await _log.Look();
        var underWay = _clients.UnderWay;
        acknowledged.Except(there.Keys).ShouldBeEmpty("acknowledged and lost");
        there.Keys.Except(underWay).Except(_clients.Acknowledged.Select(a => a.Mark)).ShouldBeEmpty("nobody asked for it");
        var happened = underWay.Count(there.ContainsKey);

        if (killsProgram)
        {
            var killed = _program;
            _program = await Serve(_data);
            await killed.DisposeAsync();
        }

        var before = _clients.Acknowledged.Count;
        _clients.Resume(_program.Address);
        if (underWay.Count > 0)
            await _clients.HaveAcknowledged(before + 1);
        _recoveries.Add(watch.Elapsed.TotalSeconds);
        await _clients.Settle();

        var settled = await Settled();
        _sum = _sum with
        {
            Round = _sum.Round + 1,
            Program = _sum.Program + (killsProgram ? 1 : 0),
            Postgres = _sum.Postgres + (killsProgram ? 0 : 1),
            UnderWay = _sum.UnderWay + underWay.Count,
            Happened = _sum.Happened + happened,
            Events = _sum.Events + settled,
        };
        if (_sum.Round % _options.VerifyEvery == 0)
            await ShouldBeSound();
        return string.Create(CultureInfo.InvariantCulture,
            $"{_sum.Round,3}  {how,-31} {acknowledged.Count,4} acknowledged, {underWay.Count,2} under way, {happened,2} of them had happened; acknowledging again after {_recoveries[^1]:0.0} s; log at {_log.Position}");
    }

    // What was acknowledged is there once, the ledger counts it, and the receiver has it.
    private async Task<int> Settled()
    {
        var round = _clients.Acknowledged.Skip(_acknowledgedBefore).ToList();
        var events = await _log.ShouldHold(round);
        _acknowledgedBefore += round.Count;
        await File.AppendAllLinesAsync(AcknowledgedFile, round.Select(a => $"{a.Mark} {a.Id} {a.Version}"));
        (await CountedInPlan()).ShouldBe(_countedBefore + _clients.Counted);

        var awaited = events.Select(e => e.EventId.ToString()).ToHashSet();
        await Eventually.Is(() => _receiver.All.Select(r => r.Id).ToHashSet().IsSupersetOf(awaited), () => "A change was not posted.");
        return events.Count;
    }

    private async Task<string> KillProgram()
    {
        await _program.Kill();
        return "program killed";
    }

    private async Task<string> KillPostgres()
    {
        var (how, kill) = _random.Next(3) switch
        {
            0 => ("postmaster and children killed", KillServer.All),
            1 => ("postmaster killed", KillServer.Postmaster),
            _ => ("immediate stop", (Func<int, Task>)KillServer.Immediately),
        };
        await kill(_server.ProcessId!.Value);
        return how;
    }

    private static Task<ProgramProcess> Serve(string data) =>
        ProgramProcess.Serve(data, AdminKey, "--Webhooks:AllowedNetworks:0=127.0.0.0/8", "--RateLimits:ClientPerMinute=10000000");

    private async Task ShouldBeSound()
    {
        var (exitCode, output) = await ProgramProcess.Run(_data, AdminKey, "verify");
        exitCode.ShouldBe(0, output);
        output.ShouldContain("Log and read models agree.");
        _sum.Verified++;
    }

    private async Task ShouldBeDurable()
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        (await connection.Query("select name || '=' || setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') order by name", row => row.GetString(0), default))
            .ShouldBe(["fsync=on", "full_page_writes=on", "synchronous_commit=on"]);
    }

    // Waits until the ledger has followed the log to where it stands.
    private async Task<long> CountedInPlan()
    {
        var card = await Send(HttpMethod.Get, "/v1/plan/scorecard?period=2026&basis=reported", null);
        return (long)card["headline"].Items().Single(i => i["indicator"].Text() == "enterprises")["actual"].Number();
    }

    private async Task<JsonNode> Send(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(_program.Address, path)) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!;
    }
}
