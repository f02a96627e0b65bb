using System.Text.Json.Nodes;
using HealthPark.Changes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HealthPark.Api.OpenApi;

/// <summary>The shapes of events, taken from the contract, so that there is one truth about them.</summary>
internal sealed class EventSchemas([FromKeyedServices("v1")] IOpenApiDocumentProvider contract) : IEventSchemas
{
    private const string Components = "#/components/schemas/";

    // The endpoints do not change while the program runs, and so neither does the contract.
    private readonly Lazy<Task<JsonObject>> _schemas = new(async () =>
    {
        var document = await contract.GetOpenApiDocumentAsync();
        var json = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1);
        return JsonNode.Parse(json)!["components"]!["schemas"]!.AsObject();
    });

    /// <summary>A schema of the contract.</summary>
    public async Task<JsonObject> Named(string name) => (await _schemas.Value)[name]!.DeepClone().AsObject();

    /// <inheritdoc/>
    public async Task<JsonObject> Of(Type contractEvent, CancellationToken ct)
    {
        var schema = await Named(contractEvent.Name);
        var definitions = new JsonObject();
        await Define(schema, definitions);
        if (definitions.Count > 0)
            schema["$defs"] = definitions;
        return schema;
    }

    /// <summary>Makes references to the contract's schemas ones to definitions, which are collected, and theirs too.</summary>
    public async Task Define(JsonNode? node, JsonObject definitions, string place = "#/$defs/")
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                await Define(item, definitions, place);
        }

        if (node is not JsonObject schema)
            return;
        foreach (var (member, value) in schema.ToList())
        {
            if (member != "$ref" || !value!.GetValue<string>().StartsWith(Components, StringComparison.Ordinal))
            {
                await Define(value, definitions, place);
                continue;
            }

            var name = value.GetValue<string>()[Components.Length..];
            schema["$ref"] = place + name;
            if (definitions.ContainsKey(name))
                continue;
            var definition = await Named(name);
            definitions[name] = definition; // before it is looked into: it may refer to itself
            await Define(definition, definitions, place);
        }
    }
}
