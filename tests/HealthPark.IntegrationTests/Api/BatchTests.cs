using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Records brought in by file.</summary>
public sealed class BatchTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Path = "/v1/enterprises/batch";
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Every_line_has_one_outcome_and_a_bad_one_does_not_hold_up_the_others()
    {
        var partner = (await api.NewPartner()).Client;
        var (name, uscc) = (Names.New(), USCC.New());

        var outcomes = await Send(partner.In("en"), Path,
            new { name, direction = "digital-medicine", uscc, landedOn = "2026-03-01" },
            new { name = Names.New(), direction = "nowhere" },
            new { uscc, industryCode = "7340" },
            new { name = $"{name} 有限公司", direction = "other" },
            new { uscc, industryCode = "7340" },
            "not json",
            "[]");

        outcomes.Select(o => $"{o["line"]} {o["outcome"].Text()}")
            .ShouldBe(["1 created", "2 rejected", "3 updated", "4 duplicate-suspected", "5 unchanged", "6 rejected", "7 rejected"]);
        Errors(outcomes[1]).ShouldBe(["/direction unknown-value"]);
        Errors(outcomes[3]).ShouldBe([" duplicate-suspected"]);
        Errors(outcomes[5]).ShouldBe([" malformed-json"]);
        Errors(outcomes[6]).ShouldBe([" wrong-type"]);
        outcomes[1]["errors"]![0]!["detail"].Text().ShouldStartWith("Must be one of");
        var id = outcomes[0]["id"].Text();
        outcomes[2]["id"].Text().ShouldBe(id);
        outcomes[3]["candidates"].Texts().ShouldBe([$"/v1/enterprises/{id}"]);
        var record = (await partner.Get($"/v1/enterprises/{id}")).ShouldBe(200);
        (record["stage"].Text(), record["industryCode"].Text()).ShouldBe(("landed", "7340"));
        (await partner.Get("/v1/enterprises")).ShouldBe(200)["items"].Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_errors_speak_the_callers_language()
    {
        var partner = (await api.NewPartner()).Client;

        (await Send(partner.In("zh-CN"), Path, new { direction = "other" }))[0]["errors"]![0]!["detail"].Text().ShouldBe("此项必填。");
        (await Send(partner.In("en"), Path, new { direction = "other" }))[0]["errors"]![0]!["detail"].Text().ShouldBe("This member is required.");
    }

    [Fact]
    public async Task The_same_file_under_the_same_key_answers_as_it_did_and_goes_on_where_it_stopped()
    {
        var partner = (await api.NewPartner()).Client;
        var lines = Enumerable.Range(0, 40).Select(_ => (object)new { name = Names.New(), direction = "other" }).ToArray();
        var key = ("Idempotency-Key", (string?)Guid.NewGuid().ToString());

        var part = Outcomes(await partner.Send("POST", Path, Text(lines[..25]), key, NdJson));
        var whole = Outcomes(await partner.Send("POST", Path, Text(lines), key, NdJson));

        whole.Count.ShouldBe(40);
        whole.ShouldAllBe(o => o["outcome"].Text() == "created");
        whole.Take(25).Select(o => o["id"].Text()).ShouldBe(part.Select(o => o["id"].Text()));
        (await partner.Get("/v1/enterprises?count=exact")).ShouldBe(200)["total"]!.GetValue<int>().ShouldBe(40);

        // Another line under that key is another request.
        lines[3] = new { name = Names.New(), direction = "other" };
        var altered = Outcomes(await partner.Send("POST", Path, Text(lines), key, NdJson));
        altered[3]["outcome"].Text().ShouldBe("rejected");
        Errors(altered[3]).ShouldBe(["Idempotency-Key idempotency-key-reused"]);
    }

    [Fact]
    public async Task A_transfer_cut_off_while_it_is_answered_is_taken_up_again_without_a_double()
    {
        var partner = (await api.NewPartner()).Client;
        var lines = Enumerable.Range(0, 3000).Select(_ => (object)new { name = Names.New(), direction = "other" }).ToArray();
        var key = ("Idempotency-Key", (string?)Guid.NewGuid().ToString());
        using (var request = new HttpRequestMessage(HttpMethod.Post, Path))
        {
            request.Headers.Add("Authorization", $"Bearer {partner.Key}");
            request.Headers.Add("Idempotency-Key", key.Item2);
            request.Content = new StringContent(Text(lines), Encoding.UTF8, "application/x-ndjson");
            using var response = await partner.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await using var body = await response.Content.ReadAsStreamAsync();
            (await body.ReadAsync(new byte[1000])).ShouldBeGreaterThan(0);
        }

        var made = (await partner.Get("/v1/enterprises?count=exact&limit=1")).ShouldBe(200)["total"]!.GetValue<int>();
        made.ShouldBeInRange(1, 2999);
        var outcomes = Outcomes(await partner.Send("POST", Path, Text(lines), key, NdJson));

        outcomes.Count.ShouldBe(3000);
        outcomes.ShouldAllBe(o => o["outcome"].Text() == "created");
        outcomes.Select(o => o["id"].Text()).ShouldBeUnique();
        (await partner.Get("/v1/enterprises?count=exact&limit=1")).ShouldBe(200)["total"]!.GetValue<int>().ShouldBe(3000);
    }

    [Fact]
    public async Task A_file_that_is_sent_again_while_it_is_worked_through_answers_alike_on_every_transfer()
    {
        var partner = (await api.NewPartner()).Client;
        var text = Text(Enumerable.Range(0, 2000).Select(i => (object)new { name = Names.New(), uscc = USCC.New(), direction = "other" }));
        var key = ("Idempotency-Key", (string?)Guid.NewGuid().ToString());

        var transfers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => partner.Send("POST", Path, text, key, NdJson)));

        foreach (var outcomes in transfers.Select(Outcomes))
        {
            outcomes.Count.ShouldBe(2000);
            outcomes.ShouldAllBe(o => o["outcome"].Text() == "created");
            outcomes.Select(o => o["id"].Text()).ShouldBe(Outcomes(transfers[0]).Select(o => o["id"].Text()));
        }

        (await partner.Get("/v1/enterprises?count=exact&limit=1")).ShouldBe(200)["total"]!.GetValue<int>().ShouldBe(2000);
    }

    [Fact]
    public async Task Lines_name_records_by_id_by_source_key_or_by_code()
    {
        var partner = (await api.NewPartner()).Client;
        var uscc = USCC.New();
        var made = await Send(partner, $"{Path}?system=erp",
            new { externalId = "A", name = Names.New(), direction = "other" }, new { name = Names.New(), direction = "other", uscc });

        var changed = await Send(partner, $"{Path}?system=erp",
            new { externalId = "A", industryCode = "7340" },
            new { id = made[0]["id"].Text(), industryCode = "7350" },
            new { uscc, industryCode = "7360" },
            new { id = Guid.NewGuid(), industryCode = "7340" },
            new { id = "x", industryCode = "7340" });

        changed.Take(3).Select(o => o["id"].Text()).ShouldBe([made[0]["id"].Text(), made[0]["id"].Text(), made[1]["id"].Text()]);
        changed.Select(o => o["outcome"].Text()).ShouldBe(["updated", "updated", "updated", "rejected", "rejected"]);
        Errors(changed[3]).ShouldBe([" not-found"]);
        Errors(changed[4]).ShouldBe(["/id invalid-id"]);
        Errors((await Send(partner, Path, new { externalId = "A", name = Names.New() }))[0]).ShouldBe(["/externalId without-system"]);
    }

    [Fact]
    public async Task What_was_read_can_be_sent_back_and_changes_nothing()
    {
        var partner = (await api.NewPartner()).Client;
        foreach (var body in new object[]
        {
            new { name = Names.New(), direction = "digital-medicine", uscc = USCC.New(), landedOn = "2026-03-01", aliases = new[] { "甲", "乙" } },
            new { name = Names.New(), direction = "other" },
        })
            (await partner.Post("/v1/enterprises", body)).ShouldBe(201);
        var items = (await partner.Get("/v1/enterprises")).ShouldBe(200)["items"].Items();

        (await Send(partner, Path, [.. items])).Select(o => o["outcome"].Text()).ShouldBe(["unchanged", "unchanged"]);

        // What only the system sets is not lost in silence, and an older version does not overwrite a newer one.
        var forged = items[0].DeepClone();
        forged["stage"] = "operating";
        var stale = items[0].DeepClone();
        stale["version"] = 7;
        var refused = await Send(partner, Path, forged, stale);
        Errors(refused[0]).ShouldBe(["/stage read-only"]);
        Errors(refused[1]).ShouldBe(["/version version-mismatch"]);
    }

    [Fact]
    public async Task A_dry_run_stores_nothing_and_finds_lines_that_mean_the_same()
    {
        var partner = (await api.NewPartner()).Client;
        var uscc = USCC.New();

        var outcomes = await Send(partner, $"{Path}?dryRun=true",
            new { name = Names.New(), direction = "other", uscc }, new { name = Names.New(), direction = "other", uscc }, new { name = Names.New(), direction = "nowhere" });

        outcomes.Select(o => o["outcome"].Text()).ShouldBe(["created", "duplicate-suspected", "rejected"]);
        outcomes.ShouldAllBe(o => o["id"] == null);
        Errors(outcomes[1]).ShouldBe([" same-as-line"]);
        (await partner.Get("/v1/enterprises")).ShouldBe(200)["items"].Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_partners_records_are_out_of_reach()
    {
        var (one, other) = ((await api.NewPartner()).Client, (await api.NewPartner()).Client);
        var uscc = USCC.New();
        var id = (await one.Post("/v1/enterprises", new { name = Names.New(), direction = "other", uscc })).ShouldBe(201).Id;

        var outcomes = await Send(other, Path, new { id, industryCode = "7340" }, new { name = Names.New(), direction = "other", uscc });

        Errors(outcomes[0]).ShouldBe([" not-found"]);
        Errors(outcomes[1]).ShouldBe([" duplicate"]);
        outcomes[1].ToJsonString().ShouldNotContain(id);
    }

    [Fact]
    public async Task What_is_wrong_with_the_whole_is_a_problem()
    {
        var partner = (await api.NewPartner()).Client;

        (await partner.Send("POST", Path, "{}")).ShouldBeProblem(415, "unsupported-media-type");
        (await partner.Send("POST", Path, "{}", NdJson, ("Idempotency-Key", null))).ShouldBeProblem(400, "idempotency-key-required");
        (await partner.Send("POST", $"{Path}?system=e%20p", "{}", NdJson)).ShouldBeProblem(400, "invalid-system");
        (await partner.Send("POST", $"{Path}?sytem=erp", "{}", NdJson)).ShouldBeProblem(400, "unknown-parameter");
        (await api.Anonymous.Send("POST", Path, "{}", NdJson)).ShouldBeProblem(401, "key-missing");
        (await partner.Send("POST", Path, new byte[(64 * 1024 * 1024) + 1], NdJson, ("Expect", "100-continue"))).ShouldBeProblem(413, "content-too-large");
        (await partner.Send("POST", Path, "", NdJson)).ShouldBe(200).Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task Line_ends_marks_and_empty_lines_do_not_matter()
    {
        var partner = (await api.NewPartner()).Client;
        var line = JsonSerializer.Serialize(new { name = Names.New(), direction = "other" }, Json);

        var outcomes = Outcomes(await partner.Send("POST", Path, $"\uFEFF{line}\r\n\n  \r\n{line}", NdJson));

        outcomes.Select(o => $"{o["line"]} {o["outcome"].Text()}").ShouldBe(["1 created", "4 duplicate-suspected"]);
    }

    private static (string, string?) NdJson => ("Content-Type", "application/x-ndjson");

    private static async Task<IReadOnlyList<JsonNode>> Send(Client client, string path, params object[] lines) =>
        Outcomes(await client.Send("POST", path, Text(lines), NdJson));

    private static string Text(IEnumerable<object> lines) =>
        string.Join('\n', lines.Select(l => l as string ?? (l as JsonNode)?.ToJsonString(Json) ?? JsonSerializer.Serialize(l, Json)));

    private static List<JsonNode> Outcomes(Answer answer) =>
        [.. answer.ShouldBe(200).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!)];

    private static IEnumerable<string> Errors(JsonNode outcome) => outcome["errors"].Items().Select(e => $"{e["pointer"].Text()} {e["code"].Text()}");
}
