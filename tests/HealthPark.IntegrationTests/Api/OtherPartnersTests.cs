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
            var path = await operation.PathTo(ids[operation.Collection], owner.Client);
            var nowhere = path.Replace(ids[operation.Collection], Guid.CreateVersion7().ToString(), StringComparison.Ordinal);
            foreach (var client in others)
            {
                var hidden = (await operation.Send(client, path)).ShouldBeProblem(404, "not-found");
                var none = (await operation.Send(client, nowhere)).ShouldBeProblem(404, "not-found");
                hidden["detail"].Text().ShouldBe(none["detail"].Text());
                judged++;
            }

            foreach (var client in owners)
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
    /// says whose it is; else the first that it is shown.
    /// </summary>
    private async Task<string> RecordOf(Partner owner, string collection)
    {
        if (collection == "/v1/disputes")
            return await DisputeOf(owner.Client);
        var post = (await Document())["paths"]![collection]?["post"];
        if (post is not null && !Scopes.ParkOfficeOnly.Contains(ScopeOf(post)))
            return (await owner.Client.Post(collection, BodyOf(post)!)).ShouldBe(201).Id;
        if (post is null || JsonNode.Parse(BodyOf(post)!)!.AsObject() is not { } body || !body.ContainsKey("organizationId"))
            return (await owner.Client.Get(collection)).ShouldBe(200)["items"].Items()[0]["id"].Text();
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

    private async Task<IReadOnlyList<Operation>> Operations() =>
    [
        .. from path in (await Document())["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           let parameters = operation.Value!["parameters"]?.AsArray().Where(p => p!["in"].Text() == "path").ToList() ?? []
           where parameters.Any(IsId)
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
        /// <summary>The path that leads to a record; a record within it is the first that the owner's list there shows, as soon as it shows one.</summary>
        public async Task<string> PathTo(string id, Client owner)
        {
            var path = Path;
            foreach (var (name, isId) in Parameters)
            {
                var list = path[..(path.IndexOf($"{{{name}}}", StringComparison.Ordinal) - 1)];
                path = path.Replace($"{{{name}}}", !isId ? "2026" : list == Collection ? id : await FirstOf(list, owner), StringComparison.Ordinal);
            }

            return path;
        }

        private static async Task<string> FirstOf(string list, Client owner)
        {
            Answer shown;
            do
                shown = (await owner.Get(list)).ShouldBe(200);
            while (shown["items"].Items().Count == 0);
            return shown["items"].Items()[0]["id"].Text();
        }

        public Task<Answer> Send(Client client, string path)
        {
            // A PUT makes what a GET then shows.
            return client.Send(Method, path, Body ?? (Method == "GET" ? null : "{}"), ("If-Match", Method is "GET" or "PUT" ? null : "\"1\""),
                ("Content-Type", Method == "GET" ? null : ContentType));
        }
    }
}
