using HealthPark.EventStore;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>A transfer of a research result.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="Title">What the result is called.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Direction">Its primary direction now. Codes: `directions`.</param>
/// <param name="Directions">Its directions in order of date; `from` is null for the one that held from the beginning. The one in force on `transferredOn` counts.</param>
/// <param name="SubField">Its sub-field of that direction. Codes: `sub-fields`.</param>
/// <param name="Owner">The institution whose result it is.</param>
/// <param name="OwnerInstitutionId">That institution's id, where it is registered.</param>
/// <param name="Team">The team that made it.</param>
/// <param name="DiseaseField">The field of disease.</param>
/// <param name="Trl">Its technology readiness level, 1 to 9.</param>
/// <param name="EnterpriseId">The enterprise that takes it up.</param>
/// <param name="Carrier">The building or parcel where it is worked on. Codes: `carriers`.</param>
/// <param name="Claimants">The bodies that share in the credit; their shares sum to 1, and the plan counts 1.</param>
/// <param name="Stage">Where it stands on the chain, or `stopped` or `voided`.</param>
/// <param name="StageOn">The day on which it reached its stage of the chain (date in Asia/Shanghai, as all dates here).</param>
/// <param name="Steps">Its way, step by step.</param>
/// <param name="Chains">The same stage on the source's two other chains, as views by a published mapping: `/v1/transfers/chains`.</param>
/// <param name="StoppedOn">When it was given up. What counted before stays counted.</param>
/// <param name="StopReason">Why it was given up.</param>
/// <param name="TransferredOn">The day on which it was transferred (实现转化): the first of a contract registered, an equity contribution registered, and a first sale. It decides the period.</param>
/// <param name="TransferredBy">Which of these it was.</param>
/// <param name="EquityContributions">What was contributed to enterprises as equity.</param>
/// <param name="FirstSale">The first sale of the product made of it.</param>
/// <param name="Verification">What the park office thinks of the values that count (directions, claimants, contracts registered, equity contributions, first sale). A change of these submits them again.</param>
/// <param name="ReturnReason">Why the record was returned.</param>
/// <param name="VoidReason">Why it was voided.</param>
/// <param name="DistinctReason">Why it is not the other result of the same title and owner.</param>
/// <param name="OwnerOrganizationId">The organisation whose record it is.</param>
/// <param name="Findings">What is worth another look: `missing-enterprise` (it has landed in industry, in no enterprise named here), `not-transferred` (it stands at `transfer` or later, and nothing shows that it was).</param>
/// <param name="CreatedAt">When it was entered (RFC 3339, UTC).</param>
/// <param name="UpdatedAt">When it was last changed.</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record TransferResponse(
    Guid Id, string Title, string? Description, string Direction, IReadOnlyList<DatedDirection> Directions, string? SubField,
    string Owner, Guid? OwnerInstitutionId, string? Team, string? DiseaseField, int? Trl, Guid? EnterpriseId, string? Carrier,
    IReadOnlyList<Claimant> Claimants, TransferStage Stage, DateOnly? StageOn, IReadOnlyList<StageStep> Steps, IReadOnlyList<ChainView> Chains,
    DateOnly? StoppedOn, string? StopReason, DateOnly? TransferredOn, Realisation? TransferredBy, IReadOnlyList<EquityContribution> EquityContributions,
    FirstSale? FirstSale, Verification Verification, string? ReturnReason, string? VoidReason, string? DistinctReason, Guid OwnerOrganizationId,
    IReadOnlyList<string> Findings, DateTime CreatedAt, DateTime UpdatedAt, long Version)
{
    internal static readonly Representation<TransferState, TransferResponse> Looks =
        new("", Of, TransfersJson.Api.TransferResponse, record => $"/v1/transfers/{record.Id}")
        {
            Stored = new StoredBody("transfers.transfers", "owner_organization_id"),
        };

    private static TransferResponse Of(Recorded<TransferState> record)
    {
        var t = record.State;
        return new(
            record.Id, t.Title, t.Description, t.Directions.Now, t.Directions.All, t.SubField, t.Owner, t.OwnerInstitutionId, t.Team, t.DiseaseField,
            t.Trl, t.EnterpriseId, t.Carrier, t.Claimants, t.Stage, t.Steps[^1].On, t.Steps, TransferChains.ViewsOf(t), t.StoppedOn, t.StopReason,
            t.Transferred?.On, t.Transferred?.By, t.EquityContributions, t.FirstSale, t.Verification, t.ReturnReason, t.VoidReason, t.DistinctReason,
            t.OwnerOrganizationId, [.. FindingsOf(t)], record.CreatedAt.UtcDateTime, record.Changed.RecordedAt.UtcDateTime, record.Changed.Version);
    }

    private static IEnumerable<string> FindingsOf(TransferState t)
    {
        if (t.Stage == TransferStage.IndustrialLanding && t.EnterpriseId is null)
            yield return "missing-enterprise";
        if (t.Stage is TransferStage.Transfer or TransferStage.IndustrialLanding && t.Transferred is null)
            yield return "not-transferred";
    }
}
