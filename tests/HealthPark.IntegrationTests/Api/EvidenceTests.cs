using System.Security.Cryptography;
using System.Text;
using HealthPark.EventStore;
using HealthPark.Kernel;
using HealthPark.Kernel.Http.Collections;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Files that prove what records say: what was attached comes back byte for byte, to those who may read the record.</summary>
public sealed class EvidenceTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const int MiB = 1024 * 1024;

    private async Task<(Client Client, string Record)> NewRecord()
    {
        var partner = (await api.NewPartner(Scopes.EnterprisesRead, Scopes.EnterprisesWrite, Scopes.ChangesRead)).Client;
        var made = (await partner.Post("/v1/enterprises", new { name = Names.New(), direction = "digital-medicine", landedOn = "2026-03-01" })).ShouldBe(201);
        return (partner, $"/v1/enterprises/{made.Id}");
    }

    [Fact]
    public async Task What_is_attached_comes_back_byte_for_byte_with_its_name_and_digest()
    {
        var (client, record) = await NewRecord();
        var file = EvidenceFile.Pdf("示例", size: 300_000);

        var attached = (await file.Attach(client, record)).ShouldBe(201);

        attached["fileName"].Text().ShouldBe("示例营业执照.pdf");
        (attached["mediaType"].Text(), attached["digest"].Text()).ShouldBe(("application/pdf", file.Digest));
        (attached["size"].Number(), $"/v1/{attached["collection"].Text()}/{attached["recordId"].Text()}").ShouldBe((300_000, record));
        (await client.Get(attached.Header("Location")!)).ShouldBe(200).Body.ShouldBe(attached.Body);
        (await client.Get($"{record}/evidence")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem().ToJsonString().ShouldBe(attached.Json.ToJsonString());

        var content = (await client.Get(attached["content"].Text())).ShouldBe(200);
        content.Bytes.ShouldBe(file.Bytes);
        content.ContentType.ShouldBe("application/pdf");
        content.Header("Content-Digest").ShouldBe(file.Digest);
        content.Header("Content-Disposition").ShouldBe($"attachment; filename=______.pdf; filename*=UTF-8''{Uri.EscapeDataString(file.Name)}");
        content.Header("X-Content-Type-Options").ShouldBe("nosniff");
        (await client.Get(attached["content"].Text(), ("If-None-Match", content.ETag))).ShouldBe(304);
        (await client.Send("HEAD", attached["content"].Text(), null)).ShouldBe(200).Header("Content-Length").ShouldBe("300000");
    }

    [Fact]
    public async Task A_name_may_come_as_a_parameter_and_a_file_may_prove_one_member()
    {
        var (client, record) = await NewRecord();
        var file = EvidenceFile.Sample;

        var attached = (await client.Send("POST", $"{record}/evidence?name={Uri.EscapeDataString("𠮷野家（合同）.pdf")}&describes=/landedOn", file.Bytes,
            ("Content-Type", file.MediaType), ("Content-Digest", $"sha-512=:{Convert.ToBase64String(SHA512.HashData(file.Bytes))}:"))).ShouldBe(201);

        attached["fileName"].Text().ShouldBe("𠮷野家（合同）.pdf");
        attached["describes"].Text().ShouldBe("/landedOn");
        attached["digest"].Text().ShouldBe(file.Digest);
    }

    [Fact]
    public async Task What_is_refused_leaves_nothing()
    {
        var (client, record) = await NewRecord();
        var file = EvidenceFile.Pdf(Guid.NewGuid().ToString());
        var wrong = $"sha-256=:{Convert.ToBase64String(SHA256.HashData("other"u8))}:";

        var mismatch = (await file.Attach(client, record, ("Content-Digest", wrong))).ShouldBeProblem(422, "invalid-fields", ("Content-Digest", "digest-mismatch"));
        (mismatch["given"].Text(), mismatch["computed"].Text()).ShouldBe((wrong, file.Digest));
        (await file.Attach(client, record, ("Content-Digest", null))).ShouldBeProblem(400, "content-digest-required");
        (await file.Attach(client, record, ("Content-Digest", "sha-256=abc"))).ShouldBeProblem(400, "invalid-content-digest");
        (await file.Attach(client, record, ("Content-Disposition", null))).ShouldBeProblem(422, "invalid-fields", ("name", "file-name-required"));
        (await (file with { Name = "../合同.pdf" }).Attach(client, record)).ShouldBeProblem(422, "invalid-fields", ("name", "unsafe-file-name"));
        (await (file with { Name = "合同.pdf.exe" }).Attach(client, record)).ShouldBeProblem(422, "invalid-fields", ("name", "file-name-extension"));
        (await file.Attach(client, record, ("Idempotency-Key", null))).ShouldBeProblem(400, "idempotency-key-required");
        (await (file with { MediaType = "image/png", Name = "合同.png" }).Attach(client, record)).ShouldBeProblem(415, "not-of-its-type");
        (await (file with { Bytes = [], Name = "空.pdf" }).Attach(client, record)).ShouldBeProblem(422, "invalid-fields", ("", "empty-file"));
        foreach (var type in new[] { "text/html", "image/svg+xml", "application/octet-stream", "application/x-msdownload" })
            (await (file with { MediaType = type }).Attach(client, record)).ShouldBeProblem(415, "unsupported-media-type").Header("Accept-Post")!.ShouldContain("application/pdf");
        var page = new EvidenceFile(Encoding.UTF8.GetBytes("<!DOCTYPE html><script>alert(1)</script>"), "text/plain", "说明.txt");
        (await page.Attach(client, record)).ShouldBeProblem(415, "not-of-its-type");

        (await client.Get($"{record}/evidence")).ShouldBe(200)["items"].Items().ShouldBeEmpty();
        (await Kept(file)).ShouldBe(0);
    }

    [Fact]
    public async Task Up_to_20_MiB_are_taken_and_more_is_413()
    {
        var (client, record) = await NewRecord();
        var largest = EvidenceFile.Pdf("大", 20 * MiB);

        var attached = (await largest.Attach(client, record)).ShouldBe(201);
        SHA256.HashData((await client.Get(attached["content"].Text())).ShouldBe(200).Bytes).ShouldBe(SHA256.HashData(largest.Bytes));
        (await EvidenceFile.Pdf("大", (20 * MiB) + 1).Attach(client, record, ("Expect", "100-continue"))).ShouldBeProblem(413, "content-too-large")["detail"].Text().ShouldContain("20 MiB");
    }

    [Fact]
    public async Task The_same_file_is_kept_once_and_a_retry_attaches_it_once()
    {
        var ((client, record), (other, otherRecord)) = (await NewRecord(), await NewRecord());
        var (file, key) = (EvidenceFile.Pdf(Guid.NewGuid().ToString()), ("Idempotency-Key", Guid.NewGuid().ToString()));

        var first = (await file.Attach(client, record, key)).ShouldBe(201);
        var again = (await file.Attach(client, record, key)).ShouldBe(201);
        again.Header("Idempotency-Replayed").ShouldBe("true");
        again.Id.ShouldBe(first.Id);
        (await (file with { Name = "另名.pdf" }).Attach(client, record, key)).ShouldBeProblem(422, "invalid-fields", ("Idempotency-Key", "idempotency-key-reused"));
        (await file.Attach(other, otherRecord)).ShouldBe(201).Id.ShouldNotBe(first.Id);

        (await Kept(file)).ShouldBe(1);
        (await client.Get($"{record}/evidence")).ShouldBe(200)["items"].Items().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_dry_run_keeps_nothing()
    {
        var (client, record) = await NewRecord();
        var file = EvidenceFile.Pdf(Guid.NewGuid().ToString());

        var would = (await client.Send("POST", $"{record}/evidence?dryRun=true&name=a.pdf", file.Bytes, ("Content-Type", file.MediaType), ("Content-Digest", file.Digest))).ShouldBe(200);

        would["events"].Items().ShouldHaveSingleItem()["type"].Text().ShouldBe("evidence_attached");
        (await Kept(file)).ShouldBe(0);
        (await client.Get($"{record}/evidence")).ShouldBe(200)["items"].Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_partner_learns_nothing_and_the_scope_is_that_of_the_record()
    {
        var (client, record) = await NewRecord();
        var other = (await api.NewPartner()).Client;
        var attached = (await EvidenceFile.Sample.Attach(client, record)).ShouldBe(201);

        (await EvidenceFile.Sample.Attach(other, record)).ShouldBeProblem(404, "not-found");
        (await EvidenceFile.Sample.Attach(client, $"/v1/enterprises/{Guid.CreateVersion7()}")).ShouldBeProblem(404, "not-found");
        foreach (var path in new[] { $"{record}/evidence", $"/v1/evidence/{attached.Id}", $"/v1/evidence/{attached.Id}/content" })
        {
            (await other.Get(path)).ShouldBeProblem(404, "not-found");
            (await api.Admin.Get(path)).ShouldBe(200);
        }

        (await other.Post($"/v1/evidence/{attached.Id}/withdrawal", new { reason = "误传" }, ("If-Match", attached.ETag))).ShouldBeProblem(404, "not-found");
        (await (await api.NewPartner(Scopes.PlanRead)).Client.Get($"/v1/evidence/{attached.Id}")).ShouldBeProblem(404, "not-found");
        var planOnly = api.Program.As(await api.NewKey(attached["ownerOrganizationId"].Text(), Scopes.PlanRead));
        (await planOnly.Get($"/v1/evidence/{attached.Id}")).ShouldBeProblem(403, "scope-missing");
        var readOnly = api.Program.As(await api.NewKey(attached["ownerOrganizationId"].Text(), Scopes.EnterprisesRead));
        (await readOnly.Get($"/v1/evidence/{attached.Id}/content")).ShouldBe(200);
        (await EvidenceFile.Sample.Attach(readOnly, record)).ShouldBeProblem(403, "scope-missing");
        (await readOnly.Post($"/v1/evidence/{attached.Id}/withdrawal", new { reason = "误传" }, ("If-Match", attached.ETag))).ShouldBeProblem(403, "scope-missing");
    }

    [Fact]
    public async Task What_is_withdrawn_stays_in_sight_of_the_park_office()
    {
        var (client, record) = await NewRecord();
        var attached = (await EvidenceFile.Sample.Attach(client, record)).ShouldBe(201);
        (await client.Post($"/v1/evidence/{attached.Id}/withdrawal", new { reason = "误传" })).ShouldBeProblem(428, "if-match-required");

        var withdrawn = (await client.Post($"/v1/evidence/{attached.Id}/withdrawal", new { reason = "误传" }, ("If-Match", attached.ETag))).ShouldBe(200);

        withdrawn["withdrawn"]!.GetValue<bool>().ShouldBeTrue();
        withdrawn["withdrawReason"].Text().ShouldBe("误传");
        (await client.Get($"{record}/evidence")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem()["withdrawn"]!.GetValue<bool>().ShouldBeTrue();
        (await client.Get($"/v1/evidence/{attached.Id}/content")).ShouldBeProblem(410, "withdrawn")["detail"].Text().ShouldContain("误传");
        (await api.Admin.Get($"/v1/evidence/{attached.Id}/content")).ShouldBe(200).Bytes.ShouldBe(EvidenceFile.Sample.Bytes);
        (await client.Get($"/v1/evidence/{attached.Id}?version=1")).ShouldBe(200)["withdrawn"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task Followers_see_evidence_after_the_record_that_it_belongs_to()
    {
        var (client, record) = await NewRecord();
        var attached = (await EvidenceFile.Sample.Attach(client, record)).ShouldBe(201);
        var withdrawn = (await client.Post($"/v1/evidence/{attached.Id}/withdrawal", new { reason = "误传" }, ("If-Match", attached.ETag))).ShouldBe(200);

        var changes = (await client.Get("/v1/changes?limit=1000", withdrawn.OrLater)).ShouldBe(200)["items"].Items();

        changes.Select(c => c["type"].Text()).ShouldBe(
            ["cn.healthpark.organization.registered.v1", "cn.healthpark.enterprise.registered.v1", "cn.healthpark.evidence.attached.v1", "cn.healthpark.evidence.withdrawn.v1"]);
        changes[2]["source"].Text().ShouldBe("/v1/evidence");
        changes[2]["subject"].Text().ShouldBe(attached.Id);
        changes[2]["data"]!["recordId"].Text().ShouldBe(changes[1]["subject"].Text());
        changes[2]["data"]!["digest"].Text().ShouldBe(EvidenceFile.Sample.Digest);
    }

    [Fact]
    public async Task Verifying_finds_a_file_that_someone_changed_and_one_that_someone_removed()
    {
        var (client, record) = await NewRecord();
        var (changed, removed) = (EvidenceFile.Pdf(Guid.NewGuid().ToString()), EvidenceFile.Pdf(Guid.NewGuid().ToString()));
        (await changed.Attach(client, record)).ShouldBe(201);
        (await removed.Attach(client, record)).ShouldBe(201);
        IIntegrityCheck check = api.Program.Services.GetRequiredService<HealthPark.Evidence.ReadModels.EvidenceFiles>();
        (await check.Check(CancellationToken.None)).Wrong.ShouldBeEmpty();

        await Execute("update evidence.files set bytes = bytes || '\\x20' where sha256 = $1", changed);
        await Execute("delete from evidence.files where sha256 = $1", removed);

        (await check.Check(CancellationToken.None)).Wrong.ShouldBe(
            [$"evidence.files: the bytes of {Hex(changed)} are not what was attached", $"evidence.files: the bytes of {Hex(removed)} are missing"], ignoreOrder: true);

        // The other tests look at the same database.
        await Execute("update evidence.files set bytes = substring(bytes for length(bytes) - 1) where sha256 = $1", changed);
        (await removed.Attach(client, record)).ShouldBe(201);
        (await check.Check(CancellationToken.None)).Wrong.ShouldBeEmpty();
        (await api.Program.Services.GetRequiredService<Projections>().Compare(CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_collection_has_evidence()
    {
        var document = System.Text.Json.Nodes.JsonNode.Parse(await api.Anonymous.Http.GetStringAsync("/openapi/v1.json"))!;
        var collections = api.Program.Services.GetServices<ICollection>().ToList();

        collections.ShouldNotBeEmpty();
        collections.ShouldAllBe(c => document["paths"]!.AsObject().ContainsKey($"/v1/{c.Name}/{{id}}/evidence"));
    }

    private async Task<long> Kept(EvidenceFile file)
    {
        await using var connection = new NpgsqlConnection(api.Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select count(*) from evidence.files where sha256 = $1", connection) { Parameters = { new() { Value = SHA256.HashData(file.Bytes) } } };
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task Execute(string sql, EvidenceFile file)
    {
        await using var connection = new NpgsqlConnection(api.Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = SHA256.HashData(file.Bytes) } } };
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    private static string Hex(EvidenceFile file) => Convert.ToHexStringLower(SHA256.HashData(file.Bytes));
}
