namespace HealthPark.ArchitectureTests;

/// <summary>A built assembly as the rules see it.</summary>
public sealed record AssemblyModel(string Name)
{
    /// <summary>The HealthPark assemblies that it references.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>The schema that its <c>…Module</c> class names.</summary>
    public string? Schema { get; init; }

    /// <summary>Its embedded SQL and its string literals.</summary>
    public IReadOnlyList<SourceText> Texts { get; init; } = [];

    /// <summary>Its public classes that a host could enter by.</summary>
    public IReadOnlyList<EntryClass> EntryClasses { get; init; } = [];

    /// <summary>The name without the product: <c>Access</c> of <c>HealthPark.Access</c>.</summary>
    public string ShortName => Name[(Name.LastIndexOf('.') + 1)..];

    /// <summary>The full name that its entry class must have.</summary>
    public string EntryClassName => $"{Name}.{ShortName}Module";
}

/// <summary>A text and where it stands.</summary>
public sealed record SourceText(string Where, string Value);

/// <summary>A public class and its public static methods.</summary>
public sealed record EntryClass(string FullName, IReadOnlyList<string> Methods);

/// <summary>The events of a module; <paramref name="Registered"/> is null when its class has no <c>Events</c>.</summary>
public sealed record EventsModel(
    string Module, IReadOnlyList<Type> EventBases, IReadOnlyList<Type> Events, IReadOnlyCollection<Type>? Registered);
