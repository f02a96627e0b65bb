using System.Text.Json.Nodes;
using HealthPark.Kernel.Reference;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Whoever reads a code can read what it means.</summary>
public sealed class CodeListTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Every_list_can_be_read_without_a_key()
    {
        var lists = (await api.Anonymous.Get("/v1/code-lists")).ShouldBe(200)["items"].Items();

        lists.Select(l => l["name"].Text()).ShouldBeUnique();
        CodeLists.All.Select(l => l.Name).Concat(["organization-kinds", "figure-statuses", "enterprise-stage"]).ShouldBeSubsetOf(lists.Select(l => l["name"].Text()));
        foreach (var summary in lists)
        {
            var list = (await api.Anonymous.Get(summary["href"].Text())).ShouldBe(200);
            foreach (var member in new[] { "name", "zh", "en", "source" })
                list[member].Text().ShouldBe(summary[member].Text());
            list["items"].Items().Count.ShouldBe((int)summary["count"].Number());
            list["items"].Items().Select(i => i["code"].Text()).ShouldBeUnique();
            list["items"].Items().ShouldAllBe(i => i["zh"].Text().Length > 0 && i["en"].Text().Length > 0);
        }

        (await api.Anonymous.Get("/v1/code-lists/nothing")).ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task A_value_says_what_its_list_says_of_it_and_from_when_it_holds()
    {
        var jinyinwan = (await Items("carriers")).Single(i => i["code"].Text() == "jinyinwan");

        jinyinwan["zone"].Text().ShouldBe("life-science-innovation-pole");
        jinyinwan["landArea"]!["squareMetres"].Number().ShouldBe(58000);
        jinyinwan["validFrom"].Text().ShouldBe("2026-01-14");
        jinyinwan.AsObject().ContainsKey("validTo").ShouldBeTrue();
        jinyinwan["validTo"].ShouldBeNull();
        (await Items("sub-fields"))[0]["direction"].Text().ShouldBe("digital-medicine");
        (await Items("uscc-prefixes"))[0]["validFrom"].Text().ShouldBe("2015-10-01");
        (await Items("patent-kinds"))[0]["validFrom"].ShouldBeNull();
    }

    [Fact]
    public async Task The_codes_that_the_contract_allows_in_a_record_are_those_of_a_list()
    {
        var document = JsonNode.Parse(await api.Anonymous.Http.GetStringAsync("/openapi/v1.json"))!;
        var enterprise = document["components"]!["schemas"]!["EnterpriseResponse"]!["properties"]!;

        foreach (var (member, list) in new[] { ("stage", "enterprise-stage"), ("verification", "verification-states") })
        {
            var schema = enterprise[member]!;
            if (schema["$ref"] is { } reference)
                schema = document["components"]!["schemas"]![reference.Text()[(reference.Text().LastIndexOf('/') + 1)..]]!;
            (await Items(list)).Select(i => i["code"].Text()).ShouldBe(schema["enum"].Texts(), member);
        }
    }

    private async Task<IReadOnlyList<JsonNode>> Items(string list) => (await api.Anonymous.Get($"/v1/code-lists/{list}")).ShouldBe(200)["items"].Items();
}
