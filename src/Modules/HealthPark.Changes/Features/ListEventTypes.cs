using System.Reflection;
using System.Text.Json;
using HealthPark.Contracts;

namespace HealthPark.Changes.Features;

/// <summary>A type of event that is published.</summary>
/// <param name="Type">Its name: the `type` of its CloudEvents.</param>
/// <param name="Summary">What happened.</param>
/// <param name="Collection">The collection of the records that it happens to: the `source` of its CloudEvents.</param>
/// <param name="Tombstone">Why the record counts as gone after it, `merged`, `voided` or `erased`; null if it does not.</param>
/// <param name="Schema">Where the JSON Schema of its `data` is.</param>
public sealed record EventType(string Type, string Summary, string Collection, string? Tombstone, string Schema);

/// <summary>The types of events.</summary>
/// <param name="Items">Each type, by name.</param>
public sealed record EventTypeList(IReadOnlyList<EventType> Items);

/// <summary>Lists the types of events.</summary>
public static class ListEventTypes
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/event-types", Handle)
        .WithName("ListEventTypes").Public().Shows<EventTypeList>();

    /// <summary>Lists every type of event that the change feed carries.</summary>
    /// <remarks>
    /// A type's shape never changes: what must change comes as another type, such as `….v2`. Types are added; a follower passes over those
    /// that it does not know.
    /// </remarks>
    public static async Task<IResult> Handle(HttpContext context, ChangeFeed feed, IEventSchemas schemas, CancellationToken ct)
    {
        ReadParameters.Only(context);
        var types = new List<EventType>();
        foreach (var (name, (source, contractEvent)) in feed.Published)
        {
            var summary = (await schemas.Of(contractEvent, ct))["description"]!.GetValue<string>();
            types.Add(new(name, summary, source.Collection, contractEvent.GetCustomAttribute<TombstoneAttribute>()?.Reason, GetEventSchema.Path(name)));
        }

        return StoredJson.Answer(context, JsonSerializer.Serialize(new EventTypeList(types), ApiJson.Options));
    }
}
