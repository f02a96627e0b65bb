using System.Globalization;
using System.Text.Json.Nodes;

namespace HealthPark.ArchitectureTests.Contract;

/// <summary>
/// What of a newer OpenAPI document breaks a client that was written against an older one. What is sent may only become wider: no
/// member or parameter may vanish, become required or take fewer values. What is answered may only become narrower: no member may
/// vanish or become optional, and no new type may appear. A new code in an answer breaks nobody: clients read codes as text.
/// </summary>
internal sealed class BreakingChanges
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head"];

    private readonly JsonNode _old;
    private readonly JsonNode _new;
    private readonly List<string> _found = [];
    private readonly HashSet<string> _compared = [];

    private BreakingChanges(JsonNode old, JsonNode @new) => (_old, _new) = (old, @new);

    public static IReadOnlyList<string> Find(JsonNode old, JsonNode @new)
    {
        var changes = new BreakingChanges(old, @new);
        changes.ComparePaths();
        return changes._found;
    }

    private void ComparePaths()
    {
        foreach (var (path, operations) in _old["paths"]!.AsObject())
        {
            foreach (var method in Methods.Where(m => operations![m] is not null))
            {
                var where = $"{method.ToUpperInvariant()} {path}";
                if (_new["paths"]![path]?[method] is { } operation)
                    CompareOperation(where, operations![method]!, operation);
                else
                    _found.Add($"{where} is gone");
            }
        }
    }

    private void CompareOperation(string where, JsonNode old, JsonNode @new)
    {
        if (old["operationId"]?.ToString() != @new["operationId"]?.ToString())
            _found.Add($"{where} has another operationId");
        CompareParameters(where, old, @new);
        CompareBodies(where, Resolve(_old, old["requestBody"]), Resolve(_new, @new["requestBody"]));
        foreach (var (status, response) in old["responses"]!.AsObject().Where(r => r.Key.StartsWith('2')))
        {
            if (Resolve(_new, @new["responses"]![status]) is not { } answer)
            {
                _found.Add($"{where} no longer answers {status}");
                continue;
            }

            foreach (var (type, content) in Resolve(_old, response)!["content"]?.AsObject() ?? [])
            {
                if (answer["content"]?[type] is { } newContent)
                    CompareAnswered($"{where} {status}", content!["schema"], newContent["schema"]);
                else
                    _found.Add($"{where} {status} is no longer {type}");
            }
        }
    }

    private void CompareParameters(string where, JsonNode old, JsonNode @new)
    {
        var (before, after) = (Parameters(_old, old), Parameters(_new, @new));
        foreach (var (key, parameter) in before)
        {
            if (!after.TryGetValue(key, out var now))
                _found.Add($"{where} no longer takes {key}");
            else
                CompareSent($"{where} {key}", parameter["schema"], now["schema"]);
        }

        foreach (var (key, parameter) in after.Where(p => IsRequired(p.Value) && !(before.TryGetValue(p.Key, out var was) && IsRequired(was))))
            _found.Add($"{where} now requires {key}");
    }

    private void CompareBodies(string where, JsonNode? old, JsonNode? @new)
    {
        if (@new is not null && IsRequired(@new) && (old is null || !IsRequired(old)))
            _found.Add($"{where} now requires a body");
        foreach (var (type, content) in old?["content"]?.AsObject() ?? [])
        {
            if (@new?["content"]?[type] is { } newContent)
                CompareSent($"{where} body", content!["schema"], newContent["schema"]);
            else
                _found.Add($"{where} no longer takes {type}");
        }
    }

    private void CompareSent(string where, JsonNode? oldNode, JsonNode? newNode)
    {
        if (!Enter("sent", oldNode, newNode, out var old, out var @new))
            return;
        if (Types(@new) is { Count: > 0 } types && (Types(old).Count == 0 || !Types(old).IsSubsetOf(types)))
            _found.Add($"{where} no longer takes every {string.Join('/', Types(old).DefaultIfEmpty("type"))}");
        if (@new["enum"] is JsonArray allowed)
        {
            var gone = old["enum"] is JsonArray before ? before.Where(v => !allowed.Any(a => JsonNode.DeepEquals(a, v))).Select(v => v?.ToString() ?? "null").ToList() : ["any value"];
            _found.AddRange(gone.Select(v => $"{where} no longer takes {v}"));
        }

        foreach (var limit in new[] { "maxLength", "maximum", "maxItems" })
        {
            if (@new[limit] is { } most && (old[limit] is not { } was || was.GetValue<decimal>() > most.GetValue<decimal>()))
                _found.Add($"{where} has a smaller {limit}");
        }

        var members = @new["properties"]?.AsObject();
        foreach (var (name, member) in old["properties"]?.AsObject() ?? [])
        {
            if (members?[name] is { } now)
                CompareSent($"{where}/{name}", member, now);
            else
                _found.Add($"{where} no longer takes {name}");
        }

        foreach (var name in Required(@new).Except(Required(old)))
            _found.Add($"{where} now requires {name}");
        CompareSent($"{where}/*", old["items"], @new["items"]);
    }

    private void CompareAnswered(string where, JsonNode? oldNode, JsonNode? newNode)
    {
        if (!Enter("answered", oldNode, newNode, out var old, out var @new))
            return;
        if (Types(old).Count > 0 && (Types(@new).Count == 0 || !Types(@new).IsSubsetOf(Types(old))))
            _found.Add($"{where} may now be {string.Join('/', Types(@new).Except(Types(old)).DefaultIfEmpty("of any type"))}");
        foreach (var (name, member) in old["properties"]?.AsObject() ?? [])
        {
            if (@new["properties"]?[name] is { } now)
                CompareAnswered($"{where}/{name}", member, now);
            else
                _found.Add($"{where} no longer has {name}");
        }

        foreach (var name in Required(old).Except(Required(@new)).Where(n => @new["properties"]?[n] is not null))
            _found.Add($"{where} may now lack {name}");
        CompareAnswered($"{where}/*", old["items"], @new["items"]);
        var choices = Choices(@new);
        foreach (var (name, choice) in Choices(old))
            CompareAnswered($"{where}({name})", choice, choices.GetValueOrDefault(name));
    }

    // By the schema's name where it has one: a new choice may stand anywhere among them.
    private static Dictionary<string, JsonNode> Choices(JsonNode schema) =>
        (schema["anyOf"] as JsonArray ?? []).Select((choice, i) => (Choice: choice!, Name: (string?)choice!["$ref"] ?? i.ToString(CultureInfo.InvariantCulture)))
            .ToDictionary(c => c.Name, c => c.Choice);

    // Follows references, and goes into each pair of them once: schemas may refer to themselves.
    private bool Enter(string direction, JsonNode? oldNode, JsonNode? newNode, out JsonNode old, out JsonNode @new)
    {
        (old, @new) = (Resolve(_old, oldNode)!, Resolve(_new, newNode)!);
        if (old is null || @new is null)
            return false;
        return oldNode!["$ref"] is not { } reference || _compared.Add($"{direction} {reference} {newNode!["$ref"]}");
    }

    private static JsonNode? Resolve(JsonNode document, JsonNode? node) => node?["$ref"] is { } reference
        ? reference.GetValue<string>()[2..].Split('/').Aggregate(document, (at, name) => at[name]!)
        : node;

    private static Dictionary<string, JsonNode> Parameters(JsonNode document, JsonNode operation) =>
        (operation["parameters"] as JsonArray ?? []).Select(p => Resolve(document, p)!).ToDictionary(p => $"{p["in"]} parameter {p["name"]}");

    private static bool IsRequired(JsonNode node) => node["required"] is JsonValue value && value.GetValue<bool>();

    private static IEnumerable<string> Required(JsonNode schema) => (schema["required"] as JsonArray ?? []).Select(r => r!.GetValue<string>());

    private static HashSet<string> Types(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => [.. several.Select(t => t!.GetValue<string>())],
        { } one => [one.GetValue<string>()],
        null => [],
    };
}
