using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.IntegrationTests.Api;

public sealed class ContractTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("a member is missing", "/v1/enterprises/{id} 200 body must have required property 'stage'")]
    [InlineData("a member has the wrong type", "/v1/enterprises/{id} 200 /version must be integer")]
    [InlineData("a code is not of its list", "/v1/enterprises/{id} 200 /verification must be equal to one of the allowed values")]
    [InlineData("a list has a value of the wrong type", "/v1/enterprises/{id} 200 /aliases/0 must be string")]
    [InlineData("a date is not one", "/v1/enterprises/{id} 200 /landedOn must match format \"date\"")]
    [InlineData("the status is not documented", "/v1/enterprises/{id} answers 204, which the document does not name")]
    [InlineData("a header is missing", "/v1/enterprises/{id} 200 lacks the header ETag")]
    [InlineData("the content type is not documented", "/v1/enterprises/{id} 200 is text/plain; the document names application/json")]
    public async Task An_answer_that_breaks_the_contract_is_refused(string how, string complaint)
    {
        var registered = await api.Admin.Post("/v1/enterprises", new { name = $"示例{Guid.NewGuid():N}", direction = "digital-medicine", landedOn = "2026-01-02" });
        var answer = await api.Admin.Get($"/v1/enterprises/{registered.Id}");
        (await Contract.Judge(answer)).ShouldBeEmpty();

        var body = answer.Json.DeepClone().AsObject();
        var altered = how switch
        {
            "a member is missing" => With(b => b.Remove("stage")),
            "a member has the wrong type" => With(b => b["version"] = "1"),
            "a code is not of its list" => With(b => b["verification"] = "approved"),
            "a list has a value of the wrong type" => With(b => b["aliases"] = new JsonArray(1)),
            "a date is not one" => With(b => b["landedOn"] = "2026-02-30"),
            "a header is missing" => answer with { Headers = answer.Headers.Where(h => h.Key != "ETag").ToDictionary() },
            "the status is not documented" => answer with { Status = 204 },
            "the content type is not documented" => answer with { ContentType = "text/plain" },
            _ => throw new ArgumentOutOfRangeException(nameof(how)),
        };

        (await Contract.Judge(altered)).ShouldHaveSingleItem().ShouldContain(complaint);

        Answer With(Action<JsonObject> change)
        {
            change(body);
            return answer with { Bytes = Encoding.UTF8.GetBytes(body.ToJsonString()) };
        }
    }

    [Fact]
    public async Task A_problem_without_its_code_is_refused()
    {
        var problem = await api.Anonymous.Get("/v1/enterprises");
        var body = problem.Json.DeepClone().AsObject();
        body.Remove("code");

        var complaints = await Contract.Judge(problem with { Bytes = Encoding.UTF8.GetBytes(body.ToJsonString()) });

        complaints.ShouldHaveSingleItem().ShouldContain("must have required property 'code'");
    }

    [Fact]
    public void Every_endpoint_names_its_scope_or_is_public()
    {
        var endpoints = api.Program.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();

        endpoints.Count.ShouldBeGreaterThan(30);
        endpoints.Where(e => ScopeOf(e) is null && e.Metadata.GetMetadata<PublicRequirement>() is null && e.Metadata.GetMetadata<IAllowAnonymous>() is null).Select(e => e.DisplayName).ShouldBeEmpty();
        endpoints.Where(e => ScopeOf(e) is { } scope && !Scopes.All.Contains(scope)).Select(e => e.DisplayName).ShouldBeEmpty();
        endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(e => e.RoutePattern.RawText)
            .ShouldBe(["/", "/assets/{name}", "/health", "/openapi/{documentName}.json", "/asyncapi/v1.json"], ignoreOrder: true);
        endpoints.Where(e => e.Metadata.GetMetadata<PublicRequirement>() is not null).Select(e => e.RoutePattern.RawText).ShouldBe(
            [
                "/v1/plan/scorecard", "/v1/plan/indicators/{indicator}/series", "/v1/plan/targets", "/v1/plan/tasks", "/v1/plan/tasks/{number:int}",
                "/v1/plan/discrepancies", "/v1/plan/rules", "/v1/plan/units", "/v1/plan/zones", "/v1/state-machines", "/v1/state-machines/{name}",
                "/v1/event-types", "/v1/event-types/{type}/schema",
                "/v1", "/v1/code-lists", "/v1/code-lists/{name}", "/v1/changelog", "/.well-known/api-catalog",
                "/v1/transfers/chains", "/v1/integrity/keys", "/v1/integrity/checkpoints", "/v1/integrity/checkpoints/{checkpoint}",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task Every_endpoint_with_a_scope_turns_away_callers_without_a_key()
    {
        var endpoints = api.Program.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => ScopeOf(e) is not null);

        foreach (var endpoint in endpoints)
        {
            var path = Regex.Replace(Regex.Replace(endpoint.RoutePattern.RawText!, @"\{\w+:guid\}", Guid.CreateVersion7().ToString()), @"\{\w+:int\}", "1")
                .Replace("{period}", "2026", StringComparison.Ordinal).Replace("{uscc}", USCC.New(), StringComparison.Ordinal)
                .Replace("{indicator}", "revenue", StringComparison.Ordinal)
                .Replace("{collection}", "enterprises", StringComparison.Ordinal).Replace("{member}", "zone", StringComparison.Ordinal)
                .Replace("{floor}", "3", StringComparison.Ordinal).Replace("{position}", "1", StringComparison.Ordinal)
                .Replace("{system}", "erp", StringComparison.Ordinal).Replace("{externalId}", "1", StringComparison.Ordinal);
            path.ShouldNotContain("{");
            var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];

            var type = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes[0];

            (await api.Anonymous.Send(method, path, type is null ? null : "{}", ("Content-Type", type))).ShouldBeProblem(401, "key-missing").Header("WWW-Authenticate").ShouldBe("Bearer");
        }
    }

    private static string? ScopeOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<ScopeRequirement>()?.Scope;
}
