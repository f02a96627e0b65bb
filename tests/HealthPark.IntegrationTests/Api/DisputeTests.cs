using Npgsql;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Values for which another speaks become disputes that it accepts or refuses.</summary>
public sealed class DisputeTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Disputes = "/v1/disputes";

    [Fact]
    public async Task A_differing_value_of_another_opens_one_dispute_and_changes_nothing()
    {
        var (owner, bureau, id) = await Record();
        var line = await bureau.Client.Bring(new { id, industryCode = "7350" });

        (line.Outcome(), line["id"].Text()).ShouldBe(("unchanged", id));
        line.Disputed().ShouldBe(["/industryCode"]);
        var dispute = (await bureau.Client.Get(line.Dispute())).ShouldBe(200);
        (dispute["collection"].Text(), dispute["recordId"].Text(), dispute["member"].Text()).ShouldBe(("enterprises", id, "industryCode"));
        (dispute["presentValue"].Text(), dispute["proposedValue"].Text(), dispute["state"].Text()).ShouldBe(("7340", "7350", "open"));
        (dispute["proposedBy"].Text(), dispute["ownerOrganizationId"].Text()).ShouldBe((bureau.OrganizationId, owner.OrganizationId));
        dispute["recordVersion"]!.GetValue<int>().ShouldBe(1);
        dispute["closedAt"].ShouldBeNull();
        (await api.Enterprise(id))["industryCode"].Text().ShouldBe("7340");

        // A member that says nothing.
        var filled = (await bureau.Client.Get((await bureau.Client.Bring(new { id, signedOn = "2026-01-05" })).Dispute())).ShouldBe(200);
        (filled["presentValue"], filled["proposedValue"].Text()).ShouldBe((null, "2026-01-05"));

        // The same again, and an equal value in another spelling.
        (await bureau.Client.Bring(new { id, industryCode = "7350" })).Dispute().ShouldBe(line.Dispute());
        var name = (await api.Enterprise(id))["name"].Text();
        (await bureau.Client.Bring(new { id, name = $" {name} ", industryCode = "7340" })).Disputed().ShouldBeEmpty();

        // Another value takes its place.
        var second = (await bureau.Client.Bring(new { id, industryCode = "7360" })).Dispute();
        second.ShouldNotBe(line.Dispute());
        (await bureau.Client.Get(line.Dispute()))["state"].Text().ShouldBe("outdated");
        (await bureau.Client.Get($"{Disputes}?recordId={id}&member=industryCode&state=open"))["items"].Items().ShouldHaveSingleItem()["proposedValue"].Text().ShouldBe("7360");
    }

    [Fact]
    public async Task Each_reader_sees_the_disputes_that_concern_it()
    {
        var (owner, bureau, id) = await Record();
        var (stranger, bystander, authority) = (await api.NewPartner(Bringing.EveryScope), await api.NewBureau(), await api.NewBureau());
        var path = (await bureau.Client.Bring(new { id, tiers = new[] { "leader" } })).Dispute();
        async Task<bool> Sees(Client client)
        {
            var listed = (await client.Get($"{Disputes}?recordId={id}&count=exact")).ShouldBe(200);
            var shown = await client.Get(path);
            listed["total"]!.GetValue<int>().ShouldBe(shown.Status == 200 ? 1 : 0);
            return shown.Status == 200;
        }

        foreach (var client in new[] { owner.Client, bureau.Client, api.Admin })
            (await Sees(client)).ShouldBeTrue();
        foreach (var client in new[] { stranger.Client, bystander.Client, authority.Client })
            (await Sees(client)).ShouldBeFalse();

        // Whoever must answer it sees it from then on.
        await api.Name("tiers", authority);
        (await Sees(authority.Client)).ShouldBeTrue();
        (await Sees(bystander.Client)).ShouldBeFalse();
        (await stranger.Client.Get($"{Disputes}?proposedBy={bureau.OrganizationId}"))["items"].Items().ShouldBeEmpty();
        (await bureau.Client.Get($"{Disputes}?proposedBy={bureau.OrganizationId}&member=tiers&collection=enterprises&sort=-openedAt"))["items"].Items().ShouldHaveSingleItem();
        (await (await api.NewPartner()).Client.Get(Disputes)).ShouldBeProblem(403, "scope-missing");
    }

    [Fact]
    public async Task Accepting_applies_the_value_and_names_the_dispute_as_its_cause()
    {
        var (owner, bureau, id) = await Record();
        var path = (await bureau.Client.Bring(new { id, industryCode = "7350" })).Dispute();
        var dispute = await owner.Client.Get(path);

        (await owner.Client.Post($"{path}/decision", new { decision = "accepted" }, ("If-Match", null))).ShouldBeProblem(428, "if-match-required");
        (await bureau.Client.Post($"{path}/decision", new { decision = "accepted" }, ("If-Match", dispute.ETag))).ShouldBeProblem(403, "not-the-authority");
        (await owner.Client.Post($"{path}/decision?dryRun=true", new { decision = "accepted" }, ("If-Match", dispute.ETag))).ShouldBe(200);
        (await api.Enterprise(id))["industryCode"].Text().ShouldBe("7340");
        var accepted = (await owner.Client.Post($"{path}/decision", new { decision = "accepted", reason = "属实" }, ("If-Match", dispute.ETag), ("Idempotency-Key", "accept"))).ShouldBe(200);

        (accepted["state"].Text(), accepted["answer"].Text()).ShouldBe(("accepted", "属实"));
        accepted["closedAt"].Text().ShouldNotBeNullOrEmpty();
        var enterprise = await api.Enterprise(id);
        (enterprise["industryCode"].Text(), enterprise["version"]!.GetValue<int>()).ShouldBe(("7350", 2));
        (await CausesOf(id)).ShouldBe([$"dispute:{dispute.Id}"]);

        (await owner.Client.Post($"{path}/decision", new { decision = "accepted", reason = "属实" }, ("If-Match", dispute.ETag), ("Idempotency-Key", "accept"))).ShouldBe(200)
            .Header("Idempotency-Replayed").ShouldBe("true");
        (await owner.Client.Post($"{path}/decision", new { decision = "refused", reason = "x" }, ("If-Match", accepted.ETag)))
            .ShouldBeProblem(409, "transition-not-allowed")["allowedTransitions"].Items().ShouldBeEmpty();
        (await bureau.Client.Bring(new { id, industryCode = "7350" })).Disputed().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_qualifies_a_value_goes_with_it()
    {
        var (owner, bureau, id) = await Record();
        var line = await bureau.Client.Bring(new { id, direction = "digital-medicine", directionFrom = "2026-06-01" });
        line.Disputed().ShouldBe(["/direction"]);
        var dispute = await owner.Client.Get(line.Dispute());
        dispute["qualifiers"]!["directionFrom"].Text().ShouldBe("2026-06-01");

        (await owner.Client.Post($"{line.Dispute()}/decision", new { decision = "accepted" }, ("If-Match", dispute.ETag))).ShouldBe(200);

        (await api.Enterprise(id))["directions"].Items()[^1]["from"].Text().ShouldBe("2026-06-01");
    }

    [Fact]
    public async Task What_was_refused_is_not_opened_again_by_the_same_value()
    {
        var (owner, bureau, id) = await Record();
        var path = (await bureau.Client.Bring(new { id, industryCode = "7350" })).Dispute();
        var etag = (await owner.Client.Get(path)).ETag;

        (await owner.Client.Post($"{path}/decision", new { decision = "refused" }, ("If-Match", etag))).ShouldBeProblem(422, "invalid-fields", ("/reason", "required"));
        (await owner.Client.Post($"{path}/decision", new { decision = "refused", reason = "与登记不符" }, ("If-Match", etag))).ShouldBe(200)["answer"].Text().ShouldBe("与登记不符");

        (await api.Enterprise(id))["industryCode"].Text().ShouldBe("7340");
        (await bureau.Client.Bring(new { id, industryCode = "7350" })).Dispute().ShouldBe(path);
        // The record says something else now: the value is worth another look.
        (await owner.Client.Bring(new { id, industryCode = "7390" })).Outcome().ShouldBe("updated");
        (await bureau.Client.Bring(new { id, industryCode = "7350" })).Dispute().ShouldNotBe(path);
    }

    [Fact]
    public async Task Whoever_brought_it_takes_it_back()
    {
        var (owner, bureau, id) = await Record();
        var path = (await bureau.Client.Bring(new { id, industryCode = "7350" })).Dispute();
        var etag = (await owner.Client.Get(path)).ETag;

        (await owner.Client.Post($"{path}/withdrawal", new { }, ("If-Match", etag))).ShouldBeProblem(403, "not-yours");
        (await bureau.Client.Post($"{path}/withdrawal", new { reason = "有误" }, ("If-Match", etag))).ShouldBe(200)["state"].Text().ShouldBe("withdrawn");
        (await owner.Client.Post($"{path}/decision", new { decision = "accepted" }, ("If-Match", "*"))).ShouldBeProblem(409, "transition-not-allowed");
        (await bureau.Client.Bring(new { id, industryCode = "7350" })).Dispute().ShouldNotBe(path);
    }

    [Fact]
    public async Task A_value_that_the_record_does_not_take_leaves_the_dispute_open()
    {
        var (owner, bureau, id) = await Record();
        var path = (await bureau.Client.Bring(new { id, industryCode = "7350" })).Dispute();
        (await owner.Client.Post($"/v1/enterprises/{id}/void", new { reason = "误录" }, ("If-Match", "*"))).ShouldBe(200);

        (await owner.Client.Post($"{path}/decision", new { decision = "accepted" }, ("If-Match", "*"))).ShouldBeProblem(409, "enterprise-voided");

        (await owner.Client.Get(path))["state"].Text().ShouldBe("open");
        (await owner.Client.Post($"{path}/decision", new { decision = "refused", reason = "已作废" }, ("If-Match", "*"))).ShouldBe(200);
    }

    [Fact]
    public async Task A_line_that_breaks_a_rule_is_rejected_and_opens_nothing()
    {
        var (_, bureau, id) = await Record();

        var line = await bureau.Client.Bring(new { id, industryCode = "7350", zone = "nowhere" });

        line.Outcome().ShouldBe("rejected");
        (await bureau.Client.Get($"{Disputes}?recordId={id}"))["items"].Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dry_run_tells_what_would_be_disputed_and_opens_nothing()
    {
        var (_, bureau, id) = await Record();

        var line = await bureau.Client.Bring(new { id, industryCode = "7350" }, "?dryRun=true");
        var uscc = (await api.Enterprise(id))["uscc"].Text();
        var put = (await bureau.Client.Put("/v1/sources/erp/enterprises/D-1?dryRun=true", new { uscc, industryCode = "7350" })).ShouldBe(200);

        (line.Outcome(), line["disputes"]).ShouldBe(("unchanged", null));
        line.Disputed().ShouldBe(["/industryCode"]);
        put["disputed"].Texts().ShouldBe(["/industryCode"]);
        (await bureau.Client.Get($"{Disputes}?recordId={id}"))["items"].Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_put_by_source_answers_the_record_as_it_stands_and_names_the_dispute()
    {
        var (_, bureau, id) = await Record();
        var uscc = (await api.Enterprise(id))["uscc"].Text();

        var answer = (await bureau.Client.Put("/v1/sources/register/enterprises/R-1", new { uscc, industryCode = "7350" })).ShouldBe(200);

        (answer.Id, answer["industryCode"].Text()).ShouldBe((id, "7340"));
        var path = answer.Header("HealthPark-Disputes").ShouldNotBeNull();
        (await bureau.Client.Get(path)).ShouldBe(200)["proposedValue"].Text().ShouldBe("7350");
    }

    [Fact]
    public async Task A_file_sent_again_names_the_same_disputes()
    {
        var (owner, bureau, id) = await Record();
        await api.Name("zone", bureau);
        var line = new { id, zone = "life-health-belt", industryCode = "7350" };

        var first = await bureau.Client.Bring(line, key: "nightly");
        var path = first.Dispute();
        (await owner.Client.Post($"{path}/decision", new { decision = "refused", reason = "不符" }, ("If-Match", "*"))).ShouldBe(200);
        var again = await bureau.Client.Bring(line, key: "nightly");

        (first.Outcome(), again.Outcome()).ShouldBe(("updated", "updated"));
        again.Dispute().ShouldBe(path);
    }

    [Fact]
    public async Task A_person_disputes_a_value_with_a_reason()
    {
        var (owner, bureau, id) = await Record();
        Task<Answer> Open(object value, string recordId, Client? client = null, string member = "industryCode", string collection = "enterprises", string? key = null) =>
            (client ?? bureau.Client).Post(Disputes, new { collection, recordId, member, value, reason = " 核定 " }, ("Idempotency-Key", key ?? Guid.NewGuid().ToString()));

        var opened = (await Open("7350", id, key: "person")).ShouldBe(201);
        opened.Header("Location").ShouldBe($"{Disputes}/{opened.Id}");
        opened["reason"].Text().ShouldBe("核定");
        (await Open("7350", id, key: "person")).ShouldBe(201).Id.ShouldBe(opened.Id);
        (await Open("7350", id)).ShouldBeProblem(409, "duplicate")["existing"].Text().ShouldBe($"{Disputes}/{opened.Id}");
        (await bureau.Client.Bring(new { id, industryCode = "7350" })).Dispute().ShouldBe($"{Disputes}/{opened.Id}");

        (await Open("7360", id)).ShouldBe(201);
        (await bureau.Client.Get($"{Disputes}/{opened.Id}"))["state"].Text().ShouldBe("outdated");
        (await Open("7340", id)).ShouldBeProblem(409, "nothing-to-dispute");
        (await Open("7350", id, owner.Client)).ShouldBeProblem(409, "nothing-to-dispute");
        (await Open("x", id)).ShouldBeProblem(422, "invalid-fields", ("/value", "invalid-industry-code"));
        (await Open(7350, id)).ShouldBeProblem(400, "malformed-json");
        (await Open("7350", Guid.NewGuid().ToString())).ShouldBeProblem(422, "invalid-fields", ("/recordId", "unknown-reference"));
        (await Open("7350", id, (await api.NewPartner(Bringing.EveryScope)).Client)).ShouldBeProblem(422, "invalid-fields", ("/recordId", "unknown-reference"));
        (await Open("7350", id, member: "stage")).ShouldBeProblem(422, "invalid-fields", ("/member", "unknown-value"));
        (await Open("7350", id, collection: "nothing")).ShouldBeProblem(422, "invalid-fields", ("/collection", "unknown-value"));
        (await Open("7350", id, api.Program.As(await api.NewKey(bureau.OrganizationId, "disputes:write")))).ShouldBeProblem(403, "scope-missing")["scope"].Text().ShouldBe("enterprises:read");
        (await bureau.Client.Post($"{Disputes}?dryRun=true", new { collection = "enterprises", recordId = id, member = "zone", value = "life-health-belt", reason = "x" })).ShouldBe(200);
        (await bureau.Client.Get($"{Disputes}?recordId={id}&state=open"))["items"].Items().ShouldHaveSingleItem()["proposedValue"].Text().ShouldBe("7360");
    }

    [Fact]
    public async Task Many_who_bring_values_at_once_make_one_dispute_for_each_that_brings_one()
    {
        var (_, bureau, id) = await Record();
        var other = await api.NewBureau();
        var bringers = Enumerable.Range(0, 30).Select(i => i % 2 == 0 ? bureau : other);

        var same = await Task.WhenAll(bringers.Select(b => Task.Run(() => b.Client.Bring(new { id, industryCode = "7350" }))));

        same.Select(l => l.Dispute()).Distinct().Count().ShouldBe(2);
        (await api.Admin.Get($"{Disputes}?recordId={id}"))["items"].Items().Count.ShouldBe(2);

        // Different values at once: the last one stands.
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => bureau.Client.Bring(new { id, industryCode = $"{7400 + i}" }))));
        var all = (await bureau.Client.Get($"{Disputes}?recordId={id}&proposedBy={bureau.OrganizationId}&limit=500"))["items"].Items();
        all.Count(d => d["state"].Text() == "open").ShouldBe(1);
        all.Where(d => d["state"].Text() != "open").ShouldAllBe(d => d["state"].Text() == "outdated");
        (await api.Enterprise(id))["version"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task The_owner_follows_the_disputes_about_its_records()
    {
        var (owner, bureau, id) = await Record();
        var path = (await bureau.Client.Bring(new { id, industryCode = "7350" })).Dispute();
        (await owner.Client.Post($"{path}/decision", new { decision = "accepted" }, ("If-Match", "*"))).ShouldBe(200);

        var events = (await owner.Client.Get("/v1/changes?types=cn.healthpark.dispute.*")).ShouldBe(200)["items"].Items();

        events.Select(e => (e["type"].Text(), e["subject"].Text())).ShouldBe(
            [("cn.healthpark.dispute.opened.v1", path.Split('/')[^1]), ("cn.healthpark.dispute.decided.v1", path.Split('/')[^1])]);
        events[0]["data"]!["proposedValue"].Text().ShouldBe("7350");
        (await (await api.NewPartner(Bringing.EveryScope)).Client.Get("/v1/changes?types=cn.healthpark.dispute.*"))["items"].Items().ShouldBeEmpty();
    }

    /// <summary>The record changes, and the dispute's own event fails: asked again, the acceptance is finished, and nothing happens twice.</summary>
    [Fact]
    public async Task An_acceptance_that_fails_half_way_is_finished_by_asking_again()
    {
        var (owner, bureau, id) = await Record();
        var path = (await bureau.Client.Bring(new { id, industryCode = "7350" })).Dispute();
        var etag = (await owner.Client.Get(path)).ETag;
        await using var database = NpgsqlDataSource.Create(api.Database);
        await Execute("create function disputes.fail() returns trigger language plpgsql as $$ begin raise exception 'test'; end $$");
        await Execute("create trigger fail before insert on disputes.mt_events for each statement execute function disputes.fail()");
        try
        {
            (await owner.Client.Post($"{path}/decision", new { decision = "accepted" }, ("If-Match", etag), ("Idempotency-Key", "half"))).Status.ShouldBe(500);
        }
        finally
        {
            await Execute("drop trigger fail on disputes.mt_events");
        }

        (await api.Enterprise(id))["industryCode"].Text().ShouldBe("7350");
        (await owner.Client.Get(path))["state"].Text().ShouldBe("open");
        // The value is in the record: neither the authority nor whoever brought it can say otherwise.
        (await owner.Client.Post($"{path}/decision", new { decision = "refused", reason = "x" }, ("If-Match", etag))).ShouldBeProblem(409, "accepted-already");
        (await bureau.Client.Post($"{path}/withdrawal", new { }, ("If-Match", etag))).ShouldBeProblem(409, "accepted-already");
        (await owner.Client.Post($"{path}/decision", new { decision = "accepted" }, ("If-Match", etag), ("Idempotency-Key", "half"))).ShouldBe(200)["state"].Text().ShouldBe("accepted");
        (await api.Enterprise(id))["version"]!.GetValue<int>().ShouldBe(2);
        (await CausesOf(id)).ShouldBe([$"dispute:{path.Split('/')[^1]}"]);

        async Task Execute(string sql)
        {
            await using var command = database.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }

    // A partner's enterprise, and a bureau that has other values.
    private async Task<(Partner Owner, Partner Bureau, string Id)> Record()
    {
        var (owner, bureau) = (await api.NewPartner(Bringing.EveryScope), await api.NewBureau());
        var body = new { name = Names.New(), direction = "other", uscc = USCC.New(), industryCode = "7340", zone = "medicine-commerce-pole" };
        return (owner, bureau, (await owner.Client.Post("/v1/enterprises", body)).ShouldBe(201).Id);
    }

    // What caused the changes of an enterprise after the first.
    private async Task<List<string>> CausesOf(string id)
    {
        await using var database = NpgsqlDataSource.Create(api.Database);
        await using var command = database.CreateCommand("select causation_id from enterprises.mt_events where stream_id = $1 and version > 1 order by version");
        command.Parameters.Add(new NpgsqlParameter { Value = Guid.Parse(id) });
        await using var reader = await command.ExecuteReaderAsync();
        var causes = new List<string>();
        while (await reader.ReadAsync())
            causes.Add(reader.GetString(0));
        return causes;
    }
}
