namespace HealthPark.ParkEvents.ParkEvent;

/// <summary>Rules that several of the module's decisions share. Pure: time and look-ups come as values.</summary>
internal static class Decisions
{
    /// <summary>What was reported or cancelled takes no more changes.</summary>
    public static Rejection? RefuseClosed(ParkEventState now) => now.Status is ParkEventStatus.Reported or ParkEventStatus.Cancelled
        ? Rejection.Transition("park-event-closed", new Text("该活动已总结或取消,不能再更改。", "This park event was reported or cancelled; it takes no more changes."), [])
        : null;

    /// <summary>A step by one operation, on a day.</summary>
    /// <param name="now">The park event.</param>
    /// <param name="to">The state that the operation leads to.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="on">The day; null says today.</param>
    /// <param name="today">Today.</param>
    /// <param name="notBefore">The day before which it cannot be.</param>
    /// <param name="decide">What happens then.</param>
    public static Decision<ParkEventEvent> Step(
        ParkEventState now, ParkEventStatus to, string operation, DateOnly? on, DateOnly today, DateOnly? notBefore, Func<DateOnly, Decision<ParkEventEvent>> decide)
    {
        if (ParkEventStates.Machine.Refuse(now.Status, to, operation) is { } refusal)
            return refusal;
        var errors = new List<FieldError>();
        Dates.CheckPast("/on", on ?? today, today, errors, notBefore);
        return errors.Count > 0 ? Rejection.Invalid(errors) : decide(on ?? today);
    }

    /// <summary>The last day does not come before the first.</summary>
    public static void CheckPeriod(DateOnly startsOn, DateOnly? endsOn, List<FieldError> errors)
    {
        if (endsOn < startsOn)
            errors.Add(new FieldError("/endsOn", "dates-out-of-order", new Text("不能早于 startsOn。", "Must not lie before startsOn.")));
    }

    /// <summary>The hosts, each once.</summary>
    public static IReadOnlyList<string> Hosts(IReadOnlyList<string>? hosts) =>
        [.. (hosts ?? []).Select(h => h.Trim()).Where(h => h.Length > 0).DistinctBy(NameFolding.Fold)];
}
