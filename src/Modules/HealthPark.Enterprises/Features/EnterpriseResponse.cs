using HealthPark.Enterprises.Enterprise;
using HealthPark.EventStore;
using HealthPark.Kernel.Codes;

namespace HealthPark.Enterprises.Features;

/// <summary>An enterprise.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="Name">Its registered name.</param>
/// <param name="Aliases">Other names it is known by.</param>
/// <param name="Uscc">Its unified social credit code (GB 32100-2015), in normal form.</param>
/// <param name="Direction">Its primary direction now: the one that counts. Codes: `directions`.</param>
/// <param name="Directions">Its directions in order of date; `from` is null for the one that held from the beginning.</param>
/// <param name="SubField">Its sub-field of that direction. Codes: `sub-fields`.</param>
/// <param name="CxoKinds">Whether it is a CRO, CDMO or CSO. Codes: `cxo-kinds`.</param>
/// <param name="Tiers">Its tiers in the enterprise matrix (企业矩阵). Codes: `enterprise-tiers`.</param>
/// <param name="IndustryCode">Its industry class in GB/T 4754-2017.</param>
/// <param name="Zone">The zone where it sits. Codes: `zones`.</param>
/// <param name="Carrier">The building or parcel where it sits. Codes: `carriers`.</param>
/// <param name="Stage">The furthest stage that it has reached.</param>
/// <param name="NegotiatingOn">When negotiations began (date in Asia/Shanghai, as all dates here).</param>
/// <param name="SignedOn">When the contract was signed.</param>
/// <param name="LandedOn">When it landed: the date that decides in which period it counts.</param>
/// <param name="OperatingOn">When it began to operate.</param>
/// <param name="MovedOutOn">When it left. It stays counted among those attracted.</param>
/// <param name="DeregisteredOn">When it was deregistered. It stays counted among those attracted.</param>
/// <param name="LeaveReason">Why it left or was deregistered.</param>
/// <param name="Verification">What the park office thinks of the values that count (code, direction, dates). A change of these submits them again.</param>
/// <param name="ReturnReason">Why it was returned.</param>
/// <param name="VoidReason">Why it was voided or merged.</param>
/// <param name="MergedInto">The record of the same enterprise that goes on in its place; what named this one names that one. Null unless it was merged.</param>
/// <param name="DistinctReason">Why it is not the other enterprise of the same name.</param>
/// <param name="OwnerOrganizationId">The organisation whose record it is.</param>
/// <param name="Findings">What is worth another look: `missing-landed-on` (it operates, so it must have landed), `missing-uscc`, `missing-zone` (both once landed), `uscc-body-check`, `uscc-prefix-unknown`.</param>
/// <param name="CreatedAt">When it was entered (RFC 3339, UTC).</param>
/// <param name="UpdatedAt">When it was last changed, its yearly declarations aside.</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record EnterpriseResponse(
    Guid Id, string Name, IReadOnlyList<string> Aliases, string? Uscc, string Direction, IReadOnlyList<DatedDirection> Directions, string? SubField,
    IReadOnlyList<string> CxoKinds, IReadOnlyList<string> Tiers, string? IndustryCode, string? Zone, string? Carrier, EnterpriseStage Stage,
    DateOnly? NegotiatingOn, DateOnly? SignedOn, DateOnly? LandedOn, DateOnly? OperatingOn, DateOnly? MovedOutOn, DateOnly? DeregisteredOn,
    string? LeaveReason, Verification Verification, string? ReturnReason, string? VoidReason, Guid? MergedInto, string? DistinctReason, Guid OwnerOrganizationId,
    IReadOnlyList<string> Findings, DateTime CreatedAt, DateTime UpdatedAt, long Version)
{
    internal static readonly Representation<EnterpriseState, EnterpriseResponse> Looks =
        new("", Of, EnterprisesJson.Api.EnterpriseResponse, record => $"/v1/enterprises/{record.Id}")
        {
            Stored = new StoredBody("enterprises.enterprises", "owner_organization_id"),
        };

    private static EnterpriseResponse Of(Recorded<EnterpriseState> record)
    {
        var e = record.State;
        return new(
            record.Id, e.Name, e.Aliases, e.Uscc, e.Direction,
            e.Directions.All, e.SubField,
            e.CxoKinds, e.Tiers, e.IndustryCode, e.Zone, e.Carrier, e.Stage,
            On(EnterpriseStage.Negotiating), On(EnterpriseStage.Signed), On(EnterpriseStage.Landed), On(EnterpriseStage.Operating),
            On(EnterpriseStage.MovedOut), On(EnterpriseStage.Deregistered),
            e.LeaveReason, e.Verification, e.ReturnReason, e.VoidReason, e.MergedInto, e.DistinctReason, e.OwnerOrganizationId,
            [.. FindingsOf(e)], record.CreatedAt.UtcDateTime, record.Changed.RecordedAt.UtcDateTime, record.Changed.Version);

        DateOnly? On(EnterpriseStage stage) => e.ReachedOn.TryGetValue(stage, out var on) ? on : null;
    }

    private static IEnumerable<string> FindingsOf(EnterpriseState e)
    {
        var landed = e.ReachedOn.ContainsKey(EnterpriseStage.Landed);
        if (e.Stage is EnterpriseStage.Operating or EnterpriseStage.MovedOut or EnterpriseStage.Deregistered && !landed)
            yield return "missing-landed-on";
        if (landed && e.Uscc is null)
            yield return "missing-uscc";
        if (landed && e.Zone is null)
            yield return "missing-zone";
        foreach (var warning in e.Uscc is null ? [] : UnifiedSocialCreditCode.Parse(e.Uscc).Warnings)
            yield return warning.Code;
    }
}
