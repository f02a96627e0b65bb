using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace HealthPark.Kernel.Http;

/// <summary>JSON documents as strictly as bodies are read.</summary>
internal static class StrictDocument
{
    private const int MostDepth = 32;
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = MostDepth };

    /// <summary>
    /// Reads a document whose every text is valid Unicode. A <see cref="JsonNode"/> by itself looks at a text only when it is asked for,
    /// and what it then throws is no <see cref="JsonException"/>.
    /// </summary>
    /// <exception cref="JsonException">The document is malformed, has a member twice, or a text that is no Unicode.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MostDepth });
        var (isUtf8, path) = (Utf8.IsValid(utf8), "$");
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String))
                    continue;
                var text = isUtf8 && !reader.ValueIsEscaped && reader.CurrentDepth > 1 ? null : reader.GetString();
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
                    path = $"$['{text}']";
            }
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException(null, path, null, null, e);
        }

        return JsonNode.Parse(utf8, documentOptions: Options);
    }
}
