using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace HealthPark.EventStore;

/// <summary>Tells the operator how far a long replay of the log has come, and at the end how long it took.</summary>
internal sealed class Progress(ILogger log, string what)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _said;
    private long _events;

    public void Add(int events)
    {
        _events += events;
        if (_clock.Elapsed - _said < Every)
            return;
        _said = _clock.Elapsed;
        log.LogInformation("Replaying {What}: {Events} events so far, {PerSecond:0} a second", what, _events, _events / _said.TotalSeconds);
    }

    public void Done()
    {
        if (_events > 0)
            log.LogInformation("Replayed {What}: {Events} events in {Seconds:0.000} s", what, _events, _clock.Elapsed.TotalSeconds);
    }
}
