using HealthPark.Access;
using HealthPark.Access.ApiKey;
using HealthPark.Access.Features;
using HealthPark.Access.Organization;
using HealthPark.EventStore;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;

namespace HealthPark.UnitTests.Access;

public class IssueApiKeyTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 30, 8, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = new("0198a000-0000-7000-8000-000000000001");
    private static readonly Secret Secret = new("hp_0123456789abcdef0123456789abcdef");
    private static readonly OrganizationState Partner = new("孵化器", OrganizationKinds.Partner, null);
    private static readonly OrganizationState Office = new("园区办公室", OrganizationKinds.ParkOffice, "office");
    private static readonly IssueApiKeyRequest Reading = new("看板", Id, [Scopes.PlanRead]);

    [Fact]
    public void A_key_is_stored_as_its_hash_and_its_first_characters() =>
        When(Reading).Then(new ApiKeyIssued(
            "看板", Id, ["plan:read"], null, null, "6bf1c538b9d4534eb78eeeee97d34900bec98cfcd016c45e4b742300975063e5", "hp_012345", IsEnvironment: false));

    [Fact]
    public void Names_are_trimmed_scopes_given_once_and_the_expiry_is_in_utc() =>
        When(new IssueApiKeyRequest(" 看板 ", Id, [Scopes.PlanRead, Scopes.EnterprisesRead, Scopes.PlanRead], " 张三 ", new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.FromHours(8))))
            .Then(new ApiKeyIssued(
                "看板", Id, ["plan:read", "enterprises:read"], "张三", new DateTimeOffset(2026, 12, 31, 16, 0, 0, TimeSpan.Zero), Secret.Hash, "hp_012345",
                IsEnvironment: false));

    [Fact]
    public void A_key_is_issued_to_an_organisation_that_there_is() =>
        Given().When(_ => IssueApiKey.Decide(Reading, null, Scopes.All.ToHashSet(), Secret, Now)).ThenInvalid("/organizationId unknown-organization");

    [Fact]
    public void A_key_does_not_end_before_it_begins()
    {
        When(Reading with { ExpiresAt = Now }).ThenInvalid("/expiresAt in-the-past");
        When(Reading with { ExpiresAt = Now.AddTicks(1) }).Then(
            new ApiKeyIssued("看板", Id, ["plan:read"], null, Now.AddTicks(1), Secret.Hash, Secret.Prefix, IsEnvironment: false));
    }

    [Fact]
    public void A_key_needs_a_scope() => When(Reading with { Scopes = [] }).ThenInvalid("/scopes required");

    [Fact]
    public void Each_scope_is_one_that_there_is_and_that_the_organisation_may_have() =>
        When(Reading with { Scopes = ["plan:read", "plan:write", Scopes.EnterprisesVerify, null!, "PLAN:READ"] }).ThenInvalid(
            "/scopes/1 unknown-scope", "/scopes/2 scope-not-allowed", "/scopes/3 unknown-scope", "/scopes/4 unknown-scope");

    [Fact]
    public void Only_the_park_office_gets_its_own_scopes()
    {
        var all = Reading with { Scopes = Scopes.All };

        When(all).ThenInvalid([.. Scopes.ParkOfficeOnly.Select(s => Scopes.All.ToList().IndexOf(s)).Order().Select(i => $"/scopes/{i} scope-not-allowed")]);
        When(all, Partner with { Kind = OrganizationKinds.Bureau }).ThenInvalid([.. Scopes.ParkOfficeOnly.Select(s => Scopes.All.ToList().IndexOf(s)).Order().Select(i => $"/scopes/{i} scope-not-allowed")]);
        When(all, Office).Then(new ApiKeyIssued("看板", Id, Scopes.All, null, null, Secret.Hash, Secret.Prefix, IsEnvironment: false));
    }

    [Fact]
    public void Nobody_gives_what_they_do_not_hold() =>
        Given().When(_ => IssueApiKey.Decide(Reading, Partner, new HashSet<string> { Scopes.ApiKeysWrite }, Secret, Now)).ThenRejected("scope-not-held", 403)
            .Detail.En.ShouldContain("plan:read");

    [Fact]
    public void The_request_needs_a_name_an_organisation_and_scopes() =>
        Validation.Check(new IssueApiKeyRequest(Officer: new string('x', 101))).Select(e => $"{e.Pointer} {e.Code}")
            .ShouldBe(["/name required", "/organizationId required", "/scopes required", "/officer too-long"]);

    [Fact]
    public void A_new_secret_is_long_new_each_time_and_hashed_as_sha_256()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => Secret.New()).ToList();

        secrets.ShouldAllBe(s => s.Text.StartsWith("hp_") && s.Text.Length == 46 && s.Hash.Length == 64);
        secrets.Select(s => s.Hash).ShouldBeUnique();
    }

    private static When<ApiKeyEvent> When(IssueApiKeyRequest body, OrganizationState? organization = null) =>
        Given().When(_ => IssueApiKey.Decide(body, organization ?? Partner, Scopes.All.ToHashSet(), Secret, Now));

    private static Given<ApiKeyState, ApiKeyEvent> Given() => new(ApiKeyState.Stream, AccessModule.Events, []);
}

public class RevokeApiKeyTests
{
    private static readonly ApiKeyIssued Issued = new("看板", Guid.Empty, ["plan:read"], null, null, "00", "hp_012345", false);
    private static readonly ApiKeyRevoked Revoked = new("遗失");

    [Fact]
    public void A_key_is_revoked_with_its_reason_trimmed() =>
        Given(Issued).When(now => RevokeApiKey.Decide(new RevokeApiKeyRequest(" 遗失 "), now)).Then(Revoked);

    [Fact]
    public void Revoking_it_again_changes_nothing() =>
        Given(Issued, Revoked).When(now => RevokeApiKey.Decide(new RevokeApiKeyRequest("again"), now)).ThenNothing();

    [Fact]
    public void A_revoked_key_still_holds_its_hash_so_that_it_is_never_issued_again() =>
        ApiKeyState.Stream.Claims(Given(Issued, Revoked).State).ShouldBe([new Claim("key-hash", "00")]);

    [Fact]
    public void The_request_needs_a_reason() =>
        Validation.Check(new RevokeApiKeyRequest(" ")).Select(e => $"{e.Pointer} {e.Code}").ShouldBe(["/reason required"]);

    private static Given<ApiKeyState, ApiKeyEvent> Given(params ApiKeyEvent[] events) => new(ApiKeyState.Stream, AccessModule.Events, events);
}
