using HealthPark.Carriers.Unit;
using HealthPark.EventStore;

namespace HealthPark.Carriers.Features;

/// <summary>A unit of a carrier: what is let as a whole for a time.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="CarrierId">The carrier.</param>
/// <param name="Floor">The floor, as it is called there: `3`, `B1`.</param>
/// <param name="Number">Its number or name.</param>
/// <param name="AreaSquareMetres">Its area in m².</param>
/// <param name="FloorHeightMetres">Floor height (层高) in m.</param>
/// <param name="LoadKilonewtonsPerSquareMetre">What the floor bears (荷载), in kN/m².</param>
/// <param name="Let">The days for which it is let, both ends included (dates in Asia/Shanghai, as all dates here).</param>
/// <param name="WithdrawalReason">Why it was withdrawn; null while it stands.</param>
/// <param name="OwnerOrganizationId">The organisation that operates it: that of its carrier when it was entered.</param>
/// <param name="CreatedAt">When it was entered (RFC 3339, UTC).</param>
/// <param name="UpdatedAt">When it was last changed.</param>
/// <param name="Version">The version of that change; the ETag is made from it. Leases have versions of their own.</param>
public sealed record UnitResponse(
    Guid Id, Guid CarrierId, string Floor, string Number, decimal AreaSquareMetres, decimal? FloorHeightMetres, decimal? LoadKilonewtonsPerSquareMetre,
    IReadOnlyList<Days> Let, string? WithdrawalReason, Guid OwnerOrganizationId, DateTime CreatedAt, DateTime UpdatedAt, long Version)
{
    internal static readonly Representation<UnitState, UnitResponse> Looks =
        new("", Of, CarriersJson.Api.UnitResponse, record => $"/v1/units/{record.Id}")
        {
            Stored = new StoredBody("carriers.units", "owner_organization_id"),
        };

    private static UnitResponse Of(Recorded<UnitState> record)
    {
        var u = record.State;
        return new(
            record.Id, u.CarrierId, u.Floor, u.Number, u.AreaSquareMetres, u.FloorHeightMetres, u.LoadKilonewtonsPerSquareMetre, u.Let, u.WithdrawalReason,
            u.OwnerOrganizationId, record.CreatedAt.UtcDateTime, record.Changed.RecordedAt.UtcDateTime, record.Changed.Version);
    }
}
