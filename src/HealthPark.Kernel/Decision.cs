using HealthPark.EventStore;

namespace HealthPark.Kernel;

/// <summary>What a decision answers: events to record (possibly none, when nothing changes), or why not.</summary>
public sealed class Decision<TEvent>
{
    private Decision(IReadOnlyList<TEvent> events, Rejection? rejection) => (Events, Rejection) = (events, rejection);

    /// <summary>The events to record, in order; empty when there is nothing to change.</summary>
    public IReadOnlyList<TEvent> Events { get; }

    /// <summary>Why the command is refused; null if it is accepted.</summary>
    public Rejection? Rejection { get; }

    /// <summary>Events of another record that are recorded with these, or not at all.</summary>
    public Companion? Companion { get; private init; }

    /// <summary>The same decision with events of another record of the module; if that record changes meanwhile, all is decided again.</summary>
    public Decision<TEvent> With(Companion? companion) => new(Events, Rejection) { Companion = companion };

#pragma warning disable CA2225, CA1000 // a decision is written as its event or rejection; there is no other way to make one
    /// <summary>One event.</summary>
    public static implicit operator Decision<TEvent>(TEvent e) => new([e], null);

    /// <summary>Several events, or none.</summary>
    public static implicit operator Decision<TEvent>(TEvent[] events) => new(events, null);

    /// <summary>Several events, or none.</summary>
    public static implicit operator Decision<TEvent>(List<TEvent> events) => new(events, null);

    /// <summary>A refusal.</summary>
    public static implicit operator Decision<TEvent>(Rejection rejection) => new([], rejection);
#pragma warning restore CA2225, CA1000
}
