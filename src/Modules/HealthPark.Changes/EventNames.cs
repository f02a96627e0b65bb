using System.Collections.Concurrent;
using System.Reflection;
using HealthPark.Contracts;

namespace HealthPark.Changes;

/// <summary>The public names of contract events.</summary>
public static class EventNames
{
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    /// <summary>The name of a contract event's class.</summary>
    public static string Of(Type contractEvent) => Names.GetOrAdd(contractEvent, t =>
        t.GetCustomAttribute<ContractEventTypeAttribute>()?.Name ?? throw new InvalidOperationException($"{t.Name} has no public name."));

    /// <summary>The classes of a source's events.</summary>
    public static IEnumerable<Type> ClassesOf(ChangeSource source) =>
        source.Events.Assembly.GetTypes().Where(t => !t.IsAbstract && source.Events.IsAssignableFrom(t)).OrderBy(Of, StringComparer.Ordinal);
}
