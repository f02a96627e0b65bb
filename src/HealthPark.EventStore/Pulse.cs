namespace HealthPark.EventStore;

/// <summary>Something that happens again and again, and can be waited for by any number.</summary>
public sealed class Pulse
{
    private volatile TaskCompletionSource _next = New();

    /// <summary>Completes when it happens next. Take it before looking at what it tells of, await it after.</summary>
    public Task Next => _next.Task;

    /// <summary>It happens.</summary>
    public void Beat() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
