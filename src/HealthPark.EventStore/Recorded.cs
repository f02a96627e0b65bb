using System.Collections.Immutable;

namespace HealthPark.EventStore;

/// <summary>The last change of a part of a record.</summary>
/// <param name="Version">The stream version of that change.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Position">Its position in the log.</param>
/// <param name="Metadata">Who made it.</param>
public sealed record PartChange(long Version, DateTimeOffset RecordedAt, long Position, EventMetadata Metadata);

/// <summary>A state together with what the log knows of it.</summary>
/// <param name="Id">The record's id.</param>
/// <param name="State">The folded state.</param>
public sealed record Recorded<TState>(Guid Id, TState State)
{
    /// <summary>The version of the whole stream; 0 while there is no event.</summary>
    public long Version { get; private init; }

    /// <summary>The position of the stream's last event.</summary>
    public long Position { get; private init; }

    /// <summary>When the stream's first event was recorded.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The keys under which other systems know the record: those that the metadata of its events name.</summary>
    public ImmutableSortedSet<string> SourceKeys { get; private init; } = [];

    private ImmutableDictionary<string, PartChange> Parts { get; init; } = ImmutableDictionary<string, PartChange>.Empty;

    /// <summary>Whether the stream has any event.</summary>
    public bool Exists => Version > 0;

    /// <summary>The last change of the record itself, sub-resources left aside.</summary>
    public PartChange Changed => Parts[""];

    /// <summary>The last change of one part; null if it has none.</summary>
    public PartChange? Part(string part) => Parts.GetValueOrDefault(part);

    internal Recorded<TState> After(TState state, IEnumerable<string> parts, StoredEvent stored) => this with
    {
        State = state,
        Version = stored.Version,
        Position = stored.Position,
        CreatedAt = Exists ? CreatedAt : stored.RecordedAt,
        SourceKeys = stored.Metadata.SourceKey is { } key ? SourceKeys.Add(key) : SourceKeys,
        Parts = Parts.SetItems(parts.Select(part =>
            KeyValuePair.Create(part, new PartChange(stored.Version, stored.RecordedAt, stored.Position, stored.Metadata)))),
    };
}
