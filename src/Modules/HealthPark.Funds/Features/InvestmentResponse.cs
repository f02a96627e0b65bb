using HealthPark.EventStore;
using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>An investment of a fund in a deal.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="FundId">The fund.</param>
/// <param name="DealId">The deal.</param>
/// <param name="Instrument">What the fund gets for its money. Codes: `investment-instruments`.</param>
/// <param name="State">Where it stands.</param>
/// <param name="AmountYuan">What was agreed, in CNY yuan: the sum of its tranches.</param>
/// <param name="ValuationYuan">What the enterprise was valued at after it, in CNY yuan.</param>
/// <param name="AgreedOn">The day on which it was agreed.</param>
/// <param name="Tranches">Its tranches. Each is paid once there is evidence that its condition is fulfilled; what was not paid by the exit lapses.</param>
/// <param name="PaidYuan">What was paid.</param>
/// <param name="LossShares">Who bears which part of a loss (投资风险分担); the shares sum to 1. Empty where nothing was agreed.</param>
/// <param name="Exits">What came back, by route.</param>
/// <param name="ProceedsYuan">What came back in all.</param>
/// <param name="WrittenOffOn">When it was given up as lost.</param>
/// <param name="WrittenOffYuan">What was lost by that: what had been paid and had not come back.</param>
/// <param name="ToleranceNote">Why the loss is tolerated (适度容错).</param>
/// <param name="CancelReason">Why it was called off.</param>
/// <param name="UpdatedAt">When it was last changed (RFC 3339, UTC).</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record InvestmentResponse(
    Guid Id, Guid FundId, Guid DealId, string Instrument, InvestmentState State, [property: Sensitive(Scopes.FundsAmounts)] decimal AmountYuan,
    [property: Sensitive(Scopes.FundsAmounts)] decimal? ValuationYuan, DateOnly AgreedOn, IReadOnlyList<Tranche> Tranches,
    [property: Sensitive(Scopes.FundsAmounts)] decimal PaidYuan, IReadOnlyList<LossShare> LossShares, IReadOnlyList<InvestmentExit> Exits,
    [property: Sensitive(Scopes.FundsAmounts)] decimal ProceedsYuan, DateOnly? WrittenOffOn, [property: Sensitive(Scopes.FundsAmounts)] decimal WrittenOffYuan,
    string? ToleranceNote, string? CancelReason, DateTime UpdatedAt, long Version)
{
    internal static Representation<FundState, InvestmentResponse> Looks(Guid investmentId) => new(
        Investment.Part(investmentId), record => Of(record, record.State.Investment(investmentId)!), FundsJson.Api.InvestmentResponse,
        record => $"/v1/funds/{record.Id}/investments/{investmentId}");

    internal static InvestmentResponse Of(Recorded<FundState> record, Investment i)
    {
        var part = record.Part(Investment.Part(i.Id))!;
        return new(
            i.Id, record.Id, i.DealId, i.Instrument, i.State, i.Tranches.Sum(t => t.AmountYuan), i.ValuationYuan, i.AgreedOn, i.Tranches, i.PaidYuan, i.LossShares,
            i.Exits, i.ProceedsYuan, i.WrittenOffOn, i.WrittenOffYuan, i.ToleranceNote, i.CancelReason, part.RecordedAt.UtcDateTime, part.Version);
    }
}
