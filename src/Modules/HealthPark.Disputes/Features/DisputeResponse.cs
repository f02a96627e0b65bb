using System.Text.Json.Nodes;
using HealthPark.Disputes.Dispute;
using HealthPark.EventStore;

namespace HealthPark.Disputes.Features;

/// <summary>A value that an organisation brings for a member for which another speaks.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="Collection">The collection that the record belongs to.</param>
/// <param name="RecordId">The record.</param>
/// <param name="RecordVersion">The version that the record had when the dispute was opened.</param>
/// <param name="Member">The member.</param>
/// <param name="PresentValue">What the record said then; null if nothing.</param>
/// <param name="ProposedValue">What it should say, in the form in which the record would show it; null if nothing.</param>
/// <param name="Qualifiers">What was given with the value and belongs to it, such as the day from which it holds; null if nothing was.</param>
/// <param name="State">Where it stands; see the state machine `dispute`.</param>
/// <param name="ProposedBy">The organisation that brought the value.</param>
/// <param name="Actor">The client that acted for it: an API key's id, or a token's subject.</param>
/// <param name="Reason">Why, where a person gave a reason.</param>
/// <param name="Answer">The reason that was given when it was decided or withdrawn.</param>
/// <param name="OwnerOrganizationId">The organisation whose record it is.</param>
/// <param name="OpenedAt">When it was opened (RFC 3339, UTC).</param>
/// <param name="ClosedAt">When it was accepted, refused, withdrawn or replaced; null while it is open.</param>
/// <param name="Version">Its version; the ETag is made from it.</param>
public sealed record DisputeResponse(
    Guid Id, string Collection, Guid RecordId, long RecordVersion, string Member, JsonNode? PresentValue, JsonNode? ProposedValue, JsonObject? Qualifiers,
    DisputeStatus State, Guid ProposedBy, string Actor, string? Reason, string? Answer, Guid OwnerOrganizationId, DateTime OpenedAt, DateTime? ClosedAt,
    long Version)
{
    internal static readonly Representation<DisputeState, DisputeResponse> Looks =
        new("", Of, DisputesJson.Api.DisputeResponse, record => $"/v1/disputes/{record.Id}");

    private static DisputeResponse Of(Recorded<DisputeState> record)
    {
        var d = record.State;
        return new(
            record.Id, d.Collection, d.RecordId, d.RecordVersion, d.Member, d.PresentValue, d.ProposedValue, d.Qualifiers, d.Status, d.ProposedBy, d.Actor,
            d.Reason, d.Answer, d.OwnerOrganizationId, record.CreatedAt.UtcDateTime,
            d.Status == DisputeStatus.Open ? null : record.Changed.RecordedAt.UtcDateTime, record.Changed.Version);
    }
}
