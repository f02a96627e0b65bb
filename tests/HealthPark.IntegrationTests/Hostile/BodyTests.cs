using System.IO.Compression;
using HealthPark.Hostile;
using HealthPark.IntegrationTests.Api;

namespace HealthPark.IntegrationTests.Hostile;

/// <summary>Bodies that a hostile run found to be answered with a failure of ours: each kind is a problem of the client's.</summary>
public sealed class BodyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Lone = "{\"name\":\"示\\ud800例\",\"direction\":\"other\"}";

    [Theory]
    [InlineData("utf-16")]
    [InlineData("gb2312")]
    [InlineData("utf-7")]
    [InlineData("nonsense")]
    public async Task JSON_in_another_charset_is_415(string charset)
    {
        var type = ("Content-Type", $"application/json; charset={charset}");

        (await api.Admin.Post("/v1/enterprises", "{}", type)).ShouldBeProblem(415, "unsupported-media-type");
        (await api.Admin.Put("/v1/sources/erp/enterprises/1", "{}", type)).ShouldBeProblem(415, "unsupported-media-type");
        (await api.Admin.Post("/v1/enterprises", new { name = Names.New(), direction = "other" }, ("Content-Type", "application/json; charset=\"UTF-8\""))).ShouldBe(201);
    }

    [Theory]
    [InlineData("enterprises")]
    [InlineData("talents")]
    public async Task A_source_s_record_with_a_member_twice_is_400(string collection) =>
        (await api.Admin.Put($"/v1/sources/erp/{collection}/twice", "{\"name\":\"示例\",\"name\":\"示例\"}", Key)).ShouldBeProblem(400, "malformed-json", ("", "duplicate-member"));

    [Theory]
    [InlineData("enterprises")]
    [InlineData("talents")]
    public async Task A_source_s_record_with_text_that_is_no_Unicode_is_400(string collection)
    {
        (await api.Admin.Put($"/v1/sources/erp/{collection}/lone", Lone, Key)).ShouldBeProblem(400, "malformed-json", ("/name", "invalid-text"));
        (await api.Admin.Put($"/v1/sources/erp/{collection}/lone", (byte[])[.. "{\"name\":\""u8, 0xc3, 0x28, .. "\"}"u8], Key)).ShouldBeProblem(400, "malformed-json", ("/name", "invalid-text"));
        (await api.Admin.Put($"/v1/sources/erp/{collection}/lone", "{\"\\udc00\":1}", Key)).ShouldBeProblem(400, "malformed-json");
    }

    [Fact]
    public async Task A_line_with_text_that_is_no_Unicode_is_rejected_and_the_others_are_carried_out()
    {
        string Good() => $"{{\"name\":\"{Names.New()}\",\"direction\":\"other\"}}";

        var answer = (await api.Admin.Post("/v1/enterprises/batch", $"{Good()}\n{Lone}\n{Good()}\n", ("Content-Type", "application/x-ndjson"))).ShouldBe(200);

        var outcomes = answer.Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => System.Text.Json.Nodes.JsonNode.Parse(l)!).ToList();
        outcomes.Select(o => o["outcome"].Text()).ShouldBe(["created", "rejected", "created"]);
        var error = outcomes[1]["errors"].Items().ShouldHaveSingleItem();
        (error["pointer"].Text(), error["code"].Text()).ShouldBe(("/name", "invalid-text"));
    }

    [Theory]
    [InlineData("\"\\ud800\"", "invalid-text")]
    [InlineData("\"a\\u0000\"", "nul-in-text")]
    [InlineData("[{\"a\":\"\\u0000\"}]", "nul-in-text")]
    public async Task A_disputed_value_is_looked_at_like_any_text(string value, string code)
    {
        var enterprise = (await api.Admin.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);
        var body = $"{{\"collection\":\"enterprises\",\"recordId\":\"{enterprise.Id}\",\"member\":\"industryCode\",\"value\":{value},\"reason\":\"测试\"}}";

        (await api.Admin.Post("/v1/disputes", body)).ShouldBeProblem(400, "malformed-json", ("/value", code));
    }

    [Fact]
    public async Task Records_of_two_collections_may_have_one_key_of_another_system()
    {
        var partner = await api.NewPartner(HealthPark.Kernel.Scopes.EventsRead, HealthPark.Kernel.Scopes.EventsWrite);

        var series = (await partner.Client.Put("/v1/sources/erp/event-series/1", new { title = Names.New(), intervalMonths = 12 })).ShouldBe(201);
        var happening = (await partner.Client.Put("/v1/sources/erp/events/1", new { title = Names.New(), kind = "roadshow", startsOn = "2026-12-18" })).ShouldBe(201);

        happening.Id.ShouldNotBe(series.Id);
        (await partner.Client.Put("/v1/sources/erp/event-series/1", new { intervalMonths = 6 })).ShouldBe(200).Id.ShouldBe(series.Id);
        (await partner.Client.Put("/v1/sources/erp/events/1", new { capacity = 60 })).ShouldBe(200).Id.ShouldBe(happening.Id);
    }

    [Fact]
    public async Task A_record_of_another_collection_is_not_there()
    {
        var series = (await api.Admin.Post("/v1/event-series", new { title = Names.New(), intervalMonths = 12 })).ShouldBe(201);

        (await api.Admin.Get($"/v1/events/{series.Id}")).ShouldBeProblem(404, "not-found");
        (await api.Admin.Get($"/v1/events/{series.Id}/history")).ShouldBeProblem(404, "not-found");
        (await api.Admin.Post($"/v1/events/{series.Id}/cancellation", new { reason = "测试" }, ("If-Match", "*"))).ShouldBeProblem(404, "not-found");
        (await api.Admin.Patch($"/v1/events/{series.Id}", new { capacity = 60 }, ("If-Match", "*"))).ShouldBeProblem(404, "not-found");
        var line = (await api.Admin.Post("/v1/events/batch", $"{{\"id\":\"{series.Id}\",\"capacity\":60}}\n", ("Content-Type", "application/x-ndjson"))).ShouldBe(200);
        line.Json["outcome"].Text().ShouldBe("rejected");
        (await api.Admin.Get($"/v1/event-series/{series.Id}")).ShouldBe(200).ETag.ShouldBe(series.ETag);
    }

    [Fact]
    public async Task A_workbook_that_names_a_part_which_it_lacks_is_400()
    {
        using var file = new MemoryStream();
        await file.WriteAsync(Xlsx.Pack("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData/></worksheet>"));
        using (var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
            archive.Entries.Single(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).Delete();

        (await api.Admin.Send("POST", "/v1/enterprises/batch", file.ToArray(), Xlsx.Header)).ShouldBeProblem(400, "malformed-workbook");
    }

    [Fact]
    public async Task A_chunk_of_a_size_beyond_all_numbers_is_400()
    {
        using var wire = new Wire(api.Program.Address);
        var request = new Draft { Method = "POST", Path = "/v1/enterprises/batch", Body = "ffffffffffffffff\r\na"u8.ToArray(), Framing = Framing.AsHeadersSay, IsBrokenHttp = true };
        request.Headers.AddRange([("Host", "a"), ("Authorization", $"Bearer {api.AdminKey}"), ("Idempotency-Key", "chunk"), ("Content-Type", "application/x-ndjson"), ("Transfer-Encoding", "chunked")]);

        var reply = (await wire.Send(request)).ShouldNotBeNull();

        reply.Status.ShouldBe(400);
        reply.Text.ShouldContain("\"code\":\"malformed-request\"");
    }

    [Fact]
    public async Task A_body_that_comes_too_slowly_is_408()
    {
        using var wire = new Wire(api.Program.Address);
        var slow = new Draft { Method = "POST", Path = "/v1/enterprises", Body = "{"u8.ToArray(), Framing = Framing.AsHeadersSay };
        slow.Headers.AddRange([("Host", "a"), ("Authorization", $"Bearer {api.AdminKey}"), ("Idempotency-Key", "slow"), ("Content-Type", "application/json"), ("Content-Length", "1000")]);

        var reply = (await wire.Send(slow)).ShouldNotBeNull();

        reply.Status.ShouldBe(408);
        reply.Text.ShouldContain("\"code\":\"request-timeout\"");
    }

    private static (string, string?) Key => ("Idempotency-Key", Guid.NewGuid().ToString());
}
