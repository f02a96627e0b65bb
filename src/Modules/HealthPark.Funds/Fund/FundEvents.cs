namespace HealthPark.Funds.Fund;

/// <summary>An event of a fund's stream. Stored names and shapes are kept for ever; see FundsModule for the names.</summary>
public abstract record FundEvent;

/// <summary>A fund was entered, at whatever stage it was.</summary>
public sealed record FundRegistered(
    Guid OwnerOrganizationId, string Name, string Kind, FundStatus Status, DateOnly? StatusOn, string? Manager, string? ManagerRegistrationNumber, string? FundCode,
    decimal? SizeYuan, decimal? GovernmentSharePercent, DateOnly? EstablishedOn, int? TermYears, decimal? ReinvestmentRatio, bool ReinvestsProceeds, string? Note) : FundEvent;

/// <summary>What describes the fund was revised. Members that are null stayed as they were, unless <c>Cleared</c> names them.</summary>
public sealed record FundRevised(
    string? Name, string? Kind, string? Manager, string? ManagerRegistrationNumber, string? FundCode, decimal? SizeYuan, decimal? GovernmentSharePercent,
    DateOnly? EstablishedOn, int? TermYears, decimal? ReinvestmentRatio, bool? ReinvestsProceeds, string? Note, IReadOnlyList<string> Cleared) : FundEvent;

/// <summary>It went to another stage; the code that it was filed under, where that was not known before.</summary>
public sealed record FundStatusChanged(FundStatus Status, DateOnly On, string? FundCode, string? Reason) : FundEvent;

/// <summary>The record was entered by mistake: it counts nowhere.</summary>
public sealed record FundVoided(string Reason) : FundEvent;

/// <summary>An investor committed money.</summary>
public sealed record CommitmentAdded(
    Guid CommitmentId, string Investor, string InvestorKind, [property: Sensitive(Scopes.FundsAmounts)] decimal AmountYuan, DateOnly On) : FundEvent;

/// <summary>A commitment was withdrawn, or entered by mistake.</summary>
public sealed record CommitmentVoided(Guid CommitmentId, string Reason) : FundEvent;

/// <summary>What a capital call asks of one commitment.</summary>
/// <param name="CommitmentId">The commitment.</param>
/// <param name="AmountYuan">What is asked of it, in CNY yuan.</param>
public sealed record CalledAmount(Guid CommitmentId, [property: Sensitive(Scopes.FundsAmounts)] decimal AmountYuan);

/// <summary>Investors were asked to pay in.</summary>
public sealed record CapitalCalled(Guid CallId, DateOnly On, DateOnly DueOn, IReadOnlyList<CalledAmount> Amounts) : FundEvent;

/// <summary>A capital call was withdrawn, or entered by mistake.</summary>
public sealed record CapitalCallVoided(Guid CallId, IReadOnlyList<Guid> CommitmentIds, string Reason) : FundEvent;

/// <summary>An investor paid in.</summary>
public sealed record CapitalPaidIn(
    Guid PaymentId, Guid CallId, Guid CommitmentId, [property: Sensitive(Scopes.FundsAmounts)] decimal AmountYuan, DateOnly On) : FundEvent;

/// <summary>A payment was entered by mistake.</summary>
public sealed record CapitalPaymentVoided(Guid PaymentId, Guid CallId, Guid CommitmentId, string Reason) : FundEvent;

/// <summary>A part of an investment that is paid once its condition is fulfilled.</summary>
/// <param name="AmountYuan">Its amount in CNY yuan.</param>
/// <param name="Condition">What must be fulfilled first.</param>
/// <param name="DueOn">When it is due; null where that is open.</param>
public sealed record AgreedTranche([property: Sensitive(Scopes.FundsAmounts)] decimal AmountYuan, string Condition, DateOnly? DueOn);

/// <summary>The part of a loss that one party bears.</summary>
/// <param name="Party">Who bears it.</param>
/// <param name="Share">Its share; all shares sum to 1.</param>
public sealed record LossShare(string Party, decimal Share);

/// <summary>An investment in a deal was agreed.</summary>
public sealed record InvestmentAgreed(
    Guid InvestmentId, Guid DealId, string Instrument, [property: Sensitive(Scopes.FundsAmounts)] decimal? ValuationYuan, DateOnly On,
    IReadOnlyList<AgreedTranche> Tranches, IReadOnlyList<LossShare> LossShares) : FundEvent;

/// <summary>The investment was called off before anything was paid.</summary>
public sealed record InvestmentCancelled(Guid InvestmentId, string Reason) : FundEvent;

/// <summary>A tranche was paid; the evidence shows that its condition was fulfilled.</summary>
public sealed record TranchePaid(Guid InvestmentId, int Number, DateOnly On, IReadOnlyList<Guid> EvidenceIds) : FundEvent;

/// <summary>The fund got money out of the investment: in part, or for good.</summary>
public sealed record InvestmentExited(
    Guid InvestmentId, string Route, DateOnly On, [property: Sensitive(Scopes.FundsAmounts)] decimal ProceedsYuan, bool IsPartial) : FundEvent;

/// <summary>The investment was given up as lost; the note says why the loss is tolerated (适度容错).</summary>
public sealed record InvestmentWrittenOff(Guid InvestmentId, DateOnly On, string ToleranceNote) : FundEvent;

/// <summary>Money went back to the investors.</summary>
public sealed record FundDistributed(DateOnly On, decimal AmountYuan) : FundEvent;
