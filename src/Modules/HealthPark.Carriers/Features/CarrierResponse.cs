using HealthPark.Carriers.Carrier;
using HealthPark.EventStore;

namespace HealthPark.Carriers.Features;

/// <summary>A carrier (载体): a building, complex, parcel or other space of the park.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">The plan's code, where the plan names it. Codes: `carriers`.</param>
/// <param name="Name">Its name.</param>
/// <param name="Aliases">Other names that the plan prints.</param>
/// <param name="Kind">What it is. Codes: `carrier-kinds`.</param>
/// <param name="Zone">Its pole or belt. Codes: `zones`.</param>
/// <param name="Phase">Phase (期) of the park, 1 or 2.</param>
/// <param name="Role">What the plan says of it: `anchor`, `integrated` or `service-centre-core`.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Batch">「梳理一批、改造一批、策划一批」. Codes: `carrier-batches`.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="StatusOn">Since when (date in Asia/Shanghai, as all dates here); null where it was entered there.</param>
/// <param name="StatusReason">Why.</param>
/// <param name="LandAreaSquareMetres">Area of the land (用地面积) in m².</param>
/// <param name="PlannedFloorAreaSquareMetres">Floor area to be built (拟建建筑量) in m².</param>
/// <param name="FloorAreaRatio">Planned floor area to land area (容积率), to 3 decimals.</param>
/// <param name="GrossAreaSquareMetres">Gross area of the building in m².</param>
/// <param name="UsableAreaSquareMetres">The area that the survey found usable, in m²; it counts in `/v1/carriers/stock`.</param>
/// <param name="Approximate">The areas of which the source says 约, by member.</param>
/// <param name="Note">What a reader should know.</param>
/// <param name="Verification">What the park office thinks of the record. A revision submits it again.</param>
/// <param name="ReturnReason">Why it was returned.</param>
/// <param name="OwnerOrganizationId">The organisation whose record it is.</param>
/// <param name="CreatedAt">When it was entered (RFC 3339, UTC).</param>
/// <param name="UpdatedAt">When it was last changed.</param>
/// <param name="Version">The version of that change; the ETag is made from it. Floors have versions of their own.</param>
public sealed record CarrierResponse(
    Guid Id, string? Code, string Name, IReadOnlyList<string> Aliases, string Kind, string? Zone, int? Phase, string? Role, string? Address, string? Batch,
    CarrierStatus Status, DateOnly? StatusOn, string? StatusReason, decimal? LandAreaSquareMetres, decimal? PlannedFloorAreaSquareMetres, decimal? FloorAreaRatio,
    decimal? GrossAreaSquareMetres, decimal? UsableAreaSquareMetres, IReadOnlyList<string> Approximate, string? Note, Verification Verification,
    string? ReturnReason, Guid OwnerOrganizationId, DateTime CreatedAt, DateTime UpdatedAt, long Version)
{
    internal static readonly Representation<CarrierState, CarrierResponse> Looks =
        new("", Of, CarriersJson.Api.CarrierResponse, record => $"/v1/carriers/{record.Id}")
        {
            Stored = new StoredBody("carriers.carriers", "owner_organization_id"),
        };

    private static CarrierResponse Of(Recorded<CarrierState> record)
    {
        var c = record.State;
        return new(
            record.Id, c.Code, c.Name, c.Aliases, c.Kind, c.Zone, c.Phase, c.Role, c.Address, c.Batch, c.Status, c.StatusOn, c.StatusReason,
            c.LandAreaSquareMetres, c.PlannedFloorAreaSquareMetres, c.FloorAreaRatio, c.GrossAreaSquareMetres, c.UsableAreaSquareMetres, c.Approximate, c.Note,
            c.Verification, c.ReturnReason, c.OwnerOrganizationId, record.CreatedAt.UtcDateTime, record.Changed.RecordedAt.UtcDateTime, record.Changed.Version);
    }
}
