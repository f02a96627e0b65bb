using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HealthPark.Changes;
using HealthPark.Contracts;
using HealthPark.Kernel;

namespace HealthPark.Api.OpenApi;

/// <summary>What the program sends by itself, as an AsyncAPI 3.0 document: the stream of changes, what webhooks get, and the CloudEvent of each type.</summary>
internal sealed class AsyncApi(EventSchemas schemas, ChangeFeed feed)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Serves the document.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/asyncapi/v1.json", async (AsyncApi asyncApi) => Results.Text(await asyncApi.Document(), "application/json"))
        .AllowAnonymous().ExcludeFromDescription();

    /// <summary>The document's text.</summary>
    public async Task<string> Document()
    {
        var shapes = new JsonObject();
        var envelope = await schemas.Named(nameof(CloudEvent));
        envelope["properties"]!["data"] = new JsonObject { ["type"] = "object", ["description"] = "What happened. Its shape follows from `type`." };
        shapes[nameof(CloudEvent)] = envelope;
        var messages = new JsonObject();
        foreach (var (type, (_, contractEvent)) in feed.Published)
        {
            var shape = await schemas.Named(contractEvent.Name);
            shapes[contractEvent.Name] = shape;
            await schemas.Define(shape, shapes, SchemaPlace);
            messages[contractEvent.Name] = Message(type, contractEvent, shape["description"]!.GetValue<string>());
        }

        var document = new JsonObject
        {
            ["asyncapi"] = "3.0.0",
            ["info"] = new JsonObject
            {
                ["title"] = "HealthPark.Api: changes",
                ["version"] = "v1",
                ["description"] = """
                    What the park's system of record sends by itself: every public change of every module, as CloudEvents 1.0, in one order in which a
                    record never comes before what it refers to. What it answers when asked is in the OpenAPI document beside this one.
                    """,
                ["contact"] = new JsonObject { ["name"] = "园区办公室 (park office)" },
                ["tags"] = new JsonArray(new JsonObject { ["name"] = "Changes", ["description"] = "Following the park by its changes." }),
            },
            ["defaultContentType"] = "application/cloudevents+json",
            ["servers"] = new JsonObject
            {
                ["park"] = new JsonObject
                {
                    ["host"] = "{host}",
                    ["protocol"] = "https",
                    ["description"] = "The park's own installation.",
                    ["variables"] = new JsonObject { ["host"] = new JsonObject { ["default"] = "127.0.0.1:5080", ["description"] = "Where it is." } },
                    ["security"] = new JsonArray(Ref("#/components/securitySchemes/bearer")),
                },
            },
            ["channels"] = new JsonObject
            {
                ["changes"] = new JsonObject
                {
                    ["address"] = "/v1/changes",
                    ["title"] = "The change feed",
                    ["description"] = "All changes that the reader may see; a partner those of its own records.",
                    ["servers"] = new JsonArray(Ref("#/servers/park")),
                    ["messages"] = new JsonObject(messages.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Key, Ref($"#/components/messages/{m.Key}")))),
                },
                ["webhook"] = new JsonObject
                {
                    ["address"] = null,
                    ["title"] = "A webhook",
                    ["description"] = "The address that was registered with `POST /v1/webhooks`. Changes that its organisation may see, of the types that it chose.",
                    ["messages"] = new JsonObject(messages.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Key, Ref($"#/components/messages/{m.Key}")))),
                },
            },
            ["operations"] = new JsonObject { ["streamChanges"] = StreamChanges(messages), ["postChanges"] = PostChanges(messages) },
            ["components"] = new JsonObject
            {
                ["messages"] = messages,
                ["schemas"] = new JsonObject(shapes.ToList().Select(s => KeyValuePair.Create(s.Key, s.Value?.DeepClone()))),
                ["securitySchemes"] = new JsonObject
                {
                    ["bearer"] = new JsonObject
                    {
                        ["type"] = "http",
                        ["scheme"] = "bearer",
                        ["bearerFormat"] = "hp_… or JWT",
                        ["description"] = $"An API key, or an access token of a configured issuer, with the scope `{Scopes.ChangesRead}`.",
                    },
                },
            },
        };
        return document.ToJsonString(Readable) + "\n";
    }

    private const string SchemaPlace = "#/components/schemas/";

    private static JsonObject StreamChanges(JsonObject messages) => new()
    {
        ["action"] = "send",
        ["channel"] = Ref("#/channels/changes"),
        ["title"] = "Stream of changes",
        ["summary"] = "Sends each change as it happens, as a Server-Sent Event.",
        ["description"] = """
            `GET /v1/changes` with `Accept: text/event-stream`. The `id` of an event is its position; `data` is the message on one line; there is no
            `event`. It begins after the position in `Last-Event-ID` or `after`, at the first change without either, and has no end. A block
            without `data` moves the `id` over what the reader does not see, every 10 seconds at least.
            """,
        ["tags"] = new JsonArray(new JsonObject { ["name"] = "Changes" }),
        ["bindings"] = new JsonObject
        {
            ["http"] = new JsonObject
            {
                ["method"] = "GET",
                ["query"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject
                    {
                        ["after"] = Text("The position after which to begin."),
                        ["types"] = Text("Only events of these types, separated by commas: a type, or a beginning and `*`."),
                    },
                },
                ["bindingVersion"] = "0.3.0",
            },
        },
        ["messages"] = new JsonArray([.. messages.Select(m => Ref($"#/channels/changes/messages/{m.Key}"))]),
    };

    private static JsonObject PostChanges(JsonObject messages) => new()
    {
        ["action"] = "send",
        ["channel"] = Ref("#/channels/webhook"),
        ["title"] = "Changes posted to a webhook",
        ["summary"] = "Posts each change to the address that was registered for it, in order for each record.",
        ["description"] = """
            Signed as Standard Webhooks say: `webhook-id` is the event's id, the same at every attempt; `webhook-timestamp` the attempt's Unix
            seconds; `webhook-signature` `v1,` and the Base64 of HMAC-SHA256 over `id.timestamp.body`, two of them while a secret is being
            rotated. Any 2xx answer takes it; 410 ends the webhook; anything else is tried again: after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h,
            14 h, 20 h and 24 h.
            """,
        ["tags"] = new JsonArray(new JsonObject { ["name"] = "Changes" }),
        ["bindings"] = new JsonObject { ["http"] = new JsonObject { ["method"] = "POST", ["bindingVersion"] = "0.3.0" } },
        ["messages"] = new JsonArray([.. messages.Select(m => Ref($"#/channels/webhook/messages/{m.Key}"))]),
    };

    private static JsonObject Message(string type, Type contractEvent, string summary)
    {
        var reason = contractEvent.GetCustomAttribute<TombstoneAttribute>()?.Reason;
        var members = new JsonObject { ["type"] = new JsonObject { ["const"] = type }, ["data"] = Ref(SchemaPlace + contractEvent.Name) };
        if (reason is not null)
            members["tombstone"] = new JsonObject { ["const"] = reason };
        return new()
        {
            ["name"] = type,
            ["title"] = type,
            ["summary"] = summary,
            ["payload"] = new JsonObject
            {
                ["allOf"] = new JsonArray(
                    Ref(SchemaPlace + nameof(CloudEvent)),
                    new JsonObject
                    {
                        ["type"] = "object",
                        ["required"] = reason is null ? new JsonArray("type", "data") : new JsonArray("type", "data", "tombstone"),
                        ["properties"] = members,
                    }),
            },
        };
    }

    private static JsonObject Ref(string place) => new() { ["$ref"] = place };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
}
