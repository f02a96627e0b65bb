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

    /// <summary>Those of the known names that a pattern stands for: the name itself, or all that begin as it does before its <c>*</c>.</summary>
    public static IReadOnlyList<string> Matching(string pattern, IReadOnlyList<string> known) =>
        [.. known.Where(name => pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern)];

    /// <summary>What to say of a pattern that stands for none.</summary>
    public static Text Unknown(string pattern, IReadOnlyList<string> known) => new(
        $"没有 {pattern} 类型的事件;有:{string.Join("、", known)}。", $"There is no event type {pattern}; there are: {string.Join(", ", known)}.");

    /// <summary>The classes of a source's events.</summary>
    public static IEnumerable<Type> ClassesOf(ChangeSource source) =>
        source.Events.Assembly.GetTypes().Where(t => !t.IsAbstract && source.Events.IsAssignableFrom(t)).OrderBy(Of, StringComparer.Ordinal);
}
