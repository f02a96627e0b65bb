using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using HealthPark.Contracts;
using HealthPark.EventStore;

namespace HealthPark.Changes;

/// <summary>A change of a record, as a CloudEvent 1.0 in JSON.</summary>
/// <param name="SpecVersion">The version of CloudEvents: `1.0`.</param>
/// <param name="Id">The event's id (UUIDv7): the same event always has the same.</param>
/// <param name="Source">The collection that the record belongs to, such as `/v1/enterprises`.</param>
/// <param name="Type">The kind of event, such as `cn.healthpark.enterprise.landed.v1`. Its shape never changes.</param>
/// <param name="Subject">The record's id.</param>
/// <param name="Time">When it was recorded (RFC 3339, UTC); strictly increasing along the feed.</param>
/// <param name="DataContentType">The type of `data`: `application/json`.</param>
/// <param name="Sequence">The record's version that the event made: its order among the record's events.</param>
/// <param name="Position">Its place in the one order of all events: the cursor from which to go on after it.</param>
/// <param name="ActorOrganization">The organisation for which the change was made.</param>
/// <param name="TraceParent">The trace of the request that made it (W3C Trace Context), if known.</param>
/// <param name="Tombstone">
/// Only where the record counts as gone after this event, and why; `GET /v1/event-types` says of which types. `merged`: it was merged into
/// another, which goes on in its place. `voided`: it was entered by mistake and counts nowhere. `erased`: the person whom it was about was
/// erased; what counted stays counted. It is the record's last event: nothing follows it but an erasure.
/// </param>
/// <param name="Data">What happened. Its shape follows from `type`; members that the reader may not see are absent.</param>
public sealed record CloudEvent(
    [property: JsonPropertyName("specversion")] string SpecVersion,
    Guid Id,
    string Source,
    string Type,
    Guid Subject,
    DateTime Time,
    [property: JsonPropertyName("datacontenttype")] string DataContentType,
    string Sequence,
    string Position,
    [property: JsonPropertyName("actororganization"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ActorOrganization,
    [property: JsonPropertyName("traceparent"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TraceParent,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Tombstone,
    [property: JsonConverter(typeof(ContractEventConverter))] ContractEvent Data);

/// <summary>Writes a contract event as the class that it is, not as what all of them share.</summary>
internal sealed class ContractEventConverter : JsonConverter<ContractEvent>
{
    public override ContractEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Events are published, not taken.");

    public override void Write(Utf8JsonWriter writer, ContractEvent value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, value.GetType(), ApiJson.Options);
}

/// <summary>An event as it goes out: where it stands, its record, its type, the class of its data, and its CloudEvent as the record's owner sees it.</summary>
internal sealed record Change(long Position, Guid EventId, Guid Subject, string Type, Type Data, string Json)
{
    /// <summary>The mask of a reader for the event's data; null if it sees all of them.</summary>
    public Mask? MaskFor(Caller reader) => Mask.For(Data, reader);

    /// <summary>The event as a reader sees it: the one place where its data pass on their way out.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="owner">The organisation whose record it is of; null if that is not known.</param>
    public Change For(Caller reader, Guid? owner) =>
        owner != reader.OrganizationId && MaskFor(reader) is { } mask ? this with { Json = mask.ApplyWithin("data", Json) } : this;

    /// <summary>The event that a stored one is published as.</summary>
    public static Change Of(ChangeSource source, StoredEvent stored, ContractEvent data)
    {
        var type = EventNames.Of(data.GetType());
        var cloudEvent = new CloudEvent(
            "1.0", stored.EventId, source.Collection, type, stored.StreamId, stored.RecordedAt.UtcDateTime, "application/json",
            stored.Version.ToString(CultureInfo.InvariantCulture), stored.Position.ToString(CultureInfo.InvariantCulture),
            stored.Metadata.OrganizationId, stored.Metadata.TraceParent, data.GetType().GetCustomAttribute<TombstoneAttribute>()?.Reason, data);
        return new Change(stored.Position, stored.EventId, stored.StreamId, type, data.GetType(), JsonSerializer.Serialize(cloudEvent, ApiJson.Options));
    }
}
