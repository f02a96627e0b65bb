using System.Text.Json.Serialization;

namespace HealthPark.Kernel.Reference;

/// <summary>A coded value.</summary>
[JsonDerivedType(typeof(Direction))]
[JsonDerivedType(typeof(SubField))]
[JsonDerivedType(typeof(Zone))]
[JsonDerivedType(typeof(Carrier))]
[JsonDerivedType(typeof(RevenueSource))]
public record CodeItem
{
    /// <summary>Stable code, kebab-case or the standard's own; what records hold.</summary>
    [JsonPropertyOrder(-3)]
    public required string Code { get; init; }

    /// <summary>Label in Chinese, as the source prints it.</summary>
    [JsonPropertyOrder(-2)]
    public required string Zh { get; init; }

    /// <summary>Label in English, a working translation.</summary>
    [JsonPropertyOrder(-1)]
    public required string En { get; init; }

    /// <summary>What a reader of the value should know; absent for most values.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Text? Note { get; init; }

    /// <summary>The first day on which the value holds, where it is not its list's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day on which the value holds; null while its source does not end it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? ValidTo { get; init; }

    /// <summary>The label in both languages.</summary>
    [JsonIgnore]
    public Text Label => new(Zh, En);
}

/// <summary>One of the seven industrial directions (产业方向) by which the plan sets targets.</summary>
public sealed record Direction : CodeItem
{
    /// <summary>The direction's sub-fields (细分领域); none for 其他.</summary>
    public required IReadOnlyList<SubField> SubFields { get; init; }
}

/// <summary>A sub-field (细分领域) of a direction; its code is the direction's, a full stop, and its own name.</summary>
public sealed record SubField : CodeItem
{
    /// <summary>Code of the direction that the sub-field belongs to.</summary>
    public string Direction => Code[..Code.IndexOf('.')];
}

/// <summary>A zone of the park: one of two poles (极), or the belt (带) that joins places along a line.</summary>
public sealed record Zone : CodeItem
{
    /// <summary><c>pole</c> or <c>belt</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Code of the carrier that is a pole's core (极核); null for the belt.</summary>
    public required string? Core { get; init; }

    /// <summary>Other names that the plan prints.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The belt's places in their order along the line; none for a pole.</summary>
    public required IReadOnlyList<CodeItem> Nodes { get; init; }
}

/// <summary>A carrier (载体): a building, parcel or space that the plan names.</summary>
public sealed record Carrier : CodeItem
{
    /// <summary><c>building</c>, <c>parcel</c>, <c>commercial-complex</c>, <c>carrier</c> (the plan says only 载体) or <c>other</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Code of its zone; null where the plan names none.</summary>
    public required string? Zone { get; init; }

    /// <summary>Phase (期) of the park, 1 or 2; null where the plan names none.</summary>
    public required int? Phase { get; init; }

    /// <summary><c>anchor</c> (core of a pole), <c>integrated</c> (整合) or <c>service-centre-core</c>; null for most.</summary>
    public required string? Role { get; init; }

    /// <summary>Other names in use.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Area of the land (用地面积); null where the plan states none.</summary>
    public required Area? LandArea { get; init; }

    /// <summary>Floor area to be built (拟建建筑量); null where the plan states none.</summary>
    public required Area? PlannedFloorArea { get; init; }
}

/// <summary>An area that a document states.</summary>
/// <param name="SquareMetres">The area in m².</param>
/// <param name="Approximate">Whether the document says 约.</param>
/// <param name="Printed">The words of the document.</param>
public sealed record Area(decimal SquareMetres, bool Approximate, string Printed);

/// <summary>Where a revenue figure comes from.</summary>
public sealed record RevenueSource : CodeItem
{
    /// <summary>1 is the strongest: of several figures for one enterprise and period, the lowest number wins.</summary>
    public required int Precedence { get; init; }
}
