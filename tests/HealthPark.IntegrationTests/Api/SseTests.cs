using System.Net.Http.Headers;
using HealthPark.Kernel;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Following all changes by Server-Sent Events.</summary>
public sealed class SseTests(ApiFixture api) : IClassFixture<ApiFixture>, IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = api.Program.Address, Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_stream_gives_what_the_pages_give_and_goes_on_with_what_happens()
    {
        var partner = await Follower();
        var first = await Registers(partner);
        await using var stream = await Listening.Open(_http, partner.Client.Key!);
        var past = await stream.Until(first.Position);

        var second = await Registers(partner);
        var all = past.Concat(await stream.Until(second.Position)).ToList();

        all.Select(e => e.ToJsonString()).ShouldBe((await Pages(partner)).Select(e => e.ToJsonString()));
        all.Count.ShouldBe(3);
        stream.LastEventId.ShouldBe($"{second.Position}");
    }

    [Fact]
    public async Task Headers_come_at_once_and_say_where_the_reader_stands()
    {
        var partner = await Follower();
        var made = await Registers(partner);

        await using var stream = await Listening.Open(_http, partner.Client.Key!, $"after={made.Position}");

        var headers = stream.Response.Headers;
        (headers.CacheControl?.NoStore, headers.GetValues("X-Accel-Buffering").Single(), headers.Vary.ShouldHaveSingleItem()).ShouldBe((true, "no", "Accept"));
        // The first block has no data: it sets the id of a reader that has received nothing yet.
        using var raw = await Raw(partner.Client.Key!, $"after={made.Position}");
        using var reader = new StreamReader(await raw.Content.ReadAsStreamAsync());
        (await reader.ReadLineAsync(), await reader.ReadLineAsync(), await reader.ReadLineAsync()).ShouldBe(("retry: 2000", $"id: {made.Position}", ""));
    }

    [Fact]
    public async Task A_stream_goes_on_after_the_last_id_whatever_its_address_says()
    {
        var partner = await Follower();
        var (first, second, third) = (await Registers(partner), await Registers(partner), await Registers(partner));

        await using var resumed = await Listening.Open(_http, partner.Client.Key!, "after=0", lastEventId: $"{first.Position}");
        await using var begun = await Listening.Open(_http, partner.Client.Key!, $"after={second.Position}", lastEventId: "");

        (await resumed.Until(third.Position)).Select(e => e["subject"].Text()).ShouldBe([second.Id, third.Id]);
        (await begun.Until(third.Position)).Select(e => e["subject"].Text()).ShouldBe([third.Id]);
    }

    [Fact]
    public async Task A_stream_is_limited_to_types_and_to_the_readers_own_records()
    {
        var (partner, other) = (await Follower(), await Follower());
        await using var stream = await Listening.Open(_http, partner.Client.Key!, "types=cn.healthpark.enterprise.*");
        await Registers(other);
        var mine = await Registers(partner);

        (await stream.Until(mine.Position)).Select(e => e["subject"].Text()).ShouldBe([mine.Id]);
    }

    [Fact]
    public async Task A_quiet_stream_shows_signs_of_life_that_move_the_id_over_what_the_reader_does_not_see()
    {
        var (partner, other) = (await Follower(), await Follower());
        var mine = await Registers(partner);
        using var raw = await Raw(partner.Client.Key!, $"after={mine.Position}");
        using var reader = new StreamReader(await raw.Content.ReadAsStreamAsync());
        while (await reader.ReadLineAsync() != "")
        {
        }

        var theirs = await Registers(other);

        (await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(15))).ShouldBe(": heartbeat");
        (await reader.ReadLineAsync()).ShouldBe($"id: {theirs.Position}");
    }

    [Theory]
    [InlineData("after=abc", null, "after", "invalid-cursor")]
    [InlineData("after=9223372036854775807", null, "after", "invalid-cursor")]
    [InlineData("", "abc", "Last-Event-ID", "invalid-cursor")]
    [InlineData("", "-1", "Last-Event-ID", "invalid-cursor")]
    [InlineData("", "9223372036854775807", "Last-Event-ID", "invalid-cursor")]
    [InlineData("types=cn.healthpark.enterprise.sold.v1", null, "types", "unknown-type")]
    [InlineData("limit=10", null, "limit", "unknown-parameter")]
    [InlineData("wait=10", null, "wait", "unknown-parameter")]
    public async Task What_cannot_be_understood_is_refused_before_the_stream_begins(string query, string? lastEventId, string pointer, string code) =>
        (await (await Follower()).Client.Get($"/v1/changes?{query}", ("Accept", "text/event-stream"), ("Last-Event-ID", lastEventId)))
            .ShouldBeProblem(400, code, (pointer, code));

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/html", "application/json")]
    [InlineData("application/json, text/event-stream;q=0.5", "application/json")]
    [InlineData("text/event-stream;q=0", "application/json")]
    [InlineData("text/event-stream", "text/event-stream")]
    [InlineData("text/event-stream, */*;q=0.1", "text/event-stream")]
    [InlineData("application/json, text/event-stream", "text/event-stream")]
    [InlineData("application/json;q=0, text/event-stream;q=0.1", "text/event-stream")]
    public async Task The_client_chooses_by_what_it_accepts(string? accept, string type)
    {
        using var response = await Raw((await Follower()).Client.Key!, "", accept);

        ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType).ShouldBe((200, type));
        response.Headers.Vary.ShouldContain("Accept");
    }

    [Theory]
    [InlineData("application/json;q=0")]
    [InlineData("*/*;q=0")]
    [InlineData("text/event-stream;q=0, application/*;q=0")]
    public async Task Who_accepts_neither_is_told(string accept) =>
        (await (await Follower()).Client.Get("/v1/changes", ("Accept", accept))).ShouldBeProblem(406, "not-acceptable");

    [Fact]
    public async Task Asking_for_the_headers_of_a_stream_ends_with_them()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/v1/changes");
        request.Headers.Accept.Add(new("text/event-stream"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await Follower()).Client.Key!);

        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead).WaitAsync(TimeSpan.FromSeconds(10));

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        // The connection is free for the next request.
        (await _http.GetAsync("/health").WaitAsync(TimeSpan.FromSeconds(10))).IsSuccessStatusCode.ShouldBeTrue();
    }

    private Task<Partner> Follower() => api.NewPartner(Scopes.EnterprisesRead, Scopes.EnterprisesWrite, Scopes.ChangesRead);

    private static async Task<Answer> Registers(Partner partner) =>
        (await partner.Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);

    private static async Task<IReadOnlyList<System.Text.Json.Nodes.JsonNode>> Pages(Partner partner) =>
        (await partner.Client.Get("/v1/changes?limit=1000")).ShouldBe(200)["items"].Items();

    private Task<HttpResponseMessage> Raw(string key, string query, string? accept = "text/event-stream")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/changes?{query}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
