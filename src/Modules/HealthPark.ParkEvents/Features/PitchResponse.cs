using HealthPark.EventStore;
using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>A follow-up of a pitch.</summary>
/// <param name="Days">How many days after the roadshow it is due: 30, 90 or 180.</param>
/// <param name="DueOn">The day on which it is due, by the roadshow's last day as it was when the pitch was last changed.</param>
/// <param name="DoneOn">The day on which it was made; null while it was not.</param>
/// <param name="Note">What was found.</param>
/// <param name="RaisedYuan">The money raised since the follow-up before, in CNY yuan.</param>
public sealed record PitchFollowUpResponse(int Days, DateOnly DueOn, DateOnly? DoneOn, string? Note, decimal? RaisedYuan);

/// <summary>A project that is pitched at a roadshow.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="EventId">The roadshow.</param>
/// <param name="Title">What it is called.</param>
/// <param name="EnterpriseId">The enterprise that pitches.</param>
/// <param name="TransferId">The transfer that is pitched.</param>
/// <param name="DealId">The deal that it is.</param>
/// <param name="AskYuan">The money that is asked for, in CNY yuan.</param>
/// <param name="RaisedYuan">The money raised, as far as the follow-ups say.</param>
/// <param name="FollowUps">Its follow-ups, done or due.</param>
/// <param name="UpdatedAt">When it was last changed (RFC 3339, UTC).</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record PitchResponse(
    Guid Id, Guid EventId, string Title, Guid? EnterpriseId, Guid? TransferId, Guid? DealId, decimal? AskYuan, decimal RaisedYuan,
    IReadOnlyList<PitchFollowUpResponse> FollowUps, DateTime UpdatedAt, long Version)
{
    internal static Representation<ParkEventState, PitchResponse> Looks(Guid pitchId) => new(
        Pitch.Part(pitchId), record => Of(record, record.State.Pitch(pitchId)!), ParkEventsJson.Api.PitchResponse,
        record => $"/v1/events/{record.Id}/pitches/{pitchId}");

    internal static PitchResponse Of(Recorded<ParkEventState> record, Pitch p)
    {
        var part = record.Part(Pitch.Part(p.Id))!;
        return new(
            p.Id, record.Id, p.Title, p.EnterpriseId, p.TransferId, p.DealId, p.AskYuan, p.RaisedYuan,
            [.. Pitch.FollowUpDays.Select(days => (Days: days, Done: p.FollowUps.GetValueOrDefault(days))).Select(f =>
                new PitchFollowUpResponse(f.Days, record.State.LastDay.AddDays(f.Days), f.Done?.On, f.Done?.Note, f.Done?.RaisedYuan))],
            part.RecordedAt.UtcDateTime, part.Version);
    }
}
