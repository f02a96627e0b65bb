using System.Text.Json.Serialization;

namespace HealthPark.Kernel;

/// <summary>The states of a kind of record and the steps between them, as they are published.</summary>
public interface IStateMachine
{
    /// <summary>Kebab-case name, as in <c>/v1/state-machines/{name}</c>.</summary>
    string Name { get; }

    /// <summary>What it is about, for people.</summary>
    Text Title { get; }

    /// <summary>The states, in their natural order.</summary>
    IReadOnlyList<MachineState> States { get; }

    /// <summary>The steps.</summary>
    IReadOnlyList<MachineTransition> Transitions { get; }
}

/// <summary>A state.</summary>
/// <param name="Code">Its code, kebab-case; what records hold.</param>
/// <param name="Zh">Label in Chinese.</param>
/// <param name="En">Label in English.</param>
/// <param name="Initial">Whether a new record may begin there.</param>
/// <param name="Final">Whether nothing leads out of it.</param>
public sealed record MachineState(string Code, string Zh, string En, bool Initial, bool Final);

/// <summary>A step from one state to another.</summary>
/// <param name="From">Code of the state that it leaves.</param>
/// <param name="To">Code of the state that it reaches.</param>
/// <param name="Operation">Id of the operation in the contract that takes it.</param>
/// <param name="Needs">The member of its body without which it does not, such as <c>waiver</c>; absent for most.</param>
public sealed record MachineTransition(
    string From, string To, string Operation, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Needs = null);

/// <summary>
/// The states of a kind of record, and which steps lead from one to another by which operation. Decisions ask it, and it is published:
/// what clients read is what the code does.
/// </summary>
/// <param name="name">Kebab-case name.</param>
/// <param name="title">What it is about, for people.</param>
public sealed class StateMachine<TState>(string name, Text title) : IStateMachine
    where TState : struct, Enum
{
    private readonly List<(TState State, Text Label, bool Initial)> _states = [];
    private readonly List<(TState From, TState To, string Operation, string? Needs)> _steps = [];

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Text Title => title;

    /// <inheritdoc/>
    public IReadOnlyList<MachineState> States =>
        [.. _states.Select(s => new MachineState(Kebab.Of(s.State), s.Label.Zh, s.Label.En, s.Initial, !_steps.Exists(step => step.From.Equals(s.State))))];

    /// <inheritdoc/>
    public IReadOnlyList<MachineTransition> Transitions => [.. _steps.Select(s => new MachineTransition(Kebab.Of(s.From), Kebab.Of(s.To), s.Operation, s.Needs))];

    /// <summary>Adds a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="zh">Label in Chinese.</param>
    /// <param name="en">Label in English.</param>
    /// <param name="initial">Whether a new record may begin there.</param>
    public StateMachine<TState> State(TState state, string zh, string en, bool initial = false)
    {
        _states.Add((state, new Text(zh, en), initial));
        return this;
    }

    /// <summary>Adds the steps that an operation takes from a state.</summary>
    /// <param name="operation">The operation's id in the contract.</param>
    /// <param name="from">The state that is left.</param>
    /// <param name="to">The states that can be reached.</param>
    public StateMachine<TState> Steps(string operation, TState from, params IReadOnlyList<TState> to)
    {
        _steps.AddRange(to.Select(state => (from, state, operation, (string?)null)));
        return this;
    }

    /// <summary>Adds the steps that an operation takes from a state only with a member of its body.</summary>
    /// <param name="operation">The operation's id in the contract.</param>
    /// <param name="needs">The member, such as <c>waiver</c>.</param>
    /// <param name="from">The state that is left.</param>
    /// <param name="to">The states that can be reached.</param>
    public StateMachine<TState> StepsWith(string operation, string needs, TState from, params IReadOnlyList<TState> to)
    {
        _steps.AddRange(to.Select(state => (from, state, operation, (string?)needs)));
        return this;
    }

    /// <summary>Adds the step that an operation takes from every other state.</summary>
    /// <param name="operation">The operation's id in the contract.</param>
    /// <param name="to">The state that is reached.</param>
    public StateMachine<TState> StepsFromAll(string operation, TState to)
    {
        _steps.AddRange(_states.Where(s => !s.State.Equals(to)).Select(s => (s.State, to, operation, (string?)null)));
        return this;
    }

    /// <summary>The states to which an operation leads from one: by itself, or also with the member given.</summary>
    public IReadOnlyList<TState> NextOf(TState from, string operation, string? with = null) =>
        [.. _steps.Where(s => s.From.Equals(from) && s.Operation == operation && (s.Needs is null || s.Needs == with)).Select(s => s.To)];

    /// <summary>The label of a state.</summary>
    public Text Label(TState state) => _states.First(s => s.State.Equals(state)).Label;

    /// <summary>409 if an operation does not lead from one state to another: it lists the states that it does lead to; null if it does.</summary>
    /// <param name="with">The member of its body, such as <c>waiver</c>, that opens further steps.</param>
    public Rejection? Refuse(TState from, TState to, string operation, string? with = null) => NextOf(from, operation, with).Contains(to)
        ? null
        : Rejection.Transition("transition-not-allowed", new Text(
            $"不能从「{Label(from).Zh}」变为「{Label(to).Zh}」。", $"It cannot go from {Kebab.Of(from)} to {Kebab.Of(to)}."),
            NextOf(from, operation, with).Select(Kebab.Of));
}
