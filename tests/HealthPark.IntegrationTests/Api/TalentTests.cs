using System.Text.Json.Nodes;
using HealthPark.Kernel;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Talents over HTTP: entered, recognised, counted, and their persons shown to those who say for what.</summary>
public sealed class TalentTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Talents = "/v1/talents";
    private static readonly string[] PartnersScopes = [.. Scopes.All.Except(Scopes.ParkOfficeOnly).Except([Scopes.TalentsPersonal])];
    private static readonly (string, string?) Purpose = ("HealthPark-Purpose", Uri.EscapeDataString("兑现人才政策"));

    [Fact]
    public async Task A_talent_reads_back_as_it_was_entered_and_its_person_with_a_purpose()
    {
        var partner = await api.NewPartner(PartnersScopes);
        var enterprise = (await partner.Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201).Id;
        var (name, number) = (PersonNames.New(), PersonNames.NewIdentity());

        var made = (await partner.Client.Post(Talents, new
        {
            name = $" {name} ", @class = "B", introducedOn = "2026-03-01", employer = "示例医院", employerId = enterprise, direction = "gene-cell-therapy",
            field = "clinical-researcher", mode = "flexible", batch = "2026年第一批", authority = "示例部门", expiresOn = "2029-02-28", identityNumber = number,
            phone = "+86 23 0000 0000", email = "person@example.org", orcid = "https://orcid.org/0000-0002-1825-0097",
        })).ShouldBe(201);

        made.Header("Location").ShouldBe($"{Talents}/{made.Id}");
        made.ETag.ShouldBe("\"1\"");
        (made["stage"].Text(), made["class"].Text(), made["recognisedOn"].Text(), made["verification"].Text()).ShouldBe(("recognised", "B", "2026-03-01", "submitted"));
        made.Json.AsObject().Select(m => m.Key).Intersect(["name", "identityNumber", "phone", "email", "orcid"]).ShouldBeEmpty();
        var read = (await partner.Client.Get(made.Header("Location")!, made.OrLater)).ShouldBe(200);
        read.Body.ShouldBe(made.Body);
        (await partner.Client.Get($"{Talents}?employerId={enterprise}&class=B&field=clinical-researcher&introducedOn.gte=2026-03-01&mode=flexible"))
            .ShouldBe(200)["items"].Items().ShouldHaveSingleItem()["id"].Text().ShouldBe(made.Id);

        foreach (var query in new[] { "", "?version=1", $"?asOf={made.Position}" })
        {
            var whole = (await partner.Client.Get($"{Talents}/{made.Id}{query}", Purpose)).ShouldBe(200);
            (whole["name"].Text(), whole["identityNumber"].Text(), whole["identityKind"].Text(), whole["phone"].Text(), whole["email"].Text(), whole["orcid"].Text())
                .ShouldBe((name, number, "resident-identity", "+86 23 0000 0000", "person@example.org", "0000-0002-1825-0097"));
            whole.ETag.ShouldNotBe(read.ETag);
        }

        var history = (await partner.Client.Get($"{Talents}/{made.Id}/history", Purpose)).ShouldBe(200);
        history["items"].Items().ShouldHaveSingleItem()["data"]!["name"].Text().ShouldBe(name);
        (await partner.Client.Get($"{Talents}/{made.Id}/history")).Body.ShouldNotContain("\"name\"");
        (await partner.Client.Get($"{Talents}?employerId={enterprise}", Purpose))["items"].Items()[0]["name"].Text().ShouldBe(name);
        var csv = await partner.Client.Get($"{Talents}?employerId={enterprise}", Purpose, ("Accept", "text/csv"));
        csv.ShouldBe(200).Body.ShouldContain(name);
        (await partner.Client.Get($"{Talents}?employerId={enterprise}", ("Accept", "text/csv"))).Body.ShouldNotContain(name);
        (await partner.Client.Get($"{Talents}/{made.Id}?fields=employer", Purpose)).Body.ShouldNotContain(name);
    }

    [Fact]
    public async Task Persons_are_shown_only_to_the_owner_and_to_holders_of_the_scope_who_say_for_what_and_each_reading_is_recorded()
    {
        var (partner, name) = (await api.NewPartner(PartnersScopes), PersonNames.New());
        var made = (await partner.Client.Post(Talents, Body(name))).ShouldBe(201);
        var path = $"{Talents}/{made.Id}";
        var bureau = (await api.Admin.Get("/v1/organizations?code=yuzhong-science-technology-bureau"))["items"].Items()[0]["id"].Text();
        var (without, with) = (api.Program.As(await api.NewKey(bureau, Scopes.TalentsRead)), api.Program.As(await api.NewKey(bureau, Scopes.TalentsRead, Scopes.TalentsPersonal)));

        (await without.Get(path, Purpose)).ShouldBe(200).Body.ShouldNotContain(name);
        (await with.Get(path)).ShouldBe(200).Body.ShouldNotContain(name);
        (await api.Admin.Get($"{path}/personal-reads")).ShouldBe(200)["items"].Items().ShouldBeEmpty();
        (await with.Get(path, Purpose)).ShouldBe(200)["name"].Text().ShouldBe(name);
        (await api.Admin.Get($"{path}/history", ("HealthPark-Purpose", "audit"))).ShouldBe(200).Body.ShouldContain(name);
        (await with.Get(path, ("HealthPark-Purpose", new string('x', 201)))).ShouldBeProblem(400, "invalid-purpose");

        var reads = (await api.Admin.Get($"{path}/personal-reads")).ShouldBe(200)["items"].Items();
        reads.Select(r => (r["purpose"].Text(), r["path"].Text(), string.Join(',', r["members"].Texts()), r["recordId"].Text()))
            .ShouldBe([("兑现人才政策", path, "name", made.Id), ("audit", $"{path}/history", "name", made.Id)]);
        reads[0]["organizationId"].Text().ShouldBe(bureau);
        (await api.Admin.Get($"{path}/personal-reads?sort=-id&limit=1&count=exact")).ShouldBe(200)["total"].Number().ShouldBe(2);
        (await partner.Client.Get($"{path}/personal-reads")).ShouldBeProblem(403, "scope-missing");
        (await api.Admin.Get($"{Talents}/{Guid.CreateVersion7()}/personal-reads")).ShouldBeProblem(404, "not-found");
        (await without.Get($"{Talents}?q={Uri.EscapeDataString(name)}")).ShouldBe(200)["items"].Items().ShouldBeEmpty();
        (await without.Get($"{Talents}?q={Uri.EscapeDataString("临床研究")}")).ShouldBe(200);
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_place_without_repeating_it()
    {
        (await api.Admin.Post(Talents, new { })).ShouldBeProblem(422, "invalid-fields", ("/name", "required"), ("/employer", "required"));
        (await api.Admin.Post(Talents, new { name = "示例人才", employer = "示例医院" })).ShouldBeProblem(422, "invalid-fields", ("/class", "required"), ("/introducedOn", "required"));
        (await api.Admin.Post(Talents, Body(more: new { @class = "E" }))).ShouldBeProblem(422, "invalid-fields", ("/class", "unknown-value"));
        (await api.Admin.Post(Talents, Body(more: new { introducedOn = "2099-01-01" }))).ShouldBeProblem(422, "invalid-fields", ("/introducedOn", "in-the-future"));
        (await api.Admin.Post(Talents, Body(more: new { direction = "nowhere", field = "x", mode = "x" })))
            .ShouldBeProblem(422, "invalid-fields", ("/direction", "unknown-value"), ("/field", "unknown-value"), ("/mode", "unknown-value"));
        (await api.Admin.Post(Talents, Body(more: new { employerId = Guid.CreateVersion7() }))).ShouldBeProblem(422, "invalid-fields", ("/employerId", "unknown-reference"));
        (await api.Admin.Post(Talents, Body(more: new { stage = "contacted" }))).ShouldBeProblem(422, "invalid-fields", ("/class", "not-reached"), ("/introducedOn", "not-reached"));
        var wrong = (await api.Admin.Post(Talents, Body(more: new { identityNumber = "990000198001010010", orcid = "0000-0002-1825-0098", phone = "x", email = "x" })))
            .ShouldBeProblem(422, "invalid-fields", ("/phone", "invalid-phone"), ("/email", "invalid-email"), ("/orcid", "invalid-orcid"), ("/identityNumber", "identity-number-check"));
        wrong.Body.ShouldNotContain("19800101");
        (await api.Admin.Post(Talents, Body(more: new { expiresOn = "2020-01-01" }))).ShouldBeProblem(422, "invalid-fields", ("/expiresOn", "dates-out-of-order"));
        (await api.Admin.Post(Talents, "{\"name\":\"甲\",\"employer\":\"乙\",\"salary\":1}")).ShouldBeProblem(400, "malformed-json");
    }

    [Fact]
    public async Task One_person_is_one_record_whoever_enters_it()
    {
        var (one, other) = (await api.NewPartner(PartnersScopes), await api.NewPartner(PartnersScopes));
        var (number, name) = (PersonNames.NewIdentity(), PersonNames.New());
        var made = (await one.Client.Post(Talents, Body(name, new { identityNumber = number }))).ShouldBe(201);
        var wide = string.Concat(number.Select(c => (char)(c + 0xFEE0)));

        var refused = (await other.Client.Post(Talents, Body(more: new { identityNumber = wide }))).ShouldBeProblem(409, "duplicate");
        refused.Json.AsObject().ContainsKey("existing").ShouldBeFalse();
        refused.Body.ShouldNotContain(name);
        (await one.Client.Post(Talents + "?dryRun=true", Body(more: new { identityNumber = number }))).ShouldBeProblem(409, "duplicate")["existing"].Text().ShouldBe($"{Talents}/{made.Id}");
        // The same number of another kind of document is somebody else.
        (await other.Client.Post(Talents, Body(more: new { identityNumber = number, identityKind = "passport" }))).ShouldBe(201);
        var second = (await other.Client.Post(Talents, Body())).ShouldBe(201);
        (await other.Client.Patch($"{Talents}/{second.Id}", new { identityNumber = number }, ("If-Match", second.ETag))).ShouldBeProblem(409, "duplicate");

        (await one.Client.Post($"{Talents}/{made.Id}/void", new { reason = "误录" }, ("If-Match", made.ETag))).ShouldBe(200)["stage"].Text().ShouldBe("voided");
        (await other.Client.Patch($"{Talents}/{second.Id}", new { identityNumber = number }, ("If-Match", second.ETag))).ShouldBe(200);
        (await one.Client.Post(Talents, Body(more: new { identityNumber = number }))).ShouldBeProblem(409, "duplicate");
    }

    [Fact]
    public async Task A_talent_goes_the_way_that_the_machine_publishes()
    {
        var partner = await api.NewPartner(PartnersScopes);
        var machine = (await api.Anonymous.Get("/v1/state-machines/talent-stage")).ShouldBe(200);
        var made = (await partner.Client.Post(Talents, new { name = PersonNames.New(), employer = "示例医院", stage = "contacted" })).ShouldBe(201);

        made = await Step(made, "offer", new { on = "2026-01-10" }, "offered");
        (await partner.Client.Post($"{Talents}/{made.Id}/recognition", new { @class = "A", on = "2026-02-01" }, ("If-Match", made.ETag)))
            .ShouldBeProblem(409, "transition-not-allowed")["allowedTransitions"].Texts().ShouldBe(Published("offered", "RecogniseTalent"));
        made = await Step(made, "onboarding", new { on = "2026-02-01" }, "onboard");
        made["introducedOn"].Text().ShouldBe("2026-02-01");
        made = await Step(made, "recognition", new { @class = "C", on = "2026-03-01" }, "recognised");
        made = await Step(made, "revocation", new { on = "2026-04-01", reason = "示例" }, "onboard");
        made["class"].ShouldBeNull();
        made = await Step(made, "recognition", new { @class = "D", on = "2026-05-01" }, "recognised");
        made = await Step(made, "departure", new { on = "2026-06-01" }, "left");
        (await partner.Client.Post($"{Talents}/{made.Id}/offer", new { on = "2026-07-01" }, ("If-Match", made.ETag))).ShouldBeProblem(409, "transition-not-allowed");
        made = await Step(made, "revocation", new { on = "2026-06-02", reason = "示例" }, "left");
        (await partner.Client.Post($"{Talents}/{made.Id}/revocation", new { on = "2026-06-03", reason = "示例" }, ("If-Match", made.ETag))).ShouldBeProblem(409, "not-recognised");
        made["recognitions"].Items().Select(r => (r["class"].Text(), r["revokedOn"].Text())).ShouldBe([("C", "2026-04-01"), ("D", "2026-06-02")]);
        made = await Step(made, "void", new { reason = "误录" }, "voided");
        (await partner.Client.Patch($"{Talents}/{made.Id}", new { employer = "乙" }, ("If-Match", made.ETag))).ShouldBeProblem(409, "talent-voided")["allowedTransitions"].Texts().ShouldBeEmpty();

        async Task<Answer> Step(Answer from, string noun, object body, string to)
        {
            (await partner.Client.Post($"{Talents}/{from.Id}/{noun}", body)).ShouldBeProblem(428, "if-match-required");
            var answer = (await partner.Client.Post($"{Talents}/{from.Id}/{noun}", body, ("If-Match", from.ETag))).ShouldBe(200);
            answer["stage"].Text().ShouldBe(to);
            machine["transitions"].Items().ShouldContain(t => t["from"].Text() == from["stage"].Text() && t["to"].Text() == to);
            return answer;
        }

        IEnumerable<string> Published(string from, string operation) => machine["transitions"].Items()
            .Where(t => t["from"].Text() == from && t["operation"].Text() == operation).Select(t => t["to"].Text());
    }

    [Fact]
    public async Task A_person_is_corrected_without_being_shown_and_what_is_the_same_changes_nothing()
    {
        var (partner, name) = (await api.NewPartner(PartnersScopes), PersonNames.New());
        var made = (await partner.Client.Post(Talents, Body(name, new { phone = "02300000000" }))).ShouldBe(201);
        var path = $"{Talents}/{made.Id}";

        var same = (await partner.Client.Patch(path, new { name, phone = "02300000000" }, ("If-Match", made.ETag))).ShouldBe(200);
        same["version"].Number().ShouldBe(1);
        var corrected = (await partner.Client.Patch(path, new { name = name + "改", phone = (string?)null }, ("If-Match", made.ETag))).ShouldBe(200);
        corrected.Body.ShouldNotContain(name);
        var whole = (await partner.Client.Get(path, Purpose)).ShouldBe(200);
        whole["name"].Text().ShouldBe(name + "改");
        whole.Json.AsObject().ContainsKey("phone").ShouldBeFalse();
        (await partner.Client.Get(path + "?version=1", Purpose))["name"].Text().ShouldBe(name);
        (await partner.Client.Patch(path, new { name = "" }, ("If-Match", corrected.ETag))).ShouldBeProblem(422, "invalid-fields", ("/name", "cannot-be-cleared"));
        (await partner.Client.Patch(path, new { name = "甲" }, ("If-Match", made.ETag))).ShouldBeProblem(412, "version-mismatch")["changes"].Items()[0]["pointers"].Texts().ShouldContain("/name");
        var tried = (await partner.Client.Patch(path + "?dryRun=true", new { name = "示例人才另名" }, ("If-Match", corrected.ETag))).ShouldBe(200);
        tried.Body.ShouldNotContain("示例人才另名");
        // No dispute keeps what is personal.
        (await api.Admin.Put("/v1/field-authorities/talents/name", new { organizationId = await api.ParkOffice(), from = "2026-01-01", reason = "测试" })).Status.ShouldBeOneOf(404, 422);
        (await partner.Client.Post("/v1/disputes", new { collection = "talents", recordId = made.Id, member = "name", value = "甲", reason = "测试" })).Status.ShouldBeOneOf(404, 409, 422);
    }

    [Fact]
    public async Task A_repeated_request_is_known_and_another_one_under_the_same_key_is_refused()
    {
        var (partner, key, name) = (await api.NewPartner(PartnersScopes), Guid.NewGuid().ToString(), PersonNames.New());
        var made = (await partner.Client.Post(Talents, Body(name), ("Idempotency-Key", key))).ShouldBe(201);

        var again = (await partner.Client.Post(Talents, Body(name), ("Idempotency-Key", key))).ShouldBe(201);
        (again.Id, again.Header("Idempotency-Replayed")).ShouldBe((made.Id, "true"));
        (await partner.Client.Post(Talents, Body(name, new { employer = "另一家" }), ("Idempotency-Key", key))).ShouldBeProblem(422, "invalid-fields", ("Idempotency-Key", "idempotency-key-reused"));
    }

    [Fact]
    public async Task By_file_and_by_source_key_one_person_is_one_record()
    {
        var (partner, number) = (await api.NewPartner(PartnersScopes), PersonNames.NewIdentity());
        string Line(string id, string identity) => $$"""{"externalId":"{{id}}","name":"{{PersonNames.New()}}","class":"D","introducedOn":"2026-01-05","employer":"示例企业","identityNumber":"{{identity}}"}""";
        var file = string.Join('\n', Line("T-1", number), Line("T-2", number), Line("T-3", "1"));

        var outcomes = (await partner.Client.Send("POST", $"{Talents}/batch?system=hr", file, ("Content-Type", "application/x-ndjson"))).ShouldBe(200).Body
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToList();

        outcomes.Select(o => o["outcome"].Text()).ShouldBe(["created", "rejected", "rejected"]);
        outcomes[1]["errors"].Items()[0]["code"].Text().ShouldBe("duplicate");
        outcomes[2]["errors"].Items()[0]["pointer"].Text().ShouldBe("/identityNumber");
        var put = (await partner.Client.Put("/v1/sources/hr/talents/T-1", new { mode = "full-time", identityNumber = number })).ShouldBe(200);
        (put.Id, put["mode"].Text()).ShouldBe((outcomes[0]["id"].Text(), "full-time"));
    }

    [Fact]
    public async Task The_feed_tells_nothing_personal()
    {
        var (partner, name, number) = (await api.NewPartner(PartnersScopes), PersonNames.New(), PersonNames.NewIdentity());
        var made = (await partner.Client.Post(Talents, Body(name, new { identityNumber = number }))).ShouldBe(201);

        var items = (await partner.Client.Get("/v1/changes?types=cn.healthpark.talent.*&limit=100", made.OrLater)).ShouldBe(200);

        var told = items["items"].Items().ShouldHaveSingleItem();
        (told["type"].Text(), told["data"]!["class"].Text()).ShouldBe(("cn.healthpark.talent.registered.v1", "C"));
        told["data"]!.AsObject().Select(m => m.Key).Intersect(["name", "identityNumber", "identityToken", "phone"]).ShouldBeEmpty();
        items.Body.ShouldNotContain(name);
    }

    private static JsonObject Body(string? name = null, object? more = null)
    {
        var body = new JsonObject { ["name"] = name ?? PersonNames.New(), ["class"] = "C", ["introducedOn"] = "2026-03-01", ["employer"] = "示例医院" };
        foreach (var (member, value) in System.Text.Json.JsonSerializer.SerializeToNode(more ?? new { })!.AsObject())
            body[member] = value?.DeepClone();
        return body;
    }
}
