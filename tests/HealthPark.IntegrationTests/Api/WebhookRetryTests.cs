using System.Globalization;
using System.Text.Json.Nodes;
using HealthPark.Changes.Webhook;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Receivers that fail: what becomes of their deliveries, over days that the clock is put forward by.</summary>
public sealed class WebhookRetryTests(WebhookFixture api) : IClassFixture<WebhookFixture>, IAsyncLifetime
{
    private const string Webhooks = "/v1/webhooks";

    private Receiver? _receiver;
    private Partner? _partner;

    private Receiver Receiver => _receiver!;

    private Client Client => _partner!.Client;

    public async Task InitializeAsync() => (_receiver, _partner) = (await Receiver.Start(), await api.NewFollower());

    public async Task DisposeAsync() => await Receiver.DisposeAsync();

    [Fact]
    public async Task A_receiver_that_was_down_for_the_whole_plan_gets_every_change_in_order_afterwards()
    {
        Receiver.Answer = _ => Results.Text("示例:维护中", statusCode: 503);
        var webhook = await Register();
        var records = new List<string>();
        for (var i = 0; i < 3; i++)
            records.Add(await Write());
        var first = await First(webhook, records[0]);
        var (before, began) = (api.Clock.GetUtcNow(), first["attempts"]!.GetValue<int>());
        began.ShouldBe(1);
        (first["lastStatus"]!.GetValue<int>(), first["lastError"].Text(), first["lastAnswer"].Text()).ShouldBe((503, "status", "示例:维护中"));

        for (var attempts = 2; attempts <= 10; attempts++)
        {
            (await State(webhook)).ShouldBe(("active", null));
            PutForwardTo(first["nextAttemptAt"].Text());
            first = await First(webhook, records[0], attempts);
        }

        await Eventually.Is(async () => await State(webhook) == ("suspended", "retries-exhausted"));
        (api.Clock.GetUtcNow() - before).ShouldBeInRange(TimeSpan.FromHours(75), TimeSpan.FromHours(77));
        // Written while it is suspended, and long after.
        await Change(records[1]);
        records.Add(await Write());
        api.Clock.Forward(TimeSpan.FromDays(40));
        var sent = Receiver.All.Count;
        Receiver.Answer = _ => Results.NoContent();
        var tag = (await Client.Get($"{Webhooks}/{webhook}")).ETag;
        (await Client.Post($"{Webhooks}/{webhook}/activation", new { reason = "接收系统已恢复" }, ("If-Match", tag))).ShouldBe(200);

        var expected = await Feed();
        await Eventually.Is(() => Receiver.All.Skip(sent).Select(r => r.Id).Distinct().Count() == expected.Count, () => $"{Receiver.All.Count - sent} of {expected.Count}");
        foreach (var record in records)
            Receiver.All.Skip(sent).Where(r => r.Subject == record).Select(r => r.Id).ShouldBe(expected.Where(e => e.Subject == record).Select(e => e.Id));
        expected.Count.ShouldBe(5);
        // At every attempt the same id and body, and the time of the attempt.
        var attemptsOfFirst = Receiver.All.Where(r => r.Id == first["eventId"].Text()).ToList();
        attemptsOfFirst.Count.ShouldBe(11);
        attemptsOfFirst.Select(r => (r.Headers["webhook-id"], r.Body)).Distinct().Count().ShouldBe(1);
        attemptsOfFirst.Select(r => long.Parse(r.Headers["webhook-timestamp"], CultureInfo.InvariantCulture)).ShouldBeInOrder(SortDirection.Ascending);
    }

    [Fact]
    public async Task A_failed_delivery_holds_back_its_own_record_only()
    {
        var (bad, good) = (await Write(), await Write());
        Receiver.Answer = r => r.Subject == bad ? Results.StatusCode(500) : Results.NoContent();
        var webhook = await Register(after: "0");
        await Change(bad);
        await Change(good);
        await Eventually.Is(() => Receiver.All.Count(r => r.Subject == good) == 2);
        var failed = await First(webhook, bad);

        // Other records go on; of this one no more than its first change was tried.
        Receiver.All.Where(r => r.Subject == bad).Select(r => r.Id).Distinct().ShouldHaveSingleItem().ShouldBe(failed["eventId"].Text());
        Receiver.Answer = _ => Results.NoContent();
        PutForwardTo(failed["nextAttemptAt"].Text());

        await Eventually.Is(() => Receiver.All.Count(r => r.Subject == bad) == 3);
        foreach (var record in new[] { bad, good })
            Receiver.All.Where(r => r.Subject == record).Select(r => r.Id).Distinct().ShouldBe((await Feed()).Where(e => e.Subject == record).Select(e => e.Id));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_asked_no_more_and_loses_nothing()
    {
        Receiver.Answer = _ => Results.StatusCode(410);
        var webhook = await Register();
        var record = await Write();

        await Eventually.Is(async () => await State(webhook) == ("suspended", "gone"));
        api.Clock.Forward(TimeSpan.FromDays(1));
        await Change(record);
        Receiver.Answer = _ => Results.NoContent();
        var tag = (await Client.Get($"{Webhooks}/{webhook}")).ETag;
        Receiver.All.Count.ShouldBe(1);
        (await Client.Post($"{Webhooks}/{webhook}/activation", new { reason = "恢复" }, ("If-Match", tag))).ShouldBe(200);

        await Eventually.Is(() => Receiver.All.Count == 3);
        Receiver.All.Skip(1).Select(r => r.Id).ShouldBe((await Feed()).Where(e => e.Subject == record).Select(e => e.Id));
    }

    [Fact]
    public async Task A_receiver_that_asks_for_time_gets_it_within_a_bound()
    {
        var (short_, long_) = (await Write(), await Write());
        Receiver.Answer = r => new RetryLater(r.Subject == short_ ? "600" : "9999999");
        var webhook = await Register(after: "0");

        var (one, other) = (await First(webhook, short_), await First(webhook, long_));

        (InstantOf(one, "nextAttemptAt") - InstantOf(one, "lastAttemptAt")).TotalSeconds.ShouldBe(600, 1);
        (InstantOf(other, "nextAttemptAt") - InstantOf(other, "lastAttemptAt")).TotalHours.ShouldBe(24, 0.01);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await Receiver.Start();
        Receiver.Answer = _ => Results.Redirect(elsewhere.Url.ToString(), permanent: true, preserveMethod: true);
        var webhook = await Register();

        var failed = await First(webhook, await Write());

        (failed["lastStatus"]!.GetValue<int>(), failed["lastError"].Text(), failed["status"].Text()).ShouldBe((308, "redirect", "pending"));
        elsewhere.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_an_answer_without_end_no_more_than_the_beginning_is_read()
    {
        Receiver.Answer = _ => Results.Stream(async body =>
        {
            try
            {
                while (true)
                    await body.WriteAsync(new byte[4096].Select(_ => (byte)'x').Append((byte)0).ToArray());
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
            }
        });
        Receiver.Answer = Failing(Receiver.Answer);
        var webhook = await Register();

        var failed = await First(webhook, await Write());

        failed["lastAnswer"].Text().ShouldBe(new string('x', 512));

        static Func<Received, IResult> Failing(Func<Received, IResult> answer) => received => new WithStatus(500, answer(received));
    }

    [Fact]
    public async Task A_port_where_nobody_listens_and_a_name_that_leads_nowhere_are_failures_like_others()
    {
        var nobody = Receiver.Url;
        await Receiver.DisposeAsync();
        var (closed, nowhere) = (await Register(url: nobody.ToString()), await Register(url: "https://nobody.invalid/"));
        var record = await Write();

        (await First(closed, record))["lastError"].Text().ShouldBe("connection");
        (await First(nowhere, record))["lastError"].Text().ShouldBe("name-not-resolved");
    }

    [Fact]
    public async Task A_name_is_looked_up_at_each_connection_and_the_answer_that_was_checked_is_the_one_connected_to()
    {
        // The second answer is the first connection's only one: a further look-up would lead to an address where nobody is.
        api.Names.Give("good.test", "127.0.0.1", "127.0.0.1", "127.0.0.9");
        api.Names.Give("rebinding.test", "8.8.8.8", "10.0.0.1,127.0.0.1");
        var good = await Register(url: $"http://good.test:{Receiver.Url.Port}/hook");
        var rebinding = await Register(url: $"https://rebinding.test:{Receiver.Url.Port}/hook");
        var record = await Write();

        (await First(rebinding, record))["lastError"].Text().ShouldBe("address-not-allowed");
        await Eventually.Is(async () => (await Client.Get($"{Webhooks}/{good}/deliveries?status=delivered")).ShouldBe(200)["items"].Items().Count == 1);
        Receiver.All.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_ended_long_ago_is_forgotten_and_what_waits_is_not()
    {
        var (bad, good) = (await Write(), await Write());
        Receiver.Answer = r => r.Subject == bad ? Results.StatusCode(500) : Results.NoContent();
        var webhook = await Register(after: "0");
        await First(webhook, bad);
        await Eventually.Is(async () => (await Listed("delivered")).Count == 1);
        var queue = api.Program.Services.GetRequiredService<DeliveryQueue>();

        await queue.Prune(default);
        (await Listed("delivered")).Count.ShouldBe(1);
        await Stop();
        api.Clock.Forward(TimeSpan.FromDays(30));
        await queue.Prune(default);

        (await Listed("delivered")).ShouldBeEmpty();
        (await Listed("pending")).Count.ShouldBe(1);

        async Task<IReadOnlyList<JsonNode>> Listed(string status) => (await Client.Get($"{Webhooks}/{webhook}/deliveries?status={status}")).ShouldBe(200)["items"].Items();

        async Task Stop() => (await Client.Post($"{Webhooks}/{webhook}/deactivation", new { reason = "维护" }, ("If-Match", (await Client.Get($"{Webhooks}/{webhook}")).ETag))).ShouldBe(200);
    }

    [Fact]
    public async Task Two_nodes_send_each_change_of_many_records_in_order_and_once()
    {
        await using var other = await api.Start();
        await Register();
        var records = new List<string>();
        for (var i = 0; i < 20; i++)
            records.Add(await Write());
        foreach (var record in records)
            await Change(record);

        var expected = await Feed();
        await Eventually.Is(() => Receiver.All.Count >= 40);
        foreach (var record in records)
            Receiver.All.Where(r => r.Subject == record).Select(r => r.Id).ShouldBe(expected.Where(e => e.Subject == record).Select(e => e.Id));
        Receiver.All.Count.ShouldBe(40);
    }

    private async Task<string> Register(string? after = null, string? url = null) =>
        (await Client.Post(Webhooks, new { url = url ?? Receiver.Url.ToString(), types = new[] { "cn.healthpark.enterprise.*" }, after })).ShouldBe(201).Id;

    /// <summary>Writes an enterprise: one change.</summary>
    private async Task<string> Write() => (await Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other", landedOn = "2026-06-01" })).ShouldBe(201).Id;

    /// <summary>Changes it once more.</summary>
    private async Task Change(string id) =>
        (await Client.Patch($"/v1/enterprises/{id}", new { industryCode = "7340" }, ("If-Match", (await Client.Get($"/v1/enterprises/{id}")).ETag))).ShouldBe(200);

    private async Task<(string State, string? Reason)> State(string webhook)
    {
        var shown = (await Client.Get($"{Webhooks}/{webhook}")).ShouldBe(200);
        return (shown["state"].Text(), shown["stateReason"]?.GetValue<string>());
    }

    /// <summary>The first delivery of a record's changes, once it was attempted so often.</summary>
    private async Task<JsonNode> First(string webhook, string record, int attempts = 1)
    {
        JsonNode? first = null;
        await Eventually.Is(async () =>
        {
            first = (await Client.Get($"{Webhooks}/{webhook}/deliveries?subject={record}&sort=position&limit=1")).ShouldBe(200)["items"].Items().FirstOrDefault();
            return first?["attempts"]!.GetValue<int>() == attempts;
        }, () => $"{first?.ToJsonString()}");
        return first!;
    }

    private void PutForwardTo(string instant)
    {
        var wait = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture) - api.Clock.GetUtcNow();
        if (wait > TimeSpan.Zero)
            api.Clock.Forward(wait);
    }

    private static DateTimeOffset InstantOf(JsonNode delivery, string member) => DateTimeOffset.Parse(delivery[member].Text(), CultureInfo.InvariantCulture);

    /// <summary>What the partner sees in the feed of its enterprises.</summary>
    private async Task<IReadOnlyList<(string Id, string Subject)>> Feed() =>
        [.. (await Client.Get("/v1/changes?limit=1000&types=cn.healthpark.enterprise.*")).ShouldBe(200)["items"].Items().Select(e => (e["id"].Text(), e["subject"].Text()))];

    private sealed class RetryLater(string after) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            (httpContext.Response.StatusCode, httpContext.Response.Headers.RetryAfter) = (503, after);
            return Task.CompletedTask;
        }
    }

    private sealed class WithStatus(int status, IResult inner) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            return inner.ExecuteAsync(httpContext);
        }
    }
}
