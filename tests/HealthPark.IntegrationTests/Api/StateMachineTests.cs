using System.Text.Json.Nodes;

namespace HealthPark.IntegrationTests.Api;

/// <summary>What is published of the states of records.</summary>
public sealed class StateMachineTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Every_machine_can_be_read_without_a_key_and_names_operations_of_the_contract()
    {
        var document = JsonNode.Parse(await api.Anonymous.Http.GetStringAsync("/openapi/v1.json"))!;
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(o => o.Value!["operationId"].Text()).ToHashSet();

        var machines = (await api.Anonymous.Get("/v1/state-machines")).ShouldBe(200)["items"].Items();

        machines.ShouldNotBeEmpty();
        foreach (var machine in machines)
        {
            (await api.Anonymous.Get($"/v1/state-machines/{machine["name"].Text()}")).ShouldBe(200).Json.ToJsonString().ShouldBe(machine.ToJsonString());
            machine["transitions"].Items().Select(t => t["operation"].Text()).ShouldBeSubsetOf(operations);
        }

        (await api.Anonymous.Get("/v1/state-machines/nothing")).ShouldBeProblem(404, "not-found");
    }

    [Fact]
    public async Task What_a_refusal_allows_is_what_is_published()
    {
        var partner = (await api.NewPartner()).Client;
        var made = (await partner.Post("/v1/enterprises", new { name = Names.New(), direction = "other", landedOn = "2026-03-01" })).ShouldBe(201);

        var refused = await partner.Post($"/v1/enterprises/{made.Id}/stage-changes", new { stage = "signed", on = "2026-03-02" }, ("If-Match", made.ETag));

        var published = (await api.Anonymous.Get("/v1/state-machines/enterprise-stage")).ShouldBe(200)["transitions"].Items()
            .Where(t => t["from"].Text() == "landed" && t["operation"].Text() == "ChangeEnterpriseStage").Select(t => t["to"].Text());
        refused.ShouldBeProblem(409, "transition-not-allowed")["allowedTransitions"].Texts().ShouldBe(published);
    }
}
