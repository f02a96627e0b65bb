using Microsoft.AspNetCore.Http;

namespace HealthPark.Kernel.Http;

/// <summary>Watches what let a caller in. For answers that take long: whoever may not begin one any more may not go on with one either.</summary>
public interface ICallerWatch
{
    /// <summary>Watches the key or token of a request, until disposed.</summary>
    WatchedCaller Watch(HttpContext context);
}

/// <summary>A caller whose key or token is watched while it is answered.</summary>
/// <param name="forget">Ends the watch.</param>
public sealed class WatchedCaller(Action<WatchedCaller> forget) : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private volatile Rejection? _refusal;

    /// <summary>Cancelled when the key or token opens nothing any more: within a second after it was revoked, replaced or expired, on every node.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Why it opens nothing any more; null while it does.</summary>
    public Rejection? Refusal => _refusal;

    /// <summary>Says that it opens nothing any more.</summary>
    public void End(Rejection refusal)
    {
        _refusal = refusal;
        _ended.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose() => forget(this);
}
