namespace HealthPark.ArchitectureTests;

/// <summary>The projects in the repository and what the build made of them.</summary>
public static class BuiltTree
{
    private static readonly string Tests = typeof(BuiltTree).Assembly.GetName().Name!;

    /// <summary>The repository's folder.</summary>
    public static readonly string Root = RepositoryRoot();

    private static readonly string Source = Path.Combine(Root, "src");

    private static readonly string ModuleFolder = Path.Combine(Source, "Modules");

    private static readonly Lazy<ILookup<string, string>> Declared = new(() =>
        AssemblyReader.DeclaredReferences(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, Tests + ".deps.json"))));

    /// <summary>The composition: the one assembly that may reference everything.</summary>
    public const string Host = "HealthPark.Api";

    public static IReadOnlyList<string> Modules { get; } = [.. Projects(ModuleFolder)];

    public static IReadOnlyList<string> Shared { get; } = [.. Projects(Source).Except(Modules).Where(p => p != Host)];

    /// <summary>Every assembly of the product in the test output but the tests' own.</summary>
    public static IReadOnlyList<string> Built { get; } =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "HealthPark.*.dll").Select(f => Path.GetFileNameWithoutExtension(f))
            .Where(n => n != Tests).Order(StringComparer.Ordinal),
    ];

    /// <summary>The assembly, with the references in its metadata and those that its project declares.</summary>
    public static AssemblyModel Read(string name)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll"));
        var assembly = AssemblyReader.Read(file);
        return assembly with { References = [.. assembly.References.Union(Declared.Value[name])] };
    }

    private static IEnumerable<string> Projects(string folder) => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories)
        .Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal);

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "HealthPark.Api.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds HealthPark.Api.sln.");
    }
}
