using HealthPark.EventStore;
using HealthPark.Kernel;

namespace HealthPark.UnitTests;

/// <summary>
/// What happened before a decision. Events go through their stored JSON on the way in and are compared as their stored JSON, in
/// order, on the way out: a decision that could not be stored and read again fails here.
/// </summary>
internal sealed class Given<TState, TEvent>(StreamType<TState, TEvent> type, EventTypes types, IReadOnlyList<TEvent> events)
    where TState : notnull
    where TEvent : class
{
    /// <summary>The state that follows.</summary>
    public TState State { get; } = events.Select(e => (TEvent)types.Read(types.NameOf(e), types.Write(e))).Aggregate(type.Initial, type.Evolve);

    /// <summary>What is decided then.</summary>
    public When<TEvent> When(Func<TState, Decision<TEvent>> decide) => new(types, decide(State));
}

/// <summary>A decision, to be compared with what was expected.</summary>
internal sealed class When<TEvent>(EventTypes types, Decision<TEvent> decision)
    where TEvent : class
{
    /// <summary>It is accepted, with exactly these events in this order.</summary>
    public void Then(params TEvent[] expected)
    {
        decision.Rejection.ShouldBeNull();
        decision.Events.Select(Stored).ShouldBe(expected.Select(Stored));
    }

    /// <summary>It is accepted, whatever its events say.</summary>
    public void ThenAccepted()
    {
        decision.Rejection.ShouldBeNull();
        decision.Events.ShouldNotBeEmpty();
    }

    /// <summary>It is accepted, and nothing changes.</summary>
    public void ThenNothing() => Then();

    /// <summary>It is refused, with exactly these errors, each written <c>pointer code</c>.</summary>
    public Rejection ThenRejected(string code, int status, params string[] errors)
    {
        decision.Events.ShouldBeEmpty();
        var rejection = decision.Rejection.ShouldNotBeNull();
        (rejection.Code, rejection.Status).ShouldBe((code, status));
        rejection.Errors.Select(e => $"{e.Pointer} {e.Code}").ShouldBe(errors);
        foreach (var text in rejection.Errors.Select(e => e.Detail).Prepend(rejection.Detail))
        {
            text.Zh.ShouldNotBeNullOrWhiteSpace();
            text.En.ShouldNotBeNullOrWhiteSpace();
        }

        return rejection;
    }

    /// <summary>Members break a rule: 422.</summary>
    public Rejection ThenInvalid(params string[] errors) => ThenRejected("invalid-fields", 422, errors);

    private string Stored(TEvent e) => $"{types.NameOf(e)} {types.Write(e)}";
}
