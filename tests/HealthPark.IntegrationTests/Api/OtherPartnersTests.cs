using System.Text.Json;
using System.Text.Json.Nodes;
using HealthPark.Kernel;

namespace HealthPark.IntegrationTests.Api;

/// <summary>
/// Every operation of the document that takes a record's id, found in the document: another partner learns nothing of the record, not
/// even that there is one. A collection that is added is tested by being in the document.
/// </summary>
public sealed class OtherPartnersTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string[] PartnersScopes = [.. Scopes.All.Except(Scopes.ParkOfficeOnly)];
    private static readonly string[] Order = ["PUT", "GET", "PATCH", "POST", "DELETE"];

    [Fact]
    public async Task Another_partner_gets_404_for_every_operation_on_a_record()
    {
        var (owner, other) = (await api.NewPartner(PartnersScopes), await api.NewPartner(PartnersScopes));
        var operations = await Operations();
        var ids = new Dictionary<string, string>();
        foreach (var collection in operations.Select(o => o.Collection).Distinct())
            ids[collection] = await RecordOf(owner.Client, collection);

        operations.Count.ShouldBeGreaterThan(15);
        operations.Select(o => o.Collection).Distinct().Count().ShouldBeGreaterThanOrEqualTo(3);
        var judged = 0;
        foreach (var operation in operations.OrderBy(o => Array.IndexOf(Order, o.Method)).ThenBy(o => o.Path, StringComparer.Ordinal))
        {
            var ofPart = await PartOf(owner.Client, operation, ids[operation.Collection]);
            var (others, owners) = (await operation.Send(other.Client, ids[operation.Collection], ofPart), await operation.Send(owner.Client, ids[operation.Collection], ofPart));
            if (Scopes.ParkOfficeOnly.Contains(operation.Scope))
            {
                // Nothing of the record decides this answer: its owner and a record that is not there get the same.
                others.ShouldBeProblem(403, "scope-missing");
                owners.ShouldBeProblem(403, "scope-missing");
                (await operation.Send(other.Client, Guid.CreateVersion7().ToString())).ShouldBeProblem(403, "scope-missing");
                continue;
            }

            others.ShouldBeProblem(404, "not-found");
            owners.Status.ShouldNotBe(404, owners.ToString());
            judged++;
        }

        judged.ShouldBeGreaterThan(10);
    }

    /// <summary>A record that the owner has: made from the document's example where a partner may, else the first that it is shown.</summary>
    private async Task<string> RecordOf(Client owner, string collection)
    {
        var document = await Document();
        if (document["paths"]![collection]?["post"] is { } post && !Scopes.ParkOfficeOnly.Contains(ScopeOf(post)))
            return (await owner.Post(collection, BodyOf(post)!)).ShouldBe(201).Id;
        var shown = await owner.Get(collection);
        return (shown.Status == 200 ? shown : (await api.Admin.Get(collection)).ShouldBe(200))["items"].Items()[0]["id"].Text();
    }

    /// <summary>A part of the record that the owner has, where the operation takes its id too: made from the document's example, or found in the record.</summary>
    private async Task<string?> PartOf(Client owner, Operation operation, string id)
    {
        if (operation.Parameters.Count(p => p.IsId) < 2)
            return null;
        var path = operation.Path[..operation.Path.LastIndexOf("/{", StringComparison.Ordinal)];
        var body = BodyOf((await Document())["paths"]![path]!["post"]!)!;
        var record = await owner.Get(operation.Collection + "/" + id);
        var made = await owner.Post(path.Replace(path[path.IndexOf('{', StringComparison.Ordinal)..(path.IndexOf('}', StringComparison.Ordinal) + 1)], id, StringComparison.Ordinal),
            body, ("If-Match", record.ETag));
        if (made.Status == 201)
            return made.Id;
        var list = JsonNamingPolicy.CamelCase.ConvertName(string.Concat(path[(path.LastIndexOf('/') + 1)..].Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..])));
        return made.ShouldBe(200)[list].Items()[^1]["id"].Text();
    }

    private async Task<IReadOnlyList<Operation>> Operations() =>
    [
        .. from path in (await Document())["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           let parameters = operation.Value!["parameters"]?.AsArray().Where(p => p!["in"].Text() == "path").ToList() ?? []
           where parameters.Any(IsId)
           select new Operation(
               operation.Key.ToUpperInvariant(), path.Key, path.Key[..(path.Key.IndexOf('{', StringComparison.Ordinal) - 1)],
               ScopeOf(operation.Value), [.. parameters.Select(p => (p!["name"].Text(), IsId(p)))], BodyOf(operation.Value)),
    ];

    private async Task<JsonNode> Document() => JsonNode.Parse(await api.Anonymous.Http.GetStringAsync("/openapi/v1.json"))!;

    private static bool IsId(JsonNode? parameter) => parameter!["schema"]?["format"]?.GetValue<string>() == "uuid";

    private static string ScopeOf(JsonNode operation) => operation["security"]![0]!.AsObject().First().Value![0].Text();

    private static string? BodyOf(JsonNode operation) => operation["requestBody"]?["content"]?.AsObject().First().Value!["example"]?.ToJsonString();

    private sealed record Operation(
        string Method, string Path, string Collection, string Scope, IReadOnlyList<(string Name, bool IsId)> Parameters, string? Body)
    {
        public Task<Answer> Send(Client client, string id, string? part = null)
        {
            var first = Parameters.FirstOrDefault(p => p.IsId).Name;
            var path = Parameters.Aggregate(Path, (p, parameter) =>
                p.Replace($"{{{parameter.Name}}}", !parameter.IsId ? "2026" : parameter.Name == first ? id : part ?? id, StringComparison.Ordinal));
            // A PUT makes what a GET then shows.
            return client.Send(Method, path, Body ?? (Method == "GET" ? null : "{}"), ("If-Match", Method is "GET" or "PUT" ? null : "\"1\""));
        }
    }
}
