using System.Text.Json;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace HealthPark.ArchitectureTests;

/// <summary>Reads a built assembly without loading it.</summary>
public static class AssemblyReader
{
    private const string Product = "HealthPark.";

    /// <summary>What a host hands over when it composes a module.</summary>
    private static readonly HashSet<string> HostTypes =
    [
        "IServiceCollection", "IHostApplicationBuilder", "WebApplicationBuilder",
        "IEndpointRouteBuilder", "IApplicationBuilder", "WebApplication",
    ];

    public static AssemblyModel Read(Stream assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        var name = module.Assembly.Name.Name;
        var model = new AssemblyModel(name);
        return model with
        {
            References = [.. module.AssemblyReferences.Select(r => r.Name).Where(IsProduct)],
            Schema = module.GetType(model.EntryClassName)?.Fields.FirstOrDefault(f => f.Name == "Schema")?.Constant as string,
            Texts = [.. SqlFiles(module), .. Literals(module)],
            EntryClasses = [.. module.Types.Where(t => t.IsPublic && IsEntry(t)).Select(t => new EntryClass(t.FullName, PublicStatic(t)))],
        };
    }

    /// <summary>
    /// The references that projects declare, from a <c>.deps.json</c>. The compiler leaves a reference out of the assembly when only
    /// constants of it are used, so the assembly alone does not tell.
    /// </summary>
    public static ILookup<string, string> DeclaredReferences(string depsJson)
    {
        using var deps = JsonDocument.Parse(depsJson);
        var declared =
            from target in deps.RootElement.GetProperty("targets").EnumerateObject()
            from library in target.Value.EnumerateObject()
            where IsProduct(library.Name) && library.Value.TryGetProperty("dependencies", out _)
            from dependency in library.Value.GetProperty("dependencies").EnumerateObject()
            where IsProduct(dependency.Name)
            select (Library: library.Name.Split('/')[0], dependency.Name);
        return declared.ToLookup(d => d.Library, d => d.Name);
    }

    private static bool IsProduct(string name) => name.StartsWith(Product, StringComparison.Ordinal);

    private static IEnumerable<SourceText> SqlFiles(ModuleDefinition module) =>
        from resource in module.Resources.OfType<EmbeddedResource>()
        where resource.Name.EndsWith(".sql", StringComparison.OrdinalIgnoreCase)
        select new SourceText(resource.Name, new StreamReader(resource.GetResourceStream()).ReadToEnd());

    private static IEnumerable<SourceText> Literals(ModuleDefinition module)
    {
        foreach (var type in module.GetTypes())
        {
            foreach (var field in type.Fields.Where(f => f.Constant is string))
                yield return new(field.FullName, (string)field.Constant);
            foreach (var method in type.Methods.Where(m => m.HasBody))
                foreach (var instruction in method.Body.Instructions.Where(i => i.OpCode == OpCodes.Ldstr))
                    yield return new($"{type.FullName}.{method.Name}", (string)instruction.Operand);
        }
    }

    private static bool IsEntry(TypeDefinition type) => type.Name.EndsWith("Module", StringComparison.Ordinal)
        || type.Methods.Any(m => m.IsPublic && m.IsStatic && m.Parameters.Any(p => HostTypes.Contains(p.ParameterType.Name)));

    private static string[] PublicStatic(TypeDefinition type) => [.. type.Methods.Where(m => m.IsPublic && m.IsStatic).Select(m => m.Name)];
}
