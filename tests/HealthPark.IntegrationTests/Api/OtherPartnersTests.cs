using System.Text.Json;
using System.Text.Json.Nodes;
using HealthPark.Kernel;

namespace HealthPark.IntegrationTests.Api;

/// <summary>
/// Every operation of the document that takes a record's id, found in the document: another partner learns nothing of the record, not
/// even that there is one, whatever it may do besides. A collection that is added is tested by being in the document.
/// </summary>
public sealed class OtherPartnersTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string[] PartnersScopes = [.. Scopes.All.Except(Scopes.ParkOfficeOnly)];
    // Shared infrastructure, which all see: CarrierTests says who may change it.
    private static readonly string[] SeenByAll = ["/v1/carriers", "/v1/units"];

    // Records that the park office makes for itself: no partner reaches one.
    private readonly HashSet<string> _offices = [];

    private static readonly string[] Order = ["PUT", "GET", "PATCH", "POST", "DELETE"];

    [Fact]
    public async Task Another_partner_gets_404_for_every_operation_on_a_record()
    {
        var (owner, other) = (await api.NewPartner(PartnersScopes), await api.NewPartner(PartnersScopes));
        var (owners, others) = (await Keys(owner), await Keys(other));
        var operations = await Operations();
        var ids = new Dictionary<string, string>();
        foreach (var collection in operations.Select(o => o.Collection).Distinct().Where(c => c != EvidenceFile.Collection))
            ids[collection] = await RecordOf(owner, collection);
        ids[EvidenceFile.Collection] = (await EvidenceFile.Sample.Attach(owner.Client, $"/v1/enterprises/{ids["/v1/enterprises"]}")).ShouldBe(201).Id;

        operations.Count.ShouldBeGreaterThan(15);
        operations.Select(o => o.Collection).Distinct().Count().ShouldBeGreaterThanOrEqualTo(3);
        var judged = 0;
        foreach (var operation in operations.OrderBy(o => Array.IndexOf(Order, o.Method)).ThenBy(o => o.Path, StringComparer.Ordinal))
        {
            var path = await PathTo(owner.Client, operation, ids[operation.Collection]);
            var nowhere = path.Replace(ids[operation.Collection], Guid.CreateVersion7().ToString(), StringComparison.Ordinal);
            foreach (var client in others)
            {
                var hidden = (await operation.Send(client, path)).ShouldBeProblem(404, "not-found");
                var none = (await operation.Send(client, nowhere)).ShouldBeProblem(404, "not-found");
                hidden["detail"].Text().ShouldBe(none["detail"].Text());
                judged++;
            }

            foreach (var client in _offices.Contains(operation.Collection) ? [] : owners)
            {
                var answer = await operation.Send(client, path);
                if (client == owner.Client && PartnersScopes.Contains(operation.Scope))
                    answer.Status.ShouldNotBe(404, answer.ToString());
                else
                    answer.ShouldBeProblem(403, "scope-missing")["scope"].Text().ShouldBe(operation.Scope);
                (await operation.Send(client, nowhere)).ShouldBeProblem(404, "not-found");
            }
        }

        judged.ShouldBeGreaterThan(40);
    }

    // With all that a partner may hold, and with next to nothing.
    private async Task<IReadOnlyList<Client>> Keys(Partner partner) => [partner.Client, api.Program.As(await api.NewKey(partner.OrganizationId, Scopes.PlanRead))];

    /// <summary>
    /// A record that the owner has: made from the document's example where a partner may; made for it by the park office where the record
    /// says whose it is; else the first that it is shown, or one of the park office's own.
    /// </summary>
    private async Task<string> RecordOf(Partner owner, string collection)
    {
        if (collection == "/v1/disputes")
            return await DisputeOf(owner.Client);
        if (collection == "/v1/renovation-projects")
            return await RenovationOf(owner.Client);
        var post = (await Document())["paths"]![collection]?["post"];
        if (post is not null && !Scopes.ParkOfficeOnly.Contains(ScopeOf(post)))
            return (await owner.Client.Post(collection, BodyOf(post)!)).ShouldBe(201).Id;
        if (post is null || JsonNode.Parse(BodyOf(post)!)!.AsObject() is not { } body || !body.ContainsKey("organizationId"))
        {
            if ((await owner.Client.Get(collection)).ShouldBe(200)["items"].Items() is [var first, ..])
                return first["id"].Text();
            _offices.Add(collection);
            return (await api.Admin.Post(collection, BodyOf(post!)!)).ShouldBe(201).Id;
        }

        body["organizationId"] = owner.OrganizationId;
        if (body.ContainsKey("delegateOrganizationId"))
            body["delegateOrganizationId"] = (await api.NewPartner()).OrganizationId;
        return (await api.Admin.Post(collection, body.ToJsonString())).ShouldBe(201).Id;
    }

    // A dispute is about a record that there is, and a member for which another speaks.
    private async Task<string> DisputeOf(Client owner)
    {
        var enterprise = (await owner.Post("/v1/enterprises", new { name = Names.New(), direction = "other", industryCode = "7340" })).ShouldBe(201).Id;
        var body = new { organizationId = await api.ParkOffice(), from = "2026-01-01", reason = "测试" };
        (await api.Admin.Put("/v1/field-authorities/enterprises/industryCode", body)).ShouldBe(201);
        return (await owner.Post("/v1/disputes", new { collection = "enterprises", recordId = enterprise, member = "industryCode", value = "7350", reason = "测试" })).ShouldBe(201).Id;
    }

    // A renovation is of a carrier that there is.
    private static async Task<string> RenovationOf(Client owner)
    {
        var carrier = (await owner.Post("/v1/carriers", new { name = Names.New(), kind = "building" })).ShouldBe(201).Id;
        return (await owner.Post("/v1/renovation-projects", new { carrierId = carrier, title = "测试", areaBeforeSquareMetres = 100 })).ShouldBe(201).Id;
    }

    /// <summary>The path that leads to a record of the owner's, or to a part of one.</summary>
    private async Task<string> PathTo(Client owner, Operation operation, string id)
    {
        var path = operation.Path;
        foreach (var (name, isId) in operation.Parameters)
        {
            var list = path[..(path.IndexOf($"{{{name}}}", StringComparison.Ordinal) - 1)];
            var value = !isId ? "2026" : list == operation.Collection ? id : await PartOf(owner, operation, name, id, list);
            path = path.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        return path;
    }

    // Made from the document's example where there is a way to add one; else the first that the owner's list there shows, as soon as it shows one.
    private async Task<string> PartOf(Client owner, Operation operation, string name, string id, string list)
    {
        var declared = operation.Path[..(operation.Path.IndexOf($"{{{name}}}", StringComparison.Ordinal) - 1)];
        if ((await Document())["paths"]![declared]?["post"] is { } post)
        {
            var made = await owner.Post(list, await BodyFor(owner, declared, list, BodyOf(post)!), ("If-Match", (await owner.Get($"{operation.Collection}/{id}")).ETag));
            if (made.Status == 201)
                return made.Id;
            if (made.Status == 409)
                return (await owner.Get(list)).ShouldBe(200)["items"].Items()[0]["id"].Text(); // it can be added only once, and was
            var member = JsonNamingPolicy.CamelCase.ConvertName(string.Concat(list[(list.LastIndexOf('/') + 1)..].Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..])));
            return made.ShouldBe(200)[member].Items()[^1]["id"].Text();
        }

        Answer shown;
        do
            shown = (await owner.Get(list)).ShouldBe(200);
        while (shown["items"].Items().Count == 0);
        return shown["items"].Items()[0]["id"].Text();
    }

    // What a fund does needs money behind it, and a payment or an investment names what there is.
    private static async Task<string> BodyFor(Client owner, string declared, string list, string example)
    {
        var fund = string.Join('/', list.Split('/')[..4]);
        var body = JsonNode.Parse(example)!.AsObject();
        switch (declared)
        {
            case "/v1/funds/{id}/capital-calls":
                var commitment = (await owner.Post($"{fund}/commitments", new { investor = "示例", investorKind = "market", amountYuan = 10_000_000, on = "2026-01-02" })).ShouldBe(201);
                (body["sharePercent"], body["amounts"]) = (null, new JsonArray(new JsonObject { ["commitmentId"] = commitment.Id, ["amountYuan"] = 10_000_000 }));
                break;
            case "/v1/funds/{id}/capital-calls/{callId}/payments":
                var called = (await owner.Get(list[..list.LastIndexOf('/')])).ShouldBe(200)["amounts"].Items()[0];
                (body["commitmentId"], body["amountYuan"]) = (called["commitmentId"]!.DeepClone(), called["amountYuan"]!.DeepClone());
                break;
            case "/v1/funds/{id}/investments":
                (await owner.Post($"{fund}/commitments", new { investor = "示例", investorKind = "market", amountYuan = 10_000_000, on = "2026-01-02" })).ShouldBe(201);
                body["dealId"] = (await owner.Post("/v1/deals", new { name = "示例", source = "other", financingStage = "seed", stage = "signed", on = "2026-01-02" })).ShouldBe(201).Id;
                break;
        }

        return body.ToJsonString();
    }

    private async Task<IReadOnlyList<Operation>> Operations() =>
    [
        .. from path in (await Document())["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           let parameters = operation.Value!["parameters"]?.AsArray().Where(p => p!["in"].Text() == "path").ToList() ?? []
           where parameters.Any(IsId) && !SeenByAll.Any(path.Key.StartsWith)
           select new Operation(
               operation.Key.ToUpperInvariant(), path.Key, path.Key[..(path.Key.IndexOf('{', StringComparison.Ordinal) - 1)],
               ScopeOf(operation.Value), [.. parameters.Select(p => (p!["name"].Text(), IsId(p)))], BodyOf(operation.Value),
               operation.Value["requestBody"]?["content"]?.AsObject().First().Key),
    ];

    private async Task<JsonNode> Document() => JsonNode.Parse(await api.Anonymous.Http.GetStringAsync("/openapi/v1.json"))!;

    private static bool IsId(JsonNode? parameter) => parameter!["schema"]?["format"]?.GetValue<string>() == "uuid";

    private static string ScopeOf(JsonNode operation) => operation["security"]![0]!.AsObject().First().Value![0].Text();

    private static string? BodyOf(JsonNode operation) => operation["requestBody"]?["content"]?.AsObject().First().Value!["example"]?.ToJsonString();

    private sealed record Operation(
        string Method, string Path, string Collection, string Scope, IReadOnlyList<(string Name, bool IsId)> Parameters, string? Body, string? ContentType)
    {
        public Task<Answer> Send(Client client, string path)
        {
            // A PUT makes what a GET then shows.
            return client.Send(Method, path, Body ?? (Method == "GET" ? null : "{}"), ("If-Match", Method is "GET" or "PUT" ? null : "\"1\""),
                ("Content-Type", Method == "GET" ? null : ContentType));
        }
    }
}
