namespace HealthPark.EventStore;

/// <summary>Who caused an event, for whom, and in which request. Taken from the request context, never from its body.</summary>
/// <param name="ActorId">The client that acted: an API key's id, or a name such as <c>system:reference-data</c>.</param>
/// <param name="OrganizationId">The organisation for which it acted.</param>
/// <param name="CorrelationId">Ties together all that one business transaction caused.</param>
/// <param name="CausationId">What caused this event: a request's idempotency key, or the id of another event.</param>
/// <param name="TraceParent">The request's trace (W3C Trace Context).</param>
/// <param name="Delegation">The delegation by which the client acted for that organisation; null if it acted for its own.</param>
/// <param name="SourceKey">The record's own key in the system that sent the change; the record holds it from then on.</param>
public sealed record EventMetadata(
    string ActorId,
    string? OrganizationId = null,
    string? CorrelationId = null,
    string? CausationId = null,
    string? TraceParent = null,
    string? Delegation = null,
    string? SourceKey = null);

/// <summary>An event as it stands in the log.</summary>
/// <param name="Schema">The module's schema in which it is stored.</param>
/// <param name="Position">Its place in the one order of the whole log, from 1, without gaps.</param>
/// <param name="EventId">The event's own id (UUIDv7).</param>
/// <param name="StreamId">The record whose stream it belongs to.</param>
/// <param name="Version">Its place in that stream, from 1.</param>
/// <param name="Type">Its stored name, such as <c>enterprise_landed</c>.</param>
/// <param name="Data">Its stored JSON, byte for byte.</param>
/// <param name="RecordedAt">When it was appended; strictly increasing along the log.</param>
/// <param name="Metadata">Who caused it, and in which request.</param>
public sealed record StoredEvent(
    string Schema,
    long Position,
    Guid EventId,
    Guid StreamId,
    long Version,
    string Type,
    string Data,
    DateTimeOffset RecordedAt,
    EventMetadata Metadata);
