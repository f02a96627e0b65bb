using System.ComponentModel.DataAnnotations;
using HealthPark.Talent.Talent;

namespace HealthPark.Talent.Features;

/// <summary>A talent's departure.</summary>
/// <param name="On">The day.</param>
/// <param name="Reason">Why.</param>
public sealed record RecordDepartureRequest(
    [property: Required] DateOnly? On = null,
    [property: StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Records that a talent left.</summary>
public static class RecordDeparture
{
    internal const string Operation = "RecordTalentDeparture";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/talents/{id:guid}/departure", Handle)
        .WithName(Operation).RequireScope(Scopes.TalentsWrite).Changes<TalentResponse>()
        .Example("""{ "on": "2026-09-30", "reason": "合同期满" }""");

    /// <summary>Records that a talent left the park, or that nothing came of the contact.</summary>
    /// <remarks>Needs `If-Match`. A later departure does not reduce 「累计引进」: what counted stays counted. There is no way back: whoever comes again keeps this one record only if the departure was a mistake, and then it is voided and entered anew.</remarks>
    public static Task<IResult> Handle(Guid id, RecordDepartureRequest body, WriteRequest request, Records<TalentState, TalentEvent> talents, TimeProvider clock) =>
        talents.Change(request, id, TalentResponse.Looks, t => Task.FromResult(Decide(body, t.State, clock.Today())));

    internal static Decision<TalentEvent> Decide(RecordDepartureRequest body, TalentState now, DateOnly today)
    {
        if (Decisions.RefuseClosed(now) is { } closed)
            return closed;
        if (now.Stage == TalentStage.Left && now.LeftOn == body.On)
            return Array.Empty<TalentEvent>();
        if (TalentStages.Machine.Refuse(now.Stage, TalentStage.Left, Operation) is { } refusal)
            return refusal;
        var errors = new List<FieldError>();
        Dates.CheckPast("/on", body.On, today, errors, now.IntroducedOn ?? now.OfferedOn);
        return errors.Count > 0 ? Rejection.Invalid(errors) : new TalentLeft(body.On!.Value, body.Reason?.Trim());
    }
}
