using System.Text.Json.Nodes;

namespace HealthPark.IntegrationTests.Api;

/// <summary>A program that knows the site's name alone finds everything else from there.</summary>
public sealed class DiscoveryTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Catalog = "/.well-known/api-catalog";

    [Fact]
    public async Task The_catalogue_leads_to_the_API_its_contract_its_documentation_and_its_health()
    {
        var catalog = (await api.Anonymous.Get(Catalog)).ShouldBe(200);

        catalog.ContentType.ShouldBe("application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"");
        var contexts = catalog["linkset"].Items();
        contexts[0]["anchor"].Text().ShouldBe(new Uri(api.Program.Address, Catalog).ToString());
        contexts[0]["item"].Items()[0]["href"].Text().ShouldBe(contexts[1]["anchor"].Text());
        foreach (var relation in new[] { "service-desc", "service-doc", "service-meta", "status" })
        {
            foreach (var target in contexts[1][relation].Items())
            {
                using var found = await Follow(target["href"].Text());
                ((int)found.StatusCode).ShouldBe(200, relation);
                found.Content.Headers.ContentType!.MediaType.ShouldBe(target["type"].Text());
            }
        }
    }

    [Fact]
    public async Task HEAD_answers_with_the_link_that_RFC_9727_asks_for()
    {
        var head = (await api.Anonymous.Send("HEAD", Catalog, null)).ShouldBe(200);

        head.Header("Link").ShouldBe($"<{Catalog}>; rel=\"api-catalog\"");
        head.Bytes.ShouldBeEmpty();
        head.ETag.ShouldBe((await api.Anonymous.Get(Catalog)).ETag);
        (await api.Anonymous.Send("HEAD", "/v1", null)).ShouldBe(200).Header("Link").ShouldBe($"<{Catalog}>; rel=\"api-catalog\"");
    }

    [Fact]
    public async Task A_bad_path_leads_to_the_index_and_the_index_to_all_else()
    {
        var lost = (await api.Anonymous.Get("/enterprises")).ShouldBeProblem(404, "no-such-path");

        var index = (await api.Anonymous.Get(lost["api"].Text())).ShouldBe(200);

        foreach (var member in new[] { "contract", "documentation", "changelog", "codeLists", "stateMachines", "health", "catalog" })
        {
            using var found = await Follow(index[member].Text());
            ((int)found.StatusCode).ShouldBe(200, member);
        }

        var enterprises = index["collections"].Items().Single(c => c["name"].Text() == "enterprises");
        enterprises["zh"].Text().ShouldBe("企业");
        (await api.Admin.Get(enterprises["href"].Text())).ShouldBe(200);
        enterprises["writeScope"].Text().ShouldBe("enterprises:write");
    }

    [Fact]
    public async Task The_index_lists_whatever_the_contract_lets_read_without_a_record()
    {
        var document = JsonNode.Parse(await api.Anonymous.Http.GetStringAsync("/openapi/v1.json"))!;
        var reads = (await api.Anonymous.Get("/v1"))["reads"].Items().Select(r => (r["operation"].Text(), r["href"].Text())).ToList();

        reads.ShouldBe(
            from path in document["paths"]!.AsObject()
            where path.Key.StartsWith("/v1/", StringComparison.Ordinal) && !path.Key.Contains('{', StringComparison.Ordinal) && path.Value!["get"] is not null
            select (path.Value!["get"]!["operationId"].Text(), path.Key), ignoreOrder: true);
        reads.ShouldContain(("ListEnterprises", "/v1/enterprises"));
    }

    [Theory]
    [InlineData("/v1")]
    [InlineData("/v1/changelog")]
    [InlineData("/v1/code-lists")]
    [InlineData("/v1/code-lists/carriers")]
    [InlineData(Catalog)]
    public async Task What_is_known_already_is_304_and_an_unknown_parameter_400(string path)
    {
        var first = (await api.Anonymous.Get(path)).ShouldBe(200);

        (await api.Anonymous.Get(path, ("If-None-Match", first.ETag))).ShouldBe(304);
        (await api.Anonymous.Get($"{path}?colour=red")).ShouldBeProblem(400, "unknown-parameter", ("colour", "unknown-parameter"));
    }

    [Fact]
    public async Task The_changelog_is_read_from_its_newest_entry_on()
    {
        var entries = (await api.Anonymous.Get("/v1/changelog")).ShouldBe(200)["items"].Items();

        entries.ShouldNotBeEmpty();
        entries.Select(e => e["date"].Text()).ShouldBe(entries.Select(e => e["date"].Text()).OrderDescending());
        entries.ShouldAllBe(e => e["zh"].Text().Length > 0 && e["en"].Text().Length > 0);
        entries.SelectMany(e => e["operations"].Texts()).ShouldContain("ReviseEnterprise");
    }

    private Task<HttpResponseMessage> Follow(string href) => FollowRedirects(new Uri(api.Program.Address, href));

    // The documentation's page stands behind a redirect to its own folder.
    private async Task<HttpResponseMessage> FollowRedirects(Uri address)
    {
        var answer = await api.Anonymous.Http.GetAsync(address);
        return answer.Headers.Location is { } location ? await FollowRedirects(new Uri(address, location)) : answer;
    }
}
