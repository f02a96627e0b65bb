using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HealthPark.Kernel;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Following all changes.</summary>
public sealed class ChangesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Changes = "/v1/changes";

    [Fact]
    public async Task A_change_is_a_cloud_event_that_says_what_happened_to_which_record()
    {
        var partner = await Follower();
        var made = (await partner.Client.Post("/v1/enterprises", new { name = "示例甲", direction = "other", landedOn = "2026-06-01" })).ShouldBe(201);
        (await api.Admin.Post($"/v1/enterprises/{made.Id}/void", new { reason = "重复录入" }, ("If-Match", made.ETag))).ShouldBe(200);

        var events = await All(partner.Client);

        var (organization, registered, voided) = (events[0], events[1], events[^1]);
        (organization["type"].Text(), organization["subject"].Text()).ShouldBe(("cn.healthpark.organization.registered.v1", partner.OrganizationId));
        registered["specversion"].Text().ShouldBe("1.0");
        registered["type"].Text().ShouldBe("cn.healthpark.enterprise.registered.v1");
        registered["source"].Text().ShouldBe("/v1/enterprises");
        registered["subject"].Text().ShouldBe(made.Id);
        registered["sequence"].Text().ShouldBe("1");
        registered["position"].Text().ShouldBe($"{made.Position}");
        registered["actororganization"].Text().ShouldBe(partner.OrganizationId);
        registered["data"]!["name"].Text().ShouldBe("示例甲");
        registered["data"]!["ownerOrganizationId"].Text().ShouldBe(partner.OrganizationId);
        registered.AsObject().ContainsKey("tombstone").ShouldBeFalse();
        (voided["type"].Text(), voided["tombstone"].Text()).ShouldBe(("cn.healthpark.enterprise.voided.v1", "voided"));
    }

    [Fact]
    public async Task A_partner_sees_the_changes_of_its_own_records_only_and_its_cursor_moves_over_the_others()
    {
        var (one, other) = (await Follower(), await Follower());
        var mine = (await one.Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);
        var theirs = (await other.Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);

        var page = (await one.Client.Get(Changes)).ShouldBe(200);

        page["items"].Items().Select(e => e["subject"].Text()).Distinct().ShouldBe([one.OrganizationId, mine.Id]);
        long.Parse(page["next"].Text(), CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(theirs.Position);
        (await All(api.Admin)).Select(e => e["subject"].Text()).ShouldContain(theirs.Id);
    }

    [Fact]
    public async Task Whoever_keeps_the_cursor_misses_nothing_and_sees_nothing_twice_while_many_write()
    {
        var (partner, received) = (await Follower(), new List<JsonNode>());
        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var made = new List<string>();
            for (var i = 0; i < 15; i++)
                made.Add((await partner.Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201).Id);
            return made;
        })));

        string next;
        for (next = "0"; ;)
        {
            var done = writing.IsCompleted;
            var page = (await partner.Client.Get($"{Changes}?after={next}&limit=7")).ShouldBe(200);
            received.AddRange(page["items"].Items());
            if (done && page["next"].Text() == next)
                break;
            next = page["next"].Text();
        }

        var registered = received.Where(e => e["type"].Text().EndsWith("enterprise.registered.v1", StringComparison.Ordinal)).ToList();
        registered.Select(e => e["subject"].Text()).Order().ShouldBe((await writing).SelectMany(ids => ids).Order());
        var positions = received.Select(e => long.Parse(e["position"].Text(), CultureInfo.InvariantCulture)).ToList();
        positions.ShouldBe(positions.Distinct().Order());

        var proof = (await partner.Client.Get($"{Changes}/digest?to={next}")).ShouldBe(200);
        (proof["count"]!.GetValue<int>(), proof["digest"].Text()).ShouldBe((received.Count, Digest(received)));
        Digest(received.Where((_, i) => i != 3)).ShouldNotBe(proof["digest"].Text());
    }

    [Fact]
    public async Task Types_are_chosen_one_by_one_or_by_their_beginning()
    {
        var partner = await Follower();
        (await partner.Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);

        (await All(partner.Client, "types=cn.healthpark.organization.*")).Select(e => e["type"].Text()).ShouldBe(["cn.healthpark.organization.registered.v1"]);
        (await All(partner.Client, "types=cn.healthpark.enterprise.registered.v1")).Count.ShouldBe(1);
        var refused = (await partner.Client.Get($"{Changes}?types=cn.healthpark.enterprise.sold.v1")).ShouldBeProblem(400, "unknown-type", ("types", "unknown-type"));
        refused["detail"].Text().ShouldContain("cn.healthpark.enterprise.landed.v1");
    }

    [Fact]
    public async Task A_long_poll_answers_as_soon_as_there_is_something_for_this_reader()
    {
        var (partner, other) = (await Follower(), await Follower());
        var next = (await partner.Client.Get(Changes)).ShouldBe(200)["next"].Text();
        var (waiting, others, watch) = (Poll(partner), Poll(other), Stopwatch.StartNew());
        var theirs = (await other.Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);
        // What woke the one must not have answered the other.
        (await others).ShouldBe(200)["items"].Items().Select(e => e["subject"].Text()).ShouldContain(theirs.Id);
        waiting.IsCompleted.ShouldBeFalse();

        var made = (await partner.Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);

        (await waiting).ShouldBe(200)["items"].Items().Select(e => e["subject"].Text()).First().ShouldBe(made.Id);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));

        Task<Answer> Poll(Partner reader) => reader.Client.Get($"{Changes}?after={next}&wait=30");
    }

    [Fact]
    public async Task A_long_poll_without_news_ends_with_a_cursor_to_go_on_from()
    {
        var partner = await Follower();
        var next = (await partner.Client.Get(Changes)).ShouldBe(200)["next"].Text();

        var answer = (await partner.Client.Get($"{Changes}?after={next}&wait=1")).ShouldBe(200);

        answer["items"].Items().ShouldBeEmpty();
        long.Parse(answer["next"].Text(), CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(long.Parse(next, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("after=abc", "invalid-cursor")]
    [InlineData("after=-1", "invalid-cursor")]
    [InlineData("after=9223372036854775807", "invalid-cursor")]
    [InlineData("limit=0", "invalid-limit")]
    [InlineData("limit=1001", "invalid-limit")]
    [InlineData("wait=31", "invalid-wait")]
    [InlineData("cursor=1", "unknown-parameter")]
    public async Task What_cannot_be_understood_is_refused(string query, string code) =>
        (await (await Follower()).Client.Get($"{Changes}?{query}")).ShouldBeProblem(400, code);

    [Theory]
    [InlineData("from=x", "invalid-cursor")]
    [InlineData("to=9223372036854775807", "invalid-cursor")]
    [InlineData("from=2&to=1", "invalid-range")]
    public async Task A_digest_of_no_range_is_refused(string query, string code) =>
        (await (await Follower()).Client.Get($"{Changes}/digest?{query}")).ShouldBeProblem(400, code);

    [Fact]
    public async Task Following_needs_its_scope()
    {
        var client = (await api.NewPartner(Scopes.EnterprisesRead)).Client;

        (await client.Get(Changes)).ShouldBeProblem(403, "scope-missing");
        (await client.Get($"{Changes}/digest")).ShouldBeProblem(403, "scope-missing");
        (await api.Anonymous.Get(Changes)).ShouldBeProblem(401, "key-missing");
    }

    private Task<Partner> Follower() => api.NewPartner(Scopes.EnterprisesRead, Scopes.EnterprisesWrite, Scopes.ChangesRead);

    private static async Task<IReadOnlyList<JsonNode>> All(Client client, string query = "")
    {
        var all = new List<JsonNode>();
        for (var next = "0"; ;)
        {
            var page = (await client.Get($"{Changes}?after={next}&{query}")).ShouldBe(200);
            all.AddRange(page["items"].Items());
            if (page["items"].Items().Count == 0)
                return all;
            next = page["next"].Text();
        }
    }

    // As a follower makes it, from what it received.
    private static string Digest(IEnumerable<JsonNode> received) => received.Aggregate(
        "", (hash, e) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hash + e["id"].Text()))));
}
