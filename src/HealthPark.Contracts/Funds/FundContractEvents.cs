#pragma warning disable CS1591 // the members are those of the records' own representations, explained there
using HealthPark.Kernel;
using HealthPark.Kernel.Http;

namespace HealthPark.Contracts.Funds;

/// <summary>A public change of a fund.</summary>
public abstract record FundContractEvent : ContractEvent;

/// <summary>A public change of a deal.</summary>
public abstract record DealContractEvent : ContractEvent;

/// <summary>A fund was entered, at whatever stage it was.</summary>
[ContractEventType("cn.healthpark.fund.registered.v1")]
public sealed record FundRegisteredV1(
    Guid OwnerOrganizationId, string Name, string Kind, string Status, DateOnly? StatusOn, string? Manager, string? ManagerRegistrationNumber, string? FundCode,
    decimal? SizeYuan, decimal? GovernmentSharePercent, DateOnly? EstablishedOn, int? TermYears, decimal? ReinvestmentRatio, bool ReinvestsProceeds,
    string? Note) : FundContractEvent;

/// <summary>What describes the fund was revised. Members that are null stayed as they were, unless <c>Cleared</c> names them.</summary>
[ContractEventType("cn.healthpark.fund.revised.v1")]
public sealed record FundRevisedV1(
    string? Name, string? Kind, string? Manager, string? ManagerRegistrationNumber, string? FundCode, decimal? SizeYuan, decimal? GovernmentSharePercent,
    DateOnly? EstablishedOn, int? TermYears, decimal? ReinvestmentRatio, bool? ReinvestsProceeds, string? Note, IReadOnlyList<string> Cleared) : FundContractEvent;

/// <summary>The fund went to another stage.</summary>
[ContractEventType("cn.healthpark.fund.status-changed.v1")]
public sealed record FundStatusChangedV1(string Status, DateOnly On, string? FundCode, string? Reason) : FundContractEvent;

/// <summary>The fund was entered by mistake: it counts nowhere.</summary>
[Tombstone("voided")]
[ContractEventType("cn.healthpark.fund.voided.v1")]
public sealed record FundVoidedV1(string Reason) : FundContractEvent;

/// <summary>An investor committed money.</summary>
[ContractEventType("cn.healthpark.fund.commitment-added.v1")]
public sealed record CommitmentAddedV1(
    Guid CommitmentId, string Investor, string InvestorKind, [property: Sensitive(Scopes.FundsAmounts)] decimal AmountYuan, DateOnly On) : FundContractEvent;

/// <summary>A commitment was withdrawn, or entered by mistake.</summary>
[ContractEventType("cn.healthpark.fund.commitment-voided.v1")]
public sealed record CommitmentVoidedV1(Guid CommitmentId, string Reason) : FundContractEvent;

/// <summary>What a capital call asks of one commitment.</summary>
public sealed record CalledAmountV1(Guid CommitmentId, [property: Sensitive(Scopes.FundsAmounts)] decimal AmountYuan);

/// <summary>Investors were asked to pay in.</summary>
[ContractEventType("cn.healthpark.fund.capital-called.v1")]
public sealed record CapitalCalledV1(Guid CallId, DateOnly On, DateOnly DueOn, IReadOnlyList<CalledAmountV1> Amounts) : FundContractEvent;

/// <summary>A capital call was withdrawn, or entered by mistake.</summary>
[ContractEventType("cn.healthpark.fund.capital-call-voided.v1")]
public sealed record CapitalCallVoidedV1(Guid CallId, string Reason) : FundContractEvent;

/// <summary>An investor paid in.</summary>
[ContractEventType("cn.healthpark.fund.capital-paid-in.v1")]
public sealed record CapitalPaidInV1(
    Guid PaymentId, Guid CallId, Guid CommitmentId, [property: Sensitive(Scopes.FundsAmounts)] decimal AmountYuan, DateOnly On) : FundContractEvent;

/// <summary>A payment was entered by mistake.</summary>
[ContractEventType("cn.healthpark.fund.capital-payment-voided.v1")]
public sealed record CapitalPaymentVoidedV1(Guid PaymentId, Guid CallId, string Reason) : FundContractEvent;

/// <summary>A part of an investment that is paid once its condition is fulfilled.</summary>
public sealed record TrancheV1([property: Sensitive(Scopes.FundsAmounts)] decimal AmountYuan, string Condition, DateOnly? DueOn);

/// <summary>The part of a loss that one party bears.</summary>
public sealed record LossShareV1(string Party, decimal Share);

/// <summary>An investment in a deal was agreed.</summary>
[ContractEventType("cn.healthpark.fund.investment-agreed.v1")]
public sealed record InvestmentAgreedV1(
    Guid InvestmentId, Guid DealId, string Instrument, [property: Sensitive(Scopes.FundsAmounts)] decimal? ValuationYuan, DateOnly On,
    IReadOnlyList<TrancheV1> Tranches, IReadOnlyList<LossShareV1> LossShares) : FundContractEvent;

/// <summary>The investment was called off before anything was paid.</summary>
[ContractEventType("cn.healthpark.fund.investment-cancelled.v1")]
public sealed record InvestmentCancelledV1(Guid InvestmentId, string Reason) : FundContractEvent;

/// <summary>A tranche was paid; the evidence shows that its condition was fulfilled.</summary>
[ContractEventType("cn.healthpark.fund.tranche-paid.v1")]
public sealed record TranchePaidV1(Guid InvestmentId, int Number, DateOnly On, IReadOnlyList<Guid> EvidenceIds) : FundContractEvent;

/// <summary>The fund got money out of the investment: in part, or for good.</summary>
[ContractEventType("cn.healthpark.fund.investment-exited.v1")]
public sealed record InvestmentExitedV1(
    Guid InvestmentId, string Route, DateOnly On, [property: Sensitive(Scopes.FundsAmounts)] decimal ProceedsYuan, bool IsPartial) : FundContractEvent;

/// <summary>The investment was given up as lost; the note says why the loss is tolerated (适度容错).</summary>
[ContractEventType("cn.healthpark.fund.investment-written-off.v1")]
public sealed record InvestmentWrittenOffV1(Guid InvestmentId, DateOnly On, string ToleranceNote) : FundContractEvent;

/// <summary>Money went back to the investors.</summary>
[ContractEventType("cn.healthpark.fund.distributed.v1")]
public sealed record FundDistributedV1(DateOnly On, decimal AmountYuan) : FundContractEvent;

/// <summary>A deal was entered, at whatever stage before its investment it was.</summary>
[ContractEventType("cn.healthpark.deal.sourced.v1")]
public sealed record DealSourcedV1(
    Guid OwnerOrganizationId, string Name, string Stage, DateOnly On, string Source, string FinancingStage, Guid? EnterpriseId, Guid? TransferId,
    decimal? AskYuan, string? Description) : DealContractEvent;

/// <summary>What describes the deal was revised. Members that are null stayed as they were, unless <c>Cleared</c> names them.</summary>
[ContractEventType("cn.healthpark.deal.revised.v1")]
public sealed record DealRevisedV1(
    string? Name, string? Source, string? FinancingStage, Guid? EnterpriseId, Guid? TransferId, decimal? AskYuan, string? Description,
    IReadOnlyList<string> Cleared) : DealContractEvent;

/// <summary>The enterprise was merged into another, which the deal names from now on.</summary>
[ContractEventType("cn.healthpark.deal.enterprise-replaced.v1")]
public sealed record DealEnterpriseReplacedV1(Guid Enterprise, Guid By) : DealContractEvent;

/// <summary>The deal went on to another stage.</summary>
[ContractEventType("cn.healthpark.deal.advanced.v1")]
public sealed record DealAdvancedV1(string To, DateOnly On, string? Note) : DealContractEvent;

/// <summary>The deal was declined.</summary>
[ContractEventType("cn.healthpark.deal.declined.v1")]
public sealed record DealDeclinedV1(DateOnly On, string Reason) : DealContractEvent;

/// <summary>A fund agreed to invest in the deal.</summary>
[ContractEventType("cn.healthpark.deal.investment-agreed.v1")]
public sealed record DealInvestmentAgreedV1(Guid FundId, Guid InvestmentId, DateOnly On) : DealContractEvent;

/// <summary>That investment was called off before anything was paid: the deal is free again.</summary>
[ContractEventType("cn.healthpark.deal.investment-cancelled.v1")]
public sealed record DealInvestmentCancelledV1(Guid InvestmentId) : DealContractEvent;

/// <summary>The first tranche was paid.</summary>
[ContractEventType("cn.healthpark.deal.disbursed.v1")]
public sealed record DealDisbursedV1(DateOnly On) : DealContractEvent;

/// <summary>The fund is out.</summary>
[ContractEventType("cn.healthpark.deal.exited.v1")]
public sealed record DealExitedV1(DateOnly On) : DealContractEvent;

/// <summary>The investment was written off.</summary>
[ContractEventType("cn.healthpark.deal.written-off.v1")]
public sealed record DealWrittenOffV1(DateOnly On) : DealContractEvent;
