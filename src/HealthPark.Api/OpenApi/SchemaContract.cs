using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HealthPark.Kernel.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HealthPark.Api.OpenApi;

/// <summary>Says in each schema what the JSON reader and writer do: dates, texts, strictness, members that are null or left out.</summary>
internal static class SchemaContract
{
    public static Task Complete(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        // Types with a converter of ours come without their shape.
        if (type == typeof(DateOnly))
            (schema.Type, schema.Format) = (JsonSchemaType.String | Null(schema, context), "date");
        if (type == typeof(string))
            schema.Type = JsonSchemaType.String | Null(schema, context);
        if (context.JsonTypeInfo.ElementType == typeof(string))
            schema.Items ??= new OpenApiSchema { Type = JsonSchemaType.String };
        if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object)
        {
            // What is read is strict. What is answered may gain members: clients must not break on them.
            schema.AdditionalPropertiesAllowed = !typeof(IRequestBody).IsAssignableFrom(type);
            foreach (var member in context.JsonTypeInfo.Properties.Where(IsLeftOut))
                schema.Required?.Remove(member.Name);
        }

        return Task.CompletedTask;
    }

    private static JsonSchemaType Null(OpenApiSchema schema, OpenApiSchemaTransformerContext context) =>
        schema.Type?.HasFlag(JsonSchemaType.Null) == true
        || Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) is not null
        || context.JsonPropertyInfo?.IsGetNullable == true ? JsonSchemaType.Null : 0;

    private static bool IsLeftOut(JsonPropertyInfo member) =>
        member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }, ..];
}
