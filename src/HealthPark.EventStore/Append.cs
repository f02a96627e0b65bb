namespace HealthPark.EventStore;

/// <summary>The version that a stream must have for an append to be accepted.</summary>
public readonly record struct ExpectedVersion
{
    private ExpectedVersion(long version) => Version = version;

    /// <summary>The stream must not exist yet.</summary>
    public static readonly ExpectedVersion NoStream = new(0);

    /// <summary>The version itself; 0 stands for no stream.</summary>
    public long Version { get; }

    /// <summary>The stream must stand at exactly this version.</summary>
    public static ExpectedVersion Exactly(long version) =>
        version > 0 ? new(version) : throw new ArgumentOutOfRangeException(nameof(version), "A stream's versions start at 1.");
}

/// <summary>What makes a retried request recognisable.</summary>
/// <param name="ClientId">The client; keys of different clients never meet.</param>
/// <param name="Key">The client's key for this one request.</param>
/// <param name="Fingerprint">A hash of the request, to tell a retry from another request under the same key.</param>
/// <param name="Status">The HTTP status of the first answer, given again with each replay.</param>
public sealed record IdempotencyKey(string ClientId, string Key, byte[] Fingerprint, int Status);

/// <summary>A new event on its way into the log.</summary>
/// <param name="Type">Its stored name.</param>
/// <param name="Data">Its JSON text.</param>
internal sealed record NewEvent(string Type, string Data);

/// <summary>One append: all of it happens, or nothing.</summary>
internal sealed record Append(
    string Schema,
    Guid StreamId,
    string StreamType,
    ExpectedVersion Expected,
    IReadOnlyList<NewEvent> Events,
    EventMetadata Metadata,
    IReadOnlyList<Claim> Takes,
    IReadOnlyList<Claim> Releases,
    IdempotencyKey? Key,
    Func<IReadOnlyList<StoredEvent>, IEnumerable<RowChange>> Rows)
{
    /// <summary>An append to another stream of the module that goes with this one: both happen, or neither.</summary>
    public Append? Companion { get; init; }

    /// <summary>This append and the one that goes with it.</summary>
    public IReadOnlyList<Append> All => Companion is null ? [this] : [this, Companion];
}

/// <summary>
/// Events of another stream of the same module that are recorded with those of a decision, or not at all: what a decision about one
/// record takes from another, such as room on a floor, cannot be taken twice.
/// </summary>
public sealed class Companion
{
    private readonly Func<ModuleStore, EventMetadata, Append> _append;

    private Companion(Func<ModuleStore, EventMetadata, Append> append) => _append = append;

    /// <summary>Events of a record as it was when the decision looked at it: if it has changed since, all is decided again.</summary>
    public static Companion Of<TState, TEvent>(StreamType<TState, TEvent> type, Recorded<TState> current, params IReadOnlyList<TEvent> events)
        where TState : notnull
        where TEvent : notnull =>
        new((store, metadata) => store.AppendOf(type, current, events, metadata with { SourceKey = null }, key: null));

    internal Append To(ModuleStore store, EventMetadata metadata) => _append(store, metadata);
}

/// <summary>How an append ended.</summary>
public abstract record AppendOutcome
{
    /// <summary>The events are in the log.</summary>
    public sealed record Appended(IReadOnlyList<StoredEvent> Events) : AppendOutcome;

    /// <summary>The same request was carried out before; nothing was added.</summary>
    /// <param name="StreamId">The stream that it changed.</param>
    /// <param name="Version">The version that it made.</param>
    /// <param name="Position">Its last event's position.</param>
    /// <param name="Status">The status of the first answer.</param>
    public sealed record Replayed(Guid StreamId, long Version, long Position, int Status) : AppendOutcome;

    /// <summary>The idempotency key was used before for another request; nothing was added.</summary>
    public sealed record KeyReused : AppendOutcome;

    /// <summary>The stream does not stand at the expected version; nothing was added.</summary>
    /// <param name="ActualVersion">The version at which it stands; 0 if there is no such stream.</param>
    public sealed record VersionConflict(long ActualVersion) : AppendOutcome;

    /// <summary>Another stream holds what this one needs for itself; nothing was added.</summary>
    public sealed record ClaimTaken(Claim Claim, Guid HolderId) : AppendOutcome;
}

/// <summary>The store cannot take an append now: too many are waiting, or the database is away. The same request may be sent again.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
