using System.Text.Json.Nodes;

namespace HealthPark.Changes.Features;

/// <summary>Shows the shape of an event.</summary>
public static class GetEventSchema
{
    private const string SchemaJson = "application/schema+json";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/event-types/{type}/schema", Handle)
        .WithName("GetEventSchema").Public().Produces<JsonObject>(200, SchemaJson);

    internal static string Path(string type) => $"/v1/event-types/{type}/schema";

    /// <summary>Shows the JSON Schema (2020-12) of an event type's `data`.</summary>
    /// <param name="type">The type, such as `cn.healthpark.enterprise.landed.v1`.</param>
    public static async Task<IResult> Handle(string type, HttpContext context, ChangeFeed feed, IEventSchemas schemas, CancellationToken ct)
    {
        ReadParameters.Only(context);
        if (!feed.Published.TryGetValue(type, out var published))
            return Rejection.NotFound(new Text("事件类型", "event type")).ToResult();
        var schema = await schemas.Of(published.Class, ct);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "$id", Path(type));
        schema.Insert(2, "title", type);
        var json = schema.ToJsonString(ApiJson.Options);
        return StoredJson.Answer(context, StoredJson.TagOf(json), json, SchemaJson);
    }
}
