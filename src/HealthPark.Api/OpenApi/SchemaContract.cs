using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HealthPark.Api.OpenApi;

/// <summary>Says in each schema what the JSON reader does: dates, strictness.</summary>
internal static class SchemaContract
{
    public static Task Complete(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        var nullable = schema.Type?.HasFlag(JsonSchemaType.Null) == true || type != context.JsonTypeInfo.Type ? JsonSchemaType.Null : 0;
        if (type == typeof(DateOnly))
            (schema.Type, schema.Format) = (JsonSchemaType.String | nullable, "date");
        if (type == typeof(string))
            schema.Type = JsonSchemaType.String | nullable;
        if (typeof(Kernel.Http.IRequestBody).IsAssignableFrom(type))
            schema.AdditionalPropertiesAllowed = false;
        return Task.CompletedTask;
    }
}
