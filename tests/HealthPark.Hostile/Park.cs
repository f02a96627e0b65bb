using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace HealthPark.Hostile;

/// <summary>
/// A small park for the hostile requests to be about: a record of each collection and parts of records, made from the document's own
/// examples; and witnesses, which no request names and which therefore must stay as they are.
/// </summary>
public sealed class Park
{
    private const string Delegate = "the one that acts for the partner";

    private static readonly (string Member, string Collection)[] References =
    [
        ("organizationId", "/v1/organizations"), ("ownerOrganizationId", "/v1/organizations"), ("delegateOrganizationId", Delegate), ("carrierId", "/v1/carriers"), ("unitId", "/v1/units"),
        ("enterpriseId", "/v1/enterprises"), ("employerId", "/v1/enterprises"), ("recordId", "/v1/enterprises"), ("talentId", "/v1/talents"),
        ("transferId", "/v1/transfers"), ("fundId", "/v1/funds"), ("dealId", "/v1/deals"), ("seriesId", "/v1/event-series"), ("eventId", "/v1/events"),
        ("commitmentId", "/v1/funds/{id}/commitments"),
    ];

    private static readonly string[] Witnessed = ["/v1/enterprises", "/v1/talents", "/v1/transfers", "/v1/carriers", "/v1/funds", "/v1/events"];

    private readonly Dictionary<string, string> _ids = [];
    private readonly HttpClient _http;

    private Park(HttpClient http, string adminKey) => (_http, AdminKey) = (http, adminKey);

    public string AdminKey { get; }

    /// <summary>A key of a partner, with the scopes that a partner may hold.</summary>
    public string PartnerKey { get; private set; } = "";

    public IReadOnlyList<Operation> Operations { get; private set; } = [];

    /// <summary>A place in each list that has more than one record.</summary>
    public Dictionary<string, string> Cursors { get; } = [];

    /// <summary>The paths of what must not change.</summary>
    public List<string> Witnesses { get; } = [];

    /// <summary>Makes the park.</summary>
    public static async Task<Park> Make(Uri address, string adminKey)
    {
        using var http = new HttpClient { BaseAddress = address };
        var park = new Park(http, adminKey) { Operations = Operation.Of(JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json"))!) };
        await park.MakePartner();
        await park.MakeWitnesses();
        for (var before = -1; before < park._ids.Count;)
        {
            before = park._ids.Count;
            foreach (var operation in park.Operations.Where(o => o.Method == "POST"))
                await park.MakeOne(operation);
        }

        await park.AttachFile();
        await park.TakeCursors();
        return park;
    }

    /// <summary>The id of a record or of a part; null if there is none of that kind.</summary>
    public string? Id(string list) => _ids.GetValueOrDefault(list);

    /// <summary>A body in which ids name what there is.</summary>
    public JsonNode? Filled(JsonNode? example)
    {
        var body = example?.DeepClone();
        if (body is JsonObject members)
        {
            foreach (var (member, list) in References)
            {
                if (members.ContainsKey(member) && _ids.TryGetValue(list, out var id))
                    members[member] = id;
            }
        }

        return body;
    }

    /// <summary>The path with the values of its parameters: what there is, where there is something.</summary>
    public string PathOf(Operation operation)
    {
        var path = operation.Path;
        foreach (var parameter in operation.Parameters.Where(p => p.In == "path"))
        {
            var placeholder = $"{{{parameter.Name}}}";
            var list = operation.Path[..(operation.Path.IndexOf(placeholder, StringComparison.Ordinal) - 1)];
            path = path.Replace(placeholder, parameter.Format == "uuid" ? _ids.GetValueOrDefault(list, "0198f000-0000-7000-8000-000000000000") : Usual(parameter.Name), StringComparison.Ordinal);
        }

        return path;
    }

    /// <summary>What a witness says: its version and its body.</summary>
    public static async Task<string> Say(HttpClient http, string adminKey, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", adminKey);
        using var response = await http.SendAsync(request);
        return $"{(int)response.StatusCode} {response.Headers.ETag} {await response.Content.ReadAsStringAsync()}";
    }

    private static string Usual(string parameter) => parameter switch
    {
        "year" or "period" => "2026",
        "system" => "erp",
        "externalId" => "H-1",
        "uscc" => "91000000MAHP000198",
        "name" => "directions",
        "type" => "cn.healthpark.enterprise.registered.v1",
        "indicator" => "enterprises",
        "collection" => "enterprises",
        "member" => "industryCode",
        _ => "1",
    };

    private async Task MakePartner()
    {
        foreach (var list in new[] { Delegate, "/v1/organizations" })
            _ids[list] = (await Post("/v1/organizations", new JsonObject { ["name"] = New(), ["kind"] = "partner" }))!["id"]!.GetValue<string>();
        var scopes = Kernel.Scopes.All.Except(Kernel.Scopes.ParkOfficeOnly).Select(s => (JsonNode?)s).ToArray();
        var key = await Post("/v1/api-keys", new JsonObject
        {
            ["name"] = "测试", ["organizationId"] = _ids["/v1/organizations"], ["officer"] = "示例人", ["scopes"] = new JsonArray(scopes),
        });
        PartnerKey = key!["key"]!.GetValue<string>();
        using var authority = JsonContent.Create(new { organizationId = _ids["/v1/organizations"], from = "2026-01-01", reason = "测试" });
        await Send(HttpMethod.Put, "/v1/field-authorities/enterprises/industryCode", authority); // what a dispute can be about
    }

    private async Task MakeWitnesses()
    {
        foreach (var path in Witnessed)
        {
            if (await Post(path, ExampleOf(path)!) is { } made)
                Witnesses.Add($"{path}/{made["id"]!.GetValue<string>()}");
        }
    }

    private async Task MakeOne(Operation operation)
    {
        var list = operation.Path;
        if (_ids.ContainsKey(list) || ExampleOf(list) is not { } body || list.Contains("/batch", StringComparison.Ordinal))
            return;
        var parts = operation.Parameters.Any(p => p.In == "path");
        var top = $"/v1{list[list.LastIndexOf('/')..]}"; // a unit is added to its carrier, and is a record of its own
        if (parts && !Operations.Any(o => o.Path.StartsWith(list + "/{", StringComparison.Ordinal) || o.Path.StartsWith(top + "/{", StringComparison.Ordinal)))
            return;
        if (await Post(PathOf(operation), body) is not { } made)
            return;
        var part = made["id"] is { } && (!parts || made["version"] is null) ? made : LastOf(made, list);
        if (part?["id"]?.GetValue<string>() is { } id)
        {
            _ids[list] = id;
            if (parts && Operations.Any(o => o.Path.StartsWith(top + "/{", StringComparison.Ordinal)))
                _ids.TryAdd(top, id);
        }
    }

    // A part is shown within its record, in the member that its path is named after.
    private static JsonNode? LastOf(JsonNode record, string list)
    {
        var words = list[(list.LastIndexOf('/') + 1)..].Split('-');
        var member = words[0] + string.Concat(words.Skip(1).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
        return record[member] is JsonArray { Count: > 0 } parts ? parts[^1] : record;
    }

    // Under a name of its own: there may have been a park before.
    private JsonNode? ExampleOf(string path)
    {
        var body = Filled(Operations.FirstOrDefault(o => o.Path == path && o.Method == "POST")?.Bodies.FirstOrDefault().Example);
        if (body is JsonObject members)
        {
            foreach (var code in new[] { "uscc", "code" })
                members.Remove(code);
            foreach (var name in new[] { "name", "title", "fundCode" })
            {
                if (members.ContainsKey(name))
                    members[name] = New();
            }
        }

        return body;
    }

    private static string New() => $"示例{Guid.NewGuid():N}";

    private async Task AttachFile()
    {
        var file = "示例\n"u8.ToArray();
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new("text/plain") } };
        content.Headers.TryAddWithoutValidation("Content-Disposition", "attachment; filename=\"proof.txt\"");
        content.Headers.TryAddWithoutValidation("Content-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData(file))}:");
        _ids["/v1/evidence"] = (await Send(HttpMethod.Post, $"/v1/enterprises/{_ids["/v1/enterprises"]}/evidence", content))!["id"]!.GetValue<string>();
    }

    private async Task TakeCursors()
    {
        foreach (var operation in Operations.Where(o => o.Method == "GET" && o.Parameters.Any(p => p.Name == "cursor")))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, PathOf(operation) + "?limit=1");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
            using var response = await _http.SendAsync(request);
            if (response.IsSuccessStatusCode && (await response.Content.ReadFromJsonAsync<JsonNode>())!["next"]?.GetValue<string>() is { } next)
                Cursors[operation.Path] = next;
        }
    }

    private async Task<JsonNode?> Post(string path, JsonNode body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await Send(HttpMethod.Post, path, content);
    }

    // Null if the park does not take it: then there is none of that kind.
    private async Task<JsonNode?> Send(HttpMethod method, string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (method == HttpMethod.Post)
            request.Headers.TryAddWithoutValidation("If-Match", "*");
        using var response = await _http.SendAsync(request);
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonNode>() : null;
    }
}
