using System.Text;
using System.Text.Json.Nodes;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Records brought in as tables.</summary>
public sealed class CsvBatchTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/v1/enterprises/batch";

    [Fact]
    public async Task Each_record_has_one_outcome_told_by_the_line_on_which_it_begins()
    {
        var partner = (await api.NewPartner()).Client;
        var (name, uscc) = (Names.New(), USCC.New());

        var outcomes = await Send(partner.In("en"), $"""
            name,uscc,direction,landedOn,aliases

            {name},{uscc},digital-medicine,2026-03-01,"甲; ""乙""
            丙"
            {Names.New()},,nowhere,2026-02-30,
            {Names.New()},,other
            ,,,,

            {Names.New()},,other,,,extra
            """);

        outcomes.Select(o => $"{o["line"]} {o["outcome"].Text()}").ShouldBe(["3 created", "5 rejected", "6 created", "9 rejected"]);
        Errors(outcomes[1]).ShouldBe(["/landedOn invalid-date"]);
        outcomes[1]["errors"]![0]!["detail"].Text().ShouldStartWith("Not a date");
        Errors(outcomes[3]).ShouldBe([" cell-without-column"]);
        var record = (await partner.Get($"/v1/enterprises/{outcomes[0]["id"].Text()}")).ShouldBe(200);
        (record["name"].Text(), record["uscc"].Text(), record["landedOn"].Text()).ShouldBe((name, uscc, "2026-03-01"));
        record["aliases"].Texts().ShouldBe(["甲", "\"乙\"\n丙"]);
    }

    [Theory]
    [InlineData(',', "\n", false)]
    [InlineData(';', "\r\n", true)]
    [InlineData('\t', "\r", true)]
    public async Task Separators_line_ends_and_marks_do_not_matter(char separator, string lineEnd, bool withMark)
    {
        var partner = (await api.NewPartner()).Client;
        string[] lines = ["direction,name,externalId", $"other,{Names.New()},A", $"other,{Names.New()},B"];
        var text = string.Join(lineEnd, lines.Select(l => l.Replace(',', separator)));

        var outcomes = await Send(partner, (withMark ? "\uFEFF" : "") + text, $"{Path}?system=erp");

        outcomes.Select(o => $"{o["line"]} {o["outcome"].Text()}").ShouldBe(["2 created", "3 created"]);
    }

    [Fact]
    public async Task Cells_are_read_as_people_and_spreadsheets_write_them()
    {
        var partner = (await api.NewPartner()).Client;
        var name = Names.New();
        (await partner.Post("/v1/enterprises", new { name, direction = "other" })).ShouldBe(201);

        var outcomes = await Send(partner, $"""
            name,direction,landedOn,confirmDistinct,reason,industryCode
            '=1+1{name},ｏｔｈｅｒ ,２０２６/3/1,,,0111
            {name}, other,2026年3月2日,是,'-示例,7340
            +1{name},other,2026.3.3,FALSE,,
            """);

        outcomes.Select(o => o["outcome"].Text()).ShouldBe(["created", "created", "created"]);
        var made = await Task.WhenAll(outcomes.Select(async o => (await partner.Get($"/v1/enterprises/{o["id"].Text()}")).ShouldBe(200)));
        made.Select(m => (m["name"].Text(), m["landedOn"].Text())).ShouldBe([($"=1+1{name}", "2026-03-01"), (name, "2026-03-02"), ($"+1{name}", "2026-03-03")]);
        (made[0]["industryCode"].Text(), made[1]["distinctReason"].Text()).ShouldBe(("0111", "-示例"));
    }

    [Fact]
    public async Task An_empty_cell_leaves_a_member_and_a_mark_clears_it()
    {
        var partner = (await api.NewPartner()).Client;
        var made = (await partner.Post("/v1/enterprises", new
        {
            name = Names.New(), direction = "digital-medicine", industryCode = "7340", zone = "life-science-innovation-pole", aliases = new[] { "甲" }, landedOn = "2026-03-01",
        })).ShouldBe(201);

        var outcomes = await Send(partner, $"""
            id,industryCode,zone,aliases,name
            {made.Id},(clear),,（清空）,
            {made.Id},,,,(CLEAR)
            """);

        outcomes.Select(o => o["outcome"].Text()).ShouldBe(["updated", "rejected"]);
        Errors(outcomes[1]).ShouldBe(["/name cannot-be-cleared"]);
        var record = (await partner.Get($"/v1/enterprises/{made.Id}")).ShouldBe(200);
        (record["industryCode"], record["zone"].Text(), record["aliases"].Items().Count, record["landedOn"].Text()).ShouldBe((null, "life-science-innovation-pole", 0, "2026-03-01"));
    }

    [Theory]
    [InlineData("name,direction,ünknown\nX,other,1", "unknown-column", "/ünknown")]
    [InlineData("name,direction,name\nX,other,1", "repeated-column", "/name")]
    public async Task A_column_that_is_not_known_refuses_the_file_before_anything_is_written(string file, string code, string pointer)
    {
        var partner = (await api.NewPartner()).Client;

        (await partner.Send("POST", Path, file, Csv.Header)).ShouldBeProblem(400, code, (pointer, code))["detail"].Text().ShouldContain(pointer[1..]);

        (await partner.Get("/v1/enterprises")).ShouldBe(200)["items"].Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_as_a_whole_is_refused_before_anything_is_written()
    {
        var partner = (await api.NewPartner()).Client.In("zh-CN");
        var good = $"name,direction\n{Names.New()},other\n";
        // 示例 as GBK writes it, far behind lines that are good.
        byte[] gbk = [.. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(good, 1).Concat(Enumerable.Range(0, 5000).Select(_ => $"{Names.New()},other\n")))), 0xCA, 0xBE, 0xC0, 0xFD];

        (await partner.Send("POST", Path, gbk, Csv.Header)).ShouldBeProblem(400, "not-utf-8")["detail"].Text().ShouldContain("CSV UTF-8");
        (await partner.Send("POST", Path, Encoding.Unicode.GetBytes(good), Csv.Header)).Status.ShouldBe(400);
        (await partner.Send("POST", Path, "", Csv.Header)).ShouldBeProblem(400, "header-missing");
        (await partner.Send("POST", Path, " , \n", Csv.Header)).ShouldBeProblem(400, "header-missing");
        (await partner.Send("POST", Path, good, Xlsx.Header)).ShouldBeProblem(400, "malformed-workbook");
        (await partner.Send("POST", Path, "name,direction\n", Csv.Header)).ShouldBe(200).Body.ShouldBeEmpty();
        (await partner.Get("/v1/enterprises")).ShouldBe(200)["items"].Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task Records_that_never_end_are_refused_and_cost_no_more_than_others()
    {
        var partner = (await api.NewPartner()).Client;
        var endless = $"{Names.New()},other,\"{new string('甲', 3 * 1024 * 1024)}\"";

        var outcomes = await Send(partner, $"name,direction,reason\n{endless}\n{Names.New()},other,\n{new string(',', 2 * 1024 * 1024)}\n{Names.New()},other,\"not closed\n{Names.New()},other,\n");

        outcomes.Select(o => $"{o["line"]} {o["outcome"].Text()}").ShouldBe(["2 rejected", "3 created", "4 rejected", "5 rejected"]);
        outcomes.Where(o => o["errors"] is not null).SelectMany(Errors).ShouldBe([" line-too-long", " line-too-long", " quote-not-closed"]);
    }

    [Fact]
    public async Task The_same_file_goes_on_where_it_stopped_and_a_dry_run_stores_nothing()
    {
        var partner = (await api.NewPartner()).Client;
        var rows = Enumerable.Range(0, 40).Select(_ => $"{Names.New()},other\n").Prepend("name,direction\n").ToList();
        var key = ("Idempotency-Key", (string?)Guid.NewGuid().ToString());

        (await Send(partner, string.Concat(rows), $"{Path}?dryRun=true")).ShouldAllBe(o => o["outcome"].Text() == "created" && o["id"] == null);
        (await partner.Get("/v1/enterprises")).ShouldBe(200)["items"].Items().ShouldBeEmpty();
        var part = Outcomes(await partner.Send("POST", Path, string.Concat(rows[..26]), key, Csv.Header));
        var whole = Outcomes(await partner.Send("POST", Path, string.Concat(rows), key, Csv.Header));

        whole.ShouldAllBe(o => o["outcome"].Text() == "created");
        whole.Take(25).Select(o => o["id"].Text()).ShouldBe(part.Select(o => o["id"].Text()));
        (await partner.Get("/v1/enterprises?count=exact")).ShouldBe(200)["total"]!.GetValue<int>().ShouldBe(40);
        rows[3] = $"{Names.New()},other\n";
        Errors(Outcomes(await partner.Send("POST", Path, string.Concat(rows), key, Csv.Header))[2]).ShouldBe(["Idempotency-Key idempotency-key-reused"]);
    }

    [Fact]
    public async Task A_workbook_is_read_with_its_own_numbers_days_and_texts()
    {
        var partner = (await api.NewPartner()).Client;
        var (name, uscc) = (Names.New(), USCC.New());

        var outcomes = Outcomes(await partner.In("en").Send("POST", Path, Xlsx.Write(
            ["name", "direction", "landedOn", "industryCode", "uscc", "confirmDistinct"],
            [name, "other", 46082, 7340, uscc],
            [],
            [Names.New(), "other", "2026/3/2", null, null, true],
            [Names.New(), "other", "soon"]), Xlsx.Header));

        outcomes.Select(o => $"{o["line"]} {o["outcome"].Text()}").ShouldBe(["2 created", "4 created", "5 rejected"]);
        Errors(outcomes[2]).ShouldBe(["/landedOn invalid-date"]);
        var record = (await partner.Get($"/v1/enterprises/{outcomes[0]["id"].Text()}")).ShouldBe(200);
        (record["name"].Text(), record["landedOn"].Text(), record["industryCode"].Text(), record["uscc"].Text()).ShouldBe((name, "2026-03-01", "7340", uscc));
    }

    [Fact]
    public async Task Hostile_workbooks_are_refused()
    {
        var partner = (await api.NewPartner()).Client;
        const string Start = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";
        var good = $"<row r=\"1\"><c t=\"inlineStr\"><is><t>name</t></is></c><c t=\"inlineStr\"><is><t>direction</t></is></c></row><row r=\"2\"><c t=\"inlineStr\"><is><t>{Names.New()}</t></is></c><c t=\"inlineStr\"><is><t>other</t></is></c></row>";
        const string End = "</sheetData></worksheet>";

        // Texts that unpack to more than a workbook may hold.
        (await Post(Xlsx.Pack(Start + good + End, "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">" + string.Concat(Enumerable.Repeat("<si><t/></si>", 2_200_000)) + "</sst>"))).ShouldBeProblem(413, "workbook-too-large");
        // Broken behind rows that are good.
        (await Post(Xlsx.Pack(Start + good + "<row r=\"3\"><c>" + End))).ShouldBeProblem(400, "malformed-workbook");
        // A document type could name other files.
        (await Post(Xlsx.Pack("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>" + Start + "&e;" + good + End))).ShouldBeProblem(400, "malformed-workbook");
        // A row of more cells than there are columns.
        Outcomes(await Post(Xlsx.Pack(Start + good + "<row r=\"3\">" + string.Concat(Enumerable.Repeat("<c><v>1</v></c>", 20_000)) + "</row><row r=\"4\"><c r=\"ZZZZZZZZ4\"><v>1</v></c></row>" + End)))
            .Select(o => $"{o["line"]} {o["outcome"].Text()}").ShouldBe(["2 created", "3 rejected", "4 rejected"]);

        Task<Answer> Post(byte[] file) => partner.Send("POST", Path, file, Xlsx.Header);
    }

    private static async Task<IReadOnlyList<JsonNode>> Send(Client client, string file, string path = Path) =>
        Outcomes(await client.Send("POST", path, file, Csv.Header));

    private static List<JsonNode> Outcomes(Answer answer) =>
        [.. answer.ShouldBe(200).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!)];

    private static IEnumerable<string> Errors(JsonNode outcome) => outcome["errors"].Items().Select(e => $"{e["pointer"].Text()} {e["code"].Text()}");
}
