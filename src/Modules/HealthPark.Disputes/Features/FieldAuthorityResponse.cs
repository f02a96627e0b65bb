using HealthPark.Disputes.Authority;
using HealthPark.EventStore;

namespace HealthPark.Disputes.Features;

/// <summary>Who speaks for a member of a collection's records.</summary>
/// <param name="Collection">The collection's name, as in its path.</param>
/// <param name="Member">The member, as in the collection's PATCH.</param>
/// <param name="Terms">Who speaks from which day on, in order of date: the last that has begun is in force. Before the first, and where `organizationId` is null, it is the organisation whose record it is.</param>
/// <param name="CreatedAt">When an authority was first named (RFC 3339, UTC).</param>
/// <param name="UpdatedAt">When that was last changed.</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record FieldAuthorityResponse(
    string Collection, string Member, IReadOnlyList<FieldAuthorityTerm> Terms, DateTime CreatedAt, DateTime UpdatedAt, long Version)
{
    internal static readonly Representation<FieldAuthorityState, FieldAuthorityResponse> Looks = new(
        "", Of, DisputesJson.Api.FieldAuthorityResponse, record => $"/v1/field-authorities/{record.State.Collection}/{record.State.Member}");

    private static FieldAuthorityResponse Of(Recorded<FieldAuthorityState> record) => new(
        record.State.Collection, record.State.Member, record.State.Terms, record.CreatedAt.UtcDateTime, record.Changed.RecordedAt.UtcDateTime,
        record.Changed.Version);
}
