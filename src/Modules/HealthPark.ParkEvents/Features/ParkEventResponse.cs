using HealthPark.EventStore;
using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>A park event: a conference, a forum, a roadshow, a salon or the like.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="Title">What it is called.</param>
/// <param name="Kind">Its kind. Codes: `park-event-kinds`.</param>
/// <param name="State">Where it stands. State machine: `park-event`.</param>
/// <param name="StartsOn">Its first day (date in Asia/Shanghai, as all dates here).</param>
/// <param name="EndsOn">Its last day; null for one that takes a day.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Venue">Where it takes place, in words.</param>
/// <param name="Carrier">The building or space where it takes place. Codes: `carriers`.</param>
/// <param name="Capacity">How many places there are; null for no limit. How many are taken: `/v1/events/{id}/registrations`.</param>
/// <param name="Hosts">Who holds it (主办方), by name.</param>
/// <param name="SeriesId">The series that it belongs to.</param>
/// <param name="BudgetYuan">What it may cost, in CNY yuan.</param>
/// <param name="AnnouncedOn">When it was announced.</param>
/// <param name="OpenedOn">When registration was opened.</param>
/// <param name="HeldOn">When it was said to have taken place.</param>
/// <param name="ReportedOn">When it was reported.</param>
/// <param name="Attendance">How many came, as reported.</param>
/// <param name="CostYuan">What it cost, as reported, in CNY yuan.</param>
/// <param name="Summary">What it brought, in words.</param>
/// <param name="CancelledOn">When it was called off.</param>
/// <param name="CancelReason">Why it was called off.</param>
/// <param name="Leads">How many leads came of it.</param>
/// <param name="Contracts">How many contracts came of it.</param>
/// <param name="CostPerLeadYuan">What a lead cost: `costYuan` by `leads`, rounded to fen; null without either.</param>
/// <param name="Pitches">How many projects are pitched at it.</param>
/// <param name="RaisedYuan">The money that they raised, as far as the follow-ups say; null where nothing is pitched.</param>
/// <param name="OwnerOrganizationId">The organisation whose record it is.</param>
/// <param name="CreatedAt">When it was entered (RFC 3339, UTC).</param>
/// <param name="UpdatedAt">When it was last changed. A registration is no change of it, unless it takes the last place.</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record ParkEventResponse(
    Guid Id, string Title, string Kind, ParkEventStatus State, DateOnly StartsOn, DateOnly? EndsOn, string? Description, string? Venue, string? Carrier,
    int? Capacity, IReadOnlyList<string> Hosts, Guid? SeriesId, decimal? BudgetYuan, DateOnly? AnnouncedOn, DateOnly? OpenedOn, DateOnly? HeldOn,
    DateOnly? ReportedOn, int? Attendance, decimal? CostYuan, string? Summary, DateOnly? CancelledOn, string? CancelReason, int Leads, int Contracts,
    decimal? CostPerLeadYuan, int Pitches, decimal? RaisedYuan, Guid OwnerOrganizationId, DateTime CreatedAt, DateTime UpdatedAt, long Version)
{
    internal static readonly Representation<ParkEventState, ParkEventResponse> Looks =
        new("", Of, ParkEventsJson.Api.ParkEventResponse, record => $"/v1/events/{record.Id}")
        {
            Stored = new StoredBody("park_events.park_events", "owner_organization_id"),
        };

    private static ParkEventResponse Of(Recorded<ParkEventState> record)
    {
        var e = record.State;
        var (leads, contracts) = (CountOf(OutcomeKind.Lead), CountOf(OutcomeKind.Contract));
        return new(
            record.Id, e.Title, e.Kind, e.Status, e.StartsOn, e.EndsOn, e.Description, e.Venue, e.Carrier, e.Capacity, e.Hosts, e.SeriesId, e.BudgetYuan,
            e.AnnouncedOn, e.OpenedOn, e.HeldOn, e.ReportedOn, e.Attendance, e.CostYuan, e.Summary, e.CancelledOn, e.CancelReason, leads, contracts,
            leads > 0 && e.CostYuan is { } cost ? decimal.Round(cost / leads, 2, MidpointRounding.AwayFromZero) : null,
            e.Pitches.Count, e.Pitches.Count > 0 ? e.Pitches.Sum(p => p.RaisedYuan) : null,
            e.OwnerOrganizationId, record.CreatedAt.UtcDateTime, record.Changed.RecordedAt.UtcDateTime, record.Changed.Version);

        int CountOf(OutcomeKind kind) => e.Outcomes.Count(o => o.Kind == kind && o.VoidReason is null);
    }
}
