using System.Text.Json.Serialization;
using HealthPark.Kernel.Reference;

namespace HealthPark.ParkEvents.ParkEvent;

/// <summary>What may come of a park event.</summary>
[JsonConverter(typeof(KebabEnumConverter<OutcomeKind>))]
public enum OutcomeKind
{
    /// <summary>线索: a lead worth following.</summary>
    Lead,

    /// <summary>签约: a contract was signed.</summary>
    Contract,

    /// <summary>融资: money was raised or promised.</summary>
    Financing,

    /// <summary>引才: talent was won.</summary>
    Talent,

    /// <summary>其他: something else.</summary>
    Other,
}

/// <summary>Something that came of a park event.</summary>
public sealed record Outcome(
    Guid Id, OutcomeKind Kind, string Note, DateOnly On, Guid? EnterpriseId, Guid? TransferId, Guid? DealId, decimal? AmountYuan, string? VoidReason)
{
    /// <summary>The kinds, for people.</summary>
    public static readonly CodeList<CodeItem> Kinds = CodeLists.Of(
        "park-event-outcome-kinds", new Text("园区活动成效类型", "Kinds of outcome of a park event"),
        (OutcomeKind.Lead, "线索", "Lead"), (OutcomeKind.Contract, "签约", "Contract"), (OutcomeKind.Financing, "融资", "Financing"),
        (OutcomeKind.Talent, "引才", "Talent"), (OutcomeKind.Other, "其他", "Other"));

    /// <summary>Its part of the park event's stream.</summary>
    public static string Part(Guid id) => $"outcomes/{id}";
}
