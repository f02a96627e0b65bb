using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HealthPark.EventStore;
using HealthPark.Integrity;
using HealthPark.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Each day that is over has one signed checkpoint, whoever makes it, and each names the one before.</summary>
public sealed class CheckpointTests(IntegrityFixture api) : IClassFixture<IntegrityFixture>
{
    [Fact]
    public async Task A_day_that_is_over_has_one_and_states_where_the_log_stood()
    {
        var written = await Write();

        var made = (await api.EndDay()).ShouldBe(200);

        made["position"]!.GetValue<long>().ShouldBe(written.Position);
        made["day"].Text().ShouldBe($"{api.Clock.Today().AddDays(-1):yyyy-MM-dd}");
        IntegrityFixture.Payload(made["jws"].Text())["position"]!.GetValue<long>().ShouldBe(written.Position);
        foreach (var head in made["heads"].Items())
        {
            var stored = await IntegrityFixture.Ask<string>(api.Database,
                $"select seq_id || ' ' || count(*) over () || ' ' || encode(hash, 'hex') from {head["module"].Text()}.mt_events order by seq_id desc limit 1");
            stored.SingleOrDefault("0 0 " + new string('0', 64)).ShouldBe($"{head["position"]} {head["count"]} {head["hash"].Text()}");
        }

        (await Signer.SignDue(default)).ShouldBe(0);
        (await api.Checkpoints()).Count(c => c["day"].Text() == made["day"].Text()).ShouldBe(1);
    }

    [Fact]
    public async Task A_day_in_which_nothing_was_written_has_one_and_so_have_days_that_passed_while_the_program_was_off()
    {
        await Write();
        var before = await api.EndDay();

        api.Clock.Forward(TimeSpan.FromDays(3));
        (await Signer.SignDue(default)).ShouldBe(3);

        var all = (await api.Checkpoints(4)).Reverse().ToList();
        all[0].ToJsonString().ShouldBe(before.Json.ToJsonString());
        foreach (var (earlier, later) in all.Zip(all.Skip(1)))
        {
            DayOf(later).ShouldBe(DayOf(earlier).AddDays(1));
            later["previous"].Text().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(earlier["jws"].Text()))));
            (later["from"]!.GetValue<long>(), later["position"]!.GetValue<long>()).ShouldBe((before["position"]!.GetValue<long>(), before["position"]!.GetValue<long>()));
            later["root"].Text().ShouldBe(Convert.ToHexStringLower(SHA256.HashData([])));
        }

        static DateOnly DayOf(JsonNode checkpoint) => DateOnly.ParseExact(checkpoint["day"].Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Two_nodes_make_one()
    {
        await using var another = await api.Start();
        await Write();
        api.Clock.Forward(TimeSpan.FromDays(2));
        string[] due = [$"{api.Clock.Today().AddDays(-1):yyyy-MM-dd}", $"{api.Clock.Today().AddDays(-2):yyyy-MM-dd}"];

        var nodes = new[] { Signer, another.Services.GetRequiredService<CheckpointSigner>() };
        do
            await Task.WhenAll(nodes.Select(n => Task.Run(() => n.SignDue(default))));
        while ((await api.Checkpoints(1))[0]["day"].Text() != due[0]);

        var days = (await api.Checkpoints()).Select(c => c["day"].Text()).ToList();
        days.ShouldBeUnique();
        days.Take(2).ShouldBe(due);
        (await api.AskKeys<string>("select jws from signed_checkpoints order by day desc")).ShouldBe((await api.Checkpoints()).Select(c => c["jws"].Text()));
    }

    [Fact]
    public async Task What_was_signed_before_the_program_ended_is_not_signed_again()
    {
        await Write();
        var made = await api.EndDay();
        await IntegrityFixture.Ask<int>(api.Database, "set session_replication_role = replica; delete from event_store.checkpoints where day = (select max(day) from event_store.checkpoints)");

        (await Signer.SignDue(default)).ShouldBe(1);

        (await api.Checkpoints(1))[0]["jws"].Text().ShouldBe(made["jws"].Text());
    }

    [Fact]
    public async Task Checkpoints_cannot_be_changed_by_mistake()
    {
        await Write();
        await api.EndDay();

        foreach (var statement in new[] { "update event_store.checkpoints set day = day", "delete from event_store.checkpoints", "truncate event_store.checkpoints" })
            (await Should.ThrowAsync<Npgsql.PostgresException>(() => IntegrityFixture.Ask<int>(api.Database, statement))).Message.ShouldContain("never changed");
    }

    [Fact]
    public async Task They_are_listed_newest_first_and_shown_by_day_and_by_id()
    {
        await Write();
        await api.EndDay();
        await api.EndDay();

        var first = (await api.Anonymous.Get("/v1/integrity/checkpoints?limit=1")).ShouldBe(200);
        var second = (await api.Anonymous.Get($"/v1/integrity/checkpoints?limit=1&cursor={Uri.EscapeDataString(first["next"].Text())}")).ShouldBe(200);
        var (newest, before) = (first["items"].Items().Single(), second["items"].Items().Single());

        string.CompareOrdinal(newest["day"].Text(), before["day"].Text()).ShouldBePositive();
        foreach (var name in new[] { newest["day"].Text(), newest["id"].Text() })
            (await api.Anonymous.Get($"/v1/integrity/checkpoints/{name}")).ShouldBe(200).Json.ToJsonString().ShouldBe(newest.ToJsonString());
        (await api.Anonymous.Get("/v1/integrity/checkpoints/2020-01-01")).ShouldBeProblem(404, "not-found");
        (await api.Anonymous.Get($"/v1/integrity/checkpoints/{Guid.CreateVersion7()}")).ShouldBeProblem(404, "not-found");
        foreach (var malformed in new[] { "yesterday", "2026-02-30", "2026-2-3" })
            (await api.Anonymous.Get($"/v1/integrity/checkpoints/{malformed}")).ShouldBeProblem(400, "invalid-checkpoint", ("checkpoint", "invalid-checkpoint"));
    }

    [Fact]
    public async Task After_a_rotation_another_key_signs_and_what_the_old_one_signed_stays_good()
    {
        await Write();
        var old = await api.EndDay();

        var key = await api.Program.Services.GetRequiredService<SigningKeys>().Rotate(default);
        var made = await api.EndDay();

        made["keyId"].Text().ShouldBe(key);
        var keys = (await api.Anonymous.Get("/v1/integrity/keys")).ShouldBe(200);
        keys.ContentType.ShouldBe("application/jwk-set+json");
        keys["keys"].Items().Select(k => k["kid"].Text()).Take(2).ShouldBe([key, old["keyId"].Text()]);
        keys.Body.ShouldNotContain("\"d\"");
        (await api.AskKeys<long>("select count(*) from signing_keys where private_key is not null")).ShouldBe([1]);
        var (exitCode, said) = await IntegrityFixture.VerifyOffline(keys.Body, (await api.Anonymous.Get("/v1/integrity/checkpoints?limit=2")).Body);
        (exitCode, said.Contains("Proven: each follows the one before", StringComparison.Ordinal)).ShouldBe((0, true), said);
    }

    private CheckpointSigner Signer => api.Program.Services.GetRequiredService<CheckpointSigner>();

    private async Task<Answer> Write() => (await api.Admin.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);
}
