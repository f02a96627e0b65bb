namespace HealthPark.Funds.Fund;

/// <summary>
/// A fund's sums in CNY yuan: the one place where they are made. What is voided or cancelled is in none. Costs and fees of the fund are
/// not kept here.
/// </summary>
/// <param name="CommittedYuan">What investors committed.</param>
/// <param name="CalledYuan">What they were asked to pay in.</param>
/// <param name="PaidInYuan">What they paid in.</param>
/// <param name="PromisedYuan">What the fund promised in investments.</param>
/// <param name="InvestedYuan">What it paid of that.</param>
/// <param name="ProceedsYuan">What came back from investments.</param>
/// <param name="WrittenOffYuan">What was lost by write-offs.</param>
/// <param name="DistributedYuan">What went back to investors.</param>
/// <param name="GovernmentYuan">What of the commitments is government guidance money.</param>
/// <param name="ReinvestsProceeds">Whether what comes back may be invested again.</param>
public sealed record FundFigures(
    decimal CommittedYuan, decimal CalledYuan, decimal PaidInYuan, decimal PromisedYuan, decimal InvestedYuan, decimal ProceedsYuan, decimal WrittenOffYuan,
    decimal DistributedYuan, decimal GovernmentYuan, bool ReinvestsProceeds)
{
    /// <summary>What was committed and not yet called.</summary>
    public decimal UncalledYuan => CommittedYuan - CalledYuan;

    /// <summary>The money that is there: paid in and come back, less invested and distributed.</summary>
    public decimal CashYuan => PaidInYuan + ProceedsYuan - InvestedYuan - DistributedYuan;

    /// <summary>What may be invested: of the money that is there, what was paid in and not yet invested, and what came back where that may be invested again.</summary>
    public decimal UninvestedYuan => ReinvestsProceeds ? CashYuan : Math.Min(CashYuan, PaidInYuan - InvestedYuan);

    /// <summary>What may still be promised: promises need commitments behind them, and proceeds where these may be invested again.</summary>
    public decimal UnpromisedYuan => CommittedYuan + (ReinvestsProceeds ? ProceedsYuan - DistributedYuan : 0) - PromisedYuan;

    /// <summary>How much of the money paid in was put to use (用实用好募集资金); more than 1 where proceeds were invested again.</summary>
    public decimal? UseRate => Ratio(InvestedYuan, PaidInYuan);

    /// <summary>Distributions to paid-in (DPI).</summary>
    public decimal? Dpi => Ratio(DistributedYuan, PaidInYuan);

    /// <summary>The part of the commitments that is government guidance money, in per cent.</summary>
    public decimal? GovernmentPercent => Ratio(100 * GovernmentYuan, CommittedYuan);

    private static decimal? Ratio(decimal part, decimal whole) => whole == 0 ? null : decimal.Round(part / whole, 6);
}
