using System.Text.Json.Nodes;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Lists, each seen by a partner of its own, so that the tests do not meet.</summary>
public sealed class ListTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Enterprises = "/v1/enterprises";

    [Fact]
    public async Task A_list_is_given_in_order_of_creation_page_by_page()
    {
        var partner = await PartnerWith("丙", "甲", "乙", "丁", "戊");

        var pages = await Pages(partner, $"{Enterprises}?limit=2&count=exact");

        pages.Select(p => p["items"].Items().Count).ShouldBe([2, 2, 1]);
        pages.SelectMany(Names).ShouldBe(["丙", "甲", "乙", "丁", "戊"]);
        pages.ShouldAllBe(p => p["total"]!.GetValue<int>() == 5);
        (await partner.Client.Get(Enterprises)).ShouldBe(200).Json.AsObject().ContainsKey("total").ShouldBeFalse();
    }

    [Fact]
    public async Task The_link_to_the_next_page_keeps_filters_and_order()
    {
        var partner = await PartnerWith("甲", "乙", "丙");

        var first = (await partner.Client.Get($"{Enterprises}?stage=lead&sort=-name&limit=2")).ShouldBe(200);

        var link = first.Header("Link").ShouldNotBeNull();
        link.ShouldEndWith(">; rel=\"next\"");
        var second = (await partner.Client.Get(link[1..link.IndexOf('>', StringComparison.Ordinal)])).ShouldBe(200);
        Names(first).Concat(Names(second)).ShouldBe(["乙", "甲", "丙"]);
        second["next"].ShouldBeNull();
        second.Header("Link").ShouldBeNull();
    }

    [Fact]
    public async Task Chinese_names_are_in_order_of_pinyin()
    {
        // By code point these would stand otherwise.
        var partner = await PartnerWith("安康", "智慧", "博雅", "诚信", "医药", "a", "2");

        Names(await partner.Client.Get($"{Enterprises}?sort=name")).ShouldBe(["2", "安康", "博雅", "诚信", "医药", "智慧", "a"]);
        Names(await partner.Client.Get($"{Enterprises}?sort=-name")).ShouldBe(["a", "智慧", "医药", "诚信", "博雅", "安康", "2"]);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("-id")]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("landedOn")]
    [InlineData("-landedOn")]
    [InlineData("signedOn")]
    [InlineData("updatedAt")]
    [InlineData("-updatedAt")]
    public async Task Each_record_is_given_exactly_once_in_any_order_while_others_are_written(string sort)
    {
        var partner = await api.NewPartner();
        var there = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            // Many share their sort key; some have none.
            var landedOn = i % 3 == 0 ? null : $"2026-01-0{1 + (i % 2)}";
            there.Add((await partner.Client.Post(Enterprises, new { name = $"示例{i % 2}", direction = "other", landedOn, confirmDistinct = true, reason = "示例" })).ShouldBe(201).Id);
        }

        var seen = new List<string>();
        for (string? path = $"{Enterprises}?sort={sort}&limit=5"; path is not null;)
        {
            var page = (await partner.Client.Get(path)).ShouldBe(200);
            seen.AddRange(page["items"].Items().Select(i => i["id"].Text()));
            path = page["next"] is { } next ? $"{Enterprises}?sort={sort}&limit=5&cursor={next.Text()}" : null;
            (await partner.Client.Post(Enterprises, new { name = $"示例{seen.Count}", direction = "other", landedOn = "2026-01-01", confirmDistinct = true, reason = "示例" })).ShouldBe(201);
            seen.Count.ShouldBeLessThan(100);
        }

        seen.ShouldBeUnique();
        there.Except(seen).ShouldBeEmpty();
    }

    [Fact]
    public async Task Filters_narrow_the_list()
    {
        var partner = await api.NewPartner();
        await Post("甲", new { name = "甲", direction = "digital-medicine", subField = "digital-medicine.ai-drug-rd", tiers = new[] { "leader" }, industryCode = "7340" });
        await Post("乙", new { name = "乙", direction = "pharma-distribution", landedOn = "2025-03-31", cxoKinds = new[] { "cro", "cso" } });
        await Post("丙", new { name = "丙", direction = "gene-cell-therapy", signedOn = "2026-01-01", landedOn = "2026-01-02", tiers = new[] { "headquarters", "leader" }, zone = "medicine-commerce-pole", carrier = "times-paradise-walk" });

        foreach (var (query, names) in new (string, string[])[]
        {
            ("stage=lead", ["甲"]), ("stage=landed", ["乙", "丙"]), ("stage=lead,landed", ["甲", "乙", "丙"]), ("stage=voided", []),
            ("verification=submitted", ["甲", "乙", "丙"]), ("verification=verified,returned", []),
            ("direction=digital-medicine,gene-cell-therapy", ["甲", "丙"]), ("subField=digital-medicine.ai-drug-rd", ["甲"]),
            ("tier=leader", ["甲", "丙"]), ("tier=headquarters,innovative-sme", ["丙"]), ("cxoKind=cso", ["乙"]),
            ("zone=medicine-commerce-pole", ["丙"]), ("carrier=times-paradise-walk", ["丙"]), ("industryCode=7340", ["甲"]),
            ("landedOn=2026-01-02", ["丙"]), ("landedOn.gte=2025-03-31", ["乙", "丙"]), ("landedOn.gt=2025-03-31", ["丙"]),
            ("landedOn.lte=2025-12-31", ["乙"]), ("landedOn.lt=2025-03-31", []), ("signedOn.lte=2026-01-01", ["丙"]),
            ("landedOn.gte=2025-01-01&landedOn.lt=2026-01-01", ["乙"]), ("landedOn.gte=２０２６-０１-０１", ["丙"]),
            ($"ownerOrganizationId={partner.OrganizationId}", ["甲", "乙", "丙"]), ($"ownerOrganizationId={Guid.Empty}", []),
            ("ownerOrganizationId=' or 1=1 --", []),
        })
        {
            var page = (await partner.Client.Get($"{Enterprises}?{query}&count=exact")).ShouldBe(200);
            Names(page).ShouldBe(names, query);
            page["total"]!.GetValue<int>().ShouldBe(names.Length, query);
        }

        async Task Post(string name, object body) => (await partner.Client.Post(Enterprises, Confirmed(body))).ShouldBe(201)["name"].Text().ShouldBe(name);
    }

    private static JsonObject Confirmed(object body)
    {
        var json = System.Text.Json.JsonSerializer.SerializeToNode(body)!.AsObject();
        (json["confirmDistinct"], json["reason"]) = (true, "示例");
        return json;
    }

    private async Task<Partner> PartnerWith(params string[] names)
    {
        var partner = await api.NewPartner();
        foreach (var name in names)
            (await partner.Client.Post(Enterprises, new { name, direction = "other", confirmDistinct = true, reason = "示例" })).ShouldBe(201);
        return partner;
    }

    private static async Task<List<Answer>> Pages(Partner partner, string path)
    {
        var pages = new List<Answer>();
        for (var cursor = ""; ;)
        {
            pages.Add((await partner.Client.Get(path + cursor)).ShouldBe(200));
            if (pages[^1]["next"] is not { } next)
                return pages;
            cursor = $"&cursor={next.Text()}";
            pages.Count.ShouldBeLessThan(100);
        }
    }

    private static IEnumerable<string> Names(Answer page) => page["items"].Items().Select(i => i["name"].Text());
}
