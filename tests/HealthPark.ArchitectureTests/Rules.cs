using System.Text.RegularExpressions;

namespace HealthPark.ArchitectureTests;

/// <summary>The boundaries. Each rule answers with what breaks it, one sentence each; nothing when all is well.</summary>
public static class Rules
{
    private const string Kernel = "HealthPark.Kernel", EventStore = "HealthPark.EventStore", Contracts = "HealthPark.Contracts";

    private static readonly string[] AllowedToModules = [Kernel, EventStore, Contracts];

    /// <summary>What each assembly below the modules may reference.</summary>
    private static readonly Dictionary<string, string[]> AllowedToShared = new()
    {
        [EventStore] = [],
        ["HealthPark.LocalPostgres"] = [],
        [Kernel] = [EventStore],
        [Contracts] = [Kernel, EventStore],
    };

    /// <summary>Every project must have been built, or the other rules would pass for want of anything to look at.</summary>
    public static IReadOnlyList<string> EveryProjectIsBuilt(IEnumerable<string> projects, IReadOnlyCollection<string> built) =>
        [.. projects.Except(built).Select(p => $"{p} is a project, but its assembly is not in the test output.")];

    /// <summary>A module references the shared assemblies only.</summary>
    public static IReadOnlyList<string> ModuleReferences(AssemblyModel module) => Forbidden(module, AllowedToModules);

    /// <summary>A shared assembly references what lies below it only.</summary>
    public static IReadOnlyList<string> SharedReferences(AssemblyModel shared) => AllowedToShared.TryGetValue(shared.Name, out var allowed)
        ? Forbidden(shared, allowed)
        : [$"{shared.Name} is neither a module nor an assembly whose references have a rule."];

    /// <summary>A module with tables names its schema, and no two modules name the same.</summary>
    public static IReadOnlyList<string> OwnSchema(IReadOnlyCollection<AssemblyModel> modules) =>
    [
        .. modules.Where(m => m.Schema is null && m.Texts.Any(IsSqlFile))
            .Select(m => $"{m.Name} embeds SQL, but {m.EntryClassName} has no constant Schema."),
        .. modules.Where(m => m.Schema is not null).GroupBy(m => m.Schema, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1)
            .Select(same => $"{string.Join(" and ", same.Select(m => m.Name))} share the schema {same.Key}."),
    ];

    /// <summary>No text names a table, view or function in a schema of another module.</summary>
    public static IReadOnlyList<string> ForeignSchemas(AssemblyModel assembly, IEnumerable<string> schemas) =>
    [
        .. from schema in schemas
           where !schema.Equals(assembly.Schema, StringComparison.OrdinalIgnoreCase)
           from text in assembly.Texts
           where NamesSchema(text.Value, schema)
           select $"{assembly.Name}, {text.Where}, names the schema {schema} of another module: {Shortened(text.Value)}",
    ];

    /// <summary>A module has one public class to enter by.</summary>
    public static IReadOnlyList<string> OneEntryClass(AssemblyModel module)
    {
        var entry = module.EntryClasses.SingleOrDefault(c => c.FullName == module.EntryClassName);
        IEnumerable<string> others = module.EntryClasses.Where(c => c != entry)
            .Select(c => $"{c.FullName} is another way into {module.Name}.");
        if (entry is null)
            return [$"{module.Name} has no public class {module.EntryClassName}.", .. others];

        string[] methods = [$"Add{module.ShortName}", $"Map{module.ShortName}"];
        return [.. methods.Except(entry.Methods).Select(m => $"{entry.FullName} has no public static method {m}."), .. others];
    }

    /// <summary>Every event has a stored name, and every stored event is of a stream.</summary>
    public static IReadOnlyList<string> RegisteredEvents(EventsModel module)
    {
        if (module.Registered is null)
            return module.Events.Count == 0 ? [] : [$"{module.Module} has events, but its module class has no static Events."];

        return
        [
            .. module.EventBases.Concat(module.Events).Where(e => !IsRecord(e)).Select(e => $"{e.FullName} is not a record."),
            .. module.Events.Except(module.Registered).Select(e => $"{e.FullName} is an event without a stored name."),
            .. module.Registered.Except(module.Events)
                .Select(e => $"{e.FullName} is stored, but derives from no abstract record …Event of {module.Module}."),
        ];
    }

    private static string[] Forbidden(AssemblyModel assembly, string[] allowed) =>
        [.. assembly.References.Except(allowed).Select(r => $"{assembly.Name} references {r}.")];

    private static bool IsSqlFile(SourceText text) => text.Where.EndsWith(".sql", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// <c>schema.table</c> anywhere, and <c>schema.</c> at the end of a text where a name must follow, since the compiler cuts
    /// <c>$"from schema.{table}"</c> there. A word that ends a sentence, and a path with that name in it, are neither.
    /// </summary>
    private static bool NamesSchema(string text, string schema)
    {
        var name = $"\"?{Regex.Escape(schema)}\"?\\.";
        const string introduction = "\\b(from|join|into|update|table|references|view|function|execute|perform)";
        return Regex.IsMatch(text, $"(?<![\\w./]){name}[\\w\"{{]", RegexOptions.IgnoreCase)
            || Regex.IsMatch(text, $"(^|[,(=]|{introduction})\\s*{name}\\s*$", RegexOptions.IgnoreCase);
    }

    private static string Shortened(string text) => text.Length <= 120 ? text : text[..120] + "…";

    /// <summary>Records alone have the compiler's clone method.</summary>
    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;
}
