namespace HealthPark.EventStore;

/// <summary>Something that only one stream of a module may hold at a time.</summary>
/// <param name="Kind">What it is, such as <c>uscc</c>.</param>
/// <param name="Key">Which one.</param>
public sealed record Claim(string Kind, string Key)
{
    private const string SourceKind = "source of ";

    /// <summary>Whether it is a key under which another system knows the record.</summary>
    public bool IsSourceKey => Kind.StartsWith(SourceKind, StringComparison.Ordinal);

    /// <summary>The claim of a record on a key under which another system knows it: records of another type may have the same one.</summary>
    /// <param name="type">The stream type's name.</param>
    /// <param name="key">The key.</param>
    public static Claim OfSourceKey(string type, string key) => new(SourceKind + type, key);
}

/// <summary>A kind of stream: how its events fold into a state, and what follows from that state.</summary>
/// <typeparam name="TState">The state that decisions look at.</typeparam>
/// <typeparam name="TEvent">The common base of its events.</typeparam>
public sealed class StreamType<TState, TEvent> : IStreamType
    where TState : notnull
    where TEvent : notnull
{
    private readonly List<IInlineProjection<TState>> _projections = [];

    /// <summary>Its name in the log, singular: <c>enterprise</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The state before the first event.</summary>
    public required TState Initial { get; init; }

    /// <summary>The state after one more event. Pure; never throws.</summary>
    public required Func<TState, TEvent, TState> Evolve { get; init; }

    /// <summary>
    /// Which parts of the record an event changes: empty for the record itself, else a sub-resource such as <c>scale-status/2026</c>.
    /// Each part has a version (and so an ETag) of its own, so that writers of one do not disturb writers of another.
    /// </summary>
    public Func<TEvent, IReadOnlyList<string>> PartsOf { get; init; } = _ => [""];

    /// <summary>
    /// What a record in this state holds exclusively, besides its source keys. The store takes and releases the difference with each append.
    /// </summary>
    public Func<TState, IEnumerable<Claim>> Claims { get; init; } = _ => [];

    /// <summary>Read models kept in the transaction of the append.</summary>
    public IReadOnlyList<IInlineProjection<TState>> Projections => _projections;

    /// <summary>Adds an inline read model: one row for each stream, a pure function of its state.</summary>
    public StreamType<TState, TEvent> Inline<TRow>(ReadModelTable<TRow> table, Func<Recorded<TState>, TRow> row)
    {
        _projections.Add(new InlineProjection<TState, TRow>(table, record => [row(record)]));
        return this;
    }

    /// <summary>Adds an inline read model with several rows for each stream, such as one for each part with an id. A row, once there, stays.</summary>
    public StreamType<TState, TEvent> InlineMany<TRow>(ReadModelTable<TRow> table, Func<Recorded<TState>, IEnumerable<TRow>> rows)
    {
        _projections.Add(new InlineProjection<TState, TRow>(table, rows));
        return this;
    }

    /// <summary>The record before its first event.</summary>
    public Recorded<TState> Nothing(Guid id) => new(id, Initial);

    /// <summary>The record after one more event.</summary>
    public Recorded<TState> Fold(Recorded<TState> record, TEvent e, StoredEvent stored) =>
        record.After(Evolve(record.State, e), PartsOf(e), stored);

    /// <summary>All that a record holds exclusively: what its state claims, and the keys under which other systems know it.</summary>
    public IEnumerable<Claim> ClaimsOf(Recorded<TState> record) =>
        record.Exists ? Claims(record.State).Concat(record.SourceKeys.Select(key => Claim.OfSourceKey(Name, key))).Distinct() : [];

    IEnumerable<IReadModelTable> IStreamType.Tables => _projections.Select(p => p.Table);

    IStreamReplay IStreamType.Replay(Guid id, EventTypes types) => new StreamReplay(this, types, Nothing(id));

    private sealed class StreamReplay(StreamType<TState, TEvent> type, EventTypes types, Recorded<TState> record) : IStreamReplay
    {
        private Recorded<TState> _record = record;

        public void Apply(StoredEvent stored) => _record = type.Fold(_record, (TEvent)types.Read(stored.Type, stored.Data), stored);

        public IEnumerable<RowChange> Rows() => type._projections.SelectMany(p => p.RowsOf(_record));

        public IEnumerable<Claim> Claims() => type.ClaimsOf(_record);
    }
}

/// <summary>A stream type whose state's type does not matter to the caller: what rebuilding needs.</summary>
internal interface IStreamType
{
    string Name { get; }

    IEnumerable<IReadModelTable> Tables { get; }

    IStreamReplay Replay(Guid id, EventTypes types);
}

internal interface IStreamReplay
{
    void Apply(StoredEvent stored);

    IEnumerable<RowChange> Rows();

    IEnumerable<Claim> Claims();
}
