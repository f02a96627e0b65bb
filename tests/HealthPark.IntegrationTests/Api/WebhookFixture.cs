using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using HealthPark.Changes.Webhook;
using HealthPark.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HealthPark.IntegrationTests.Api;

/// <summary>The program with a clock that can be put forward, receivers on this machine allowed, and names that the test gives out.</summary>
public sealed class WebhookFixture : ApiFixture
{
    public ForwardClock Clock { get; } = new();

    public NameServer Names { get; } = new();

    public override Task<ApiProgram> Start() => ApiProgram.Start(
        Database, AdminKey, services => services.AddSingleton<TimeProvider>(Clock).AddSingleton<ResolveHost>(Names.Resolve), "--Webhooks:AllowedNetworks:0=127.0.0.0/8");

    /// <summary>A new partner that writes enterprises, follows changes and has webhooks.</summary>
    public Task<Partner> NewFollower() => NewPartner(
        Scopes.EnterprisesRead, Scopes.EnterprisesWrite, Scopes.ChangesRead, Scopes.WebhooksRead, Scopes.WebhooksWrite, Scopes.OrganizationsRead);
}

/// <summary>The time of day, put forward.</summary>
public sealed class ForwardClock : TimeProvider
{
    private long _ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow.AddTicks(Interlocked.Read(ref _ticks));

    public void Forward(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}

/// <summary>Names of hosts, in the place of the Internet's. A name without an entry does not resolve.</summary>
public sealed class NameServer
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _answers = new();

    /// <summary>The addresses of a name: one answer for each time it is asked for, the last one for ever.</summary>
    public void Give(string name, params string[] answers) => _answers[name] = new(answers);

    public Task<IPAddress[]> Resolve(string host, CancellationToken ct)
    {
        if (!_answers.TryGetValue(host, out var answers))
            return Dns.GetHostAddressesAsync(host, ct);
        var answer = answers.Count > 1 && answers.TryDequeue(out var next) ? next : answers.First();
        return Task.FromResult(answer.Split(',').Select(IPAddress.Parse).ToArray());
    }
}

/// <summary>What a receiver was sent.</summary>
public sealed record Received(string Id, string Subject, string Type, long Position, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>A receiver of webhooks, on a port of this machine.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _all = new();

    private Receiver(WebApplication app) => _app = app;

    public Uri Url => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/hook");

    /// <summary>Every request that came, in the order of coming, whatever was answered.</summary>
    public IReadOnlyList<Received> All => [.. _all];

    /// <summary>What is answered; 204 if nothing else is said.</summary>
    public Func<Received, IResult> Answer { get; set; } = _ => Results.NoContent();

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver._app.MapPost("/hook", receiver.Receive);
        await receiver._app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task<IResult> Receive(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        var json = JsonNode.Parse(body)!;
        var received = new Received(
            json["id"].Text(), json["subject"].Text(), json["type"].Text(), long.Parse(json["position"].Text(), System.Globalization.CultureInfo.InvariantCulture),
            request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString()), body);
        _all.Enqueue(received);
        return Answer(received);
    }
}

/// <summary>Waiting for a condition.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task Is(Func<bool> condition, Func<string>? state = null) => Is(() => Task.FromResult(condition()), state);

    public static async Task Is(Func<Task<bool>> condition, Func<string>? state = null)
    {
        var giveUp = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!await condition())
        {
            if (Environment.TickCount64 > giveUp)
                throw new TimeoutException($"It did not come about. {state?.Invoke()}");
            await Task.Delay(20);
        }
    }
}
