using HealthPark.Access.Organization;

namespace HealthPark.Access.Features;

/// <summary>An organisation.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>park-office</c>, <c>bureau</c> (a body that the plan names), <c>partner</c> or <c>dashboard</c>.</param>
/// <param name="Code">Its code in the plan's reference data; null for partners.</param>
/// <param name="CreatedAt">When it was registered (RFC 3339, UTC).</param>
/// <param name="Version">Its version; the ETag is made from it.</param>
public sealed record OrganizationResponse(Guid Id, string Name, string Kind, string? Code, DateTime CreatedAt, long Version)
{
    internal static readonly Representation<OrganizationState, OrganizationResponse> Looks = new(
        "",
        record => new(record.Id, record.State.Name, record.State.Kind, record.State.Code, record.CreatedAt.UtcDateTime, record.Changed.Version),
        AccessJson.Api.OrganizationResponse,
        record => $"/v1/organizations/{record.Id}")
    {
        Stored = new StoredBody("access.organizations", "id"),
    };
}
