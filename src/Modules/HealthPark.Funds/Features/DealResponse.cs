using HealthPark.EventStore;
using HealthPark.Funds.Deal;

namespace HealthPark.Funds.Features;

/// <summary>A deal: a project on its way to an investment, and what becomes of it.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="Name">What it is called.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="StageOn">The day on which it got there (date in Asia/Shanghai, as all dates here).</param>
/// <param name="Steps">Its way, step by step.</param>
/// <param name="Source">Where it comes from (项目来源). Codes: `deal-sources`.</param>
/// <param name="FinancingStage">How far along the enterprise is. Codes: `financing-stages`.</param>
/// <param name="EnterpriseId">The enterprise.</param>
/// <param name="TransferId">The transfer on which it is built.</param>
/// <param name="AskYuan">The money that is asked for, in CNY yuan.</param>
/// <param name="Description">What it is about.</param>
/// <param name="FundId">The fund that invests in it; null while none does.</param>
/// <param name="InvestmentId">The investment: `/v1/funds/{fundId}/investments/{investmentId}`.</param>
/// <param name="OwnerOrganizationId">The organisation whose record it is.</param>
/// <param name="CreatedAt">When it was entered (RFC 3339, UTC).</param>
/// <param name="UpdatedAt">When it was last changed.</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record DealResponse(
    Guid Id, string Name, DealStage Stage, DateOnly StageOn, IReadOnlyList<DealStep> Steps, string Source, string FinancingStage, Guid? EnterpriseId,
    Guid? TransferId, decimal? AskYuan, string? Description, Guid? FundId, Guid? InvestmentId, Guid OwnerOrganizationId, DateTime CreatedAt, DateTime UpdatedAt,
    long Version)
{
    internal static readonly Representation<DealState, DealResponse> Looks = new("", Of, FundsJson.Api.DealResponse, record => $"/v1/deals/{record.Id}")
    {
        Stored = new StoredBody("funds.deals", "owner_organization_id"),
    };

    private static DealResponse Of(Recorded<DealState> record)
    {
        var d = record.State;
        return new(
            record.Id, d.Name, d.Stage, d.Steps[^1].On, d.Steps, d.Source, d.FinancingStage, d.EnterpriseId, d.TransferId, d.AskYuan, d.Description, d.FundId,
            d.InvestmentId, d.OwnerOrganizationId, record.CreatedAt.UtcDateTime, record.Changed.RecordedAt.UtcDateTime, record.Changed.Version);
    }
}
