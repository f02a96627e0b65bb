using HealthPark.Enterprises.Integration;
using HealthPark.EventStore;
using HealthPark.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Two records of one enterprise become one, and what names the one names the other.</summary>
public sealed class MergeTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string[] PartnersScopes = [.. Scopes.All.Except(Scopes.ParkOfficeOnly)];

    [Fact]
    public async Task The_merged_record_counts_no_more_and_the_records_that_name_it_name_the_other()
    {
        var partner = (await api.NewPartner(PartnersScopes)).Client;
        var (name, uscc) = (Names.New(), USCC.New());
        var stays = await Register(api.Admin, name, uscc);
        var goes = await Register(partner, Names.New(), USCC.New());
        var transfer = (await partner.Post("/v1/transfers", new { title = Names.New(), direction = "other", stage = "transfer", owner = "示例医院", enterpriseId = goes.Id })).ShouldBe(201);
        var parkEvent = (await partner.Post("/v1/events", new { title = Names.New(), kind = "roadshow", startsOn = "2026-03-01", state = "open" })).ShouldBe(201);
        var registration = (await partner.Post($"/v1/events/{parkEvent.Id}/registrations", new { enterpriseId = goes.Id })).ShouldBe(201);
        var carrier = (await api.Admin.Post("/v1/carriers", new { name = Names.New(), kind = "building" })).ShouldBe(201);
        var unit = (await api.Admin.Post($"/v1/carriers/{carrier.Id}/units", new { floor = "3", areaSquareMetres = 200 })).ShouldBe(201);
        var lease = (await api.Admin.Post($"/v1/units/{unit.Id}/leases", new { enterpriseId = goes.Id, areaSquareMetres = 100, from = "2026-07-01", to = "2026-12-31" })).ShouldBe(201);
        var deal = (await partner.Post("/v1/deals", new { name = Names.New(), source = "other", financingStage = "seed", enterpriseId = goes.Id })).ShouldBe(201);
        var talent = (await partner.Post("/v1/talents", new { name = "示例人才", @class = "C", introducedOn = "2026-02-01", employer = "示例公司", employerId = goes.Id })).ShouldBe(201);
        var before = await Counted();

        var merged = (await api.Admin.Post($"/v1/enterprises/{goes.Id}/merge", new { into = stays.Id, reason = "同一企业" }, ("If-Match", goes.ETag))).ShouldBe(200);

        (merged["stage"].Text(), merged["mergedInto"].Text(), merged["voidReason"].Text()).ShouldBe(("voided", stays.Id, "同一企业"));
        (await api.Admin.Get($"/v1/enterprises/{stays.Id}")).ShouldBe(200)["aliases"].Texts().ShouldBe([goes["name"].Text()]);
        (await Counted()).ShouldBe(before - 1);
        (await Followed(partner, $"/v1/transfers/{transfer.Id}"))["enterpriseId"].Text().ShouldBe(stays.Id);
        var registered = await Followed(partner, registration.Header("Location")!);
        registered["enterpriseId"].Text().ShouldBe(stays.Id);
        registered.ETag.ShouldNotBe(registration.ETag);
        (await Followed(api.Admin, lease.Header("Location")!))["enterpriseId"].Text().ShouldBe(stays.Id);
        (await Followed(partner, deal.Header("Location")!))["enterpriseId"].Text().ShouldBe(stays.Id);
        (await Followed(partner, $"/v1/talents/{talent.Id}"))["employerId"].Text().ShouldBe(stays.Id);
        (await partner.Get($"/v1/transfers?enterpriseId={stays.Id}")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem()["id"].Text().ShouldBe(transfer.Id);
        (await partner.Get($"/v1/transfers/{transfer.Id}/history")).ShouldBe(200)["items"].Items()[^1]["type"].Text().ShouldBe("transfer-enterprise-replaced");
        var told = (await api.Admin.Get("/v1/changes?types=cn.healthpark.enterprise.merged.v1", merged.OrLater)).ShouldBe(200)["items"].Items()
            .Single(e => e["subject"].Text().Contains(goes.Id, StringComparison.Ordinal));
        told["data"]!["into"].Text().ShouldBe(stays.Id);

        // Its code is free again, and what is merged is not named any more.
        (await partner.Post("/v1/transfers", new { title = Names.New(), direction = "other", stage = "transfer", owner = "示例医院", enterpriseId = goes.Id }))
            .ShouldBeProblem(422, "invalid-fields", ("/enterpriseId", "unknown-reference"));
        (await partner.Post("/v1/enterprises", new { name = Names.New(), direction = "other", uscc = goes["uscc"].Text() })).ShouldBe(201);
    }

    [Fact]
    public async Task Records_that_are_written_while_it_is_merged_are_followed_too()
    {
        var (stays, goes) = (await Register(api.Admin, Names.New(), USCC.New()), await Register(api.Admin, Names.New(), USCC.New()));
        var writing = Enumerable.Range(0, 40).Select(_ => api.Admin.Post(
            "/v1/transfers", new { title = Names.New(), direction = "other", stage = "transfer", owner = "示例医院", enterpriseId = goes.Id })).ToList();
        (await api.Admin.Post($"/v1/enterprises/{goes.Id}/merge", new { into = stays.Id, reason = "同一企业" }, ("If-Match", goes.ETag))).ShouldBe(200);

        var written = (await Task.WhenAll(writing)).Where(a => a.Status == 201).ToList();

        foreach (var transfer in written)
            (await Followed(api.Admin, $"/v1/transfers/{transfer.Id}"))["enterpriseId"].Text().ShouldBe(stays.Id);
        (await api.Admin.Get($"/v1/transfers?enterpriseId={goes.Id}")).ShouldBe(200)["items"].Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_the_park_office_merges_and_only_into_what_stands()
    {
        var partner = (await api.NewPartner(PartnersScopes)).Client;
        var (one, other) = (await Register(partner, Names.New(), USCC.New()), await Register(partner, Names.New(), USCC.New()));
        var (path, ifMatch) = ($"/v1/enterprises/{one.Id}/merge", ("If-Match", (string?)one.ETag));

        (await partner.Post(path, new { into = other.Id, reason = "同一企业" }, ifMatch)).ShouldBeProblem(403, "scope-missing");
        (await api.Admin.Post(path, new { into = one.Id, reason = "同一企业" }, ifMatch)).ShouldBeProblem(422, "invalid-fields", ("/into", "same-record"));
        (await api.Admin.Post(path, new { into = Guid.CreateVersion7(), reason = "同一企业" }, ifMatch)).ShouldBeProblem(422, "invalid-fields", ("/into", "unknown-reference"));
        (await api.Admin.Post(path, new { into = other.Id }, ifMatch)).ShouldBeProblem(422, "invalid-fields", ("/reason", "required"));
        (await api.Admin.Post($"{path}?dryRun=true", new { into = other.Id, reason = "同一企业" }, ifMatch)).ShouldBe(200)["record"]!["mergedInto"].Text().ShouldBe(other.Id);
        (await partner.Get($"/v1/enterprises/{one.Id}")).ShouldBe(200)["mergedInto"].ShouldBeNull();
    }

    private static async Task<Answer> Register(Client client, string name, string uscc) =>
        (await client.Post("/v1/enterprises", new { name, direction = "digital-medicine", uscc, landedOn = "2026-01-05" })).ShouldBe(201);

    private async Task<decimal> Counted() =>
        (await api.Admin.Get("/v1/plan/scorecard?period=2026&basis=reported")).ShouldBe(200)["headline"].Items().Single(h => h["indicator"].Text() == "enterprises")["actual"].Number();

    // Reads a record once the mergers up to now have been followed.
    private async Task<Answer> Followed(Client client, string path)
    {
        var head = await api.Program.Services.GetRequiredService<EventLog>().Head(CancellationToken.None);
        (await api.Program.Services.GetRequiredService<Subscription<MergerFollower>>().HasHandled(head, TimeSpan.FromSeconds(30), CancellationToken.None)).ShouldBeTrue();
        return (await client.Get(path)).ShouldBe(200);
    }
}
