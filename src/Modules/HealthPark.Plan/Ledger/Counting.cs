using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HealthPark.Contracts;

namespace HealthPark.Plan.Ledger;

/// <summary>A record as the plan counts it, folded from its public change events.</summary>
/// <param name="OwnerId">The organisation to which it belongs.</param>
/// <param name="Name">What it is called in a proof; null where that is nobody's business.</param>
internal abstract record CountedRecord(Guid OwnerId, string? Name);

/// <summary>
/// How records of one kind count: what the plan keeps of their public change events, and what follows from it. A kind of record joins the
/// ledger, the proof and the previews by one of these.
/// </summary>
internal interface ICounting
{
    /// <summary>The class that the kind's public change events derive from.</summary>
    Type Events { get; }

    /// <summary>The version of the rules applied.</summary>
    int RuleVersion { get; }

    /// <summary>The state after one more event; null before the first.</summary>
    CountedRecord? Evolve(CountedRecord? state, ContractEvent e);

    /// <summary>All that a record says about the plan's figures.</summary>
    IReadOnlyCollection<Assertion> Assert(CountedRecord? state);

    /// <summary>Why the ledger moves with an event, in the words of the difference between two reports.</summary>
    string ReasonOf(ContractEvent e, CountedRecord? before);

    /// <summary>The state's JSON text.</summary>
    string Write(CountedRecord state);

    /// <summary>The state that a JSON text says.</summary>
    CountedRecord Read(string json);
}

/// <summary>How records of one kind count, by pure functions.</summary>
internal sealed class Counting<TRecord, TEvent>(
    int ruleVersion,
    Func<TRecord?, TEvent, TRecord?> evolve,
    Func<TRecord?, IReadOnlyCollection<Assertion>> assert,
    Func<TEvent, TRecord?, string> reasonOf,
    JsonTypeInfo<TRecord> json) : ICounting
    where TRecord : CountedRecord
    where TEvent : ContractEvent
{
    public Type Events => typeof(TEvent);

    public int RuleVersion => ruleVersion;

    public CountedRecord? Evolve(CountedRecord? state, ContractEvent e) => evolve((TRecord?)state, (TEvent)e);

    public IReadOnlyCollection<Assertion> Assert(CountedRecord? state) => assert((TRecord?)state);

    public string ReasonOf(ContractEvent e, CountedRecord? before) => reasonOf((TEvent)e, (TRecord?)before);

    public string Write(CountedRecord state) => JsonSerializer.Serialize((TRecord)state, json);

    public CountedRecord Read(string text) => JsonSerializer.Deserialize(text, json)!;
}

/// <summary>Every kind of record that counts.</summary>
internal static class Countings
{
    public static readonly IReadOnlyList<ICounting> All =
    [
        new Counting<CountedEnterprise, Contracts.Enterprises.EnterpriseContractEvent>(
            EnterpriseRules.Version, CountedEnterprise.Evolve, EnterpriseRules.Assert, CountedEnterprise.ReasonOf, LedgerJson.Default.CountedEnterprise),
        new Counting<CountedTransfer, Contracts.Transfers.TransferContractEvent>(
            TransferRules.Version, CountedTransfer.Evolve, TransferRules.Assert, CountedTransfer.ReasonOf, LedgerJson.Default.CountedTransfer),
        new Counting<CountedTalent, Contracts.Talent.TalentContractEvent>(
            TalentRules.Version, CountedTalent.Evolve, TalentRules.Assert, CountedTalent.ReasonOf, LedgerJson.Default.CountedTalent),
    ];

    /// <summary>How the record counts that this event is of; null if its kind does not.</summary>
    public static ICounting? Of(ContractEvent e) => All.FirstOrDefault(c => c.Events.IsInstanceOfType(e));
}
