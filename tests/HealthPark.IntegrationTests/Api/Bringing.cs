using System.Text.Json;
using System.Text.Json.Nodes;
using HealthPark.Kernel;

namespace HealthPark.IntegrationTests.Api;

/// <summary>What the tests of authorities and disputes share: bureaus, and lines that organisations bring.</summary>
internal static class Bringing
{
    public static readonly string[] EveryScope = [.. Scopes.All.Except(Scopes.ParkOfficeOnly)];

    /// <summary>A new bureau with every scope that it may hold.</summary>
    public static async Task<Partner> NewBureau(this ApiFixture api)
    {
        var organization = (await api.Admin.Post("/v1/organizations", new { name = $"示例局{Guid.NewGuid():N}", kind = "bureau" })).ShouldBe(201).Id;
        return new Partner(organization, api.Program.As(await api.NewKey(organization, EveryScope)));
    }

    /// <summary>Names who speaks for a member of enterprises, from the beginning of the year.</summary>
    public static async Task Name(this ApiFixture api, string member, Partner authority, string from = "2026-01-01") =>
        (await api.Admin.Put($"/v1/field-authorities/enterprises/{member}", new { organizationId = authority.OrganizationId, from, reason = "测试" })).ShouldBe(201);

    /// <summary>Brings one line of a file of enterprises.</summary>
    public static async Task<JsonNode> Bring(this Client client, object line, string query = "", string? key = null) =>
        JsonNode.Parse((await client.Send("POST", "/v1/enterprises/batch" + query, JsonSerializer.Serialize(line),
            ("Content-Type", "application/x-ndjson"), ("Idempotency-Key", key ?? Guid.NewGuid().ToString()))).ShouldBe(200).Body)!;

    /// <summary>An enterprise's present members.</summary>
    public static async Task<JsonNode> Enterprise(this ApiFixture api, string id) => (await api.Admin.Get($"/v1/enterprises/{id}")).ShouldBe(200).Json;

    public static string Outcome(this JsonNode line) => line["outcome"].Text();

    public static IEnumerable<string> Disputed(this JsonNode line) => line["disputed"] is { } disputed ? disputed.Texts() : [];

    /// <summary>The path of the one dispute that stands for a line.</summary>
    public static string Dispute(this JsonNode line) => line["disputes"].Texts().ShouldHaveSingleItem();
}
