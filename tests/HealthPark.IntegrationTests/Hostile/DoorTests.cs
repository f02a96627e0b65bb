using System.Text.Json.Nodes;
using HealthPark.Hostile;
using HealthPark.IntegrationTests.Api;
using HealthPark.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.IntegrationTests.Hostile;

/// <summary>What holds for every operation of the document: who is let in, what a body may set, and how an answer looks to a browser.</summary>
public sealed class DoorTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Nobody = "0198f000-0000-7000-8000-000000000000";

    [Fact]
    public async Task Every_operation_refuses_whoever_holds_all_scopes_but_its_own()
    {
        var office = await api.ParkOffice();
        var clients = new Dictionary<string, HealthPark.IntegrationTests.Api.Client>();
        var judged = 0;
        foreach (var (operation, scopes) in await Guarded())
        {
            (await Send(api.Anonymous, operation)).ShouldBeProblem(401, "key-missing");
            var without = string.Join(' ', scopes);
            if (!clients.TryGetValue(without, out var client))
                clients[without] = client = api.Program.As(await api.NewKey(office, [.. Scopes.All.Except(scopes)]));
            // A record that there is not is told first: it says nothing.
            (await Send(client, operation)).Status.ShouldBeOneOf(403, 404);
            if (!operation.Path.Contains('{', StringComparison.Ordinal))
                (await Send(client, operation)).ShouldBeProblem(403, "scope-missing");
            judged++;
        }

        judged.ShouldBeGreaterThan(200);
    }

    [Theory]
    [InlineData("verification", "\"verified\"")]
    [InlineData("ownerOrganizationId", $"\"{Nobody}\"")]
    [InlineData("version", "7")]
    [InlineData("createdAt", "\"2020-01-01T00:00:00Z\"")]
    [InlineData("isAdministrator", "true")]
    public async Task No_operation_takes_a_member_that_is_not_the_clients_to_set(string member, string value)
    {
        var judged = 0;
        foreach (var operation in (await Operations()).Where(o => o.Bodies.Any(b => b.MediaType == "application/json") && !o.Members.Contains(member)))
        {
            if (member == "version" && operation.Path.StartsWith("/v1/sources/", StringComparison.Ordinal))
                continue; // there it is a condition
            var body = (operation.Bodies.Select(b => b.Example).FirstOrDefault(e => e is not null) ?? new JsonObject()).DeepClone().AsObject();
            body[member] = JsonNode.Parse(value);

            var answer = await api.Admin.Send(operation.Method, PathOf(operation), body.ToJsonString(), ("If-Match", operation.Method == "POST" ? "*" : null));

            answer.Status.ShouldBeOneOf(400, 422);
            answer["errors"].Items().Select(e => (e["pointer"].Text(), e["code"].Text())).ShouldContain(e => e.Item1 == $"/{member}" && (e.Item2 == "unknown-member" || e.Item2 == "read-only"), answer.ToString());
            judged++;
        }

        judged.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData("/v1/enterprises", 200)]
    [InlineData("/v1/plan/targets", 200)]
    [InlineData("/v1/nothing", 404)]
    [InlineData("/v1/enterprises?colour=red", 400)]
    [InlineData("/docs/index.html", 200)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/health", 200)]
    public async Task Every_answer_is_safe_in_a_browser_and_opens_to_no_other_site(string path, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Origin", "https://evil.example" }, { "Authorization", $"Bearer {api.AdminKey}" } } };
        using var response = await api.Admin.Http.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(status);
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        headers["X-Content-Type-Options"].ShouldBe("nosniff");
        headers["Content-Security-Policy"].ShouldContain("frame-ancestors");
        headers["Referrer-Policy"].ShouldBe("no-referrer");
        headers["Cache-Control"].ShouldNotContain("public");
        headers.Keys.ShouldNotContain("Server");
        headers.Keys.ShouldNotContain(k => k.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase) || k.StartsWith("X-Powered-By", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("TRACK")]
    [InlineData("CONNECT")]
    [InlineData("OPTIONS")]
    [InlineData("DEBUG")]
    public async Task Methods_that_nothing_here_takes_are_refused_and_nothing_is_echoed(string method)
    {
        using var wire = new Wire(api.Program.Address);
        var request = new Draft { Method = method, Path = "/v1/enterprises" };
        request.Headers.AddRange([("Host", "a"), ("Authorization", $"Bearer {api.AdminKey}"), ("X-Secret", "do-not-echo"), ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "POST")]);

        var reply = (await wire.Send(request)).ShouldNotBeNull();

        reply.Status.ShouldBe(405);
        reply.Text.ShouldNotContain("do-not-echo");
        reply.Headers.Keys.ShouldNotContain(k => k.StartsWith("access-control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_failure_of_ours_tells_nothing_of_the_inside()
    {
        var key = "hp_" + new string('k', 8) + Guid.NewGuid().ToString("N");
        await using var program = await ApiProgram.StartWith(
            routes => routes.MapGet("/v1/broken", string () => throw new InvalidOperationException("Host=db;Password=secret")).AllowAnonymous(), await TestPostgres.CreateDatabase(), key);
        using var http = new HttpClient { BaseAddress = program.Address };

        var answer = await Answer.Read(await http.GetAsync(new Uri("/v1/broken", UriKind.Relative)));

        answer.ShouldBeProblem(500, "internal-error");
        answer.Body.ShouldNotContain("secret");
        answer.Body.ShouldNotContain("Exception");
    }

    [Fact]
    public async Task Nothing_is_served_that_the_contract_does_not_name()
    {
        var named = (await Operations()).Select(o => o.Path).ToHashSet();
        string[] besides = ["/openapi/{documentName}.json", "/asyncapi/v1.json", "/", "/assets/{name}"]; // the documents themselves, and the pages

        var served = api.Program.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => "/" + System.Text.RegularExpressions.Regex.Replace(e.RoutePattern.RawText!, @"\{(\w+)(:[^}]+)?\}", "{$1}").Trim('/')).Distinct().ToList();

        served.Except(named).Except(besides).ShouldBeEmpty();
    }

    private static string PathOf(Operation operation) =>
        operation.Parameters.Where(p => p.In == "path").Aggregate(operation.Path, (path, p) => path.Replace($"{{{p.Name}}}", p switch
        {
            { Format: "uuid" } => Nobody,
            { Name: "period" or "year" } => "2026",
            _ => "1",
        }, StringComparison.Ordinal));

    private static Task<Answer> Send(HealthPark.IntegrationTests.Api.Client client, Operation operation) =>
        client.Send(operation.Method, PathOf(operation), operation.Bodies.Count > 0 ? operation.Bodies[0].Example?.ToJsonString() ?? "{}" : null,
            ("If-Match", operation.Method is "GET" ? null : "*"), ("Content-Type", operation.Bodies.Count > 0 ? operation.Bodies[0].MediaType : null));

    private async Task<IReadOnlyList<Operation>> Operations() => Operation.Of(await Document());

    // Operations that need a scope, with the scopes that open them.
    private async Task<IReadOnlyList<(Operation Operation, IReadOnlyList<string> Scopes)>> Guarded()
    {
        var document = await Document();
        return
        [
            .. from operation in Operation.Of(document)
               let security = document["paths"]![operation.Path]![operation.Method.ToLowerInvariant()]!["security"]?.AsArray()
               where security is { Count: > 0 } && security.All(s => s!.AsObject().Count > 0)
               let scopes = security.SelectMany(s => s!.AsObject().SelectMany(m => m.Value.Texts())).Distinct().ToList()
               where scopes.Count > 0
               select (operation, (IReadOnlyList<string>)scopes),
        ];
    }

    private async Task<JsonNode> Document() => JsonNode.Parse(await api.Anonymous.Http.GetStringAsync("/openapi/v1.json"))!;
}
