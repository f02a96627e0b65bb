using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace HealthPark.Transfers.Transfer;

/// <summary>Where a technology contract stands on its way to registration (技术合同认定登记).</summary>
[JsonConverter(typeof(KebabEnumConverter<ContractState>))]
public enum ContractState
{
    /// <summary>起草: being drafted.</summary>
    Drafted,

    /// <summary>签订: signed.</summary>
    Signed,

    /// <summary>受理: accepted by the registration body, which decides within 30 days.</summary>
    Submitted,

    /// <summary>登记: registered.</summary>
    Registered,

    /// <summary>不予登记: registration was refused.</summary>
    Refused,

    /// <summary>作废: entered by mistake.</summary>
    Voided,
}

/// <summary>An amendment of a contract, or a correction of what is known of it.</summary>
/// <param name="On">The day.</param>
/// <param name="Reason">Why.</param>
public sealed record ContractAmendment(DateOnly On, string Reason);

/// <summary>A technology contract of a transfer.</summary>
public sealed record TechnologyContract(
    Guid Id, string Kind, decimal AmountYuan, decimal TechnicalIncomeYuan, IReadOnlyList<string> Parties,
    DateOnly? SignedOn, DateOnly? SubmittedOn, DateOnly? RegisteredOn, string? RegistrationNumber)
{
    /// <summary>Registration is decided within 30 days of acceptance (技术合同认定登记管理办法).</summary>
    private const int DaysToDecide = 30;

    #pragma warning disable CS1591 // the members are the fields of the contract, explained in ContractResponse
    public DateOnly? RefusedOn { get; init; }
    public string? RefusalReason { get; init; }
    public string? VoidReason { get; init; }
    public ImmutableList<ContractAmendment> Amendments { get; init; } = [];

    public ContractState State => VoidReason is not null ? ContractState.Voided
        : RefusedOn is not null ? ContractState.Refused
        : RegisteredOn is not null ? ContractState.Registered
        : SubmittedOn is not null ? ContractState.Submitted
        : SignedOn is not null ? ContractState.Signed
        : ContractState.Drafted;

    public DateOnly? DecisionDueOn => SubmittedOn?.AddDays(DaysToDecide);

    /// <summary>The part of the record that a contract is.</summary>
    public static string Part(Guid id) => $"contract/{id}";

    internal static TechnologyContract Of(TechnologyContractAdded x) => new(
        x.ContractId, x.Kind, x.AmountYuan, x.TechnicalIncomeYuan, x.Parties, x.SignedOn, x.SubmittedOn, x.RegisteredOn, x.RegistrationNumber);

    internal TechnologyContract Amended(TechnologyContractAmended x) => this with
    {
        Kind = x.Kind ?? Kind,
        AmountYuan = x.AmountYuan ?? AmountYuan,
        TechnicalIncomeYuan = x.TechnicalIncomeYuan ?? TechnicalIncomeYuan,
        Parties = x.Parties ?? Parties,
        SignedOn = x.SignedOn ?? SignedOn,
        SubmittedOn = x.SubmittedOn ?? SubmittedOn,
        RegisteredOn = x.RegisteredOn ?? RegisteredOn,
        RegistrationNumber = x.RegistrationNumber ?? RegistrationNumber,
        Amendments = Amendments.Add(new ContractAmendment(x.On, x.Reason)),
    };
}
