using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using HealthPark.Kernel;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Park events over HTTP: written, read back, and what is refused.</summary>
public sealed class ParkEventTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Events = "/v1/events";
    private static readonly string[] PartnersScopes = [.. Scopes.All.Except(Scopes.ParkOfficeOnly)];

    [Fact]
    public async Task A_park_event_is_read_back_as_it_was_written_and_found_in_the_calendar()
    {
        var partner = await api.NewPartner(PartnersScopes);
        var series = (await partner.Client.Post("/v1/event-series", new { title = Names.New(), intervalMonths = 12, description = "示例" })).ShouldBe(201);
        var made = (await partner.Client.Post(Events, new
        {
            title = "示例𠮷大会Ａ", kind = "conference", startsOn = "2026-12-10", endsOn = "2026-12-12", description = "示例说明", venue = "示例会议中心",
            carrier = "ciiim", capacity = 300, hosts = new[] { "示例大学", "园区办公室" }, seriesId = series.Id, budgetYuan = 800000.50m,
        })).ShouldBe(201);

        made.Header("Location").ShouldBe($"{Events}/{made.Id}");
        (made["title"].Text(), made["state"].Text(), made["ownerOrganizationId"].Text()).ShouldBe(("示例𠮷大会Ａ", "planned", partner.OrganizationId));
        (await partner.Client.Get(made.Header("Location")!, made.OrLater)).ShouldBe(200).Body.ShouldBe(made.Body);
        foreach (var query in new[]
        {
            "startsOn.gte=2026-12-01&startsOn.lte=2026-12-31", "kind=conference", "host=示例大学", "endsOn=2026-12-12", $"seriesId={series.Id}", "state=planned", "q=园区办公室",
        })
        {
            (await partner.Client.Get($"{Events}?{query}")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem()["id"].Text().ShouldBe(made.Id);
        }

        (await partner.Client.Get($"{Events}?startsOn.gte=2027-01-01")).ShouldBe(200)["items"].Items().ShouldBeEmpty();
        (await partner.Client.Get($"/v1/event-series/{series.Id}")).ShouldBe(200)["intervalMonths"].Number().ShouldBe(12);
        (await partner.Client.Post("/v1/event-series", new { title = series["title"].Text() + " " })).ShouldBeProblem(409, "duplicate")["existing"].Text().ShouldBe($"/v1/event-series/{series.Id}");
        (await partner.Client.Patch($"/v1/event-series/{series.Id}", new { intervalMonths = 6 }, ("If-Match", series.ETag))).ShouldBe(200)["intervalMonths"].Number().ShouldBe(6);
        var moved = (await partner.Client.Patch(made.Header("Location")!, new { venue = (string?)null, capacity = 400 }, ("If-Match", made.ETag))).ShouldBe(200);
        (moved["venue"], moved["capacity"].Number()).ShouldBe((null, 400));
        (await partner.Client.Get($"{made.Header("Location")}/history")).ShouldBe(200)["items"].Items().Select(i => i["type"].Text()).ShouldBe(["park-event-planned", "park-event-revised"]);
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_place()
    {
        (await api.Admin.Post(Events, new { })).ShouldBeProblem(422, "invalid-fields", ("/title", "required"), ("/kind", "required"), ("/startsOn", "required"));
        (await api.Admin.Post(Events, Body(new { kind = "party" }))).ShouldBeProblem(422, "invalid-fields", ("/kind", "unknown-value"));
        (await api.Admin.Post(Events, Body(new { capacity = 0 }))).ShouldBeProblem(422, "invalid-fields", ("/capacity", "out-of-range"));
        (await api.Admin.Post(Events, Body(new { seriesId = Guid.CreateVersion7() }))).ShouldBeProblem(422, "invalid-fields", ("/seriesId", "unknown-reference"));
        (await api.Admin.Get($"{Events}?kind=party")).ShouldBeProblem(400, "invalid-value", ("kind", "invalid-value"));
    }

    [Fact]
    public async Task A_park_event_goes_its_way_and_what_is_refused_is_what_is_published()
    {
        var partner = (await api.NewPartner(PartnersScopes)).Client;
        var made = (await partner.Post(Events, Body(new { state = "planned" }))).ShouldBe(201);
        var path = $"{Events}/{made.Id}";
        var machine = (await api.Anonymous.Get("/v1/state-machines/park-event")).ShouldBe(200)["transitions"].Items();

        (await partner.Post($"{path}/announcement", new { })).ShouldBeProblem(428, "if-match-required");
        (await partner.Post($"{path}/holding", new { }, ("If-Match", made.ETag))).ShouldBeProblem(409, "transition-not-allowed")
            ["allowedTransitions"].Texts().ShouldBe(machine.Where(t => (t["from"].Text(), t["operation"].Text()) == ("planned", "HoldParkEvent")).Select(t => t["to"].Text()));
        (await partner.Post($"{path}/registrations", new { organization = "甲" })).ShouldBeProblem(409, "registration-closed");
        var now = made;
        foreach (var (step, body, state) in new (string, object, string)[]
        {
            ("announcement", new { on = "2026-01-02" }, "announced"), ("opening", new { on = "2026-01-03" }, "open"), ("holding", new { on = "2026-03-01" }, "held"),
            ("report", new { attendance = 46, costYuan = 900.5m, summary = "示例" }, "reported"),
        })
        {
            now = (await partner.Post($"{path}/{step}", body, ("If-Match", now.ETag))).ShouldBe(200);
            now["state"].Text().ShouldBe(state);
        }

        (now["announcedOn"].Text(), now["openedOn"].Text(), now["heldOn"].Text(), now["attendance"].Number()).ShouldBe(("2026-01-02", "2026-01-03", "2026-03-01", 46));
        (await partner.Patch(path, new { venue = "厅" }, ("If-Match", now.ETag))).ShouldBeProblem(409, "park-event-closed");
        var other = (await partner.Post(Events, Body(new { }))).ShouldBe(201);
        (await partner.Post($"{Events}/{other.Id}/cancellation", new { reason = "场地不可用" }, ("If-Match", other.ETag))).ShouldBe(200)["cancelReason"].Text().ShouldBe("场地不可用");
    }

    [Fact]
    public async Task Two_hundred_at_once_for_fifty_places_are_fifty_in_and_a_hundred_and_fifty_waiting_in_order()
    {
        var partner = (await api.NewPartner(PartnersScopes)).Client;
        var made = (await partner.Post(Events, Body(new { capacity = 50 }))).ShouldBe(201);
        var path = $"{Events}/{made.Id}";

        var answers = await Task.WhenAll(Enumerable.Range(1, 200).Select(Register));

        answers.ShouldAllBe(a => a.Status == 201);
        var list = (await partner.Get($"{path}/registrations")).ShouldBe(200);
        var items = list["items"].Items();
        items.Select(i => (int)i["number"].Number()).ShouldBe(Enumerable.Range(1, 200));
        items.Select(i => i["state"].Text()).ShouldBe(Enumerable.Repeat("registered", 50).Concat(Enumerable.Repeat("waiting", 150)));
        items.Select(i => i["version"].Number()).ShouldBeInOrder(); // the order in which the log took them in
        items.Select(i => i["id"].Text()).Order().ShouldBe(answers.Select(a => a.Id).Order());
        answers.Count(a => a["state"].Text() == "registered").ShouldBe(50);
        (list["taken"].Number(), list["waiting"].Number()).ShouldBe((50, 150));
        (await partner.Get(path)).ShouldBe(200)["state"].Text().ShouldBe("full");

        // Ten places become free at once: the first ten in line get them.
        await Task.WhenAll(items.Take(10).Select(async i => (await partner.Post($"{path}/registrations/{i["id"].Text()}/cancellation", new { })).ShouldBe(200)));
        (await partner.Get($"{path}/registrations")).ShouldBe(200)["items"].Items().Select(i => i["state"].Text()).ShouldBe(
            [.. Enumerable.Repeat("cancelled", 10), .. Enumerable.Repeat("registered", 50), .. Enumerable.Repeat("waiting", 140)]);

        // As the program's own clients do, without holding each answer against the contract, which takes longer than the answer.
        async Task<Answer> Register(int number)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{path}/registrations") { Content = JsonContent.Create(new { organization = $"示例机构{number}" }) };
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {partner.Key}");
            request.Headers.TryAddWithoutValidation("Idempotency-Key", $"{made.Id}-{number}");
            using var response = await partner.Http.SendAsync(request);
            return await Answer.Read(response);
        }
    }

    [Fact]
    public async Task A_registration_is_made_once_signed_in_as_often_as_the_scanner_likes_and_keeps_what_it_says_to_itself()
    {
        var partner = (await api.NewPartner(PartnersScopes)).Client;
        var enterprise = (await partner.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201).Id;
        var made = (await partner.Post(Events, Body(new { capacity = 2 }))).ShouldBe(201);
        var list = $"{Events}/{made.Id}/registrations";

        var first = (await partner.Post(list, new { enterpriseId = enterprise, name = "仅主办方可见标签", headCount = 2 }, ("Idempotency-Key", $"{made.Id}-1"))).ShouldBe(201);
        (await partner.Post(list, new { enterpriseId = enterprise, name = "仅主办方可见标签", headCount = 2 }, ("Idempotency-Key", $"{made.Id}-1"))).ShouldBe(201).Body.ShouldBe(first.Body);
        (await partner.Post(list, new { enterpriseId = enterprise, name = "仅主办方可见标签" })).ShouldBeProblem(409, "duplicate")["existing"].Text().ShouldBe(first.Header("Location"));
        (await partner.Post(list, new { enterpriseId = made.Id })).ShouldBeProblem(422, "invalid-fields", ("/enterpriseId", "unknown-reference"));
        (await partner.Post(list, new { headCount = 1 })).ShouldBeProblem(422, "invalid-fields", ("/organization", "required"));
        (await partner.Post($"{list}?dryRun=true", new { organization = "甲" })).ShouldBe(200)["record"]!["state"].Text().ShouldBe("waiting");
        var waiting = (await partner.Post(list, new { organization = "甲" })).ShouldBe(201);
        (await partner.Get(waiting.Header("Location")!)).ShouldBe(200).Body.ShouldBe(waiting.Body);

        var signedIn = (await partner.Post($"{list}/{first.Id}/sign-in", new { on = "2026-03-01" })).ShouldBe(200);
        signedIn["signedInOn"].Text().ShouldBe("2026-03-01");
        (await partner.Post($"{list}/{first.Id}/sign-in", new { })).ShouldBe(200).Body.ShouldBe(signedIn.Body);
        (await partner.Post($"{list}/{waiting.Id}/sign-in", new { })).ShouldBeProblem(409, "transition-not-allowed");
        (await partner.Post($"{list}/{first.Id}/cancellation", new { })).ShouldBeProblem(409, "transition-not-allowed");
        (await partner.Get(list)).ShouldBe(200)["signedIn"].Number().ShouldBe(2);

        var told = (await partner.Get($"/v1/changes?limit=200", waiting.OrLater)).ShouldBe(200).Body;
        told.ShouldContain("cn.healthpark.park-event.registration-added.v1");
        told.ShouldNotContain("仅主办方可见标签");
    }

    [Fact]
    public async Task Outcomes_and_pitches_link_to_other_records_and_are_followed_up()
    {
        var (one, other) = (await api.NewPartner(PartnersScopes), await api.NewPartner(PartnersScopes));
        var enterprise = (await one.Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201).Id;
        var transfer = (await one.Client.Post("/v1/transfers", new { title = Names.New(), direction = "other", stage = "transfer", owner = "示例医院" })).ShouldBe(201).Id;
        var theirs = (await other.Client.Post("/v1/transfers", new { title = Names.New(), direction = "other", stage = "transfer", owner = "示例医院" })).ShouldBe(201).Id;
        var made = (await one.Client.Post(Events, Body(new { state = "held", endsOn = "2026-03-02" }))).ShouldBe(201);
        var path = $"{Events}/{made.Id}";

        (await one.Client.Post($"{path}/outcomes", new { kind = "lead", note = "线索", transferId = theirs })).ShouldBeProblem(422, "invalid-fields", ("/transferId", "unknown-reference"));
        var (deal, theirDeal) = (await Deal(one.Client), await Deal(other.Client));
        (await one.Client.Post($"{path}/outcomes", new { kind = "lead", note = "线索", dealId = theirDeal })).ShouldBeProblem(422, "invalid-fields", ("/dealId", "unknown-reference"));
        var lead = (await one.Client.Post($"{path}/outcomes", new { kind = "lead", note = "线索", enterpriseId = enterprise, transferId = transfer, dealId = deal })).ShouldBe(201);
        lead["dealId"].Text().ShouldBe(deal);
        (await one.Client.Get(lead.Header("Location")!)).ShouldBe(200).Body.ShouldBe(lead.Body);
        (await one.Client.Post($"{path}/outcomes", new { kind = "lead", note = "另一线索" })).ShouldBe(201);
        var mistake = (await one.Client.Post($"{path}/outcomes", new { kind = "contract", note = "误录" })).ShouldBe(201);
        (await one.Client.Post($"{mistake.Header("Location")}/void", new { reason = "误录" }, ("If-Match", mistake.ETag))).ShouldBe(200)["voidReason"].Text().ShouldBe("误录");
        (await one.Client.Get($"{path}/outcomes")).ShouldBe(200)["items"].Items().Count.ShouldBe(3);

        (await one.Client.Post($"{path}/pitches", new { title = "甲", transferId = theirs })).ShouldBeProblem(422, "invalid-fields", ("/transferId", "unknown-reference"));
        var pitch = (await one.Client.Post($"{path}/pitches", new { title = "示例项目", transferId = transfer, dealId = deal, askYuan = 5000000 })).ShouldBe(201);
        pitch["followUps"].Items().Select(f => (f["days"].Number(), f["dueOn"].Text())).ShouldBe([(30, "2026-04-01"), (90, "2026-05-31"), (180, "2026-08-29")]);
        var followed = (await one.Client.Post($"{pitch.Header("Location")}/follow-ups", new { days = 30, note = "尽职调查", on = "2026-04-01", raisedYuan = 100.5m }, ("If-Match", pitch.ETag))).ShouldBe(200);
        (followed["raisedYuan"].Number(), followed["followUps"].Items()[0]["doneOn"].Text(), followed["followUps"].Items()[1]["doneOn"]).ShouldBe((100.5m, "2026-04-01", null));
        (await one.Client.Post($"{pitch.Header("Location")}/follow-ups", new { days = 60, note = "甲" }, ("If-Match", followed.ETag))).Status.ShouldBe(422);
        (await one.Client.Get($"{path}/pitches")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem().ToJsonString().ShouldBe(followed.Json.ToJsonString());

        var reported = (await one.Client.Post($"{path}/report", new { attendance = 10, costYuan = 900.25m }, ("If-Match", (await one.Client.Get(path)).ETag))).ShouldBe(200);
        (reported["leads"].Number(), reported["contracts"].Number(), reported["costPerLeadYuan"].Number(), reported["pitches"].Number(), reported["raisedYuan"].Number())
            .ShouldBe((2, 0, 450.13m, 1, 100.5m));
        (await other.Client.Get($"{path}/outcomes")).ShouldBeProblem(404, "not-found");
        (await other.Client.Post($"{path}/registrations", new { organization = "甲" })).ShouldBeProblem(404, "not-found");
    }

    private static async Task<string> Deal(Client client) =>
        (await client.Post("/v1/deals", new { name = "示例项目", source = "roadshow", financingStage = "seed" })).ShouldBe(201).Id;

    private static JsonObject Body(object members)
    {
        var body = new JsonObject { ["title"] = Names.New(), ["kind"] = "roadshow", ["startsOn"] = "2026-03-01", ["state"] = "open" };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(members)!.AsObject())
            body[name] = value?.DeepClone();
        return body;
    }
}
