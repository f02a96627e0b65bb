using HealthPark.EventStore;
using HealthPark.ParkEvents.Series;

namespace HealthPark.ParkEvents.Features;

/// <summary>A series of park events.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="Title">What it is called.</param>
/// <param name="IntervalMonths">How many months lie between two of its events (定期); null where it is not settled.</param>
/// <param name="Description">What it is about.</param>
/// <param name="OwnerOrganizationId">The organisation whose record it is.</param>
/// <param name="CreatedAt">When it was entered (RFC 3339, UTC).</param>
/// <param name="UpdatedAt">When it was last changed.</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record EventSeriesResponse(
    Guid Id, string Title, int? IntervalMonths, string? Description, Guid OwnerOrganizationId, DateTime CreatedAt, DateTime UpdatedAt, long Version)
{
    internal static readonly Representation<EventSeriesState, EventSeriesResponse> Looks =
        new("", Of, ParkEventsJson.Api.EventSeriesResponse, record => $"/v1/event-series/{record.Id}")
        {
            Stored = new StoredBody("park_events.event_series", "owner_organization_id"),
        };

    private static EventSeriesResponse Of(Recorded<EventSeriesState> record)
    {
        var s = record.State;
        return new(
            record.Id, s.Title, s.IntervalMonths, s.Description, s.OwnerOrganizationId, record.CreatedAt.UtcDateTime, record.Changed.RecordedAt.UtcDateTime,
            record.Changed.Version);
    }
}
