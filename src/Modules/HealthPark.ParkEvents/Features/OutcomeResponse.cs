using HealthPark.EventStore;
using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>Something that came of a park event.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="EventId">The park event.</param>
/// <param name="Kind">What it is. Codes: `park-event-outcome-kinds`.</param>
/// <param name="Note">What it is, in words.</param>
/// <param name="On">The day.</param>
/// <param name="EnterpriseId">The enterprise that it concerns.</param>
/// <param name="TransferId">The transfer that it concerns.</param>
/// <param name="DealId">The deal that it concerns.</param>
/// <param name="AmountYuan">The money that it is about, in CNY yuan.</param>
/// <param name="VoidReason">Why it was voided; null for one that stands.</param>
/// <param name="UpdatedAt">When it was last changed (RFC 3339, UTC).</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record OutcomeResponse(
    Guid Id, Guid EventId, OutcomeKind Kind, string Note, DateOnly On, Guid? EnterpriseId, Guid? TransferId, Guid? DealId, decimal? AmountYuan,
    string? VoidReason, DateTime UpdatedAt, long Version)
{
    internal static Representation<ParkEventState, OutcomeResponse> Looks(Guid outcomeId) => new(
        Outcome.Part(outcomeId), record => Of(record, record.State.Outcome(outcomeId)!), ParkEventsJson.Api.OutcomeResponse,
        record => $"/v1/events/{record.Id}/outcomes/{outcomeId}");

    internal static OutcomeResponse Of(Recorded<ParkEventState> record, Outcome o)
    {
        var part = record.Part(Outcome.Part(o.Id))!;
        return new(
            o.Id, record.Id, o.Kind, o.Note, o.On, o.EnterpriseId, o.TransferId, o.DealId, o.AmountYuan, o.VoidReason, part.RecordedAt.UtcDateTime, part.Version);
    }
}
