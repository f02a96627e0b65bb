using System.Globalization;
using System.Text.Json.Nodes;
using HealthPark.Kernel;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Whole lists as files.</summary>
public sealed class ExportTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/v1/enterprises";
    private const string NdJson = "application/x-ndjson";
    private const string Json = "application/json";

    [Theory]
    [InlineData(null, Json)]
    [InlineData("*/*", Json)]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", Json)]
    [InlineData("text/csv", Csv.Type)]
    [InlineData("text/*", Csv.Type)]
    [InlineData("application/json;q=0.5, text/csv", Csv.Type)]
    [InlineData("text/csv;q=0.5, application/x-ndjson;q=0.9, */*;q=0.1", NdJson)]
    [InlineData("application/json;q=0, */*", NdJson)]
    [InlineData("text/csv;q=0, text/*, application/json;q=0.1", Json)]
    [InlineData(Xlsx.Type, Xlsx.Type)]
    public async Task Accept_chooses_the_form(string? accept, string type)
    {
        var answer = (await api.Admin.Get($"{Path}?landedOn=1999-01-01", ("Accept", accept))).ShouldBe(200);

        answer.ContentType.ShouldNotBeNull().Split(';')[0].ShouldBe(type);
        answer.Header("Vary").ShouldNotBeNull().ShouldContain("Accept");
        (answer.Header("HealthPark-Position") is not null, answer.Header("Content-Disposition") is not null).ShouldBe((type != Json, type != Json));
    }

    [Theory]
    [InlineData("application/pdf")]
    [InlineData("application/json;q=0")]
    [InlineData("text/plain, image/*;q=0.5")]
    public async Task What_cannot_be_given_is_not_acceptable(string accept) =>
        (await api.Admin.In("en").Get(Path, ("Accept", accept))).ShouldBeProblem(406, "not-acceptable")["detail"].Text().ShouldContain(Csv.Type);

    [Theory]
    [InlineData("limit=10")]
    [InlineData("cursor=x")]
    [InlineData("count=exact")]
    [InlineData("unknown=1")]
    public async Task A_file_is_not_cut_into_pages(string query) =>
        (await api.Admin.Get($"{Path}?{query}", ("Accept", Csv.Type))).ShouldBeProblem(400, "unknown-parameter");

    [Fact]
    public async Task A_file_has_what_all_pages_of_the_list_have_and_no_more()
    {
        var (partner, other) = ((await api.NewPartner()).Client, (await api.NewPartner()).Client);
        for (var i = 0; i < 12; i++)
            (await partner.Post(Path, new { name = Names.New(), direction = i % 3 == 0 ? "other" : "digital-medicine", landedOn = $"2026-01-{28 - i}" })).ShouldBe(201);
        (await other.Post(Path, new { name = Names.New(), direction = "digital-medicine" })).ShouldBe(201);
        const string Query = "direction=digital-medicine&sort=-landedOn";
        var items = new List<JsonNode>();
        for (var next = ""; next is not null;)
        {
            var page = (await partner.Get($"{Path}?{Query}&limit=3{(next.Length == 0 ? "" : $"&cursor={next}")}")).ShouldBe(200);
            items.AddRange(page["items"].Items());
            next = page["next"]?.GetValue<string>();
        }

        var lines = Lines(await partner.Get($"{Path}?{Query}", ("Accept", NdJson)));
        var csv = (await partner.Get($"{Path}?{Query}", ("Accept", Csv.Type))).ShouldBe(200);
        var rows = Csv.Read(csv.Bytes);
        var sheet = Xlsx.Read((await partner.Get($"{Path}?{Query}", ("Accept", Xlsx.Type))).ShouldBe(200).Bytes);

        items.Count.ShouldBe(8);
        lines.Select(l => l.ToJsonString()).ShouldBe(items.Select(i => i.ToJsonString()));
        rows[0].ShouldBe(items[0].AsObject().Select(m => m.Key));
        rows.Skip(1).Select(r => r[0]).ShouldBe(items.Select(i => i["id"].Text()));
        sheet[0].ShouldBe(rows[0]);
        sheet.Skip(1).Select(r => r[0]).ShouldBe(items.Select(i => i["id"].Text()));
        csv.Bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        csv.Header("Content-Disposition").ShouldNotBeNull().ShouldMatch("^attachment; filename=\"enterprises-\\d{4}-\\d\\d-\\d\\d\\.csv\"$");
    }

    [Fact]
    public async Task No_cell_of_a_csv_file_is_a_formula_and_texts_are_told_in_full()
    {
        var partner = (await api.NewPartner()).Client;
        string[] names = [$"=HYPERLINK(\"http://x\"){Names.New()}", $"+{Names.New()}", $"-{Names.New()}", $"@{Names.New()}", $"＝{Names.New()}", $"𠮷㐂,\"{Names.New()}\"", $"'=1{Names.New()}"];
        foreach (var name in names)
            (await partner.Post(Path, new { name, direction = "other", aliases = new[] { "甲;乙", " 丙\\", "丁\r\n戊" } })).ShouldBe(201);

        var rows = Csv.Read((await partner.Get(Path, ("Accept", Csv.Type))).ShouldBe(200).Bytes);
        var sheet = Xlsx.Read((await partner.Get(Path, ("Accept", Xlsx.Type))).ShouldBe(200).Bytes);

        rows.Skip(1).Select(r => r[1]).ShouldBe(names.Select(n => n.StartsWith("𠮷", StringComparison.Ordinal) ? n : "'" + n));
        rows.SelectMany(r => r).ShouldAllBe(cell => cell.Length == 0 || !"=+-@\t\r".Contains(cell[0]));
        sheet.Skip(1).Select(r => r[1]).ShouldBe(names.Select(n => n[0] == '\'' ? "'" + n : n));
        sheet[1][2].ShouldBe("甲\\;乙; \\ 丙\\\\; 丁_x000D_\n戊");
    }

    [Fact]
    public async Task A_file_that_the_client_has_is_not_sent_again_until_something_happened()
    {
        var partner = (await api.NewPartner()).Client;
        (await partner.Post(Path, new { name = Names.New(), direction = "other" })).ShouldBe(201);
        var first = (await partner.Get(Path, ("Accept", Csv.Type))).ShouldBe(200);

        (await partner.Get(Path, ("Accept", Csv.Type), ("If-None-Match", first.ETag))).ShouldBe(304);
        (await partner.Get($"{Path}?direction=other", ("Accept", Csv.Type), ("If-None-Match", first.ETag))).ShouldBe(200);
        (await partner.Post(Path, new { name = Names.New(), direction = "other" })).ShouldBe(201);
        (await partner.Get(Path, ("Accept", Csv.Type), ("If-None-Match", first.ETag))).ShouldBe(200).Position.ShouldBeGreaterThan(first.Position);
    }

    [Fact]
    public async Task A_file_and_the_changes_after_its_position_are_the_list_as_it_is()
    {
        var partner = (await api.NewPartner(Scopes.EnterprisesRead, Scopes.EnterprisesWrite, Scopes.ChangesRead)).Client;
        var writing = Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Write(partner, records: 12))));

        var files = new List<(long Position, Dictionary<string, JsonObject> Records)>();
        while (!writing.IsCompleted || files.Count == 0)
        {
            var file = (await partner.Get(Path, ("Accept", NdJson))).ShouldBe(200);
            files.Add((file.Position, Lines(file).ToDictionary(r => r["id"].Text(), Kept)));
        }

        await writing;
        var live = Lines(await partner.Get(Path, ("Accept", NdJson))).ToDictionary(r => r["id"].Text(), Kept);

        live.Count.ShouldBe(72);
        files.ShouldContain(f => f.Records.Count > 0 && f.Records.Count < live.Count);
        foreach (var (position, records) in files)
        {
            await foreach (var e in Changes(partner, position))
                Apply(records, e);
            Text(records).ShouldBe(Text(live));
        }
    }

    private static async Task Write(Client partner, int records)
    {
        for (var i = 0; i < records; i++)
        {
            var made = (await partner.Post(Path, new { name = Names.New(), direction = "other" })).ShouldBe(201);
            var landed = (await partner.Patch($"{Path}/{made.Id}", new { landedOn = "2026-03-01", zone = "life-science-innovation-pole" }, ("If-Match", made.ETag))).ShouldBe(200);
            var changed = (await partner.Patch($"{Path}/{made.Id}", new { zone = (string?)null, direction = "digital-medicine" }, ("If-Match", landed.ETag))).ShouldBe(200);
            if (i % 4 == 0)
                (await partner.Post($"{Path}/{made.Id}/void", new { reason = "重复登记" }, ("If-Match", changed.ETag))).ShouldBe(200);
        }
    }

    private static async IAsyncEnumerable<JsonNode> Changes(Client client, long after)
    {
        for (var next = after.ToString(CultureInfo.InvariantCulture); ;)
        {
            var page = (await client.Get($"/v1/changes?types=cn.healthpark.enterprise.*&after={next}")).ShouldBe(200);
            foreach (var e in page["items"].Items())
                yield return e;
            if (page["items"].Items().Count == 0)
                yield break;
            next = page["next"].Text();
        }
    }

    // What a follower keeps of a record.
    private static JsonObject Kept(JsonNode record) =>
        new(new[] { "name", "direction", "zone", "landedOn", "voidReason", "version" }.Select(m => KeyValuePair.Create(m, record[m]?.DeepClone())));

    private static void Apply(Dictionary<string, JsonObject> records, JsonNode e)
    {
        var (id, data) = (e["subject"].Text(), e["data"]!);
        var type = e["type"].Text()["cn.healthpark.enterprise.".Length..];
        if (type == "registered.v1")
            records.ContainsKey(id).ShouldBeFalse("A record was in the file already.");
        var record = records.TryGetValue(id, out var known) ? known : records[id] = Kept(data);
        switch (type)
        {
            case "registered.v1":
                break;
            case "description-revised.v1":
                foreach (var member in new[] { "name", "zone" }.Where(m => data[m] is not null))
                    record[member] = data[member]!.DeepClone();
                foreach (var member in data["cleared"].Texts())
                    record[member] = null;
                break;
            case "landed.v1":
                record["landedOn"] = data["on"]!.DeepClone();
                break;
            case "reclassified.v1":
                record["direction"] = data["direction"]!.DeepClone();
                break;
            case "voided.v1":
                record["voidReason"] = data["reason"]!.DeepClone();
                break;
            default:
                throw new InvalidOperationException($"The test does not know {type}.");
        }

        record["version"] = long.Parse(e["sequence"].Text(), CultureInfo.InvariantCulture);
    }

    private static string Text(Dictionary<string, JsonObject> records) =>
        string.Join('\n', records.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key} {r.Value.ToJsonString()}"));

    private static List<JsonNode> Lines(Answer answer) => [.. answer.ShouldBe(200).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!)];
}
