using System.Text.Json.Nodes;

namespace HealthPark.IntegrationTests.Api;

/// <summary>What was taken out can be brought in: it changes nothing, and where one cell was changed, that member alone.</summary>
public sealed class RoundTripTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/v1/enterprises";
    private const string NdJson = "application/x-ndjson";

    [Theory]
    [InlineData(NdJson)]
    [InlineData(Csv.Type)]
    [InlineData(Xlsx.Type)]
    public async Task An_export_that_is_brought_in_changes_nothing(string type)
    {
        var partner = (await api.NewPartner()).Client;
        var count = await MakeRichList(partner);
        var before = (await partner.Get(Path)).ShouldBe(200).Body;
        var file = (await partner.Get(Path, ("Accept", type))).ShouldBe(200);

        var outcomes = Outcomes(await partner.Send("POST", $"{Path}/batch", file.Bytes, ("Content-Type", type)));

        outcomes.Count.ShouldBe(count);
        outcomes.ShouldAllBe(o => o["outcome"].Text() == "unchanged");
        (await partner.Get(Path)).ShouldBe(200).Body.ShouldBe(before);
    }

    [Theory]
    [InlineData(Csv.Type)]
    [InlineData(Xlsx.Type)]
    public async Task A_cell_that_was_changed_changes_that_member_alone(string type)
    {
        var partner = (await api.NewPartner()).Client;
        await MakeRichList(partner);
        var before = (await partner.Get(Path)).ShouldBe(200)["items"].Items();
        var file = (await partner.Get(Path, ("Accept", type))).ShouldBe(200);
        var outcomes = Outcomes(type == Csv.Type
            ? await partner.Send("POST", $"{Path}/batch", file.Body.Replace(",life-science-innovation-pole,", ",(clear),", StringComparison.Ordinal), Csv.Header)
            : await partner.Send("POST", $"{Path}/batch", Xlsx.Write(Xlsx.Read(file.Bytes).Select(r => r.Select(c => c == "life-science-innovation-pole" ? "(clear)" : (object?)c).ToArray())), Xlsx.Header));

        outcomes.Select(o => o["outcome"].Text()).ShouldBe(before.Select(r => r["zone"] is null ? "unchanged" : "updated"));
        var after = (await partner.Get(Path)).ShouldBe(200)["items"].Items();
        var differences = from pair in before.Zip(after)
                          from member in pair.Second.AsObject()
                          where !JsonNode.DeepEquals(member.Value, pair.First[member.Key])
                          select member.Key;
        // A zone is no longer there, which is worth another look.
        differences.Order().ShouldBe(["findings", "updatedAt", "version", "zone"]);
    }

    // Every state, and every text that a file could spoil.
    private async Task<int> MakeRichList(Client partner)
    {
        async Task<Answer> Make(object body) => (await partner.Post(Path, body)).ShouldBe(201);

        foreach (var name in new[] { "=SUM(A1:A9)", "+86 示例", "-示例", "@示例", "\t示例", "＝示例", "'=示例", "''示例", "'示例", "𠮷㐂", "(clear)x", "_x000D_示例", "\"示例\",示例", "示例\r\n示例", "示例\n" })
            await Make(new { name = $"{name}{Names.New()}", direction = "other" });
        await Make(new
        {
            name = Names.New(), direction = "digital-medicine", uscc = USCC.New(), industryCode = "0111", zone = "life-science-innovation-pole", landedOn = "2026-03-01",
            aliases = new[] { "甲;乙", "；", "\\;", " 丙 ", "\"丁\",", "戊\r\n己", "=1", "(clear)", "𠮷" },
        });
        await Make(new { name = Names.New(), direction = "other", aliases = new[] { "(清空)" } });
        await Make(new { name = Names.New(), direction = "other", aliases = new[] { "'=1" } });

        var name1 = Names.New();
        await Make(new { name = name1, direction = "other" });
        await Make(new { name = name1, direction = "other", confirmDistinct = true, reason = "=另一家" });

        var reclassified = await Make(new { name = Names.New(), direction = "other", landedOn = "2026-02-01" });
        (await partner.Patch($"{Path}/{reclassified.Id}", new { direction = "digital-medicine", directionFrom = "2026-03-01" }, ("If-Match", reclassified.ETag))).ShouldBe(200);
        var returned = await Make(new { name = Names.New(), direction = "other", landedOn = "2026-02-01" });
        (await api.Admin.Post($"{Path}/{returned.Id}/verification", new { decision = "returned", reason = "-材料\n不全" }, ("If-Match", returned.ETag))).ShouldBe(200);
        var verified = await Make(new { name = Names.New(), direction = "other", landedOn = "2026-02-01", uscc = USCC.New() });
        (await api.Admin.Post($"{Path}/{verified.Id}/verification", new { decision = "verified" }, ("If-Match", verified.ETag))).ShouldBe(200);
        var voided = await Make(new { name = Names.New(), direction = "other", uscc = USCC.New() });
        (await partner.Post($"{Path}/{voided.Id}/void", new { reason = "重复登记" }, ("If-Match", voided.ETag))).ShouldBe(200);
        return (await partner.Get($"{Path}?count=exact")).ShouldBe(200)["total"]!.GetValue<int>();
    }

    private static List<JsonNode> Outcomes(Answer answer) =>
        [.. answer.ShouldBe(200).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!)];
}
