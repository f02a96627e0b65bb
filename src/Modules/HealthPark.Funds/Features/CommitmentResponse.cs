using HealthPark.EventStore;
using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>What an investor committed to a fund.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="FundId">The fund.</param>
/// <param name="Investor">Who committed it, by name.</param>
/// <param name="InvestorKind">Whose money it is. Codes: `fund-investor-kinds`.</param>
/// <param name="AmountYuan">What was committed, in CNY yuan.</param>
/// <param name="On">The day.</param>
/// <param name="CalledYuan">What was called of it.</param>
/// <param name="PaidInYuan">What was paid in of that.</param>
/// <param name="VoidReason">Why it was withdrawn or voided; null while it stands.</param>
/// <param name="UpdatedAt">When it was last changed (RFC 3339, UTC).</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record CommitmentResponse(
    Guid Id, Guid FundId, string Investor, string InvestorKind, [property: Sensitive(Scopes.FundsAmounts)] decimal AmountYuan, DateOnly On,
    [property: Sensitive(Scopes.FundsAmounts)] decimal CalledYuan, [property: Sensitive(Scopes.FundsAmounts)] decimal PaidInYuan, string? VoidReason,
    DateTime UpdatedAt, long Version)
{
    internal static Representation<FundState, CommitmentResponse> Looks(Guid commitmentId) => new(
        Commitment.Part(commitmentId), record => Of(record, record.State.Commitment(commitmentId)!), FundsJson.Api.CommitmentResponse,
        record => $"/v1/funds/{record.Id}/commitments/{commitmentId}");

    internal static CommitmentResponse Of(Recorded<FundState> record, Commitment c)
    {
        var part = record.Part(Commitment.Part(c.Id))!;
        return new(
            c.Id, record.Id, c.Investor, c.InvestorKind, c.AmountYuan, c.On, record.State.Called(c.Id), record.State.Paid(c.Id), c.VoidReason,
            part.RecordedAt.UtcDateTime, part.Version);
    }
}
