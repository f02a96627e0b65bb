using HealthPark.Kernel.Reference;

namespace HealthPark.Plan;

/// <summary>The plan as a document.</summary>
/// <param name="Code">Code of the plan.</param>
/// <param name="Title">Title, as on the covering notice.</param>
/// <param name="Source">The document's name and date of issue, by which all the plan's data is cited.</param>
/// <param name="Issuer">Body that issued it.</param>
/// <param name="IssuedOn">Date of issue: after the 2025 targets had fallen due, so 2025 is back-filled.</param>
/// <param name="FirstYear">First year with targets.</param>
/// <param name="LastYear">Last year with targets.</param>
/// <param name="Goal">The goal in one phrase.</param>
/// <param name="Positioning">The three positions (定位) of the park.</param>
/// <param name="DevelopmentSystem">The frame 「14117」.</param>
/// <param name="ExistingCarrierArea">Usable carriers around the university and its hospitals: one total, not divided.</param>
/// <param name="Notes">What a reader of the figures should know.</param>
public sealed record PlanDocument(
    string Code, Text Title, string Source, Text Issuer, DateOnly IssuedOn, int FirstYear, int LastYear, Text Goal,
    IReadOnlyList<CodeItem> Positioning, DevelopmentSystem DevelopmentSystem, Area ExistingCarrierArea, IReadOnlyList<Text> Notes);

/// <summary>The frame 「14117」: one dragonhead, four directions, distribution, chronic disease, seven actions.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parts">Its five parts, one for each digit.</param>
public sealed record DevelopmentSystem(Text Name, IReadOnlyList<DevelopmentPart> Parts);

/// <summary>One digit of the frame 「14117」.</summary>
/// <param name="Count">The digit.</param>
/// <param name="Name">What it counts.</param>
/// <param name="Members">Codes of what it counts: an institute, directions, or actions.</param>
public sealed record DevelopmentPart(int Count, Text Name, IReadOnlyList<string> Members);

/// <summary>What the plan measures: <c>revenue</c>, <c>enterprises</c>, <c>talents</c> or <c>transfers</c>.</summary>
public sealed record Indicator : CodeItem
{
    /// <summary>The unit of its figures, such as 亿元.</summary>
    public required Text Unit { get; init; }

    /// <summary><c>level</c>: a figure of its year, never summed over years; <c>cumulative</c>: since the plan's start.</summary>
    public required string Measure { get; init; }

    /// <summary>What each table calls it; 表1 and 表2 differ for the same numbers.</summary>
    public required IReadOnlyList<PrintedLabel> PrintedLabels { get; init; }

    /// <summary>The parts that have targets of their own: talent classes <c>ab</c> and <c>cd</c>; none for the others.</summary>
    public required IReadOnlyList<CodeItem> Buckets { get; init; }
}

/// <summary>A name that a table prints.</summary>
/// <param name="Source">The table, 表1 or 表2.</param>
/// <param name="Zh">The name as printed.</param>
/// <param name="En">The name in English, a working translation.</param>
public sealed record PrintedLabel(string Source, string Zh, string En);

/// <summary>A target for the end of a year.</summary>
/// <param name="Indicator">Code of the indicator.</param>
/// <param name="Direction">Code of the direction; null for the headline and for the talent split.</param>
/// <param name="Bucket"><c>ab</c> or <c>cd</c> for the talent split; null otherwise.</param>
/// <param name="Year">The year.</param>
/// <param name="Value">The figure, to be reached or passed; null where the plan sets none, which is not zero.</param>
/// <param name="Unit">Unit of the figure, in Chinese.</param>
/// <param name="Source">The table, 表1 or 表2.</param>
public sealed record Target(string Indicator, string? Direction, string? Bucket, int Year, decimal? Value, string Unit, string Source);

/// <summary>One of the seven actions (行动) that the tasks belong to.</summary>
public sealed record ActionGroup : CodeItem
{
    /// <summary>Number in the plan, 1 to 7.</summary>
    public required int Number { get; init; }

    /// <summary>The bodies responsible for the action, as its own list names them; the tasks' lists differ in two actions.</summary>
    public required IReadOnlyList<NamedUnit> Units { get; init; }
}

/// <summary>A task of the plan, in the words of 附件4.</summary>
/// <param name="Number">Number in 附件4, 1 to 29.</param>
/// <param name="Group">Code of its action.</param>
/// <param name="Title">Title.</param>
/// <param name="Description">What is to be done.</param>
/// <param name="LeadUnits">Bodies that lead (牵头单位), at least one.</param>
/// <param name="SupportUnits">Bodies that support (责任单位); none for task 8.</param>
/// <param name="DueOn">Date the task is due; the plan states none, so null.</param>
public sealed record PlanTask(
    int Number, string Group, Text Title, Text Description, IReadOnlyList<NamedUnit> LeadUnits, IReadOnlyList<NamedUnit> SupportUnits,
    DateOnly? DueOn);

/// <summary>A body where the plan names it.</summary>
/// <param name="Unit">Code of the body.</param>
/// <param name="Printed">The spelling printed there.</param>
public sealed record NamedUnit(string Unit, string Printed);

/// <summary>A body, or a group of bodies, that leads or supports a task.</summary>
public sealed record PlanUnit : CodeItem
{
    /// <summary>
    /// <c>district-bureau</c>, <c>subdistrict</c>, <c>administration-committee</c>, <c>state-owned-company</c>,
    /// <c>university</c> or <c>hospital</c>; for a group, the kind of its members.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>Other spellings that the plan prints.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Who belongs to a group such as 各街道; null for a single body.</summary>
    public required UnitGroup? Group { get; init; }
}

/// <summary>The members of a group of bodies as of a date.</summary>
/// <param name="AsOf">Date of the list; null while it is not known.</param>
/// <param name="Members">Codes of the members; empty while the list is not known.</param>
/// <param name="Note">What the plan says about the group.</param>
public sealed record UnitGroup(DateOnly? AsOf, IReadOnlyList<string> Members, Text Note);

/// <summary>A place where the plan's texts differ, or where it leaves something open.</summary>
/// <param name="Id">Stable kebab-case name.</param>
/// <param name="Task">Number of the task; null when it is not about one task.</param>
/// <param name="Group">Code of the action; null when it is not about one action.</param>
/// <param name="Field">What differs, such as <c>description</c>, <c>support-units</c>, <c>targets</c>.</param>
/// <param name="Kind">How it differs, such as <c>omission-in-annex</c>, <c>wording</c>, <c>missing</c>.</param>
/// <param name="MainText">The words of the main text (专栏 for a task); null where words are not compared.</param>
/// <param name="Annex">The words of 附件4; null where words are not compared.</param>
/// <param name="Note">The difference in one sentence, an editor's remark.</param>
public sealed record Discrepancy(
    string Id, int? Task, string? Group, string Field, string Kind, string? MainText, string? Annex, Text Note);

/// <summary>A rule by which figures are counted: dated data, so that old reports keep the rule of their time.</summary>
/// <param name="Code">Code of the rule, the same in all its versions.</param>
/// <param name="Indicator">Code of the indicator; null when the rule is for all.</param>
/// <param name="Version">Version of the rule, from 1.</param>
/// <param name="ValidFrom">First day on which the version applies.</param>
/// <param name="Rule">The rule in words.</param>
/// <param name="Assumption">Whether the plan leaves the matter open, so that the rule is ours.</param>
/// <param name="Source">Where the rule comes from.</param>
public sealed record CountingRule(
    string Code, string? Indicator, int Version, DateOnly ValidFrom, Text Rule, bool Assumption, string Source);
