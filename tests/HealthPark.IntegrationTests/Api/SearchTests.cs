using Npgsql;

namespace HealthPark.IntegrationTests.Api;

/// <summary>What <c>q</c> finds. Each test looks as a partner of its own, so that they do not meet.</summary>
public sealed class SearchTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Enterprises = "/v1/enterprises";

    private const string Biotech = "重庆（示例）生物科技有限公司";
    private const string Printing = "演示３Ｄ打印医疗";
    private const string Rare = "𠮷田𬭊演示医院";
    private const string English = "Demo Bio-Pharma 99% a_b";

    [Fact]
    public async Task A_part_of_a_name_another_name_or_a_code_finds_in_characters_and_in_pinyin()
    {
        var partner = await api.NewPartner();
        await Post(partner, new { name = Biotech, aliases = new[] { "长生制药", "渝药" }, uscc = "91000000MAHP000273" });
        await Post(partner, new { name = Printing });
        await Post(partner, new { name = Rare });
        await Post(partner, new { name = English });

        foreach (var (q, names) in new (string, string[])[]
        {
            // characters: any part, in any width, brackets and blanks aside
            ("重庆", [Biotech]), ("庆示例生", [Biotech]), ("重庆(示例)生物", [Biotech]), ("重庆生物", []), ("科技有限公司", [Biotech]),
            ("药", [Biotech]), ("司", [Biotech]), ("医", [Printing, Rare]), ("院", [Rare]), ("医药", []), ("3d打印", [Printing]), ("３Ｄ", [Printing]),
            ("𠮷", [Rare]), ("𬭊演", [Rare]), ("𬭊田", []),
            // several words, each somewhere
            ("医疗 演示", [Printing]), ("示例　渝药", [Biotech]), ("演示 医", [Printing, Rare]), ("演示 重庆", []),
            // the end of one name and the beginning of the next are no word
            ("公司长生", []), ("制药渝", []),
            // codes by their parts
            ("MAHP0002", [Biotech]), ("mahp", [Biotech]), ("91000000mahp000273", [Biotech]), ("273", [Biotech]), ("274", []),
            // Latin letters; a percent sign and an underscore are punctuation, and stand for nothing
            ("bio", [English]), ("biopharma", [English]), ("BIO-PHARMA", [English]), ("99%", [English]), ("a_b", [English]), ("9%b", []), ("d_mo", []),
            // initials, in every reading: 重 chong zhong, 长 chang zhang
            ("cqsl", [Biotech]), ("zqsl", [Biotech]), ("ZQSLSW", [Biotech]), ("zqsw", []), ("cszy", [Biotech]), ("zszy", [Biotech]), ("yszy", []),
            ("3ddy", [Printing]), ("ysyy", [Rare]),
            // syllables, the last of which may be cut short
            ("chongqing", [Biotech]), ("zhongqingshili", [Biotech]), ("shengw", [Biotech]), ("changsheng", [Biotech]), ("yanshi", [Printing, Rare]),
            ("qingzhong", []), ("yaoy", []), ("shengwu youxian", [Biotech]),
        })
        {
            var page = (await partner.Client.Get($"{Enterprises}?q={Uri.EscapeDataString(q)}&count=exact")).ShouldBe(200);
            Names(page).ShouldBe(names, q);
            page["total"]!.GetValue<int>().ShouldBe(names.Length, q);
        }
    }

    [Fact]
    public async Task It_goes_with_filters_orders_and_pages()
    {
        var partner = await api.NewPartner();
        foreach (var name in new[] { "示例丙", "示例甲", "演示乙", "示例丁" })
            await Post(partner, new { name, landedOn = name == "示例丁" ? null : "2026-01-01" });

        var path = $"{Enterprises}?q=示例&stage=landed&sort=-name&limit=1";
        var first = (await partner.Client.Get(path)).ShouldBe(200);
        var link = first.Header("Link").ShouldNotBeNull();
        var second = (await partner.Client.Get(link[1..link.IndexOf('>', StringComparison.Ordinal)])).ShouldBe(200);

        Names(first).Concat(Names(second)).ShouldBe(["示例甲", "示例丙"]);
        second["next"].ShouldBeNull();
        (await partner.Client.Get($"{Enterprises}?q=演示&sort=-name&limit=1&cursor={first["next"].Text()}")).ShouldBeProblem(400, "invalid-cursor");
    }

    [Fact]
    public async Task A_client_that_has_the_answer_is_told_so_and_another_question_has_another_answer()
    {
        var partner = await api.NewPartner();
        await Post(partner, new { name = "示例甲" });
        await Post(partner, new { name = "示例乙" });
        var known = (await partner.Client.Get($"{Enterprises}?q=甲")).ShouldBe(200);

        (await partner.Client.Get($"{Enterprises}?q=甲", ("If-None-Match", known.ETag))).ShouldBe(304).Header("Vary").ShouldNotBeNull().ShouldContain("Authorization");
        Names((await partner.Client.Get($"{Enterprises}?q=乙", ("If-None-Match", known.ETag))).ShouldBe(200)).ShouldBe(["示例乙"]);
    }

    [Fact]
    public async Task A_name_that_changed_is_found_by_what_it_is_now()
    {
        var partner = await api.NewPartner();
        var enterprise = await Post(partner, new { name = "示例旧名" });

        (await partner.Client.Patch($"{Enterprises}/{enterprise.Id}", new { name = "示例新号" }, ("If-Match", enterprise.ETag))).ShouldBe(200);

        Names(await partner.Client.Get($"{Enterprises}?q=旧名")).ShouldBeEmpty();
        Names(await partner.Client.Get($"{Enterprises}?q=新号")).ShouldBe(["示例新号"]);
    }

    [Fact]
    public async Task A_partner_finds_its_own_records_only()
    {
        var (one, other) = (await api.NewPartner(), await api.NewPartner());
        await Post(one, new { name = "示例独门" });

        Names(await one.Client.Get($"{Enterprises}?q=独门")).ShouldBe(["示例独门"]);
        Names(await other.Client.Get($"{Enterprises}?q=独门")).ShouldBeEmpty();
        Names(await api.Admin.Get($"{Enterprises}?q=独门")).ShouldBe(["示例独门"]);
    }

    [Fact]
    public async Task Organisations_are_found_too()
    {
        var name = "演示孵化" + Guid.NewGuid().ToString("N");
        (await api.Admin.Post("/v1/organizations", new { name, kind = "partner" })).ShouldBe(201);

        foreach (var q in new[] { name, name[4..].ToUpperInvariant(), $"ysfh {name[8..]}", $"fuhua {name[8..20]}" })
            Names(await api.Admin.Get($"/v1/organizations?q={Uri.EscapeDataString(q)}")).ShouldBe([name], q);
    }

    [Theory]
    [InlineData("%25", "invalid-value")]
    [InlineData("_", "invalid-value")]
    [InlineData("%20%E3%80%80", "invalid-value")]
    [InlineData("%00", "nul-in-text")]
    [InlineData("%E7%94%B2%00", "nul-in-text")]
    public async Task What_cannot_be_looked_for_is_refused(string q, string code) =>
        (await api.Admin.Get($"{Enterprises}?q={q}")).ShouldBeProblem(400, code, ("q", code));

    [Theory]
    [InlineData(101)]
    [InlineData(10_000)]
    public async Task What_is_too_long_is_refused(int length)
    {
        (await api.Admin.Get($"{Enterprises}?q={new string('a', length)}")).ShouldBeProblem(400, "invalid-value", ("q", "invalid-value"));
        (await api.Admin.Get($"{Enterprises}?q={Uri.EscapeDataString(new string('医', length))}")).ShouldBeProblem(400, "invalid-value", ("q", "invalid-value"));
        (await api.Admin.Get($"{Enterprises}?q={Uri.EscapeDataString(new string('医', 100))}")).ShouldBe(200);
    }

    [Theory]
    [InlineData("'")]
    [InlineData("a' | b")]
    [InlineData("!(:*)&<->\\")]
    [InlineData("\uFFFD甲")]
    public async Task Signs_of_the_query_language_are_punctuation(string q) => (await api.Admin.Get($"{Enterprises}?q={Uri.EscapeDataString("甲" + q)}")).ShouldBe(200);

    [Fact]
    public async Task An_empty_question_asks_for_all()
    {
        var partner = await api.NewPartner();
        await Post(partner, new { name = "示例甲" });

        Names(await partner.Client.Get($"{Enterprises}?q=")).ShouldBe(["示例甲"]);
    }

    [Fact]
    public async Task Records_from_before_there_was_search_are_found_once_the_program_has_started()
    {
        var partner = await api.NewPartner();
        await Post(partner, new { name = "示例从前" });
        await Execute("update enterprises.enterprises set search = null; select event_store.make_read_models_again('enterprises')");
        Names(await partner.Client.Get($"{Enterprises}?q=从前")).ShouldBeEmpty();

        await using (await ApiProgram.Start(api.Database, api.AdminKey))
            Names(await partner.Client.Get($"{Enterprises}?q=从前")).ShouldBe(["示例从前"]);

        (await Execute("select count(*)::int from event_store.stale_read_models")).ShouldBe(0);
        (await Execute("select attstattarget::int from pg_attribute where attrelid = 'enterprises.enterprises'::regclass and attname = 'search'")).ShouldBe(1000);
    }

    private async Task<int?> Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(api.Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() as int?;
    }

    private static async Task<Answer> Post(Partner partner, object body)
    {
        var json = System.Text.Json.JsonSerializer.SerializeToNode(body)!.AsObject();
        (json["direction"], json["confirmDistinct"], json["reason"]) = ("other", true, "示例");
        return (await partner.Client.Post(Enterprises, json)).ShouldBe(201);
    }

    private static IEnumerable<string> Names(Answer page) => page.ShouldBe(200)["items"].Items().Select(i => i["name"].Text());
}
