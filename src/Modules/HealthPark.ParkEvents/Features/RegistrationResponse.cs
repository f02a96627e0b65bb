using HealthPark.EventStore;
using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>A registration for a park event.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="EventId">The park event.</param>
/// <param name="Number">Which it was in the order of arrival, from 1.</param>
/// <param name="State">Where it stands. State machine: `park-event-registration`.</param>
/// <param name="Organization">The organisation that comes.</param>
/// <param name="EnterpriseId">The enterprise that comes.</param>
/// <param name="Name">The label by which the host knows who comes.</param>
/// <param name="HeadCount">How many come.</param>
/// <param name="SignedInOn">The day on which they signed in.</param>
/// <param name="CancelReason">Why it was cancelled.</param>
/// <param name="UpdatedAt">When it was last changed (RFC 3339, UTC).</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record RegistrationResponse(
    Guid Id, Guid EventId, int Number, RegistrationState State, string? Organization, Guid? EnterpriseId, string? Name, int HeadCount, DateOnly? SignedInOn,
    string? CancelReason, DateTime UpdatedAt, long Version)
{
    internal static Representation<ParkEventState, RegistrationResponse> Looks(Guid registrationId) => new(
        Registration.Part(registrationId), record => Of(record, record.State.Registration(registrationId)!), ParkEventsJson.Api.RegistrationResponse,
        record => $"/v1/events/{record.Id}/registrations/{registrationId}");

    internal static RegistrationResponse Of(Recorded<ParkEventState> record, Registration r)
    {
        var part = record.Part(Registration.Part(r.Id))!;
        return new(
            r.Id, record.Id, r.Number, r.State, r.Organization, r.EnterpriseId, r.Name, r.HeadCount, r.SignedInOn, r.CancelReason,
            part.RecordedAt.UtcDateTime, part.Version);
    }
}
