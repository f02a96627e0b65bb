using System.Collections.Concurrent;
using System.Net;
using HealthPark.Access.Delegation;
using HealthPark.Access.Tokens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HealthPark.Access;

/// <summary>
/// Looks again and again at the keys of those who are being answered: all of them with one query, so that a thousand listeners cost
/// what one does. A token's end is known from the beginning. A delegation is looked at as well where one acts for another body.
/// </summary>
internal sealed class CallerWatch(KeyRing keys, TokenDoor tokens, Delegations delegations, TimeProvider clock, ILogger<CallerWatch> log) : BackgroundService, ICallerWatch
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<WatchedCaller, Shown> _watched = new();

    public WatchedCaller Watch(HttpContext context)
    {
        var bearer = BearerAuthentication.BearerOf(context.Request) ?? throw new InvalidOperationException("This endpoint lets callers in without a key.");
        var watched = new WatchedCaller(w => _watched.TryRemove(w, out _));
        var acts = context.Features.Get<ActsForAnother>();
        _watched[watched] = tokens.Takes(bearer)
            ? new Shown(null, tokens.EndOf(bearer), null, acts)
            : new Shown(bearer, null, context.Connection.RemoteIpAddress, acts);
        return watched;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(LookAgain, clock, stoppingToken);
                await Look(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "Keys in use could not be looked at"); // whoever waits gets nothing meanwhile: the log is where the keys are
            }
        }
    }

    private async Task Look(CancellationToken ct)
    {
        var watched = _watched.ToArray();
        var secrets = watched.Select(w => w.Value.Secret).OfType<string>().ToHashSet();
        var known = secrets.Count > 0 ? await keys.FindAll(secrets, ct) : null;
        var now = clock.GetUtcNow();
        foreach (var (caller, shown) in watched)
        {
            var refusal = shown.Secret is null ? (shown.EndsAt <= now ? TokenDoor.Expired : null)
                : known!.TryGetValue(shown.Secret, out var key) ? key.Refuse(shown.Address, now)
                : AccessProblems.UnknownKey;
            if (refusal is null && shown.Acts is { } acts && await delegations.ActFor(acts.Client, acts.Body, ct) is null)
                refusal = AccessProblems.NotDelegated;
            if (refusal is not null)
                caller.End(refusal);
        }
    }

    private sealed record Shown(string? Secret, DateTimeOffset? EndsAt, IPAddress? Address, ActsForAnother? Acts);
}
