namespace HealthPark.Funds.Deal;

/// <summary>An event of a deal's stream. Stored names and shapes are kept for ever; see FundsModule for the names.</summary>
public abstract record DealEvent;

/// <summary>A deal was entered, at whatever stage before its investment it was.</summary>
public sealed record DealSourced(
    Guid OwnerOrganizationId, string Name, DealStage Stage, DateOnly On, string Source, string FinancingStage, Guid? EnterpriseId, Guid? TransferId, decimal? AskYuan,
    string? Description) : DealEvent;

/// <summary>What describes the deal was revised. Members that are null stayed as they were, unless <c>Cleared</c> names them.</summary>
public sealed record DealRevised(
    string? Name, string? Source, string? FinancingStage, Guid? EnterpriseId, Guid? TransferId, decimal? AskYuan, string? Description,
    IReadOnlyList<string> Cleared) : DealEvent;

/// <summary>The enterprise was merged into another, which the deal names from now on.</summary>
public sealed record DealEnterpriseReplaced(Guid Enterprise, Guid By) : DealEvent;

/// <summary>It went on to another stage.</summary>
public sealed record DealAdvanced(DealStage To, DateOnly On, string? Note) : DealEvent;

/// <summary>It was declined.</summary>
public sealed record DealDeclined(DateOnly On, string Reason) : DealEvent;

/// <summary>A fund agreed to invest in it.</summary>
public sealed record DealInvestmentAgreed(Guid FundId, Guid InvestmentId, DateOnly On) : DealEvent;

/// <summary>That investment was called off before anything was paid: the deal is free again.</summary>
public sealed record DealInvestmentCancelled(Guid InvestmentId) : DealEvent;

/// <summary>The first tranche was paid.</summary>
public sealed record DealDisbursed(DateOnly On) : DealEvent;

/// <summary>The fund is out.</summary>
public sealed record DealExited(DateOnly On) : DealEvent;

/// <summary>The investment was written off.</summary>
public sealed record DealWrittenOff(DateOnly On) : DealEvent;
