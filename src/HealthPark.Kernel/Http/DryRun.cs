using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HealthPark.Kernel.Http;

/// <summary>What a write would do: the answer to <c>dryRun=true</c>. Nothing was stored.</summary>
/// <param name="DryRun">Always true; tells this answer from a real one.</param>
/// <param name="Events">The events that would be recorded, in order; empty if nothing would change.</param>
/// <param name="Record">The record as it would stand afterwards.</param>
/// <param name="Figures">The plan's figures that would move.</param>
/// <param name="Disputed">Pointers to the values that would not be applied but disputed, as another speaks for them; absent if there are none.</param>
public sealed record DryRunAnswer<TBody>(
    bool DryRun, IReadOnlyList<WouldRecord> Events, TBody Record, IReadOnlyList<FigureChange> Figures,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Disputed = null);

/// <summary>An event that would be recorded.</summary>
/// <param name="Type">Its name.</param>
/// <param name="Data">Its content.</param>
public sealed record WouldRecord(string Type, JsonNode Data);

/// <summary>A figure of the plan that a write would move.</summary>
/// <param name="Indicator">Which: <c>revenue</c>, <c>enterprises</c>, <c>talents</c> or <c>transfers</c>.</param>
/// <param name="Direction">The direction whose figure moves; null for talents, which have none.</param>
/// <param name="Period">The first year of the plan whose figure moves.</param>
/// <param name="Basis">On which basis: <c>reported</c> or <c>verified</c>.</param>
/// <param name="Change">By how much, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The plan's unit of the indicator.</param>
public sealed record FigureChange(string Indicator, string? Direction, string Period, string Basis, decimal Change, string Unit);
