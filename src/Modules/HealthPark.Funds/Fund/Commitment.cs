using System.Collections.Immutable;

namespace HealthPark.Funds.Fund;

/// <summary>What an investor committed to a fund.</summary>
public sealed record Commitment(Guid Id, string Investor, string InvestorKind, decimal AmountYuan, DateOnly On, string? VoidReason)
{
    /// <summary>Its part of the fund's stream.</summary>
    public static string Part(Guid id) => $"commitments/{id}";
}

/// <summary>Money that an investor paid in.</summary>
public sealed record CapitalPayment(Guid Id, Guid CommitmentId, decimal AmountYuan, DateOnly On, string? VoidReason);

/// <summary>A call on the investors to pay in.</summary>
public sealed record CapitalCall(Guid Id, int Number, DateOnly On, DateOnly DueOn, IReadOnlyList<CalledAmount> Amounts, string? VoidReason)
{
    /// <summary>What was paid, entries that were voided too.</summary>
    public ImmutableList<CapitalPayment> Payments { get; init; } = [];

    /// <summary>What the call asks of a commitment.</summary>
    public decimal Called(Guid commitmentId) => VoidReason is null ? Amounts.Where(a => a.CommitmentId == commitmentId).Sum(a => a.AmountYuan) : 0;

    /// <summary>What was paid of it for a commitment.</summary>
    public decimal Paid(Guid commitmentId) => Standing.Where(p => p.CommitmentId == commitmentId).Sum(p => p.AmountYuan);

    /// <summary>The payments that stand.</summary>
    public IEnumerable<CapitalPayment> Standing => Payments.Where(p => p.VoidReason is null);

    /// <summary>Its part of the fund's stream.</summary>
    public static string Part(Guid id) => $"capital-calls/{id}";
}
