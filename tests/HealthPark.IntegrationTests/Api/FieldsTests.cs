namespace HealthPark.IntegrationTests.Api;

public sealed class FieldsTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Enterprises = "/v1/enterprises";

    [Fact]
    public async Task Only_the_members_that_are_asked_for_are_answered_and_the_id()
    {
        var partner = await api.NewPartner();
        var whole = await Post(partner);
        var path = $"{Enterprises}/{whole.Id}";

        foreach (var (fields, members) in new (string, string[])[]
        {
            ("name", ["id", "name"]), ("stage,name", ["id", "name", "stage"]), (" uscc , landedOn,uscc", ["id", "uscc", "landedOn"]), ("id", ["id"]),
        })
        {
            foreach (var record in new[]
            {
                (await partner.Client.Get($"{path}?fields={Uri.EscapeDataString(fields)}")).ShouldBe(200).Json,
                (await partner.Client.Get($"{path}?version=1&fields={Uri.EscapeDataString(fields)}")).ShouldBe(200).Json,
                (await partner.Client.Get($"{Enterprises}?fields={Uri.EscapeDataString(fields)}")).ShouldBe(200)["items"].Items().Single(),
            })
            {
                record.AsObject().Select(m => m.Key).ShouldBe(members, fields);
                foreach (var (name, value) in record.AsObject())
                    value?.ToJsonString().ShouldBe(whole[name]?.ToJsonString());
            }
        }

        (await partner.Client.Get($"{path}?fields=")).ShouldBe(200).Body.ShouldBe(whole.Body);
        (await partner.Client.Get($"/v1/organizations/{partner.OrganizationId}?fields=kind")).ShouldBe(200).Body
            .ShouldBe($$"""{"id":"{{partner.OrganizationId}}","kind":"partner"}""");
    }

    [Fact]
    public async Task Parts_of_a_record_are_cut_too_and_amounts_keep_their_digits()
    {
        var partner = await api.NewPartner();
        var path = $"{Enterprises}/{(await Post(partner)).Id}/revenue-declarations/2026";
        (await partner.Client.Put(path, """{"amountYuan":12345678901.10,"source":"enterprise"}""")).ShouldBe(201);

        var whole = (await partner.Client.Get(path)).ShouldBe(200);
        var members = whole.Json.AsObject().Select(m => m.Key).ToList();
        var cut = (await partner.Client.Get($"{path}?fields={string.Join(',', members.Skip(1))}")).ShouldBe(200);

        cut.Body.ShouldContain("12345678901.1");
        cut.Json.AsObject().Select(m => m.Key).ShouldBe(members.Skip(1));
    }

    [Fact]
    public async Task Each_view_has_its_own_entity_tag_and_each_of_them_lets_its_reader_write()
    {
        var partner = await api.NewPartner();
        var path = $"{Enterprises}/{(await Post(partner)).Id}";
        var whole = (await partner.Client.Get(path)).ShouldBe(200);
        var name = (await partner.Client.Get($"{path}?fields=name")).ShouldBe(200);
        var stage = (await partner.Client.Get($"{path}?fields=stage")).ShouldBe(200);
        new[] { whole.ETag, name.ETag, stage.ETag }.ShouldBeUnique();

        (await partner.Client.Get($"{path}?fields=name", ("If-None-Match", name.ETag))).ShouldBe(304);
        (await partner.Client.Get($"{path}?fields=name", ("If-None-Match", whole.ETag))).ShouldBe(200);
        (await partner.Client.Get(path, ("If-None-Match", name.ETag))).ShouldBe(200);

        (await partner.Client.Patch(path, new { zone = "life-science-innovation-pole" }, ("If-Match", name.ETag))).ShouldBe(200);
        (await partner.Client.Patch(path, new { zone = (string?)null }, ("If-Match", stage.ETag))).ShouldBeProblem(412, "version-mismatch");
        (await partner.Client.Get($"{path}?fields=name", ("If-None-Match", name.ETag))).ShouldBe(200).ETag.ShouldNotBe(name.ETag);
    }

    [Fact]
    public async Task A_list_has_a_tag_for_each_view_and_one_cursor_for_all()
    {
        var partner = await api.NewPartner();
        var first = await Post(partner);
        var second = await Post(partner);

        var whole = (await partner.Client.Get($"{Enterprises}?limit=1")).ShouldBe(200);
        var cut = (await partner.Client.Get($"{Enterprises}?limit=1&fields=name", ("If-None-Match", whole.ETag))).ShouldBe(200);
        (await partner.Client.Get($"{Enterprises}?limit=1&fields=name", ("If-None-Match", cut.ETag))).ShouldBe(304);

        cut["items"].Items().Single()["id"].Text().ShouldBe(first.Id);
        cut.Header("Link").ShouldNotBeNull().ShouldContain("fields=name");
        (await partner.Client.Get($"{Enterprises}?cursor={cut["next"].Text()}")).ShouldBe(200)["items"].Items().Single().ToJsonString().ShouldBe(second.Json.ToJsonString());
    }

    [Theory]
    [InlineData("colour")]
    [InlineData("name,Name")]
    [InlineData("name.first")]
    public async Task An_unknown_field_is_refused_and_the_known_ones_are_named(string fields)
    {
        var enterprise = await Post(await api.NewPartner());
        foreach (var path in new[] { Enterprises, $"{Enterprises}/{enterprise.Id}" })
        {
            (await api.Admin.Get($"{path}?fields={fields}")).ShouldBeProblem(400, "unknown-field", ("fields", "unknown-field"))
                ["detail"].Text().ShouldContain("landedOn");
        }
    }

    private static async Task<Answer> Post(Partner partner) => (await partner.Client.Post(
        Enterprises, new { name = Names.New(), direction = "other", landedOn = "2026-01-01" })).ShouldBe(201);
}
