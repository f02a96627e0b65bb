using HealthPark.EventStore;

namespace HealthPark.Kernel.Http;

/// <summary>One write, whether a request asked for it or a line of a file.</summary>
/// <param name="Caller">The client.</param>
/// <param name="Metadata">Who, for whom, and in which request: the metadata of its events.</param>
/// <param name="Key">What makes a retry recognisable; null if nothing does. Its status is set when it is known.</param>
/// <param name="DryRun">Whether only to say what would happen.</param>
/// <param name="Aborted">Cancelled when the client goes away.</param>
public sealed record Write(Caller Caller, EventMetadata Metadata, IdempotencyKey? Key, bool DryRun, CancellationToken Aborted);

/// <summary>How a write ended.</summary>
public abstract record WriteOutcome<TState, TEvent>
{
    private WriteOutcome()
    {
    }

    /// <summary>It was carried out, now or before.</summary>
    /// <param name="Record">The record as the write left it.</param>
    /// <param name="IsNew">Whether it made the record, or the part of it.</param>
    /// <param name="IsChange">Whether it changed anything.</param>
    /// <param name="IsReplay">Whether this answers a request that was carried out before.</param>
    /// <param name="Position">The position that it made in the log.</param>
    public sealed record Done(Recorded<TState> Record, bool IsNew, bool IsChange, bool IsReplay, long Position) : WriteOutcome<TState, TEvent>;

    /// <summary>It would be carried out; nothing was stored.</summary>
    /// <param name="Record">The record as it would stand.</param>
    /// <param name="IsNew">Whether it would make the record, or the part of it.</param>
    /// <param name="Events">The events that would be recorded.</param>
    public sealed record WouldDo(Recorded<TState> Record, bool IsNew, IReadOnlyList<TEvent> Events) : WriteOutcome<TState, TEvent>;

    /// <summary>It was refused; nothing was stored.</summary>
    public sealed record Refused(Rejection Rejection) : WriteOutcome<TState, TEvent>;
}
