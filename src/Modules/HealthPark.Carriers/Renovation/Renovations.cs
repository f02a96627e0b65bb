using HealthPark.Carriers.Carrier;
using HealthPark.Carriers.Features;

namespace HealthPark.Carriers.Renovation;

/// <summary>The way of a renovation project from proposal to acceptance, and rules that several of its decisions share.</summary>
internal static class Renovations
{
    public static readonly StateMachine<RenovationStatus> Machine =
        new StateMachine<RenovationStatus>("renovation-project", new Text("改造项目状态", "State of a renovation project"))
            .State(RenovationStatus.Proposed, "提出", "proposed", initial: true)
            .State(RenovationStatus.Approved, "批准", "approved")
            .State(RenovationStatus.Underway, "实施中", "under way")
            .State(RenovationStatus.Accepted, "验收", "accepted")
            .State(RenovationStatus.Abandoned, "放弃", "abandoned")
            .Steps(ApproveRenovation.Operation, RenovationStatus.Proposed, RenovationStatus.Approved)
            .Steps(StartRenovation.Operation, RenovationStatus.Approved, RenovationStatus.Underway)
            .Steps(AcceptRenovation.Operation, RenovationStatus.Underway, RenovationStatus.Accepted)
            .Steps(AbandonRenovation.Operation, RenovationStatus.Proposed, RenovationStatus.Abandoned)
            .Steps(AbandonRenovation.Operation, RenovationStatus.Approved, RenovationStatus.Abandoned)
            .Steps(AbandonRenovation.Operation, RenovationStatus.Underway, RenovationStatus.Abandoned);

    /// <summary>Decides a step: it leads on from where the project stands, on a day that is not in the future and not before the last step.</summary>
    public static Decision<RenovationEvent> Step(
        RenovationState now, RenovationStatus to, string operation, DateOnly? on, DateOnly today, Func<List<FieldError>, RenovationEvent> decide)
    {
        if (Machine.Refuse(now.Status, to, operation) is { } refusal)
            return refusal;
        var errors = new List<FieldError>();
        Dates.CheckPast("/on", on, today, errors, now.StatusOn);
        var decided = decide(errors);
        return errors.Count > 0 ? Rejection.Invalid(errors) : decided;
    }

    /// <summary>The area before may be none at all, where nothing could be used.</summary>
    public static void Check(decimal? areaBefore, decimal? plannedAreaAfter, decimal? budgetYuan, List<FieldError> errors)
    {
        if (areaBefore != 0)
            Decisions.CheckArea("/areaBeforeSquareMetres", areaBefore, errors);
        Decisions.CheckArea("/plannedAreaAfterSquareMetres", plannedAreaAfter, errors);
        Money.Check("/budgetYuan", budgetYuan, errors);
    }
}
