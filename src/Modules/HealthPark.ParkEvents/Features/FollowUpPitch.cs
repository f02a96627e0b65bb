using System.ComponentModel.DataAnnotations;
using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>What was found when a pitch was followed up.</summary>
/// <param name="Days">Which follow-up it is: 30, 90 or 180 days after the roadshow.</param>
/// <param name="Note">What was found.</param>
/// <param name="On">The day, not in the future; today (in China) if absent.</param>
/// <param name="RaisedYuan">The money raised since the follow-up before, in CNY yuan, at most 2 decimals.</param>
public sealed record FollowUpPitchRequest(
    [property: Required, AllowedValues(30, 90, 180)] int? Days = null,
    [property: Required, StringLength(1000)] string? Note = null,
    DateOnly? On = null,
    decimal? RaisedYuan = null) : IRequestBody;

/// <summary>Records the follow-up of a pitch.</summary>
public static class FollowUpPitch
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/events/{id:guid}/pitches/{pitchId:guid}/follow-ups", Handle)
        .WithName("FollowUpPitch").RequireScope(Scopes.EventsWrite).Changes<PitchResponse>()
        .Example("""{ "days": 30, "note": "示例:已进入尽职调查", "raisedYuan": 0 }""");

    /// <summary>Records what was found when a pitch was followed up, 30, 90 or 180 days after the roadshow.</summary>
    /// <remarks>Needs `If-Match` with the pitch's own ETag. The same follow-up again replaces what was said of it. It may be made early, but not before the roadshow was held.</remarks>
    public static Task<IResult> Handle(
        Guid id, Guid pitchId, FollowUpPitchRequest body, WriteRequest request, Records<ParkEventState, ParkEventEvent> parkEvents, TimeProvider clock) =>
        parkEvents.Change(request, id, PitchResponse.Looks(pitchId), e => Task.FromResult(Decide(body, pitchId, e.State, clock.Today())));

    internal static Decision<ParkEventEvent> Decide(FollowUpPitchRequest body, Guid pitchId, ParkEventState now, DateOnly today)
    {
        if (now.Pitch(pitchId) is not { } pitch)
            return Rejection.NotFound(GetPitch.Noun);
        if (now.Status is not (ParkEventStatus.Held or ParkEventStatus.Reported))
        {
            return Rejection.Transition("not-held-yet", new Text("路演尚未举办。", "The roadshow was not held yet."),
                ParkEventStates.Machine.NextOf(now.Status, HoldParkEvent.Operation).Select(Kebab.Of));
        }

        var errors = new List<FieldError>();
        Dates.CheckPast("/on", body.On ?? today, today, errors, now.StartsOn);
        Money.Check("/raisedYuan", body.RaisedYuan, errors);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        var followUp = new PitchFollowUp(body.Days!.Value, body.On ?? today, body.Note!.Trim(), body.RaisedYuan);
        return pitch.FollowUps.GetValueOrDefault(followUp.Days) == followUp
            ? Array.Empty<ParkEventEvent>()
            : new PitchFollowedUp(pitchId, followUp.Days, followUp.On, followUp.Note, followUp.RaisedYuan);
    }
}
