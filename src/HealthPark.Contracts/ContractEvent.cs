using HealthPark.EventStore;
using HealthPark.Kernel.Http;

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

/// <summary>
/// Says that after this event the record counts as gone, and why: <c>voided</c>; <c>merged</c> and <c>erased</c> where a module has such
/// an event. It is the last event of its record; only an erasure may follow.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TombstoneAttribute(string reason) : Attribute
{
    /// <summary>Why it is gone.</summary>
    public string Reason => reason;
}

/// <summary>
/// The public change events of one kind of record: a pure mapping of the module's stored ones. Whoever follows them reads the log
/// through it: the other modules, and the change feed. One line joins a module to both.
/// </summary>
/// <param name="Schema">The schema in which the module's events are stored; a module may have several kinds of record.</param>
/// <param name="Collection">The path of the records' collection, such as <c>/v1/enterprises</c>.</param>
/// <param name="Records">Where a record's owner is found: a partner follows its own records only.</param>
/// <param name="Events">The class that all its public events derive from.</param>
/// <param name="Publish">The public event that a stored one of the schema stands for; null if it is the module's own affair.</param>
public sealed record ChangeSource(string Schema, string Collection, StoredBody Records, Type Events, Func<StoredEvent, ContractEvent?> Publish);
