using System.Reflection;
using HealthPark.EventStore;

namespace HealthPark.ArchitectureTests;

/// <summary>Reads which events a module has and which it has registered.</summary>
public static class EventsReader
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public static EventsModel Read(string module, IReadOnlyCollection<Type> types, Type? moduleClass)
    {
        Type[] bases = [.. types.Where(IsEventBase)];
        Type[] events = [.. types.Where(t => !t.IsAbstract && bases.Any(t.IsSubclassOf))];
        var registered = moduleClass?.GetField("Events", Static)?.GetValue(null)
            ?? moduleClass?.GetProperty("Events", Static)?.GetValue(null);
        return new(module, bases, events, (registered as EventTypes)?.EventClasses);
    }

    /// <summary>A static class is abstract and sealed at once.</summary>
    private static bool IsEventBase(Type type) =>
        type is { IsAbstract: true, IsSealed: false, IsInterface: false } && type.Name.EndsWith("Event", StringComparison.Ordinal);
}
