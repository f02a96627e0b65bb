using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HealthPark.Contracts;
using HealthPark.Kernel.Http;
using HealthPark.Kernel.Reference;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HealthPark.Api.OpenApi;

/// <summary>Says in each schema what the generator does not know of our JSON: dates, strictness, members that are left out, codes.</summary>
internal static class SchemaContract
{
    public static Task Complete(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        // A type with a converter of ours comes without its shape.
        if (type == typeof(DateOnly))
        {
            var nullable = schema.Type?.HasFlag(JsonSchemaType.Null) == true || type != context.JsonTypeInfo.Type;
            (schema.Type, schema.Format) = (JsonSchemaType.String | (nullable ? JsonSchemaType.Null : 0), "date");
        }

        // Money is exact: a client that reads it as a binary fraction would lose cents.
        if (type == typeof(decimal))
            schema.Format = "decimal";

        // One schema stands for an enum wherever it is used; a member that may be null says so itself.
        if (type.IsEnum)
            schema.Enum = [.. Enum.GetNames(type).Select(name => (JsonNode)JsonValue.Create(JsonNamingPolicy.KebabCaseLower.ConvertName(name))!)];

        if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object)
        {
            // What is read is strict. What is answered may gain members: clients must not break on them.
            schema.AdditionalPropertiesAllowed = !typeof(IRequestBody).IsAssignableFrom(type);
            foreach (var member in context.JsonTypeInfo.Properties.Where(m => IsLeftOut(m) || ScopeOf(m) is not null))
                schema.Required?.Remove(member.Name);
        }

        // Which CloudEvents carry it: generators of clients read it here.
        if (context.JsonPropertyInfo is null && type.GetCustomAttribute<ContractEventTypeAttribute>() is { } contractEvent)
            schema.AddExtension("x-event-type", new JsonNodeExtension(contractEvent.Name));
        if (context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(CodesOfAttribute), true) is [CodesOfAttribute codes])
            ListCodes(schema, CodeLists.All.Concat(context.ApplicationServices.GetServices<CodeList>()).First(l => l.Name == codes.List));
        if (ScopeOf(context.JsonPropertyInfo) is { } scope)
            schema.Description = $"{schema.Description} Sensitive: only with the scope `{scope}`, and for the organisation whose record it is; absent for others.".Trim();
        if (context.JsonPropertyInfo?.AttributeProvider?.IsDefined(typeof(PersonalAttribute), inherit: true) == true)
            schema.Description += $" Personal: shown only with the header `{PersonalReads.PurposeHeader}`, never in the answer to a write, and absent once the person is erased.";
        return Task.CompletedTask;
    }

    private static void ListCodes(OpenApiSchema schema, CodeList list)
    {
        var codes = list.Items.Select(i => (JsonNode)JsonValue.Create(i.Code)!);
        if (schema.Items is OpenApiSchema items)
            items.Enum = [.. codes];
        else
            schema.Enum = [.. codes, JsonValue.Create((string?)null)!];
    }

    private static string? ScopeOf(JsonPropertyInfo? member) =>
        member?.AttributeProvider?.GetCustomAttributes(typeof(SensitiveAttribute), inherit: true) is [SensitiveAttribute sensitive] ? sensitive.Scope : null;

    private static bool IsLeftOut(JsonPropertyInfo member) =>
        member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }, ..];
}
