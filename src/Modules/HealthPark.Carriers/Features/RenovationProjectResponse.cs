using HealthPark.Carriers.Carrier;
using HealthPark.Carriers.Renovation;
using HealthPark.EventStore;

namespace HealthPark.Carriers.Features;

/// <summary>A renovation (改造) of a carrier.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="CarrierId">The carrier. Its batch is the carrier's.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="AreaBeforeSquareMetres">The usable area before, in m².</param>
/// <param name="PlannedAreaAfterSquareMetres">The usable area that is meant to be there afterwards, in m².</param>
/// <param name="AreaAfterSquareMetres">The usable area afterwards, in m², as accepted; null until then.</param>
/// <param name="BudgetYuan">What it may cost, in CNY yuan.</param>
/// <param name="CostYuan">What it cost, in CNY yuan, as accepted.</param>
/// <param name="CostYuanPerSquareMetre">The cost by the square metre of the area after, to fen.</param>
/// <param name="Criteria">By what it was accepted, with the points given.</param>
/// <param name="Note">What a reader should know.</param>
/// <param name="ApprovedOn">When the park office approved it (date in Asia/Shanghai, as all dates here).</param>
/// <param name="ApprovalNote">What the park office said with it.</param>
/// <param name="StartedOn">When the works began.</param>
/// <param name="AcceptedOn">When it was accepted.</param>
/// <param name="AcceptanceNote">What was said with it.</param>
/// <param name="AbandonedOn">When it was given up.</param>
/// <param name="AbandonReason">Why.</param>
/// <param name="OwnerOrganizationId">The organisation whose record it is: that of the carrier when it was proposed.</param>
/// <param name="CreatedAt">When it was entered (RFC 3339, UTC).</param>
/// <param name="UpdatedAt">When it was last changed.</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record RenovationProjectResponse(
    Guid Id, Guid CarrierId, string Title, RenovationStatus Status, decimal AreaBeforeSquareMetres, decimal? PlannedAreaAfterSquareMetres,
    decimal? AreaAfterSquareMetres, decimal? BudgetYuan, decimal? CostYuan, decimal? CostYuanPerSquareMetre, IReadOnlyList<Criterion> Criteria, string? Note,
    DateOnly? ApprovedOn, string? ApprovalNote, DateOnly? StartedOn, DateOnly? AcceptedOn, string? AcceptanceNote, DateOnly? AbandonedOn, string? AbandonReason,
    Guid OwnerOrganizationId, DateTime CreatedAt, DateTime UpdatedAt, long Version)
{
    internal static readonly Representation<RenovationState, RenovationProjectResponse> Looks =
        new("", Of, CarriersJson.Api.RenovationProjectResponse, record => $"/v1/renovation-projects/{record.Id}")
        {
            Stored = new StoredBody("carriers.renovation_projects", "owner_organization_id"),
        };

    private static RenovationProjectResponse Of(Recorded<RenovationState> record)
    {
        var r = record.State;
        return new(
            record.Id, r.CarrierId, r.Title, r.Status, r.AreaBeforeSquareMetres, r.PlannedAreaAfterSquareMetres, r.AreaAfterSquareMetres, r.BudgetYuan, r.CostYuan,
            r.CostYuanPerSquareMetre, r.Criteria, r.Note, r.ApprovedOn, r.ApprovalNote, r.StartedOn, r.AcceptedOn, r.AcceptanceNote, r.AbandonedOn, r.AbandonReason,
            r.OwnerOrganizationId, record.CreatedAt.UtcDateTime, record.Changed.RecordedAt.UtcDateTime, record.Changed.Version);
    }
}
