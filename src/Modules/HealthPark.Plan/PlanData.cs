using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HealthPark.Kernel.Reference;

namespace HealthPark.Plan;

/// <summary>
/// The three-year action plan as data: what it targets, who does what, where its two texts differ, and how figures are counted.
/// The files in <c>Data/</c> are the source of truth; nothing in them depends on an instant, so nothing here changes at run time.
/// </summary>
public sealed class PlanData
{
    private readonly FrozenDictionary<(string, string?, string?, int), Target> _targets;

    private PlanData()
    {
        var json = PlanDataJson.Default;
        Document = Read("plan", json.PlanDocument);
        (Indicators, Targets) = Read("targets", json.TargetsFile);
        (Groups, Tasks) = Read("tasks", json.TasksFile);
        Units = new PlanUnits(Read("units", json.UnitsFile).Units);
        Discrepancies = Read("discrepancies", json.DiscrepanciesFile).Discrepancies;
        Rules = Read("rules", json.RulesFile).Rules;
        _targets = Targets.ToFrozenDictionary(t => (t.Indicator, t.Direction, t.Bucket, t.Year));
    }

    /// <summary>The document itself: title, issuer, date, period, and its frame.</summary>
    public PlanDocument Document { get; }

    /// <summary>The four indicators, in the order of 表1.</summary>
    public IReadOnlyList<Indicator> Indicators { get; }

    /// <summary>All target rows of 表1 and 表2: 78 with a value, and 3 that say by null that none is set.</summary>
    public IReadOnlyList<Target> Targets { get; }

    /// <summary>The seven actions (行动), in order.</summary>
    public IReadOnlyList<ActionGroup> Groups { get; }

    /// <summary>The 29 tasks of 附件4, in order.</summary>
    public IReadOnlyList<PlanTask> Tasks { get; }

    /// <summary>The bodies that lead or support a task.</summary>
    public PlanUnits Units { get; }

    /// <summary>Where the plan's texts differ from each other or leave something open.</summary>
    public IReadOnlyList<Discrepancy> Discrepancies { get; }

    /// <summary>How figures are counted, by versions.</summary>
    public IReadOnlyList<CountingRule> Rules { get; }

    /// <summary>Reads the files that the module embeds; one that does not fit its type throws.</summary>
    public static PlanData Load() => new();

    /// <summary>The target row of an indicator and year; null when the plan has no such row (talents by direction, other years).</summary>
    /// <param name="indicator">Code of the indicator.</param>
    /// <param name="direction">Code of the direction; null for the headline.</param>
    /// <param name="bucket"><c>ab</c> or <c>cd</c> for a talent split; null otherwise.</param>
    /// <param name="year">Year of the plan's period.</param>
    public Target? For(string indicator, string? direction, string? bucket, int year) =>
        _targets.GetValueOrDefault((indicator, direction, bucket, year));

    /// <summary>The year-end targets of a figure by year; years for which the plan sets none are absent.</summary>
    public IReadOnlyDictionary<int, decimal> TargetsOf(string indicator, string? direction, string? bucket) => Targets
        .Where(t => t.Indicator == indicator && t.Direction == direction && t.Bucket == bucket && t.Value is not null)
        .ToDictionary(t => t.Year, t => t.Value!.Value);

    private static T Read<T>(string name, JsonTypeInfo<T> type)
        where T : class =>
        EmbeddedJson.Read(typeof(PlanData).Assembly, $"Data/{name}.json", type);
}

internal sealed record TargetsFile(IReadOnlyList<Indicator> Indicators, IReadOnlyList<Target> Targets);

internal sealed record TasksFile(IReadOnlyList<ActionGroup> Groups, IReadOnlyList<PlanTask> Tasks);

internal sealed record UnitsFile(IReadOnlyList<PlanUnit> Units);

internal sealed record DiscrepanciesFile(IReadOnlyList<Discrepancy> Discrepancies);

internal sealed record RulesFile(IReadOnlyList<CountingRule> Rules);

/// <summary>JSON of the files in <c>Data/</c>: a missing, misspelt or doubled member stops the program at its start.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(TargetsFile))]
[JsonSerializable(typeof(TasksFile))]
[JsonSerializable(typeof(UnitsFile))]
[JsonSerializable(typeof(DiscrepanciesFile))]
[JsonSerializable(typeof(RulesFile))]
internal sealed partial class PlanDataJson : JsonSerializerContext;
