using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace HealthPark.Funds.Fund;

/// <summary>Where an investment stands.</summary>
[JsonConverter(typeof(KebabEnumConverter<InvestmentState>))]
public enum InvestmentState
{
    /// <summary>签约: agreed, nothing paid.</summary>
    Agreed,

    /// <summary>已出资: a tranche was paid.</summary>
    Disbursed,

    /// <summary>已退出: the fund is out.</summary>
    Exited,

    /// <summary>核销: given up as lost.</summary>
    WrittenOff,

    /// <summary>取消: called off before anything was paid.</summary>
    Cancelled,
}

/// <summary>A tranche of an investment.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="AmountYuan">Its amount in CNY yuan.</param>
/// <param name="Condition">What must be fulfilled before it is paid.</param>
/// <param name="DueOn">When it is due; null where that is open.</param>
/// <param name="PaidOn">When it was paid; null while it was not.</param>
/// <param name="EvidenceIds">The evidence, attached to the fund, that showed that its condition was fulfilled.</param>
public sealed record Tranche(
    int Number, [property: Sensitive(Scopes.FundsAmounts)] decimal AmountYuan, string Condition, DateOnly? DueOn, DateOnly? PaidOn, IReadOnlyList<Guid> EvidenceIds);

/// <summary>Money that came back from an investment.</summary>
/// <param name="Route">How. Codes: `exit-routes`.</param>
/// <param name="On">The day.</param>
/// <param name="ProceedsYuan">How much, in CNY yuan.</param>
/// <param name="Partial">Whether the fund stayed in with the rest.</param>
public sealed record InvestmentExit(string Route, DateOnly On, [property: Sensitive(Scopes.FundsAmounts)] decimal ProceedsYuan, bool Partial);

/// <summary>An investment of a fund in a deal.</summary>
public sealed record Investment(
    Guid Id, Guid DealId, string Instrument, decimal? ValuationYuan, DateOnly AgreedOn, ImmutableList<Tranche> Tranches, IReadOnlyList<LossShare> LossShares)
{
    #pragma warning disable CS1591 // the members are the fields of the investment, explained in InvestmentResponse
    public InvestmentState State { get; init; }
    public ImmutableList<InvestmentExit> Exits { get; init; } = [];
    public DateOnly? WrittenOffOn { get; init; }
    public string? ToleranceNote { get; init; }
    public string? CancelReason { get; init; }
    #pragma warning restore CS1591

    /// <summary>What was paid.</summary>
    public decimal PaidYuan => Tranches.Where(t => t.PaidOn is not null).Sum(t => t.AmountYuan);

    /// <summary>What the fund has promised: all tranches while it is in; those that were paid once it is out. What was not paid by then lapses.</summary>
    public decimal PromisedYuan => IsOpen ? Tranches.Sum(t => t.AmountYuan) : PaidYuan;

    /// <summary>What came back.</summary>
    public decimal ProceedsYuan => Exits.Sum(e => e.ProceedsYuan);

    /// <summary>What was lost by the write-off: what was paid and had not come back.</summary>
    public decimal WrittenOffYuan => State == InvestmentState.WrittenOff ? Math.Max(0, PaidYuan - ProceedsYuan) : 0;

    /// <summary>Whether something may still be paid, or come back.</summary>
    public bool IsOpen => State is InvestmentState.Agreed or InvestmentState.Disbursed;

    /// <summary>Its part of the fund's stream.</summary>
    public static string Part(Guid id) => $"investments/{id}";
}
