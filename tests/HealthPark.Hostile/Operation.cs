using System.Text.Json.Nodes;

namespace HealthPark.Hostile;

/// <summary>An operation of the document.</summary>
/// <param name="Method">GET, POST, …</param>
/// <param name="Path">Its path, with parameters in braces.</param>
/// <param name="Parameters">What it takes beside its body.</param>
/// <param name="Bodies">The media types that its body may have, each with an example if the document gives one.</param>
/// <param name="Members">The names of all members that its JSON body may have.</param>
public sealed record Operation(
    string Method, string Path, IReadOnlyList<Parameter> Parameters, IReadOnlyList<(string MediaType, JsonNode? Example)> Bodies, IReadOnlyList<string> Members)
{
    /// <summary>Every operation of a document, in its order.</summary>
    public static IReadOnlyList<Operation> Of(JsonNode document) =>
    [
        .. from path in document["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           let bodies = operation.Value!["requestBody"]?["content"]?.AsObject()
           select new Operation(
               operation.Key.ToUpperInvariant(), path.Key,
               [.. (operation.Value["parameters"]?.AsArray() ?? []).Select(p => Parameter.Of(p!))],
               [.. (bodies ?? []).Select(b => (b.Key, b.Value!["example"]))],
               MembersOf(document, bodies?.FirstOrDefault().Value?["schema"])),
    ];

    private static IReadOnlyList<string> MembersOf(JsonNode document, JsonNode? schema)
    {
        if (schema?["$ref"]?.GetValue<string>() is { } reference)
            schema = document["components"]!["schemas"]![reference[(reference.LastIndexOf('/') + 1)..]];
        return [.. (schema?["properties"]?.AsObject() ?? []).Select(p => p.Key)];
    }
}

/// <summary>A parameter of an operation.</summary>
public sealed record Parameter(string Name, string In, string? Format, string? Example, IReadOnlyList<string> Values)
{
    public static Parameter Of(JsonNode parameter) => new(
        parameter["name"]!.GetValue<string>(),
        parameter["in"]!.GetValue<string>(),
        parameter["schema"]?["format"]?.GetValue<string>(),
        parameter["example"]?.ToString(),
        [.. (parameter["schema"]?["enum"]?.AsArray() ?? []).Select(v => v!.ToString())]);
}
