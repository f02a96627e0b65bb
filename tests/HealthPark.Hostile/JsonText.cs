using System.Text.Json.Nodes;

namespace HealthPark.Hostile;

/// <summary>Writes JSON in which one place says something else, which need not be JSON.</summary>
internal static class JsonText
{
    /// <summary>The places of a value: its own, and those of all that is in it.</summary>
    public static IEnumerable<JsonNode?> Places(JsonNode? node)
    {
        yield return node;
        var inside = node switch
        {
            JsonObject o => o.Select(m => m.Value),
            JsonArray a => a,
            _ => [],
        };
        foreach (var place in inside.SelectMany(Places))
            yield return place;
    }

    /// <summary>Writes a value; the place of that number is written as given.</summary>
    public static string Write(JsonNode? node, int place, string instead)
    {
        var at = 0;
        return Write(node);

        string Write(JsonNode? node)
        {
            if (at++ == place)
            {
                at += Places(node).Count() - 1;
                return instead;
            }

            return node switch
            {
                JsonObject o => $"{{{string.Join(',', o.Select(m => $"{HostileValues.Quoted(m.Key)}:{Write(m.Value)}"))}}}",
                JsonArray a => $"[{string.Join(',', a.Select(Write))}]",
                null => "null",
                _ => node.ToJsonString(),
            };
        }
    }
}
