using HealthPark.IntegrationTests.Api;
using HealthPark.IntegrationTests.LocalPostgres;
using Npgsql;

namespace HealthPark.IntegrationTests.Survival;

using Client = HealthPark.IntegrationTests.Api.Client;

/// <summary>The program is killed after an accepted value has changed the record and before the dispute says so.</summary>
public sealed class CutOffAcceptanceTests : TestFolder
{
    private readonly string _adminKey = "hp_" + new string('c', 8) + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task An_acceptance_that_was_cut_off_is_finished_by_asking_again()
    {
        var server = await Start();
        var (id, path, owner) = ("", "", "");
        await using (var program = await ProgramProcess.Serve(Path.GetDirectoryName(Folder)!, _adminKey))
        {
            using var http = new HttpClient { BaseAddress = program.Address };
            await Contract.Learn(await http.GetStringAsync("/openapi/v1.json"));
            var admin = new Client(http, _adminKey);
            owner = await NewKey(admin, "partner");
            var bureau = new Client(http, await NewKey(admin, "bureau"));
            id = (await new Client(http, owner).Post("/v1/enterprises", new { name = Names.New(), direction = "other", industryCode = "7340" })).ShouldBe(201).Id;
            path = (await bureau.Bring(new { id, industryCode = "7350" })).Dispute();

            // The dispute's event waits for this lock; the record's does not.
            await using var held = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false }.ConnectionString);
            await held.OpenAsync();
            await using var transaction = await held.BeginTransactionAsync();
            await using (var command = new NpgsqlCommand("lock table disputes.mt_events in share row exclusive mode", held, transaction))
                await command.ExecuteNonQueryAsync();
            var accepting = Accept(new Client(http, owner), path);
            while ((await admin.Get($"/v1/enterprises/{id}"))["industryCode"].Text() != "7350")
                accepting.IsCompleted.ShouldBeFalse();
            await program.Kill();
            await Should.ThrowAsync<HttpRequestException>(accepting);
        }

        await using var restarted = await ProgramProcess.Serve(Path.GetDirectoryName(Folder)!, _adminKey);
        using var again = new HttpClient { BaseAddress = restarted.Address };
        var client = new Client(again, owner);
        (await client.Get(path)).ShouldBe(200)["state"].Text().ShouldBe("open");
        (await Accept(client, path)).ShouldBe(200)["state"].Text().ShouldBe("accepted");
        (await client.Get($"/v1/enterprises/{id}")).ShouldBe(200)["version"]!.GetValue<int>().ShouldBe(2);
        (await client.Get(path)).ShouldBe(200)["state"].Text().ShouldBe("accepted");
    }

    private static Task<Answer> Accept(Client client, string path) =>
        client.Post($"{path}/decision", new { decision = "accepted" }, ("If-Match", "\"1\""), ("Idempotency-Key", "accept"));

    private static async Task<string> NewKey(Client admin, string kind)
    {
        var organizationId = (await admin.Post("/v1/organizations", new { name = Names.New(), kind })).ShouldBe(201).Id;
        return (await admin.Post("/v1/api-keys", new { name = "测试", organizationId, scopes = Bringing.EveryScope })).ShouldBe(201)["key"].Text();
    }
}
