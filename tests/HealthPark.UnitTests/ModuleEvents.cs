using System.Reflection;
using HealthPark.EventStore;

namespace HealthPark.UnitTests;

/// <summary>Every module's events, found in the built assemblies: a module that is added is found without being named here.</summary>
internal static class ModuleEvents
{
    /// <summary>The modules' assemblies: those with a class <c>…Module</c> that declares a schema and its events.</summary>
    public static IReadOnlyList<(Assembly Assembly, string Schema, EventTypes Events)> All { get; } =
    [
        .. from file in Directory.GetFiles(AppContext.BaseDirectory, "HealthPark.*.dll").Order(StringComparer.Ordinal)
           let assembly = Assembly.LoadFrom(file)
           from type in assembly.GetTypes()
           where type.Name.EndsWith("Module", StringComparison.Ordinal)
           let schema = type.GetField("Schema")
           let events = type.GetField("Events")
           where schema is { IsLiteral: true } && events?.FieldType == typeof(EventTypes)
           select (assembly, (string)schema.GetRawConstantValue()!, (EventTypes)events.GetValue(null)!),
    ];
}
