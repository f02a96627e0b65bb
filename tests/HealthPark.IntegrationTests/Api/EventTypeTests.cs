using Microsoft.Extensions.DependencyInjection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HealthPark.IntegrationTests.Api;

/// <summary>The types of events and their shapes.</summary>
public sealed partial class EventTypeTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Every_type_is_listed_for_everyone_with_its_records_and_its_shape()
    {
        var list = (await api.Anonymous.Get("/v1/event-types")).ShouldBe(200);

        var voided = list["items"].Items().Single(t => t["type"].Text() == "cn.healthpark.enterprise.voided.v1");
        voided.ToJsonString(new(HealthPark.Kernel.Http.ApiJson.Options)).ShouldBe(
            """{"type":"cn.healthpark.enterprise.voided.v1","summary":"The record was voided: it was entered by mistake and counts nowhere.","collection":"/v1/enterprises","tombstone":"voided","schema":"/v1/event-types/cn.healthpark.enterprise.voided.v1/schema"}""");
        list["items"].Items().Select(t => t["type"].Text()).ShouldBe(api.Program.Services.GetRequiredService<HealthPark.Changes.ChangeFeed>().Types);
        (await api.Anonymous.Get("/v1/event-types", ("If-None-Match", list.ETag))).ShouldBe(304);
        (await api.Anonymous.Get("/v1/event-types?type=x")).ShouldBeProblem(400, "unknown-parameter");
    }

    [Fact]
    public async Task A_shape_is_a_schema_that_says_what_each_member_means()
    {
        var schema = (await api.Anonymous.Get("/v1/event-types/cn.healthpark.enterprise.landed.v1/schema")).ShouldBe(200);

        schema.ContentType.ShouldBe("application/schema+json");
        schema["$schema"].Text().ShouldBe("https://json-schema.org/draft/2020-12/schema");
        schema["$id"].Text().ShouldBe("/v1/event-types/cn.healthpark.enterprise.landed.v1/schema");
        (schema["title"].Text(), schema["description"].Text()).ShouldBe(("cn.healthpark.enterprise.landed.v1", "It landed in the park. The record is `submitted` again."));
        schema["properties"]!["on"]!.ToJsonString().ShouldBe("""{"type":"string","description":"The day.","format":"date"}""");
        (await api.Anonymous.Get("/v1/event-types/cn.healthpark.enterprise.landed.v1/schema", ("If-None-Match", schema.ETag))).ShouldBe(304);
        (await api.Anonymous.Get("/v1/event-types/cn.healthpark.enterprise.sold.v1/schema")).ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task What_is_published_is_as_its_schema_and_its_message_say()
    {
        await OneOfMany();
        var asyncApi = await AsyncApi();
        var messages = asyncApi["components"]!["messages"]!.AsObject().ToDictionary(m => m.Value!["name"].Text(), m => m.Key);

        var events = (await api.Admin.Get("/v1/changes?limit=1000")).ShouldBe(200)["items"].Items().DistinctBy(e => e["type"].Text()).ToList();

        events.Count.ShouldBeGreaterThan(8);
        foreach (var e in events)
        {
            var schema = (await api.Anonymous.Get($"/v1/event-types/{e["type"].Text()}/schema")).ShouldBe(200).Json;
            (await Contract.Judge(schema, "#", e["data"]!)).ShouldBeEmpty($"{e}");
            (await Contract.Judge(asyncApi, $"#/components/messages/{messages[e["type"].Text()]}/payload", e)).ShouldBeEmpty($"{e}");
        }

        // A judge that finds nothing would let everything pass.
        var landed = events.Single(e => e["type"].Text() == "cn.healthpark.enterprise.landed.v1");
        var landedSchema = (await api.Anonymous.Get("/v1/event-types/cn.healthpark.enterprise.landed.v1/schema")).Json;
        (await Contract.Judge(landedSchema, "#", new JsonObject { ["on"] = "soon" })).ShouldBe(["/on must match format \"date\""]);
        (await Contract.Judge(asyncApi, "#/components/messages/EnterpriseSignedV1/payload", landed)).ShouldBe(["/type must be equal to constant"]);
    }

    [Fact]
    public async Task A_tombstone_is_documented_where_it_can_happen_only_and_is_the_last_of_its_record()
    {
        var reasons = (await api.Anonymous.Get("/v1/event-types")).ShouldBe(200)["items"].Items().Select(t => t["tombstone"]?.Text()).OfType<string>().Distinct().ToList();
        var contract = JsonNode.Parse(await Text("/openapi/v1.json"))!;
        var documented = Code().Matches(contract["components"]!["schemas"]!["CloudEvent"]!["properties"]!["tombstone"]!["description"].Text())
            .Select(m => m.Groups[1].Value).Where(c => !c.Contains('/', StringComparison.Ordinal));
        documented.ShouldBe(reasons);

        var made = (await api.Admin.Post("/v1/enterprises", new { name = Names.New(), direction = "other", landedOn = "2026-03-01" })).ShouldBe(201);
        var gone = (await api.Admin.Post($"/v1/enterprises/{made.Id}/void", new { reason = "示例" }, ("If-Match", made.ETag))).ShouldBe(200);
        var tag = ("If-Match", (string?)gone.ETag);
        (await api.Admin.Patch($"/v1/enterprises/{made.Id}", new { zone = "life-science-innovation-pole" }, tag, ("Content-Type", "application/merge-patch+json"))).Status.ShouldBe(409);
        (await api.Admin.Post($"/v1/enterprises/{made.Id}/stage-changes", new { stage = "operating", on = "2026-04-01" }, tag)).Status.ShouldBe(409);
        (await api.Admin.Post($"/v1/enterprises/{made.Id}/verification", new { decision = "verified" }, tag)).Status.ShouldBe(409);
        (await api.Admin.Put($"/v1/enterprises/{made.Id}/scale-statuses/2026", new { aboveScale = true })).Status.ShouldBe(409);
        (await api.Admin.Put($"/v1/enterprises/{made.Id}/revenue-declarations/2026", new { amountYuan = 1, source = "tax" })).Status.ShouldBe(409);
        (await api.Admin.Get($"/v1/changes?after={gone.Position - 1}")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem()["tombstone"].Text().ShouldBe("voided");
    }

    [Fact]
    public async Task The_AsyncAPI_document_has_a_message_for_every_type()
    {
        var document = await AsyncApi();
        var types = (await api.Anonymous.Get("/v1/event-types")).ShouldBe(200)["items"].Items().Select(t => t["type"].Text());

        document["components"]!["messages"]!.AsObject().Select(m => m.Value!["name"].Text()).ShouldBe(types, ignoreOrder: true);
        document.ToJsonString().ShouldBe(JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Contract.Folder(), "..", "..", "api-spec", "asyncapi.v1.json")))!.ToJsonString());
    }

    private async Task OneOfMany()
    {
        var made = (await api.Admin.Post("/v1/enterprises", new { name = Names.New(), direction = "other", signedOn = "2026-01-05" })).ShouldBe(201);
        var landed = (await api.Admin.Post($"/v1/enterprises/{made.Id}/stage-changes", new { stage = "landed", on = "2026-02-01" }, ("If-Match", made.ETag))).ShouldBe(200);
        var revised = (await api.Admin.Patch($"/v1/enterprises/{made.Id}",
            new { direction = "digital-medicine", signedOn = "2026-01-06", aliases = new[] { "示例" }, uscc = USCC.New() },
            ("If-Match", landed.ETag), ("Content-Type", "application/merge-patch+json"))).ShouldBe(200);
        (await api.Admin.Post($"/v1/enterprises/{made.Id}/verification", new { decision = "verified" }, ("If-Match", revised.ETag))).ShouldBe(200);
        (await api.Admin.Put($"/v1/enterprises/{made.Id}/scale-statuses/2026", new { aboveScale = true })).ShouldBe(201);
        (await api.Admin.Put($"/v1/enterprises/{made.Id}/revenue-declarations/2026", new { amountYuan = 12.5, source = "tax" })).ShouldBe(201);
    }

    private async Task<JsonNode> AsyncApi() => JsonNode.Parse(await Text("/asyncapi/v1.json"))!;

    private async Task<string> Text(string path)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(api.Program.Address, path));
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
