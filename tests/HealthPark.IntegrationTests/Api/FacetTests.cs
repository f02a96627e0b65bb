namespace HealthPark.IntegrationTests.Api;

public sealed class FacetTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Enterprises = "/v1/enterprises";

    [Fact]
    public async Task The_whole_list_is_counted_by_each_value_and_a_facet_leaves_its_own_filter_aside()
    {
        var partner = await api.NewPartner();
        await Post(new { name = "示例甲", direction = "digital-medicine", tiers = new[] { "leader", "headquarters" } });
        await Post(new { name = "示例乙", direction = "digital-medicine", landedOn = "2026-01-01", tiers = new[] { "leader" } });
        await Post(new { name = "演示丙", direction = "other", landedOn = "2026-01-02", zone = "medicine-commerce-pole" });

        foreach (var (query, facets) in new (string, string)[]
        {
            ("facets=stage", """{"stage":[{"value":"landed","count":2},{"value":"lead","count":1}]}"""),
            ("facets=stage&limit=1", """{"stage":[{"value":"landed","count":2},{"value":"lead","count":1}]}"""),
            ("facets=stage&stage=lead", """{"stage":[{"value":"landed","count":2},{"value":"lead","count":1}]}"""),
            ("facets=direction,stage&stage=landed", """{"direction":[{"value":"digital-medicine","count":1},{"value":"other","count":1}],"stage":[{"value":"landed","count":2},{"value":"lead","count":1}]}"""),
            ("facets=direction,stage&stage=landed&direction=other", """{"direction":[{"value":"digital-medicine","count":1},{"value":"other","count":1}],"stage":[{"value":"landed","count":1}]}"""),
            ("facets=stage&q=示例", """{"stage":[{"value":"landed","count":1},{"value":"lead","count":1}]}"""),
            ("facets=stage&landedOn.gte=2026-01-02", """{"stage":[{"value":"landed","count":1}]}"""),
            ("facets=tier", """{"tier":[{"value":"leader","count":2},{"value":"headquarters","count":1}]}"""),
            ("facets=tier&tier=headquarters", """{"tier":[{"value":"leader","count":2},{"value":"headquarters","count":1}]}"""),
            ("facets=tier,zone&tier=headquarters", """{"tier":[{"value":"leader","count":2},{"value":"headquarters","count":1}],"zone":[]}"""),
            ("facets=zone, zone", """{"zone":[{"value":"medicine-commerce-pole","count":1}]}"""),
        })
        {
            (await partner.Client.Get($"{Enterprises}?{query}")).ShouldBe(200)["facets"]!.ToJsonString().ShouldBe(facets, query);
        }

        async Task Post(object body) => (await partner.Client.Post(Enterprises, body)).ShouldBe(201);
    }

    [Fact]
    public async Task They_are_there_only_when_asked_for_and_have_a_tag_of_their_own()
    {
        var partner = await api.NewPartner();
        (await partner.Client.Post(Enterprises, new { name = Names.New(), direction = "other" })).ShouldBe(201);
        var without = (await partner.Client.Get(Enterprises)).ShouldBe(200);

        without.Json.AsObject().ContainsKey("facets").ShouldBeFalse();
        (await partner.Client.Get($"{Enterprises}?facets=")).ShouldBe(200).Body.ShouldBe(without.Body);
        var with = (await partner.Client.Get($"{Enterprises}?facets=stage", ("If-None-Match", without.ETag))).ShouldBe(200);
        (await partner.Client.Get($"{Enterprises}?facets=stage", ("If-None-Match", with.ETag))).ShouldBe(304);
        (await partner.Client.Post(Enterprises, new { name = Names.New(), direction = "other" })).ShouldBe(201);
        (await partner.Client.Get($"{Enterprises}?facets=stage&limit=1", ("If-None-Match", with.ETag))).ShouldBe(200);
    }

    [Theory]
    [InlineData("colour")]
    [InlineData("stage,name")]
    [InlineData("landedOn")]
    [InlineData("q")]
    [InlineData("industryCode")]
    public async Task What_is_no_closed_list_of_codes_is_refused(string facets) =>
        (await api.Admin.Get($"{Enterprises}?facets={facets}")).ShouldBeProblem(400, "unknown-facet", ("facets", "unknown-facet"))["detail"].Text().ShouldContain("stage");

    [Fact]
    public async Task A_list_without_such_filters_does_not_take_the_parameter() =>
        (await api.Admin.Get("/v1/api-keys?facets=name")).ShouldBeProblem(400, "unknown-parameter", ("facets", "unknown-parameter"));
}
