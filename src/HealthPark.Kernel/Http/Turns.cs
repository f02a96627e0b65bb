namespace HealthPark.Kernel.Http;

/// <summary>
/// Those who change one record take turns: each decides on what the one before left. If they raced, one of a hundred would win and the
/// others load and decide again, a hundred times over. This is a courtesy within the process: what guards the record is the version at
/// which its stream is expected, so a writer that has waited long goes on without a turn.
/// </summary>
internal sealed class Turns
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 1024).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Waits for a turn, which ends when it is disposed; null if others took too long.</summary>
    public async Task<IDisposable?> Take(Guid id, CancellationToken ct)
    {
        var turn = _turns[(uint)id.GetHashCode() % _turns.Length];
        return await turn.WaitAsync(Patience, ct) ? new Turn(turn) : null;
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
