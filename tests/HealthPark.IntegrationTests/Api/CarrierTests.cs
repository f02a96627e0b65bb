using HealthPark.EventStore;
using HealthPark.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Carriers, floors, units and leases, over HTTP.</summary>
public sealed class CarrierTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Carriers = "/v1/carriers";
    private static readonly string[] PartnersScopes = [.. Scopes.All.Except(Scopes.ParkOfficeOnly)];

    [Fact]
    public async Task The_plans_carriers_are_there_for_all_with_their_parcels_floor_area_ratios()
    {
        var partner = (await api.NewPartner(PartnersScopes)).Client;
        await using var second = await api.Start(); // another node adopts none twice

        var all = (await partner.Get($"{Carriers}?ownerOrganizationId={await api.ParkOffice()}&code={string.Join(',', HealthPark.Kernel.Reference.CodeLists.Carriers.Codes)}&count=exact&limit=200")).ShouldBe(200);
        all["total"].Number().ShouldBe(15);
        (await partner.Get($"{Carriers}?kind=parcel&code=xietaizi-gaojiu-road,daping-zhengjie,jinyinwan&sort=name")).ShouldBe(200)["items"].Items()
            .Select(c => (c["code"].Text(), c["floorAreaRatio"].Number(), c["status"].Text(), c["approximate"].Texts().Single()))
            .Order().ShouldBe(
            [
                ("daping-zhengjie", 6.5m, "reserved", "landAreaSquareMetres"), ("jinyinwan", 2.974m, "reserved", "landAreaSquareMetres"),
                ("xietaizi-gaojiu-road", 3.905m, "reserved", "landAreaSquareMetres"),
            ]);
        (await partner.Get($"{Carriers}?zone=medicine-commerce-pole&q=天街")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem()["code"].Text().ShouldBe("times-paradise-walk");
        var parcel = (await partner.Get($"{Carriers}?code=jinyinwan")).ShouldBe(200)["items"].Items()[0]["id"].Text();
        var shown = (await partner.Get($"{Carriers}/{parcel}")).ShouldBe(200);
        (await partner.Patch($"{Carriers}/{parcel}", new { note = "甲" }, ("If-Match", shown.ETag))).ShouldBeProblem(403, "not-yours");
    }

    [Fact]
    public async Task A_carrier_is_its_operators_and_the_park_offices_to_change()
    {
        var (owner, other) = (await api.NewPartner(PartnersScopes), await api.NewPartner(PartnersScopes));
        var name = Names.New();
        var made = (await owner.Client.Post(Carriers, new { name, kind = "building", zone = "life-health-belt", phase = 1, batch = "renovate", grossAreaSquareMetres = 1000, usableAreaSquareMetres = 800.5 })).ShouldBe(201);
        var path = made.Header("Location")!;

        (await other.Client.Get(path, made.OrLater)).ShouldBe(200).Body.ShouldBe(made.Body);
        (await other.Client.Patch(path, new { phase = 2 }, ("If-Match", made.ETag))).ShouldBeProblem(403, "not-yours");
        (await other.Client.Post(Carriers, new { name = name + " ", kind = "building" })).ShouldBeProblem(409, "duplicate")["existing"].Text().ShouldBe(path);
        (await other.Client.Post($"{path}/units", new { floor = "1", areaSquareMetres = 10 })).ShouldBeProblem(403, "not-yours");
        (await owner.Client.Patch(path, new { usableAreaSquareMetres = 1000.01 }, ("If-Match", made.ETag))).ShouldBeProblem(422, "invalid-fields", ("/usableAreaSquareMetres", "exceeds-gross-area"));
        var revised = (await owner.Client.Patch(path, new { phase = (int?)null, usableAreaSquareMetres = 900 }, ("If-Match", made.ETag))).ShouldBe(200);
        (await api.Admin.Post($"{path}/verification", new { decision = "verified" }, ("If-Match", revised.ETag))).ShouldBe(200)["verification"].Text().ShouldBe("verified");
        var now = await owner.Client.Get(path);
        (await owner.Client.Post($"{path}/status-changes", new { status = "available", on = "2026-01-02" }, ("If-Match", now.ETag))).ShouldBeProblem(409, "transition-not-allowed")
            ["allowedTransitions"].Texts().ShouldBe(["retired"]);
        (await owner.Client.Post($"{path}/suitability-surveys", new { on = "2026-01-02", floorHeightMetres = 4.5, loadKilonewtonsPerSquareMetre = 5, finding = "suitable" })).ShouldBe(201);
        now = await owner.Client.Get(path);
        now["status"].Text().ShouldBe("suitable");
        (await owner.Client.Post($"{path}/status-changes", new { status = "available", on = "2026-01-03" }, ("If-Match", now.ETag))).ShouldBe(200)["status"].Text().ShouldBe("available");
    }

    [Fact]
    public async Task Units_added_at_once_never_exceed_their_floor()
    {
        var owner = (await api.NewPartner(PartnersScopes)).Client;
        var path = (await owner.Post(Carriers, new { name = Names.New(), kind = "building" })).ShouldBe(201).Header("Location")!;
        (await owner.Put($"{path}/floors/3", new { areaSquareMetres = 100 })).ShouldBe(201);
        (await owner.Post($"{path}/units?dryRun=true", new { floor = "3", areaSquareMetres = 100 })).ShouldBe(200);

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => owner.Post($"{path}/units", new { floor = "3", number = $"3{i:00}", areaSquareMetres = 9.5 })));

        answers.Count(a => a.Status == 201).ShouldBe(10);
        answers.Where(a => a.Status != 201).ShouldAllBe(a => a.ShouldBeProblem(409, "floor-full")["leftSquareMetres"].Number() == 5);
        (await owner.Get($"{path}/floors")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem()["unitAreaSquareMetres"].Number().ShouldBe(95);
        (await owner.Put($"{path}/floors/3", new { areaSquareMetres = 94 })).ShouldBeProblem(428, "if-match-required");
        var unit = answers.First(a => a.Status == 201);
        var at = $"/v1/units/{unit.Id}";
        (await owner.Patch(at, new { areaSquareMetres = 14.51 }, ("If-Match", unit.ETag))).ShouldBeProblem(409, "floor-full");
        var enlarged = (await owner.Patch(at, new { areaSquareMetres = 14.5 }, ("If-Match", unit.ETag))).ShouldBe(200);
        (await owner.Post($"{path}/units", new { floor = "3", number = "x", areaSquareMetres = 0.01 })).ShouldBeProblem(409, "floor-full");
        (await owner.Post($"{at}/withdrawal", new { reason = "合并" }, ("If-Match", enlarged.ETag))).ShouldBe(200);
        (await owner.Post($"{path}/units", new { floor = "3", number = "x", areaSquareMetres = 14.5 })).ShouldBe(201);
        (await api.Program.Services.GetRequiredService<Projections>().Compare(CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_200_leases_at_once_of_one_unit_one_succeeds()
    {
        var (owner, other) = (await api.NewPartner(PartnersScopes), await api.NewPartner(PartnersScopes));
        var (unit, enterprise) = await NewUnit(owner.Client);
        var path = $"/v1/units/{unit}/leases";

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => owner.Client.Post(path, new { enterpriseId = enterprise, areaSquareMetres = 100, from = "2026-07-01", to = "2027-06-30", rentYuanPerMonth = 9000.5 })));

        var lease = answers.Where(a => a.Status == 201).ShouldHaveSingleItem();
        foreach (var refused in answers.Where(a => a != lease))
        {
            var taken = refused.ShouldBeProblem(409, "days-taken")["taken"].Items().ShouldHaveSingleItem();
            (taken["from"].Text(), taken["to"].Text()).ShouldBe(("2026-07-01", "2027-06-30"));
        }

        (await other.Client.Get(path)).ShouldBe(200)["items"].Items().ShouldHaveSingleItem().AsObject().ContainsKey("enterpriseId").ShouldBeFalse();
        (await other.Client.Get(path))["items"].Items()[0].AsObject().ContainsKey("rentYuanPerMonth").ShouldBeFalse();
        (await owner.Client.Get(path))["items"].Items()[0]["rentYuanPerMonth"].Number().ShouldBe(9000.5m);
        var theirs = (await other.Client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201).Id;
        (await owner.Client.Post(path, new { enterpriseId = theirs, areaSquareMetres = 1, from = "2030-01-01", to = "2030-01-01" })).ShouldBeProblem(422, "invalid-fields", ("/enterpriseId", "unknown-reference"));
        (await other.Client.Post(path, new { enterpriseId = theirs, areaSquareMetres = 1, from = "2030-01-01", to = "2030-01-01" })).ShouldBeProblem(403, "not-yours");
        var at = lease.Header("Location")!;
        (await owner.Client.Post($"{at}/occupation", new { on = "2026-07-01" }, ("If-Match", lease.ETag))).ShouldBeProblem(409, "transition-not-allowed");
        var signed = (await owner.Client.Post($"{at}/signing", new { on = "2026-06-20" }, ("If-Match", lease.ETag))).ShouldBe(200);
        (await owner.Client.Post($"{at}/end", new { on = "2027-01-01" }, ("If-Match", signed.ETag))).ShouldBe(200)["state"].Text().ShouldBe("ended");
        (await owner.Client.Post(path, new { enterpriseId = enterprise, areaSquareMetres = 50, from = "2026-12-31", to = "2027-06-30" })).ShouldBeProblem(409, "days-taken");
        (await owner.Client.Post(path, new { enterpriseId = enterprise, areaSquareMetres = 50, from = "2027-01-01", to = "2027-06-30" })).ShouldBe(201);
    }

    [Fact]
    public async Task The_database_itself_keeps_a_unit_from_being_let_twice()
    {
        await using var connection = new NpgsqlConnection(api.Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            insert into carriers.leases (id, unit_id, owner_organization_id, enterprise_id, state, days, area, is_signed, starts_on, ends_on, updated_at, version, body)
            select gen_random_uuid(), '00000000-0000-0000-0000-000000000001', gen_random_uuid(), gen_random_uuid(), 'offered', '[2026-01-01,2026-01-31]',
                   1, false, '2026-01-01', '2026-01-31', now(), 1, '{}' from generate_series(1, 2)
            """, connection);
        (await Should.ThrowAsync<PostgresException>(command.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.ExclusionViolation);
    }

    [Fact]
    public async Task Free_space_is_found_by_zone_load_height_area_and_day()
    {
        var owner = (await api.NewPartner(PartnersScopes)).Client;
        var (unit, enterprise) = await NewUnit(owner);
        (await owner.Post($"/v1/units/{unit}/leases", new { enterpriseId = enterprise, areaSquareMetres = 100, from = "2026-07-01", to = "2026-07-31" })).ShouldBe(201);
        var mine = $"/v1/units?ownerOrganizationId={(await owner.Get($"/v1/units/{unit}"))["ownerOrganizationId"].Text()}&zone=medicine-commerce-pole";

        (await Found("&minLoad=5&minHeight=4.5&minArea=100")).ShouldBe([unit]);
        (await Found("&q=301")).ShouldBe([unit]);
        (await Found("&q=302")).ShouldBeEmpty();
        (await Found("&minLoad=5.01")).ShouldBeEmpty();
        (await Found("&minHeight=4.51")).ShouldBeEmpty();
        (await Found("&minArea=100.01")).ShouldBeEmpty();
        (await Found("&freeOn=2026-06-30")).ShouldBe([unit]);
        (await Found("&freeOn=2026-07-01")).ShouldBeEmpty();
        (await Found("&freeOn=2026-07-31")).ShouldBeEmpty();
        (await Found("&freeOn=2026-08-01")).ShouldBe([unit]);
        (await owner.Get("/v1/units?freeOn=tomorrow")).ShouldBeProblem(400, "invalid-value");
        (await owner.Get("/v1/units?minLoad=-1")).ShouldBeProblem(400, "invalid-value");

        async Task<IEnumerable<string>> Found(string more) => (await owner.Get(mine + more)).ShouldBe(200)["items"].Items().Select(u => u["id"].Text());
    }

    [Fact]
    public async Task A_survey_is_a_part_of_its_carrier_and_makes_it_suitable_or_not()
    {
        var (owner, other) = (await api.NewPartner(PartnersScopes), await api.NewPartner(PartnersScopes));
        var path = (await owner.Client.Post(Carriers, new { name = Names.New(), kind = "building" })).ShouldBe(201).Header("Location")!;
        object Survey(string finding) => new
        {
            on = "2026-03-01", floorHeightMetres = 2.8, loadKilonewtonsPerSquareMetre = 2.5, power = "双回路", drainage = "独立排水",
            criteria = new[] { new { name = "层高", limit = "不低于 4.2 米", score = 3, outOf = 10, met = false } }, finding, note = "层高不足",
        };

        (await other.Client.Post($"{path}/suitability-surveys", Survey("unsuitable"))).ShouldBeProblem(403, "not-yours");
        var made = (await owner.Client.Post($"{path}/suitability-surveys", Survey("unsuitable"), ("Idempotency-Key", "survey-" + path))).ShouldBe(201);
        (await owner.Client.Post($"{path}/suitability-surveys", Survey("unsuitable"), ("Idempotency-Key", "survey-" + path))).ShouldBe(201).Id.ShouldBe(made.Id);
        (await other.Client.Get(made.Header("Location")!)).ShouldBe(200).Body.ShouldBe(made.Body);
        (await other.Client.Get($"{path}/suitability-surveys")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem()["criteria"].Items().Single()["score"].Number().ShouldBe(3);
        var carrier = (await other.Client.Get(path)).ShouldBe(200);
        (carrier["status"].Text(), carrier["statusOn"].Text(), carrier["statusReason"].Text()).ShouldBe(("unsuitable", "2026-03-01", "层高不足"));
        (await owner.Client.Post($"{path}/suitability-surveys", Survey("suitable"))).ShouldBe(201);
        (await owner.Client.Get(path))["status"].Text().ShouldBe("suitable");
        (await owner.Client.Get($"{path}/suitability-surveys/{Guid.CreateVersion7()}")).ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task A_renovation_goes_from_proposal_to_acceptance_and_is_summed_by_batch()
    {
        var (owner, other) = (await api.NewPartner(PartnersScopes), await api.NewPartner(PartnersScopes));
        var carrier = (await owner.Client.Post(Carriers, new { name = Names.New(), kind = "building", batch = "renovate" })).ShouldBe(201).Id;
        var proposal = new { carrierId = carrier, title = Names.New(), areaBeforeSquareMetres = 600, plannedAreaAfterSquareMetres = 900.5, budgetYuan = 1_900_000 };

        (await other.Client.Post("/v1/renovation-projects", proposal)).ShouldBeProblem(403, "not-yours");
        (await owner.Client.Post("/v1/renovation-projects", proposal with { carrierId = Guid.CreateVersion7().ToString() })).ShouldBeProblem(422, "invalid-fields", ("/carrierId", "unknown-reference"));
        var proposed = (await owner.Client.Post("/v1/renovation-projects", proposal)).ShouldBe(201);
        var path = proposed.Header("Location")!;
        (await other.Client.Get(path)).ShouldBeProblem(404, "not-found");
        (await other.Client.Get("/v1/renovation-projects")).ShouldBe(200)["items"].Items().ShouldBeEmpty();
        (await owner.Client.Get($"/v1/renovation-projects?q={Uri.EscapeDataString(proposal.title)}&batch=renovate&status=proposed")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem();
        var revised = (await owner.Client.Patch(path, new { budgetYuan = 2_000_000 }, ("If-Match", proposed.ETag))).ShouldBe(200);
        (await owner.Client.Post($"{path}/approval", new { on = "2026-04-10" }, ("If-Match", revised.ETag))).ShouldBeProblem(403, "scope-missing");
        (await owner.Client.Post($"{path}/start", new { on = "2026-04-10" }, ("If-Match", revised.ETag))).ShouldBeProblem(409, "transition-not-allowed")["allowedTransitions"].Texts().ShouldBeEmpty();
        (await api.Admin.Post($"{path}/approval", new { on = "2026-04-10" }, ("If-Match", revised.ETag))).ShouldBe(200);
        var started = (await owner.Client.Post($"{path}/start", new { on = "2026-05-06" }, ("If-Match", (await owner.Client.Get(path)).ETag))).ShouldBe(200);
        (await owner.Client.Patch(path, new { budgetYuan = 3_000_000 }, ("If-Match", started.ETag))).ShouldBeProblem(409, "not-proposed-any-more");
        (await owner.Client.Post($"{path}/acceptance", new { on = "2026-06-30" }, ("If-Match", started.ETag))).ShouldBeProblem(422, "invalid-fields", ("/areaAfterSquareMetres", "required"));
        var accepted = (await owner.Client.Post($"{path}/acceptance", new { on = "2026-06-30", areaAfterSquareMetres = 800, costYuan = 1_800_000 }, ("If-Match", started.ETag))).ShouldBe(200);
        accepted["costYuanPerSquareMetre"].Number().ShouldBe(2250);
        (await owner.Client.Post($"{path}/abandonment", new { on = "2026-07-01", reason = "甲" }, ("If-Match", accepted.ETag))).ShouldBeProblem(409, "transition-not-allowed");

        var abandoned = (await owner.Client.Post("/v1/renovation-projects", proposal)).ShouldBe(201);
        (await owner.Client.Post($"{abandoned.Header("Location")}/abandonment", new { on = "2026-07-01", reason = "甲" }, ("If-Match", abandoned.ETag))).ShouldBe(200);
        var progress = (await owner.Client.Get("/v1/renovation-projects/progress")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem();
        (progress["batch"].Text(), progress["accepted"].Number(), progress["abandoned"].Number()).ShouldBe(("renovate", 1, 1));
        (progress["plannedSquareMetres"].Number(), progress["acceptedSquareMetres"].Number(), progress["costYuanPerSquareMetre"].Number()).ShouldBe((900.5m, 800, 2250));
        (await other.Client.Get("/v1/renovation-projects/progress")).ShouldBe(200)["items"].Items().ShouldBeEmpty();
        (await owner.Client.Get($"{path}/history")).ShouldBe(200)["items"].Items().Select(i => i["type"].Text()).ShouldBe(
            ["renovation-project-proposed", "renovation-project-revised", "renovation-project-approved", "renovation-project-started", "renovation-project-accepted"]);
    }

    [Fact]
    public async Task The_two_poles_and_the_belt_of_six_ordered_nodes_are_counted_by_what_lies_in_them()
    {
        var zones = (await api.Anonymous.Get("/v1/plan/zones")).ShouldBe(200)["items"].Items().ToList();

        zones.Select(z => z["kind"].Text()).ShouldBe(["pole", "pole", "belt"]);
        zones[2]["nodes"].Items().Select(n => n["zh"].Text()).ShouldBe(["袁家岗", "肖家湾", "两路口", "七星岗", "临江门", "道门口"]);
        var before = await Belt();
        (await api.Admin.Post(Carriers, new { name = Names.New(), kind = "building", zone = "life-health-belt", usableAreaSquareMetres = 10.5 })).ShouldBe(201);
        (await Belt()).ShouldBe((before.Carriers + 1, before.Area + 10.5m));

        async Task<(decimal Carriers, decimal Area)> Belt() =>
            (await api.Admin.Get($"{Carriers}/stock")).ShouldBe(200)["byZone"].Items().Where(p => p["value"]?.GetValue<string>() == "life-health-belt")
                .Select(p => (p["carriers"].Number(), p["surveyedSquareMetres"].Number())).SingleOrDefault();
    }

    [Fact]
    public async Task The_plans_parcels_have_10_5_hectares_for_42_35_wan_square_metres()
    {
        var stock = (await api.Admin.Get($"{Carriers}/stock")).ShouldBe(200);

        (stock["planParcels"]!["count"].Number(), stock["planParcels"]!["landAreaSquareMetres"].Number(), stock["planParcels"]!["plannedFloorAreaSquareMetres"].Number())
            .ShouldBe((3, 105_000, 423_500));
        stock["planParcels"]!["approximate"]!.GetValue<bool>().ShouldBeTrue();
        stock["parcels"]!["landAreaSquareMetres"].Number().ShouldBeGreaterThanOrEqualTo(105_000);
        (await api.Admin.Get($"{Carriers}?kind=parcel&code=xietaizi-gaojiu-road")).ShouldBe(200)["items"].Items().Select(
            p => (p["landAreaSquareMetres"].Number(), p["plannedFloorAreaSquareMetres"].Number(), p["floorAreaRatio"].Number())).ShouldBe([(21_000, 82_000, 3.905m)]);
    }

    [Fact]
    public async Task Occupancy_is_what_signed_leases_let_on_a_day_and_what_expires_is_found()
    {
        var (owner, other) = (await api.NewPartner(PartnersScopes), await api.NewPartner(PartnersScopes));
        var (unit, enterprise) = await NewUnit(owner.Client);
        var carrier = (await owner.Client.Get($"/v1/units/{unit}"))["carrierId"].Text();
        (await owner.Client.Post($"{Carriers}/{carrier}/units", new { floor = "4", number = "401", areaSquareMetres = 60 })).ShouldBe(201);
        var lease = (await owner.Client.Post($"/v1/units/{unit}/leases", new { enterpriseId = enterprise, areaSquareMetres = 80, from = "2026-01-01", to = "2026-09-29", rentYuanPerMonth = 8000 })).ShouldBe(201);

        (await On("2026-06-30")).ShouldBe((160, 0, 80, 0));
        (await owner.Client.Post($"{lease.Header("Location")}/signing", new { on = "2026-01-01" }, ("If-Match", lease.ETag))).ShouldBe(200);
        (await On("2026-09-29")).ShouldBe((160, 80, 0, 50));
        (await On("2026-09-30")).ShouldBe((160, 0, 0, 0));
        (await other.Client.Get($"{Carriers}/occupancy?on=soon")).ShouldBeProblem(400, "invalid-value");
        (await other.Client.Get($"{Carriers}/occupancy")).ShouldBe(200)["byZone"].Items().ShouldNotBeEmpty();

        const string Expiring = "/v1/leases?state=signed,occupied&to.gte=2026-07-01&to.lte=2026-09-29&sort=to";
        var found = (await owner.Client.Get(Expiring)).ShouldBe(200)["items"].Items().ShouldHaveSingleItem();
        (found["id"].Text(), found["state"].Text(), found["rentYuanPerMonth"].Number()).ShouldBe((lease.Id, "signed", 8000));
        (await owner.Client.Get("/v1/leases?to.lte=2026-09-28")).ShouldBe(200)["items"].Items().ShouldBeEmpty();
        (await owner.Client.Get($"/v1/leases?carrier={carrier}")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem();
        (await other.Client.Get(Expiring)).ShouldBe(200)["items"].Items().ShouldBeEmpty();
        (await api.Admin.Get($"/v1/leases?unit={unit}")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem()["enterpriseId"].Text().ShouldBe(enterprise);

        async Task<(decimal, decimal, decimal, decimal)> On(string day)
        {
            var occupancy = (await other.Client.Get($"{Carriers}/occupancy?on={day}")).ShouldBe(200)["carriers"].Items().Single(c => c["carrierId"].Text() == carrier)["occupancy"]!;
            return (occupancy["unitAreaSquareMetres"].Number(), occupancy["letSquareMetres"].Number(), occupancy["offeredSquareMetres"].Number(), occupancy["occupancyPercent"].Number());
        }
    }

    [Fact]
    public async Task Tenant_rent_and_the_reason_of_an_end_are_nowhere_told_to_another_partner()
    {
        var (owner, other) = (await api.NewPartner(PartnersScopes), await api.NewPartner(PartnersScopes));
        var (unit, enterprise) = await NewUnit(owner.Client);
        var lease = (await owner.Client.Post($"/v1/units/{unit}/leases", new { enterpriseId = enterprise, areaSquareMetres = 80, from = "2026-01-01", to = "2026-12-31", rentYuanPerMonth = 8123.45 })).ShouldBe(201);
        var at = lease.Header("Location")!;
        (await owner.Client.Post($"{at}/end", new { on = "2026-06-01", reason = "示例企业迁出" }, ("If-Match", lease.ETag))).ShouldBe(200);
        string[] places =
        [
            at, $"{at}?fields=enterpriseId,rentYuanPerMonth,endReason", $"/v1/units/{unit}/leases", $"/v1/units/{unit}", $"/v1/units/{unit}/history",
            $"/v1/units?ownerOrganizationId={owner.OrganizationId}", $"{Carriers}/occupancy?on=2026-03-01", "/v1/leases",
        ];

        foreach (var place in places)
        {
            var body = (await other.Client.Get(place)).ShouldBe(200).Body;
            foreach (var secret in new[] { enterprise, "8123.45", "示例企业迁出" })
                body.ShouldNotContain(secret, customMessage: place);
        }

        foreach (var place in places.Take(3).Append($"/v1/units/{unit}/history"))
            (await owner.Client.Get(place)).ShouldBe(200).Body.ShouldContain("8123.45", customMessage: place);
        (await api.Admin.Get(at)).ShouldBe(200)["endReason"].Text().ShouldBe("示例企业迁出");
    }

    [Fact]
    public async Task The_stock_is_compared_with_the_plan()
    {
        var before = (await api.Admin.Get($"{Carriers}/stock")).ShouldBe(200);
        var made = (await api.Admin.Post(Carriers, new { name = Names.New(), kind = "building", batch = "sort-out", usableAreaSquareMetres = 1234.5 })).ShouldBe(201);
        (await api.Admin.Post(Carriers, new { name = Names.New(), kind = "parcel", usableAreaSquareMetres = 1 })).ShouldBe(201);
        (await api.Admin.Post($"{Carriers}/{made.Id}/verification", new { decision = "verified" }, ("If-Match", made.ETag))).ShouldBe(200);

        var after = (await api.Admin.Get($"{Carriers}/stock")).ShouldBe(200);
        after["plan"]!["squareMetres"].Number().ShouldBe(126_200);
        (after["surveyedSquareMetres"].Number() - before["surveyedSquareMetres"].Number()).ShouldBe(1234.5m);
        (after["verifiedSquareMetres"].Number() - before["verifiedSquareMetres"].Number()).ShouldBe(1234.5m);
        after["gapSquareMetres"].Number().ShouldBe(126_200 - after["surveyedSquareMetres"].Number());
        foreach (var parts in new[] { "byZone", "byPhase", "byBatch" })
            after[parts].Items().Sum(p => p["surveyedSquareMetres"].Number()).ShouldBe(after["surveyedSquareMetres"].Number());
    }

    private static async Task<(string Unit, string Enterprise)> NewUnit(Client owner)
    {
        var carrier = (await owner.Post(Carriers, new { name = Names.New(), kind = "building", zone = "medicine-commerce-pole" })).ShouldBe(201);
        var unit = (await owner.Post($"{Carriers}/{carrier.Id}/units", new { floor = "3", number = "301", areaSquareMetres = 100, floorHeightMetres = 4.5, loadKilonewtonsPerSquareMetre = 5, floorAreaSquareMetres = 100 })).ShouldBe(201);
        return (unit.Id, (await owner.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201).Id);
    }
}
