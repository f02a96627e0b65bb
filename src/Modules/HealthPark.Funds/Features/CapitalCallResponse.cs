using HealthPark.EventStore;
using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>What a capital call asks of a commitment, and what was paid of that.</summary>
/// <param name="CommitmentId">The commitment.</param>
/// <param name="AmountYuan">What it asks, in CNY yuan.</param>
/// <param name="PaidInYuan">What was paid of that.</param>
public sealed record CalledAmountResponse(
    Guid CommitmentId, [property: Sensitive(Scopes.FundsAmounts)] decimal AmountYuan, [property: Sensitive(Scopes.FundsAmounts)] decimal PaidInYuan);

/// <summary>Money that an investor paid in on a capital call.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="CommitmentId">The commitment.</param>
/// <param name="AmountYuan">What was paid, in CNY yuan.</param>
/// <param name="On">The day.</param>
/// <param name="VoidReason">Why it was voided; null while it stands.</param>
public sealed record CapitalPaymentResponse(
    Guid Id, Guid CommitmentId, [property: Sensitive(Scopes.FundsAmounts)] decimal AmountYuan, DateOnly On, string? VoidReason);

/// <summary>A call on a fund's investors to pay in (催缴).</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="FundId">The fund.</param>
/// <param name="Number">Its number in the fund, from 1.</param>
/// <param name="On">The day of the call.</param>
/// <param name="DueOn">The day by which is to be paid.</param>
/// <param name="AmountYuan">What it asks in all, in CNY yuan.</param>
/// <param name="PaidInYuan">What was paid in all.</param>
/// <param name="Amounts">What it asks of each commitment.</param>
/// <param name="Payments">What was paid, in the order in which it was entered; voided entries too.</param>
/// <param name="VoidReason">Why it was withdrawn or voided; null while it stands.</param>
/// <param name="UpdatedAt">When it was last changed (RFC 3339, UTC).</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record CapitalCallResponse(
    Guid Id, Guid FundId, int Number, DateOnly On, DateOnly DueOn, [property: Sensitive(Scopes.FundsAmounts)] decimal AmountYuan,
    [property: Sensitive(Scopes.FundsAmounts)] decimal PaidInYuan, IReadOnlyList<CalledAmountResponse> Amounts, IReadOnlyList<CapitalPaymentResponse> Payments,
    string? VoidReason, DateTime UpdatedAt, long Version)
{
    internal static Representation<FundState, CapitalCallResponse> Looks(Guid callId) => new(
        CapitalCall.Part(callId), record => Of(record, record.State.Call(callId)!), FundsJson.Api.CapitalCallResponse,
        record => $"/v1/funds/{record.Id}/capital-calls/{callId}");

    internal static CapitalCallResponse Of(Recorded<FundState> record, CapitalCall c)
    {
        var part = record.Part(CapitalCall.Part(c.Id))!;
        return new(
            c.Id, record.Id, c.Number, c.On, c.DueOn, c.Amounts.Sum(a => a.AmountYuan), c.Standing.Sum(p => p.AmountYuan),
            [.. c.Amounts.Select(a => new CalledAmountResponse(a.CommitmentId, a.AmountYuan, c.Paid(a.CommitmentId)))],
            [.. c.Payments.Select(p => new CapitalPaymentResponse(p.Id, p.CommitmentId, p.AmountYuan, p.On, p.VoidReason))],
            c.VoidReason, part.RecordedAt.UtcDateTime, part.Version);
    }
}
