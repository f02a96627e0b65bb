using System.Text.Json.Nodes;

namespace HealthPark.ArchitectureTests.Contract;

/// <summary>A client that was written against a released document goes on working with every later one of the same major version.</summary>
public class ReleasedContractTests
{
    private static readonly string Folder = Path.Combine(BuiltTree.Root, "api-spec");

    [Fact]
    public void Nothing_that_was_released_is_broken()
    {
        var released = Directory.GetFiles(Path.Combine(Folder, "released"), "healthpark.*.json");
        released.ShouldNotBeEmpty();
        foreach (var file in released)
            BreakingChanges.Find(Read(file), Current()).ShouldBeEmpty($"The contract breaks clients of {Path.GetFileName(file)}.");
    }

    [Fact]
    public void A_document_does_not_break_itself() => BreakingChanges.Find(Current(), Current()).ShouldBeEmpty();

    // Each of these must be found: a finder that finds nothing would let everything pass.
    [Theory]
    [InlineData("GET /v1/enterprises is gone")]
    [InlineData("GET /v1/enterprises has another operationId")]
    [InlineData("GET /v1/enterprises no longer takes query parameter sort")]
    [InlineData("GET /v1/enterprises now requires query parameter zone")]
    [InlineData("POST /v1/enterprises no longer answers 201")]
    [InlineData("POST /v1/enterprises 201 is no longer application/json")]
    [InlineData("GET /v1/enterprises 200/items/* no longer has uscc")]
    [InlineData("GET /v1/enterprises 200/items/* may now lack uscc")]
    [InlineData("GET /v1/enterprises 200/items/*/name may now be null")]
    [InlineData("POST /v1/enterprises body no longer takes zone")]
    [InlineData("POST /v1/enterprises body now requires uscc")]
    [InlineData("POST /v1/enterprises body/direction no longer takes other")]
    [InlineData("POST /v1/enterprises body/name has a smaller maxLength")]
    [InlineData("POST /v1/enterprises body/name no longer takes every null/string")]
    public void A_change_that_breaks_a_client_is_found(string expected)
    {
        var changed = Current();
        var (list, post) = (changed["paths"]!["/v1/enterprises"]!["get"]!, changed["paths"]!["/v1/enterprises"]!["post"]!);
        var schemas = changed["components"]!["schemas"]!;
        var (sent, shown) = (schemas["RegisterEnterpriseRequest"]!, schemas["EnterpriseResponse"]!);
        Action break_ = expected switch
        {
            "GET /v1/enterprises is gone" => () => changed["paths"]!["/v1/enterprises"]!.AsObject().Remove("get"),
            "GET /v1/enterprises has another operationId" => () => list["operationId"] = "Other",
            "GET /v1/enterprises no longer takes query parameter sort" => () => list["parameters"]!.AsArray().Remove(Parameter(list, "sort")),
            "GET /v1/enterprises now requires query parameter zone" => () => Parameter(list, "zone")["required"] = true,
            "POST /v1/enterprises no longer answers 201" => () => post["responses"]!.AsObject().Remove("201"),
            "POST /v1/enterprises 201 is no longer application/json" => () => post["responses"]!["201"]!["content"]!.AsObject().Remove("application/json"),
            "GET /v1/enterprises 200/items/* no longer has uscc" => () => shown["properties"]!.AsObject().Remove("uscc"),
            "GET /v1/enterprises 200/items/* may now lack uscc" => () => Remove(shown["required"]!, "uscc"),
            "GET /v1/enterprises 200/items/*/name may now be null" => () => shown["properties"]!["name"]!["type"] = new JsonArray("string", "null"),
            "POST /v1/enterprises body no longer takes zone" => () => sent["properties"]!.AsObject().Remove("zone"),
            "POST /v1/enterprises body now requires uscc" => () => sent["required"]!.AsArray().Add("uscc"),
            "POST /v1/enterprises body/direction no longer takes other" => () => Remove(sent["properties"]!["direction"]!["enum"]!, "other"),
            "POST /v1/enterprises body/name has a smaller maxLength" => () => sent["properties"]!["name"]!["maxLength"] = 5,
            "POST /v1/enterprises body/name no longer takes every null/string" => () => sent["properties"]!["name"]!["type"] = "integer",
            _ => throw new ArgumentOutOfRangeException(nameof(expected), expected, "There is no such change."),
        };

        break_();

        BreakingChanges.Find(Current(), JsonNode.Parse(changed.ToJsonString())!).ShouldContain(expected);
    }

    [Fact]
    public void What_only_adds_breaks_nobody()
    {
        var changed = Current();
        changed["paths"]!["/v1/new-things"] = new JsonObject { ["get"] = new JsonObject { ["responses"] = new JsonObject() } };
        var schemas = changed["components"]!["schemas"]!;
        schemas["EnterpriseResponse"]!["properties"]!["more"] = new JsonObject { ["type"] = "string" };
        schemas["RegisterEnterpriseRequest"]!["properties"]!["more"] = new JsonObject { ["type"] = "string" };
        schemas["RegisterEnterpriseRequest"]!["properties"]!["direction"]!["enum"]!.AsArray().Add("new-direction");
        changed["paths"]!["/v1/enterprises"]!["get"]!["parameters"]!.AsArray().Add(new JsonObject { ["name"] = "more", ["in"] = "query" });

        BreakingChanges.Find(Current(), JsonNode.Parse(changed.ToJsonString())!).ShouldBeEmpty();
    }

    private static JsonNode Current() => Read(Path.Combine(Folder, "healthpark.v1.json"));

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(file))!;

    private static JsonNode Parameter(JsonNode operation, string name) => operation["parameters"]!.AsArray().First(p => p!["name"]!.GetValue<string>() == name)!;

    private static void Remove(JsonNode list, string value) => list.AsArray().Remove(list.AsArray().First(v => v?.GetValue<string>() == value));
}
