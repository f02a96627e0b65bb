using System.Globalization;
using System.Text.Json.Nodes;
using HealthPark.Api;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HealthPark.IntegrationTests.Api;

/// <summary>An operation that is to go says so in good time, and then is gone with a word of where to turn. These operations exist here only.</summary>
public sealed class RetirementTests : IAsyncLifetime
{
    private const string Link = "https://example.org/healthpark/migration";

    private static readonly DateOnly Today = DateOnly.FromDateTime(DateTime.UtcNow);
    private static readonly DateOnly Since = Today.AddDays(-10), Sunset = Today.AddDays(170);
    private readonly string _key = "hp_" + new string('b', 8) + Guid.NewGuid().ToString("N");

    private ApiProgram? _program;

    public async Task InitializeAsync() => _program = await ApiProgram.StartWith(routes =>
    {
        routes.MapGet("/v1/old-things/{id:guid}", (Guid id) => id == Guid.Empty ? Rejection.NotFound(new Text("旧物", "old thing")).ToResult() : Results.Text("{}", "application/json"))
            .WithName("GetOldThing").RequireScope(Scopes.EnterprisesRead).Shows<JsonObject>().Deprecated(Since, Sunset, Link);
        routes.MapGet("/v1/older-things", () => Results.Text("{}", "application/json"))
            .WithName("ListOlderThings").RequireScope(Scopes.EnterprisesRead).Shows<JsonObject>().Deprecated(Today.AddDays(-181), Today.AddDays(-1), Link);
    }, await TestPostgres.CreateDatabase(), _key);

    public async Task DisposeAsync() => await _program!.DisposeAsync();

    [Fact]
    public async Task Every_answer_of_a_deprecated_operation_says_since_when_until_when_and_what_instead()
    {
        foreach (var (id, key, status) in new[] { (Guid.CreateVersion7(), _key, 200), (Guid.Empty, _key, 404), (Guid.Empty, "hp_no-such-key", 401) })
        {
            var answer = (await Send($"/v1/old-things/{id}", key)).ShouldBe(status);

            answer.Header("Deprecation").ShouldBe($"@{ChinaTime.StartOf(Since).ToUnixTimeSeconds()}");
            DateTimeOffset.ParseExact(answer.Header("Sunset")!, "r", CultureInfo.InvariantCulture).ShouldBe(ChinaTime.StartOf(Sunset));
            answer.Header("Link").ShouldBe($"<{Link}>; rel=\"deprecation\"");
        }

        (await Send("/v1/enterprises", _key)).ShouldBe(200).Header("Deprecation").ShouldBeNull();
    }

    [Fact]
    public async Task After_its_sunset_an_operation_is_410_and_leads_on()
    {
        foreach (var key in new[] { _key, "hp_no-such-key" })
        {
            var gone = (await Send("/v1/older-things", key)).ShouldBeProblem(410, "operation-retired");

            gone["link"].Text().ShouldBe(Link);
            gone.Header("Sunset").ShouldNotBeNull();
            gone.Header("Link").ShouldBe($"<{Link}>; rel=\"deprecation\"");
        }
    }

    [Fact]
    public async Task The_contract_marks_what_is_deprecated_and_only_that()
    {
        using var http = new HttpClient { BaseAddress = _program!.Address };
        var document = JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json"))!;
        var deprecated = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject()).Where(o => o.Value!["deprecated"]?.GetValue<bool>() == true).ToList();

        deprecated.Select(o => o.Value!["operationId"].Text()).ShouldBe(["GetOldThing", "ListOlderThings"], ignoreOrder: true);
        deprecated[0].Value!["description"].Text().ShouldContain($"from {Sunset:yyyy-MM-dd} on it answers 410");
        deprecated[0].Value!["responses"]!.AsObject().ShouldContainKey("410");
        deprecated[0].Value!["responses"]!["200"]!["headers"]!.AsObject().ShouldContainKey("Deprecation");
    }

    [Fact]
    public void A_sunset_that_comes_too_soon_stops_the_program_at_its_start()
    {
        var refused = Should.Throw<ArgumentException>(() => HealthParkApplication.Build(
            ["--urls=http://127.0.0.1:0"], map: routes => routes.MapGet("/v1/old", () => "").Deprecated(new DateOnly(2026, 1, 1), new DateOnly(2026, 6, 29), Link)));

        refused.Message.ShouldContain("From 2026-01-01 to 2026-06-29 are 179 days; an operation is served for at least 180 more.");
    }

    // Not by the contract's judge: these operations are in no document but this program's.
    private async Task<Answer> Send(string path, string key)
    {
        using var http = new HttpClient { BaseAddress = _program!.Address };
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {key}");
        using var response = await http.GetAsync(path);
        return await Answer.Read(response);
    }
}
