using HealthPark.Carriers.Unit;
using HealthPark.EventStore;

namespace HealthPark.Carriers.Features;

/// <summary>A lease of a unit. Whose it is, for how much, and why it ended is for the unit's owner and the park office only.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="UnitId">The unit.</param>
/// <param name="EnterpriseId">The enterprise that takes it.</param>
/// <param name="AreaSquareMetres">The area that is let, in m²; at most the unit's.</param>
/// <param name="From">Its first day (date in Asia/Shanghai, as all dates here).</param>
/// <param name="To">Its last day.</param>
/// <param name="RentYuanPerMonth">The rent in CNY yuan a month.</param>
/// <param name="State">Where it stands.</param>
/// <param name="SignedOn">When it was signed.</param>
/// <param name="OccupiedOn">When the enterprise moved in.</param>
/// <param name="EndedOn">The day from which the unit is free again.</param>
/// <param name="EndReason">Why it ended.</param>
/// <param name="UpdatedAt">When it was last changed (RFC 3339, UTC).</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record LeaseResponse(
    Guid Id, Guid UnitId, [property: Sensitive(Scopes.CarriersVerify)] Guid EnterpriseId, decimal AreaSquareMetres, DateOnly From, DateOnly To,
    [property: Sensitive(Scopes.CarriersVerify)] decimal? RentYuanPerMonth, LeaseState State, DateOnly? SignedOn, DateOnly? OccupiedOn, DateOnly? EndedOn,
    [property: Sensitive(Scopes.CarriersVerify)] string? EndReason, DateTime UpdatedAt, long Version)
{
    internal static Representation<UnitState, LeaseResponse> Looks(Guid leaseId) => new(
        Lease.Part(leaseId), record => Of(record, leaseId), CarriersJson.Api.LeaseResponse, record => $"/v1/units/{record.Id}/leases/{leaseId}");

    internal static LeaseResponse Of(Recorded<UnitState> record, Guid leaseId)
    {
        var (l, part) = (record.State.Lease(leaseId)!, record.Part(Lease.Part(leaseId))!);
        return new(
            l.Id, record.Id, l.EnterpriseId, l.AreaSquareMetres, l.From, l.To, l.RentYuanPerMonth, l.State, l.SignedOn, l.OccupiedOn, l.EndedOn, l.EndReason,
            part.RecordedAt.UtcDateTime, part.Version);
    }
}
