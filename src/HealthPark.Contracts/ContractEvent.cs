using HealthPark.EventStore;

namespace HealthPark.Contracts;

/// <summary>
/// A public change event: what a module tells the others. Versioned by its class and type name; once published its shape never changes.
/// </summary>
public abstract record ContractEvent;

/// <summary>The public name of a contract event, as the <c>type</c> of a CloudEvent: <c>cn.healthpark.enterprise.landed.v1</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ContractEventTypeAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name => name;
}

/// <summary>A module's public change events: a pure mapping of its stored ones. Whoever follows them reads the log through it.</summary>
/// <param name="Schema">The schema in which the module's events are stored.</param>
/// <param name="Publish">The public event that a stored one stands for; null if it is the module's own affair.</param>
public sealed record ChangeSource(string Schema, Func<StoredEvent, ContractEvent?> Publish);
