namespace HealthPark.IntegrationTests.Api;

/// <summary>Records under the keys by which other systems know them.</summary>
public sealed class SourceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Put_twice_is_one_record()
    {
        var partner = (await api.NewPartner()).Client;
        var body = new { name = Names.New(), direction = "digital-medicine", uscc = USCC.New() };

        var made = (await partner.Put("/v1/sources/erp/enterprises/E-1", body)).ShouldBe(201);
        var again = (await partner.Put("/v1/sources/erp/enterprises/E-1", body)).ShouldBe(200);

        made.Header("Location").ShouldBe($"/v1/enterprises/{made.Id}");
        again.Id.ShouldBe(made.Id);
        again.ETag.ShouldBe(made.ETag);
        (await partner.Get("/v1/enterprises")).ShouldBe(200)["items"].Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Members_present_are_set_null_clears_and_absent_members_stay()
    {
        var partner = (await api.NewPartner()).Client;
        var made = (await partner.Put("/v1/sources/erp/enterprises/E-1", new { name = Names.New(), direction = "other", zone = "life-science-innovation-pole", industryCode = "7340" })).ShouldBe(201);

        var changed = (await partner.Put("/v1/sources/erp/enterprises/E-1", new { zone = (string?)null, signedOn = "2026-01-05", landedOn = "2026-03-01" })).ShouldBe(200);

        changed["zone"].ShouldBeNull();
        changed["industryCode"].Text().ShouldBe("7340");
        changed["stage"].Text().ShouldBe("landed");
        changed.ETag.ShouldNotBe(made.ETag);
        (await partner.Get($"/v1/enterprises/{made.Id}", changed.OrLater)).ShouldBe(200).Json.ToJsonString().ShouldBe(changed.Json.ToJsonString());
    }

    [Fact]
    public async Task Keys_of_two_organisations_and_of_two_systems_do_not_meet()
    {
        var (one, other) = ((await api.NewPartner()).Client, (await api.NewPartner()).Client);
        object Body() => new { name = Names.New(), direction = "other" };

        var ids = new[]
        {
            (await one.Put("/v1/sources/erp/enterprises/1", Body())).ShouldBe(201).Id, (await one.Put("/v1/sources/crm/enterprises/1", Body())).ShouldBe(201).Id,
            (await other.Put("/v1/sources/erp/enterprises/1", Body())).ShouldBe(201).Id,
        };

        ids.ShouldBeUnique();
    }

    [Fact]
    public async Task A_record_of_the_same_code_is_taken_over_if_it_is_the_callers_own()
    {
        var (one, other) = ((await api.NewPartner()).Client, (await api.NewPartner()).Client);
        var uscc = USCC.New();
        var made = (await one.Post("/v1/enterprises", new { name = Names.New(), direction = "other", uscc })).ShouldBe(201);

        var linked = (await one.Put("/v1/sources/erp/enterprises/7", new { uscc, industryCode = "7340" })).ShouldBe(200);
        linked.Id.ShouldBe(made.Id);
        // From then on its own key is enough.
        (await one.Put("/v1/sources/erp/enterprises/7", new { industryCode = "7350" })).ShouldBe(200).Id.ShouldBe(made.Id);

        var refused = (await other.Put("/v1/sources/erp/enterprises/7", new { name = Names.New(), direction = "other", uscc })).ShouldBeProblem(409, "duplicate");
        refused.Body.ShouldNotContain(made.Id);
    }

    [Fact]
    public async Task Racing_first_puts_of_one_key_make_one_record()
    {
        var partner = (await api.NewPartner()).Client;
        var name = Names.New();

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i =>
            partner.Put("/v1/sources/erp/enterprises/race", new { name, direction = "other", industryCode = $"{7000 + i}" })));

        answers.Count(a => a.Status == 201).ShouldBe(1);
        answers.ShouldAllBe(a => a.Status == 200 || a.Status == 201);
        answers.Select(a => a.Id).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_condition_is_kept_where_it_is_given()
    {
        var partner = (await api.NewPartner()).Client;
        var made = (await partner.Put("/v1/sources/erp/enterprises/E-1", new { name = Names.New(), direction = "other" })).ShouldBe(201);
        (await partner.Put("/v1/sources/erp/enterprises/E-1", new { industryCode = "7340" }, ("If-Match", made.ETag))).ShouldBe(200);

        (await partner.Put("/v1/sources/erp/enterprises/E-1", new { industryCode = "7350" }, ("If-Match", made.ETag))).ShouldBeProblem(412, "version-mismatch");
        (await partner.Put("/v1/sources/erp/enterprises/E-1", new { industryCode = "7350" }, ("If-None-Match", "*"))).ShouldBeProblem(412, "version-mismatch");
    }

    [Fact]
    public async Task A_dry_run_stores_nothing()
    {
        var partner = (await api.NewPartner()).Client;
        var body = new { name = Names.New(), direction = "digital-medicine", uscc = USCC.New(), landedOn = "2026-03-01" };

        var would = (await partner.Put("/v1/sources/erp/enterprises/E-1?dryRun=true", body)).ShouldBe(200);

        would["dryRun"]!.GetValue<bool>().ShouldBeTrue();
        would["figures"].Items().ShouldNotBeEmpty();
        (await partner.Get("/v1/enterprises")).ShouldBe(200)["items"].Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_its_place()
    {
        var partner = (await api.NewPartner()).Client;
        Task<Answer> Put(object body, string key = "erp/enterprises/E-1") => partner.Put("/v1/sources/" + key, body);

        (await Put(new { name = "x", direction = "nowhere" })).ShouldBeProblem(422, "invalid-fields", ("/direction", "unknown-value"));
        (await Put(new { direction = "other" })).ShouldBeProblem(422, "invalid-fields", ("/name", "required"));
        (await Put(new { name = "x", direction = "other", nick = "y" })).ShouldBeProblem(400, "malformed-json", ("/nick", "unknown-member"));
        (await Put(new { name = "x", direction = "other", landedOn = "2026-13-01" })).ShouldBeProblem(422, "invalid-fields", ("/landedOn", "invalid-date"));
        (await Put(new { name = "x", direction = "other", stage = "landed" })).ShouldBeProblem(422, "invalid-fields", ("/stage", "read-only"));
        (await Put("""{"name":"x","name":"y"}""")).ShouldBeProblem(400, "malformed-json", ("", "duplicate-member"));
        (await Put("[]")).ShouldBeProblem(400, "malformed-json");
        (await Put(new { name = "x\0y", direction = "other" })).ShouldBeProblem(400, "malformed-json", ("/name", "nul-in-text"));
        (await Put(new { name = "x", direction = "other" }, "e p/enterprises/1")).ShouldBeProblem(400, "invalid-system");
        (await partner.Put("/v1/sources/erp/enterprises/1", "<a/>", ("Content-Type", "application/xml"))).ShouldBeProblem(415, "unsupported-media-type");
        (await partner.Put("/v1/sources/erp/nothing/1", new { })).ShouldBeProblem(404, "no-such-path");
    }
}
