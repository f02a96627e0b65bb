using System.Text.Json.Serialization;

namespace HealthPark.Kernel.Reference;

/// <summary>A closed list of coded values with their labels: what a field may hold and how people read it.</summary>
public abstract class CodeList
{
    /// <summary>Kebab-case name of the list, as in <c>/v1/code-lists/{name}</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Title in Chinese.</summary>
    public required string Zh { get; init; }

    /// <summary>Title in English.</summary>
    public required string En { get; init; }

    /// <summary>The document or standard, with its date and place, that the codes come from.</summary>
    public required string Source { get; init; }

    /// <summary>What a reader of the list should know; null for most lists.</summary>
    public Text? Note { get; init; }

    /// <summary>The day from which the source gives these values, where it says so: a plan was issued, a standard or rule came into force.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The values, in the source's order.</summary>
    public abstract IReadOnlyList<CodeItem> Items { get; }

    /// <summary>The codes alone, in the source's order.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Codes => [.. Items.Select(item => item.Code)];

    /// <summary>Whether the list has this code, letter for letter.</summary>
    public bool Contains(string? code) => Items.Any(item => item.Code == code);

    /// <summary>The label of a code; a code outside the list is its own label, so that old records stay readable.</summary>
    public Text Label(string code) => Items.FirstOrDefault(item => item.Code == code)?.Label ?? new Text(code, code);
}

/// <summary>A code list whose values say more than their label.</summary>
/// <param name="items">The values, in the source's order.</param>
public sealed class CodeList<TItem>(IReadOnlyList<TItem> items) : CodeList
    where TItem : CodeItem
{
    /// <inheritdoc/>
    public override IReadOnlyList<TItem> Items { get; } = items;

    /// <summary>The value of a code; null when the list has none.</summary>
    public TItem? Find(string? code) => Items.FirstOrDefault(item => item.Code == code);
}
