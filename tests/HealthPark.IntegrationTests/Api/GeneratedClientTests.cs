using System.Diagnostics;
using HealthPark.Client;

namespace HealthPark.IntegrationTests.Api;

/// <summary>The generated C# client against the running program: what it was generated from is what is served.</summary>
public sealed class GeneratedClientTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_partner_is_set_up_and_its_record_written_read_changed_and_verified()
    {
        var office = Client(api.AdminKey);
        var organization = (await office.RegisterOrganizationAsync(Key(), new() { Name = Names.New(), Kind = "partner" })).Result;
        var issued = (await office.IssueApiKeyAsync(Key(), new()
        {
            Name = "测试", OrganizationId = organization.Id, Scopes = ["enterprises:read", "enterprises:write"],
        })).Result;
        var partner = Client(issued.Key!);

        var made = await partner.RegisterEnterpriseAsync(Key(), new() { Name = Names.New(), Direction = "digital-medicine", Uscc = USCC.New(), LandedOn = new DateOnly(2026, 3, 1) });
        made.StatusCode.ShouldBe(201);
        var etag = made.Headers["ETag"].Single();
        var revised = await partner.ReviseEnterpriseAsync(made.Result.Id, new() { IndustryCode = "7340" }, if_Match: etag);
        var verified = await office.VerifyEnterpriseAsync(made.Result.Id, Key(), new() { Decision = "verified" }, if_Match: revised.Headers["ETag"].Single());

        verified.Result.Verification.ShouldBe("verified");
        var read = (await partner.GetEnterpriseAsync(made.Result.Id, healthPark_Min_Position: verified.Headers["HealthPark-Position"].Single())).Result;
        (read.IndustryCode, read.LandedOn, read.Stage).ShouldBe(("7340", new DateOnly(2026, 3, 1), "landed"));
        (await partner.ListEnterprisesAsync(landedOn_gte: "2026-01-01")).Result.Items.ShouldHaveSingleItem().Id.ShouldBe(made.Result.Id);
    }

    [Fact]
    public async Task A_record_is_put_under_a_key_of_ones_own()
    {
        var partner = Client((await api.NewPartner()).Client.Key!);
        var body = new ReviseEnterpriseRequest { Name = Names.New(), Direction = "other" };

        var made = await partner.PutEnterprisesBySourceAsync("erp", "E-1", body);
        var again = await partner.PutEnterprisesBySourceAsync("erp", "E-1", body);

        (made.StatusCode, again.StatusCode).ShouldBe((201, 200));
        again.Result.Id.ShouldBe(made.Result.Id);
    }

    [Fact]
    public async Task A_refusal_is_a_typed_problem()
    {
        var partner = Client((await api.NewPartner()).Client.Key!);

        var refused = await Should.ThrowAsync<HealthParkException<Problem>>(partner.RegisterEnterpriseAsync(Key(), new() { Name = Names.New(), Direction = "other", Uscc = "1" }));

        refused.StatusCode.ShouldBe(422);
        (refused.Result.Code, refused.Result.Errors.ShouldHaveSingleItem().Pointer).ShouldBe(("invalid-fields", "/uscc"));
    }

    [Fact]
    public async Task The_TypeScript_client_works_too()
    {
        var root = Path.GetDirectoryName(Path.GetDirectoryName(Contract.Folder()))!;
        var compiled = Directory.CreateTempSubdirectory("healthpark-client-");
        try
        {
            await Run(Path.Combine(root, "build", "client-generator", "node_modules", ".bin", "tsc"), "--strict", "--target", "es2022", "--module", "es2022",
                "--lib", "es2022,dom", "--outDir", compiled.FullName, Path.Combine(root, "api-spec", "clients", "typescript", "healthpark-client.ts"));
            var client = Path.Combine(compiled.FullName, "healthpark-client.mjs");
            File.Move(Path.ChangeExtension(client, ".js"), client);

            await Run("node", Path.Combine(Contract.Folder(), "typescript-client.mjs"), client, api.Program.Address.ToString(), (await api.NewPartner()).Client.Key!);
        }
        finally
        {
            compiled.Delete(recursive: true);
        }
    }

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{program}: {await output}{await error}");
    }

    private HealthParkClient Client(string key) =>
        new(new HttpClient { BaseAddress = api.Program.Address, DefaultRequestHeaders = { Authorization = new("Bearer", key) } });

    private static string Key() => Guid.NewGuid().ToString();
}
