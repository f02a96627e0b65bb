using System.Text;
using HealthPark.EventStore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HealthPark.IntegrationTests.Api;

/// <summary>
/// After an erasure neither the database nor any copy of it holds the person or a way to it, whatever the program is asked, and no figure
/// has moved.
/// </summary>
public sealed class ErasureTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Talents = "/v1/talents";
    private const string Name = "示例人才擦除𠮷";
    private const string Phone = "02300001234";
    private static readonly (string, string?) Purpose = ("HealthPark-Purpose", "audit");

    [Fact]
    public async Task An_erased_person_is_gone_from_dumps_old_and_new_and_the_figures_stay()
    {
        var number = PersonNames.NewIdentity();
        var key = Guid.NewGuid().ToString();
        var body = new { name = Name, @class = "A", introducedOn = "2026-01-15", employer = "示例医院", identityNumber = number, phone = Phone };
        var made = (await api.Admin.Post(Talents, body, ("Idempotency-Key", key))).ShouldBe(201);
        var path = $"{Talents}/{made.Id}";
        var line = new { externalId = "L-1", name = Name + "乙", @class = "D", introducedOn = "2026-01-16", employer = "示例医院" };
        (await api.Admin.Send("POST", Talents + "/batch?system=hr", System.Text.Json.JsonSerializer.Serialize(line), ("Content-Type", "application/x-ndjson"))).ShouldBe(200).Body.ShouldContain("created");
        var verified = (await api.Admin.Post(path + "/verification", new { decision = "verified" }, ("If-Match", made.ETag))).ShouldBe(200);
        (await api.Admin.Get(path, Purpose)).ShouldBe(200)["name"].Text().ShouldBe(Name);
        (await api.Admin.Patch(path, new { name = Name + "丙" }, ("If-Match", verified.ETag))).ShouldBe(200);
        var before = await Figures(api.Admin);
        var older = await DumpOf.Database(api.Database);
        NamesNobody(older, number); // there is no need to wait for an erasure: the log never says it

        (await (await api.NewPartner("talents:read", "talents:write")).Client.Post(path + "/erasure", new { reason = "测试" })).ShouldBeProblem(404, "not-found");
        (await api.Admin.Post(path + "/erasure", new { })).ShouldBeProblem(422, "invalid-fields", ("/reason", "required"));
        (await api.Admin.Post(path + "/erasure?dryRun=true", new { reason = "测试" })).ShouldBe(200);
        (await api.Admin.Get(path, Purpose))["name"].Text().ShouldBe(Name + "丙");
        var erased = (await api.Admin.Post(path + "/erasure", new { reason = "本人申请" })).ShouldBe(200);

        erased["erasedOn"].Text().ShouldNotBeNullOrEmpty();
        (await Figures(api.Admin)).ShouldBe(before);
        foreach (var query in new[] { "", "?version=1", "?version=3", $"?asOf={made.Position}" })
            Shows(await api.Admin.Get(path + query, erased.OrLater, Purpose));
        Shows(await api.Admin.Get(path + "/history", Purpose));
        Shows(await api.Admin.Get(Talents + "?class=A", Purpose));
        Shows(await api.Admin.Get(Talents + "?class=A", Purpose, ("Accept", "text/csv")));
        (await api.Admin.Get("/v1/changes?types=cn.healthpark.talent.erased.v1", erased.OrLater))["items"].Items()
            .Single(e => e["subject"].Text() == made.Id)["tombstone"].Text().ShouldBe("erased");
        (await api.Admin.Patch(path, new { name = "甲" }, ("If-Match", erased.ETag))).ShouldBeProblem(409, "talent-erased");
        (await api.Admin.Post(path + "/erasure", new { reason = "再次" })).ShouldBe(200)["version"].Number().ShouldBe(erased["version"].Number());
        (await api.Admin.Get(path + "/personal-reads"))["items"].Items().Count.ShouldBe(2);
        // The identity number is free again, and a retry of what was posted then makes nobody anew.
        (await api.Admin.Post(Talents, body, ("Idempotency-Key", key))).ShouldBe(201).Header("Idempotency-Replayed").ShouldBe("true");

        // The database as it is now, with the keys as they are now.
        NamesNobody(await DumpOf.Database(api.Database), number);
        var keys = new NpgsqlConnectionStringBuilder(api.Database) { Database = new NpgsqlConnectionStringBuilder(api.Database).Database + "_keys" }.ConnectionString;
        var keysDump = await DumpOf.Database(keys);
        NamesNobody(keysDump, number);
        keysDump.Split("COPY public.destroyed")[1].ShouldContain(made.Id);
        keysDump.Split("COPY public.person_keys")[1].Split("\\.")[0].ShouldNotContain(made.Id);
        keysDump.Split("COPY public.identities")[1].Split("\\.")[0].Trim('\n').Split('\n').Length.ShouldBe(1); // its header alone

        // A database restored from before the erasure, with the keys as they are now.
        var restored = await DumpOf.Restore(older);
        await using var program = await ApiProgram.Start(restored, api.AdminKey, $"--ConnectionStrings:HealthParkKeys={keys}");
        var admin = program.As(api.AdminKey);
        var again = (await admin.Get(path, Purpose)).ShouldBe(200);
        Shows(again);
        again["erasedOn"].ShouldBeNull(); // it does not know
        Shows(await admin.Get(path + "/history", Purpose));
        (await admin.Patch(path, new { name = Name }, ("If-Match", again.ETag))).ShouldBeProblem(409, "person-erased");
        (await Figures(admin)).ShouldBe(before);
    }

    [Fact]
    public async Task A_backup_of_the_keys_from_before_an_erasure_forgets_again_at_the_next_start()
    {
        var made = (await api.Admin.Post(Talents, new { name = Name, @class = "B", introducedOn = "2025-03-15", employer = "示例医院" })).ShouldBe(201);
        var path = $"{Talents}/{made.Id}";
        var keys = new NpgsqlConnectionStringBuilder(api.Database) { Database = new NpgsqlConnectionStringBuilder(api.Database).Database + "_keys" }.ConnectionString;
        var older = await DumpOf.Database(keys);
        (await api.Admin.Post(path + "/erasure", new { reason = "本人申请" })).ShouldBe(200);

        var restored = await DumpOf.Restore(older);
        older.ShouldContain(made.Id);
        await using var program = await ApiProgram.Start(api.Database, api.AdminKey, $"--ConnectionStrings:HealthParkKeys={restored}");

        Shows(await program.As(api.AdminKey).Get(path + "?version=1", Purpose));
        (await program.Services.GetRequiredService<PersonKeys>().Find([Guid.Parse(made.Id)], CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Keys_that_are_named_must_be_there()
    {
        var database = await TestPostgres.CreateDatabase();
        var nowhere = new NpgsqlConnectionStringBuilder(database) { Database = "t_nowhere" }.ConnectionString;

        var refused = await Should.ThrowAsync<HealthPark.Api.StartException>(() => ApiProgram.Start(database, api.AdminKey, $"--ConnectionStrings:HealthParkKeys={nowhere}"));

        refused.Message.ShouldContain("ConnectionStrings:HealthParkKeys");
    }

    private static void Shows(Answer answer)
    {
        answer.ShouldBe(200).Body.ShouldNotContain(Name);
        answer.Body.ShouldNotContain(Phone);
    }

    private static void NamesNobody(string dump, string number)
    {
        foreach (var secret in new[] { Name, "示例人才擦除", number, Phone })
        {
            var utf8 = Encoding.UTF8.GetBytes(secret);
            var base64 = Convert.ToBase64String(utf8);
            string[] ways =
            [
                secret, System.Text.Json.JsonSerializer.Serialize(secret).Trim('"'), base64[..(base64.Length / 4 * 4 - 4)], Convert.ToHexString(utf8),
                Convert.ToHexStringLower(utf8), Uri.EscapeDataString(secret),
            ];
            foreach (var way in ways)
                dump.Contains(way, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"{secret} as {way}");
        }
    }

    private static async Task<string> Figures(Client client)
    {
        var figures = new StringBuilder();
        foreach (var period in new[] { "2025", "2026", "2027" })
        {
            foreach (var basis in new[] { "reported", "verified" })
            {
                var card = (await client.Get($"/v1/plan/scorecard?period={period}&basis={basis}")).ShouldBe(200).Json.AsObject();
                card.Remove("asOf");
                card.Remove("position");
                figures.AppendLine(card.ToJsonString());
            }
        }

        return figures.ToString();
    }
}
