using HealthPark.EventStore;

namespace HealthPark.Kernel.Http;

/// <summary>Records of one kind, each of which belongs to an organisation.</summary>
public interface IOwnedRecords
{
    /// <summary>What a record is called, for people.</summary>
    Text Noun { get; }

    /// <summary>The schema of the module that keeps them.</summary>
    string Schema { get; }

    /// <summary>What their streams are called in the log, such as <c>enterprise</c>.</summary>
    string StreamType { get; }

    /// <summary>The organisation to which a record belongs; null if there is no such record.</summary>
    Task<Guid?> OwnerOf(Guid id, CancellationToken ct);

    /// <summary>Whether there is such a record and the caller may see it.</summary>
    Task<bool> IsSeenBy(Caller caller, Guid id, CancellationToken ct);

    /// <summary>A scope without which the caller does not see all that an event of a record of that organisation says; null if it sees all.</summary>
    string? ScopeLacking(Caller caller, Guid owner, StoredEvent stored);
}

/// <summary>
/// Says of an endpoint which records its <c>{id}</c> means: whether there is one is nobody's business whom it is out of reach of, so a
/// caller without the endpoint's scope is told of the scope only where it reaches the record. An endpoint whose handler takes
/// <see cref="Records{TState, TEvent}"/> has this by that alone.
/// </summary>
/// <param name="Of">The records.</param>
public sealed record RecordsMetadata(Func<IServiceProvider, IOwnedRecords> Of);
