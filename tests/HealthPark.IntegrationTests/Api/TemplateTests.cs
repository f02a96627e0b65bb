using System.Text.Json.Nodes;
using HealthPark.Kernel;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Empty tables to fill in and bring back.</summary>
public sealed class TemplateTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/v1/enterprises/template";

    [Fact]
    public async Task A_template_names_what_can_be_brought_in()
    {
        var partner = (await api.NewPartner()).Client;

        var csv = (await partner.Get(Path)).ShouldBe(200);
        var workbook = (await partner.Get(Path, ("Accept", Xlsx.Type))).ShouldBe(200);

        (csv.ContentType, csv.Header("Content-Disposition")).ShouldBe(("text/csv; charset=utf-8", "attachment; filename=\"enterprises-template.csv\""));
        csv.Bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        var header = Csv.Read(csv.Bytes).ShouldHaveSingleItem();
        header.ShouldBe(
            [
                "externalId", "name", "direction", "uscc", "subField", "aliases", "cxoKinds", "tiers", "industryCode", "zone", "carrier",
                "negotiatingOn", "signedOn", "landedOn", "operatingOn", "confirmDistinct", "reason", "directionFrom",
            ]);
        Xlsx.Read(workbook.Bytes).ShouldHaveSingleItem().ShouldBe(header);
        (await partner.Get(Path, ("If-None-Match", csv.ETag))).ShouldBe(304);
        (await partner.Get(Path, ("Accept", "application/pdf"))).ShouldBeProblem(406, "not-acceptable");
        (await partner.Get($"{Path}?x=1")).ShouldBeProblem(400, "unknown-parameter");
        (await (await api.NewPartner(Scopes.PlanRead)).Client.Get(Path)).ShouldBeProblem(403, "scope-missing");
    }

    [Fact]
    public async Task The_workbook_explains_its_columns_in_the_readers_language()
    {
        var partner = (await api.NewPartner()).Client;

        var chinese = Xlsx.Read((await partner.In("zh-CN").Get(Path, ("Accept", Xlsx.Type))).ShouldBe(200).Bytes, sheet: 1);
        var english = Xlsx.Read((await partner.In("en").Get(Path, ("Accept", Xlsx.Type))).ShouldBe(200).Bytes, sheet: 1);

        chinese[0].ShouldBe(["列", "类型", "新记录必填", "限制", "可用取值"]);
        chinese.Single(r => r[0] == "name").ShouldBe(["name", "文本", "是", "最多 200 个字符"]);
        chinese.Single(r => r[0] == "zone")[4].ShouldNotBeNull().Split('\n').ShouldContain(l => l.StartsWith("life-science-innovation-pole ", StringComparison.Ordinal) && l.EndsWith('极'));
        english.Single(r => r[0] == "aliases").ShouldBe(["aliases", "texts, parted by semicolons", null, "20 at most"]);
        english.Single(r => r[0] == "direction")[2].ShouldBe("yes");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_template_that_was_filled_in_makes_records(bool asWorkbook)
    {
        var partner = (await api.NewPartner()).Client;
        var header = Csv.Read((await partner.Get(Path)).ShouldBe(200).Bytes)[0];
        var row = header.Select(column => column switch
        {
            "externalId" => "A-1",
            "name" => Names.New(),
            "direction" => "digital-medicine",
            "aliases" => "示例甲; 示例乙",
            "landedOn" => "2026-03-01",
            _ => "",
        }).ToArray();

        Task<Answer> Send() => asWorkbook
            ? partner.Send("POST", "/v1/enterprises/batch?system=erp", Xlsx.Write(header, [.. row.Select(c => c.Length == 0 ? null : c)]), Xlsx.Header)
            : partner.Send("POST", "/v1/enterprises/batch?system=erp", Csv.Write([header, row]), Csv.Header);
        var (first, second) = (JsonNode.Parse((await Send()).ShouldBe(200).Body)!, JsonNode.Parse((await Send()).ShouldBe(200).Body)!);

        (first["outcome"].Text(), second["outcome"].Text()).ShouldBe(("created", "unchanged"));
        second["id"].Text().ShouldBe(first["id"].Text());
        (await partner.Get($"/v1/enterprises/{first["id"].Text()}")).ShouldBe(200)["aliases"].Texts().ShouldBe(["示例甲", "示例乙"]);
    }
}
