using System.Text.Json.Nodes;
using HealthPark.Kernel.Http;
using HealthPark.Kernel.Reference;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HealthPark.Api.OpenApi;

/// <summary>Says in each schema what the JSON reader does not tell: dates, strictness, codes.</summary>
internal static class SchemaContract
{
    public static Task Complete(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var nullable = schema.Type?.HasFlag(JsonSchemaType.Null) == true || type != context.JsonTypeInfo.Type ? JsonSchemaType.Null : 0;
        if (type == typeof(DateOnly))
            (schema.Type, schema.Format) = (JsonSchemaType.String | nullable, "date");
        if (typeof(Kernel.Http.IRequestBody).IsAssignableFrom(type))
            schema.AdditionalPropertiesAllowed = false;
        if (context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(CodesOfAttribute), true) is [CodesOfAttribute codes])
        {
            var list = CodeLists.All.First(l => l.Name == codes.List);
            var target = schema.Items as OpenApiSchema ?? schema;
            target.Enum = [.. list.Items.Select(i => (JsonNode)JsonValue.Create(i.Code)!), .. target == schema ? [JsonValue.Create((string?)null)!] : Array.Empty<JsonNode>()];
        }

        return Task.CompletedTask;
    }
}
