using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using HealthPark.EventStore;
using HealthPark.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Who may not begin to follow any more may not go on: two nodes on one database.</summary>
public sealed class SseEndingTests : IClassFixture<ApiFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ApiFixture _api;
    private ApiProgram? _other;
    private LocalIssuer? _issuer;
    private HttpClient[] _nodes = [];

    public SseEndingTests(ApiFixture api) => _api = api;

    public async Task InitializeAsync()
    {
        _issuer = await LocalIssuer.Start();
        _other = await ApiProgram.Start(_api.Database, _api.AdminKey,
            $"--Issuers:0:Issuer={LocalIssuer.Issuer}", $"--Issuers:0:Audience={LocalIssuer.Audience}", $"--Issuers:0:JwksUri={_issuer.Url}/keys",
            "--Issuers:0:ClockSkewSeconds=8");
        _nodes = [.. new[] { _api.Program, _other }.Select(n => new HttpClient { BaseAddress = n.Address, Timeout = Timeout.InfiniteTimeSpan })];
    }

    public async Task DisposeAsync()
    {
        foreach (var http in _nodes)
            http.Dispose();
        await _other!.DisposeAsync();
        await _issuer!.DisposeAsync();
    }

    [Fact]
    public async Task A_revoked_key_ends_what_it_listens_to_on_every_node()
    {
        var (id, key) = await Issue();

        await Ends(key, "key-revoked", async () =>
        {
            (await _api.Admin.Post($"/v1/api-keys/{id}/revocation", new { reason = "示例" }, await Tag(id))).ShouldBe(200);
            return DateTimeOffset.UtcNow;
        });
    }

    [Fact]
    public async Task A_secret_that_was_rotated_out_ends_what_it_listens_to_on_every_node()
    {
        var (id, key) = await Issue();

        await Ends(key, "key-expired", async () =>
        {
            (await _api.Admin.Post($"/v1/api-keys/{id}/rotation", new { overlapHours = 0 }, await Tag(id))).ShouldBe(200);
            return DateTimeOffset.UtcNow;
        });
    }

    [Fact]
    public async Task A_key_that_expires_ends_what_it_listens_to_on_every_node()
    {
        var expiresAt = DateTimeOffset.UtcNow.AddSeconds(3);
        var (_, key) = await Issue(expiresAt);

        await Ends(key, "key-expired", () => Task.FromResult(expiresAt));
    }

    [Fact]
    public async Task A_node_that_the_logs_signal_does_not_reach_ends_it_too()
    {
        await _other!.Services.GetRequiredService<LogSignal>().StopAsync(CancellationToken.None);
        var (id, key) = await Issue();

        await Ends(key, "key-revoked", async () =>
        {
            (await _api.Admin.Post($"/v1/api-keys/{id}/revocation", new { reason = "示例" }, await Tag(id))).ShouldBe(200);
            return DateTimeOffset.UtcNow;
        });
    }

    [Fact]
    public async Task A_token_that_expires_ends_what_it_listens_to()
    {
        var organization = (await _api.NewPartner()).OrganizationId;
        // Such a token is over when it is made, but for the skew between clocks, which is 8 seconds.
        var endsAt = DateTimeOffset.UtcNow.AddSeconds(8);
        var token = LocalIssuer.Token(_issuer!.RsaKey, "RS256", new Dictionary<string, object>
        {
            ["organization"] = organization, ["scope"] = Scopes.ChangesRead, ["client_id"] = "c",
        }, minutes: 0);
        await using var stream = await Listening.Open(_nodes[1], token);
        var poll = _other!.As(token).Get($"/v1/changes?after={await Head()}&wait=30");

        await stream.End();

        DateTimeOffset.UtcNow.ShouldBeInRange(endsAt - Second, endsAt + Second);
        (await poll).ShouldBeProblem(401, "token-expired");
    }

    [Fact]
    public async Task A_program_that_stops_ends_its_streams()
    {
        var (_, key) = await Issue();
        var program = await ApiProgram.Start(_api.Database, _api.AdminKey);
        using var http = new HttpClient { BaseAddress = program.Address, Timeout = Timeout.InfiniteTimeSpan };
        await using var stream = await Listening.Open(http, key);
        var poll = program.As(key).Get($"/v1/changes?after={await Head()}&wait=30");
        var watch = Stopwatch.StartNew();

        await Task.WhenAll(program.DisposeAsync().AsTask(), stream.End());

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        await poll.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task A_reader_that_takes_nothing_is_left_and_holds_no_one_up()
    {
        var partner = await _api.NewPartner(Scopes.EnterprisesRead, Scopes.EnterprisesWrite, Scopes.ChangesRead);
        // More than what the buffers of both ends hold.
        var aliases = string.Join(',', Enumerable.Range(0, 20).Select(i => $"\"{new string('示', 98)}{i}\""));
        var lines = string.Join('\n', Enumerable.Range(0, 1200).Select(_ => $$"""{"name":"{{Names.New()}}","direction":"other","aliases":[{{aliases}}]}"""));
        (await partner.Client.Send("POST", "/v1/enterprises/batch", Encoding.UTF8.GetBytes(lines), ("Content-Type", "application/x-ndjson"))).ShouldBe(200);
        using var stalled = new TcpClient { ReceiveBufferSize = 8 * 1024 };
        await stalled.ConnectAsync(_api.Program.Address.Host, _api.Program.Address.Port);
        var socket = stalled.GetStream();
        await socket.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /v1/changes HTTP/1.1\r\nHost: park\r\nAccept: text/event-stream\r\nAuthorization: Bearer {partner.Client.Key}\r\n\r\n"));
        await socket.ReadExactlyAsync(new byte[100]); // it has begun

        // Others get theirs meanwhile.
        await using var reader = await Listening.Open(_nodes[0], partner.Client.Key!);
        var made = (await partner.Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);
        (await reader.Until(made.Position)).Count.ShouldBe(1202);
        // The server breaks the connection off. Reading would make the reader one that takes something.
        var watch = Stopwatch.StartNew();
        while (IsOpen(stalled))
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
            await Task.Delay(100);
        }
    }

    // The kernel's table says it, without a byte read.
    private static bool IsOpen(TcpClient client)
    {
        var local = ((System.Net.IPEndPoint)client.Client.LocalEndPoint!).Port;
        return System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
            .Any(c => c.LocalEndPoint.Port == local && c.State == System.Net.NetworkInformation.TcpState.Established);
    }

    private async Task Ends(string key, string code, Func<Task<DateTimeOffset>> end)
    {
        var streams = await Task.WhenAll(_nodes.Select(n => Listening.Open(n, key)));
        var head = await Head();
        var polls = new[] { _api.Program, _other! }.Select(n => n.As(key).Get($"/v1/changes?types=cn.healthpark.enterprise.voided.v1&after={head}&wait=30")).ToList();

        var endedAt = await end();

        await Task.WhenAll(streams.Select(s => s.End()));
        var closed = DateTimeOffset.UtcNow;
        foreach (var poll in polls)
            (await poll).ShouldBeProblem(401, code);
        closed.ShouldBeInRange(endedAt - Second, endedAt + Second, string.Create(CultureInfo.InvariantCulture, $"{closed - endedAt}"));
        foreach (var stream in streams)
            await stream.DisposeAsync();
    }

    private async Task<(string Id, string Key)> Issue(DateTimeOffset? expiresAt = null)
    {
        var organizationId = (await _api.NewPartner()).OrganizationId;
        var made = (await _api.Admin.Post("/v1/api-keys", new { name = "测试", organizationId, scopes = new[] { Scopes.ChangesRead }, expiresAt })).ShouldBe(201);
        return (made.Id, made["key"].Text());
    }

    private async Task<(string, string?)> Tag(string id) => ("If-Match", (await _api.Admin.Get($"/v1/api-keys/{id}")).ETag);

    private async Task<long> Head() => await _api.Program.Services.GetRequiredService<HealthPark.EventStore.EventLog>().Head(CancellationToken.None);
}
