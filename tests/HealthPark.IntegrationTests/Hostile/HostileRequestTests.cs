using HealthPark.Hostile;
using HealthPark.IntegrationTests.Api;

namespace HealthPark.IntegrationTests.Hostile;

/// <summary>A short run of what build/hostile does at length.</summary>
public sealed class HostileRequestTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const int Seed = 20261124;
    private const int Requests = 2_500;

    [Fact]
    public async Task Every_hostile_request_is_answered_in_good_order_and_a_refused_one_leaves_nothing()
    {
        var findings = await new Run(api.Program.Address, api.AdminKey, api.Database, Seed).Send(0, Requests);

        findings.Faults.ShouldBeEmpty(findings.ToString());
        findings.Statuses.Values.Sum().ShouldBe(Requests);
        findings.Statuses.GetValueOrDefault(503).ShouldBe(0);
        // It is about the inside too, and not only about the door.
        findings.Accepted.ShouldBeGreaterThan(Requests / 20);
        findings.Statuses.Keys.ShouldBeSubsetOf([-1, 0, 200, 201, 202, 204, 304, 400, 401, 403, 404, 405, 406, 408, 409, 410, 411, 412, 413, 414, 415, 417, 422, 428, 431, 505]);
    }

    [Fact]
    public async Task A_request_is_made_again_from_its_seed_and_number()
    {
        var park = await Park.Make(api.Program.Address, api.AdminKey);

        foreach (var number in Enumerable.Range(0, 200))
        {
            new Hostility(park, Seed).Make(number).ToBytes().ShouldBe(new Hostility(park, Seed).Make(number).ToBytes());
        }

        Enumerable.Range(0, 200).Select(n => new Hostility(park, Seed).Make(n).ToString()).Distinct().Count().ShouldBeGreaterThan(150);
    }
}
