using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace HealthPark.IntegrationTests.Api;

public sealed class TokenTests : IClassFixture<ApiFixture>, IAsyncLifetime
{
    private readonly ApiFixture _api;
    private LocalIssuer? _issuer;
    private ApiProgram? _program;

    public TokenTests(ApiFixture api) => _api = api;

    private LocalIssuer Issuer => _issuer!;

    public async Task InitializeAsync()
    {
        _issuer = await LocalIssuer.Start();
        _program = await ApiProgram.Start(
            _api.Database, _api.AdminKey, $"--Issuers:0:Issuer={LocalIssuer.Issuer}", $"--Issuers:0:Authority={_issuer.Url}",
            $"--Issuers:0:Audience={LocalIssuer.Audience}", "--Issuers:0:ClockSkewSeconds=30");
    }

    public async Task DisposeAsync()
    {
        await _program!.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    [Fact]
    public async Task A_token_acts_for_the_organisation_that_it_names_with_the_scopes_that_we_know()
    {
        var partner = (await _api.NewPartner()).OrganizationId;

        foreach (var (key, algorithm) in new (SecurityKey, string)[]
        {
            (Issuer.RsaKey, SecurityAlgorithms.RsaSha256), (Issuer.RsaKey, SecurityAlgorithms.RsaSsaPssSha256), (Issuer.EcdsaKey, SecurityAlgorithms.EcdsaSha256),
        })
        {
            var client = _program!.As(LocalIssuer.Token(key, algorithm, Claims(partner, "openid enterprises:read enterprises:write enterprises:verify", "system-7")));

            var made = (await client.Post("/v1/enterprises", new { name = Names.New(), direction = "other" })).ShouldBe(201);

            made["ownerOrganizationId"].Text().ShouldBe(partner);
            var entry = (await client.Get($"/v1/enterprises/{made.Id}/history")).ShouldBe(200)["items"].Items().ShouldHaveSingleItem();
            (entry["actorId"].Text(), entry["actor"].Text(), entry["organizationId"].Text()).ShouldBe(("jwt:idp.example.org:system-7", "idp.example.org:system-7", partner));
            // A scope of the park office is not the partner's, whatever its issuer says.
            (await client.Post($"/v1/enterprises/{made.Id}/verification", new { decision = "verified" }, ("If-Match", made.ETag))).ShouldBeProblem(403, "scope-missing");
            (await client.Get("/v1/plan/scorecard?period=2026&basis=reported")).ShouldBeProblem(403, "scope-missing");
        }
    }

    [Fact]
    public async Task An_organisation_may_be_named_by_its_code_and_must_be_one_of_ours()
    {
        var bureau = As(Issuer.RsaKey, SecurityAlgorithms.RsaSha256, Claims("yuzhong-science-technology-bureau", "organizations:read"));
        (await bureau.Get("/v1/organizations?kind=bureau")).ShouldBe(200)["items"].Items().ShouldNotBeEmpty();

        await Refused(401, "organization-unknown", Claims(Guid.NewGuid().ToString(), "organizations:read"));
        await Refused(401, "organization-unknown", Claims("nobody", "organizations:read"));
        await Refused(401, "organization-unknown", new Dictionary<string, object> { ["scope"] = "organizations:read", ["sub"] = "system-7" });

        async Task Refused(int status, string code, IDictionary<string, object> claims) =>
            (await As(Issuer.RsaKey, SecurityAlgorithms.RsaSha256, claims).Get("/v1/organizations")).ShouldBeProblem(status, code);
    }

    [Fact]
    public async Task A_token_that_is_not_as_it_must_be_opens_nothing()
    {
        var claims = Claims((await _api.NewPartner()).OrganizationId, "enterprises:read");
        var (rsa, rs256) = (Issuer.RsaKey, SecurityAlgorithms.RsaSha256);
        using var stranger = RSA.Create(2048);

        await Opens(LocalIssuer.Token(rsa, rs256, claims));
        await Refused("token-invalid", LocalIssuer.Token(rsa, rs256, claims, audience: "https://other.example.org"));
        await Refused("token-invalid", LocalIssuer.Token(rsa, rs256, claims, issuer: "https://stranger.example.org"));
        await Refused("token-invalid", LocalIssuer.Token(new RsaSecurityKey(stranger) { KeyId = "rsa-1" }, rs256, claims));
        await Refused("token-invalid", LocalIssuer.Token(null, "none", claims));
        await Refused("token-invalid", LocalIssuer.Token(Issuer.PublicKeyAsSecret, SecurityAlgorithms.HmacSha256, claims));
        await Refused("token-invalid", LocalIssuer.Token(rsa, rs256, claims) + "x");
        await Refused("token-invalid", "nonsense");
        await Refused("token-invalid", "a.b.c");
        await Refused("key-invalid", "hp_nobody");
    }

    [Fact]
    public async Task A_token_ends_when_it_expires_give_or_take_the_clocks_difference()
    {
        var claims = Claims((await _api.NewPartner()).OrganizationId, "enterprises:read");

        await Refused("token-expired", LocalIssuer.Token(Issuer.EcdsaKey, SecurityAlgorithms.EcdsaSha256, claims, minutes: -1));
        await Opens(LocalIssuer.Token(Issuer.EcdsaKey, SecurityAlgorithms.EcdsaSha256, claims, minutes: 0));
    }

    [Fact]
    public async Task A_new_key_of_the_issuer_is_found_and_unknown_ones_do_not_make_us_ask_without_end()
    {
        var claims = Claims((await _api.NewPartner()).OrganizationId, "enterprises:read");
        await Opens(LocalIssuer.Token(Issuer.RsaKey, SecurityAlgorithms.RsaSha256, claims));
        using var rotated = RSA.Create(2048);
        var token = LocalIssuer.Token(new RsaSecurityKey(rotated) { KeyId = "rsa-2" }, SecurityAlgorithms.RsaSha256, claims);
        for (var i = 0; i < 20; i++)
            await Refused("token-invalid", token);
        Issuer.Fetches.ShouldBeLessThanOrEqualTo(3);

        Issuer.Publish("rsa-2", rotated);

        var patience = Stopwatch.StartNew();
        while ((await _program!.As(token).Get("/v1/enterprises")).Status != 200)
        {
            patience.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
            await Task.Delay(200);
        }
    }

    private Client As(SecurityKey key, string algorithm, IDictionary<string, object> claims) => _program!.As(LocalIssuer.Token(key, algorithm, claims));

    private static Dictionary<string, object> Claims(string organization, string scope, string client = "system-1") =>
        new() { ["organization"] = organization, ["scope"] = scope, ["client_id"] = client, ["sub"] = "someone" };

    private async Task Opens(string token) => (await _program!.As(token).Get("/v1/enterprises")).ShouldBe(200);

    private async Task Refused(string code, string token) => (await _program!.As(token).Get("/v1/enterprises")).ShouldBeProblem(401, code);
}
