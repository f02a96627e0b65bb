using HealthPark.EventStore;
using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>A fund. Its sums leave out what was voided or cancelled; costs and fees are not kept here.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">What it is. Codes: `fund-kinds`.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="StatusOn">The day on which it got there (date in Asia/Shanghai, as all dates here); null where it is not known.</param>
/// <param name="StatusReason">What was said of that.</param>
/// <param name="Manager">Who manages it (基金管理人).</param>
/// <param name="ManagerRegistrationNumber">The manager's registration number with the Asset Management Association of China (AMAC).</param>
/// <param name="FundCode">The code under which it was filed there (备案编码).</param>
/// <param name="SizeYuan">The size that it is to have, in CNY yuan.</param>
/// <param name="GovernmentSharePercent">The most that government guidance money may make of the commitments, in per cent, by the fund's own rules.</param>
/// <param name="EstablishedOn">When it was established.</param>
/// <param name="TermYears">Its term in years.</param>
/// <param name="ReinvestmentRatio">How many times the government's money is to be invested locally (返投比例), by the fund's own rules.</param>
/// <param name="ReinvestsProceeds">Whether what comes back from exits may be invested again.</param>
/// <param name="Note">What a reader should know.</param>
/// <param name="CommittedYuan">What investors committed, in CNY yuan, as all sums here.</param>
/// <param name="CalledYuan">What they were asked to pay in.</param>
/// <param name="UncalledYuan">What was committed and not yet called: `committedYuan` − `calledYuan`.</param>
/// <param name="PaidInYuan">What they paid in.</param>
/// <param name="PromisedYuan">What the fund promised in investments; of one that it is out of, what it paid.</param>
/// <param name="InvestedYuan">What it paid of that: the tranches paid.</param>
/// <param name="UninvestedYuan">
/// What may be invested: `paidInYuan` − `investedYuan`, and with `reinvestsProceeds` also `proceedsYuan`; less what was distributed of that.
/// </param>
/// <param name="ProceedsYuan">What came back from investments.</param>
/// <param name="WrittenOffYuan">What was lost by write-offs: what had been paid and had not come back.</param>
/// <param name="DistributedYuan">What went back to investors.</param>
/// <param name="UseRate">How much of the money paid in was put to use (用实用好募集资金): `investedYuan` ÷ `paidInYuan`; null where nothing was paid in.</param>
/// <param name="Dpi">Distributions to paid-in: `distributedYuan` ÷ `paidInYuan`; null where nothing was paid in.</param>
/// <param name="GovernmentPercent">The part of the commitments that is government guidance money, in per cent; null where there are none.</param>
/// <param name="VoidReason">Why the record was voided.</param>
/// <param name="OwnerOrganizationId">The organisation whose record it is.</param>
/// <param name="Findings">What is worth another look: `government-share-exceeded`, `committed-beyond-size`.</param>
/// <param name="CreatedAt">When it was entered (RFC 3339, UTC).</param>
/// <param name="UpdatedAt">When it was last changed, its commitments, calls and investments included.</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record FundResponse(
    Guid Id, string Name, string Kind, FundStatus Status, DateOnly? StatusOn, string? StatusReason, string? Manager, string? ManagerRegistrationNumber,
    string? FundCode, decimal? SizeYuan, decimal? GovernmentSharePercent, DateOnly? EstablishedOn, int? TermYears, decimal? ReinvestmentRatio,
    bool ReinvestsProceeds, string? Note, decimal CommittedYuan, decimal CalledYuan, decimal UncalledYuan, decimal PaidInYuan, decimal PromisedYuan,
    decimal InvestedYuan, decimal UninvestedYuan, decimal ProceedsYuan, decimal WrittenOffYuan, decimal DistributedYuan, decimal? UseRate, decimal? Dpi,
    decimal? GovernmentPercent, string? VoidReason, Guid OwnerOrganizationId, IReadOnlyList<string> Findings, DateTime CreatedAt, DateTime UpdatedAt, long Version)
{
    internal static readonly Representation<FundState, FundResponse> Looks = new("", Of, FundsJson.Api.FundResponse, record => $"/v1/funds/{record.Id}")
    {
        Stored = new StoredBody("funds.funds", "owner_organization_id"),
    };

    private static FundResponse Of(Recorded<FundState> record)
    {
        var (s, f) = (record.State, record.State.Figures);
        return new(
            record.Id, s.Name, s.Kind, s.Status, s.StatusOn, s.StatusReason, s.Manager, s.ManagerRegistrationNumber, s.FundCode, s.SizeYuan,
            s.GovernmentSharePercent, s.EstablishedOn, s.TermYears, s.ReinvestmentRatio, s.ReinvestsProceeds, s.Note, f.CommittedYuan, f.CalledYuan, f.UncalledYuan,
            f.PaidInYuan, f.PromisedYuan, f.InvestedYuan, f.UninvestedYuan, f.ProceedsYuan, f.WrittenOffYuan, f.DistributedYuan, f.UseRate, f.Dpi, f.GovernmentPercent,
            s.VoidReason, s.OwnerOrganizationId, [.. FindingsOf(s, f)], record.CreatedAt.UtcDateTime, record.Changed.RecordedAt.UtcDateTime, record.Changed.Version);
    }

    private static IEnumerable<string> FindingsOf(FundState s, FundFigures f)
    {
        if (f.GovernmentPercent > s.GovernmentSharePercent)
            yield return "government-share-exceeded";
        if (f.CommittedYuan > s.SizeYuan)
            yield return "committed-beyond-size";
    }
}
