namespace HealthPark.EventStore;

/// <summary>
/// Keeps a follower of the log from going after each single append: under a steady stream of them it would cost more than they do. What
/// comes shortly after the last look gathers, and is taken with the next; after a pause the follower looks at once.
/// </summary>
/// <param name="least">The least time from one look to the next.</param>
public sealed class Pace(TimeSpan least)
{
    private readonly System.Diagnostics.Stopwatch _sinceLast = System.Diagnostics.Stopwatch.StartNew();

    /// <summary>Waits until it is time for the next look.</summary>
    /// <param name="ct">Cancels the wait.</param>
    /// <param name="hurry">Completes when somebody waits for the look.</param>
    public async Task Next(CancellationToken ct, Task? hurry = null)
    {
        var left = least - _sinceLast.Elapsed;
        if (left > TimeSpan.Zero && hurry is not { IsCompleted: true })
            await (hurry is null ? Task.Delay(left, ct) : Task.WhenAny(hurry, Task.Delay(left, ct)));
        _sinceLast.Restart();
    }
}
