using HealthPark.Access;
using HealthPark.Access.Delegation;
using HealthPark.Access.Features;
using HealthPark.Access.Organization;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;

namespace HealthPark.UnitTests.Access;

public class GrantDelegationTests
{
    private static readonly DateOnly Today = new(2026, 7, 1);
    private static readonly Guid Body = new("0198a000-0000-7000-8000-000000000001");
    private static readonly Guid Delegate = new("0198a000-0000-7000-8000-000000000002");
    private static readonly OrganizationState Partner = new("孵化器", OrganizationKinds.Partner, null);
    private static readonly OrganizationState Office = new("园区办公室", OrganizationKinds.ParkOffice, "park-office");
    private static readonly GrantDelegationRequest Usual = new(Body, Delegate, [Scopes.EnterprisesRead], Today, Today.AddYears(1), "受托代报");

    [Fact]
    public void A_delegation_says_who_may_do_what_for_whom_and_when() =>
        When(Usual).Then(new DelegationGranted(Body, Delegate, ["enterprises:read"], Today, Today.AddYears(1), "受托代报"));

    [Fact]
    public void It_begins_today_unless_told_otherwise_and_names_each_scope_once() =>
        When(Usual with { From = null, Scopes = [Scopes.PlanRead, Scopes.EnterprisesRead, Scopes.PlanRead], Reason = " 受托 " })
            .Then(new DelegationGranted(Body, Delegate, ["plan:read", "enterprises:read"], Today, Today.AddYears(1), "受托"));

    [Fact]
    public void Both_bodies_are_registered_and_two()
    {
        Given().When(_ => GrantDelegation.Decide(Usual, null, null, Scopes.All.ToHashSet(), Today))
            .ThenInvalid("/organizationId unknown-organization", "/delegateOrganizationId unknown-organization");
        When(Usual with { DelegateOrganizationId = Body }).ThenInvalid("/delegateOrganizationId same-organization");
    }

    [Fact]
    public void Nobody_acts_for_the_park_office() => When(Usual, Office).ThenInvalid("/organizationId not-delegable");

    [Fact]
    public void The_park_office_may_act_for_others() =>
        Given().When(_ => GrantDelegation.Decide(Usual, Partner, Office, Scopes.All.ToHashSet(), Today))
            .Then(new DelegationGranted(Body, Delegate, ["enterprises:read"], Today, Today.AddYears(1), "受托代报"));

    [Fact]
    public void No_scope_of_the_park_office_is_ever_delegated() =>
        When(Usual with { Scopes = Scopes.All }).ThenInvalid(
            [.. Scopes.ParkOfficeOnly.Select(s => Scopes.All.ToList().IndexOf(s)).Order().Select(i => $"/scopes/{i} scope-not-allowed")]);

    [Fact]
    public void Scopes_are_known_and_such_as_the_body_itself_may_hold()
    {
        When(Usual with { Scopes = [] }).ThenInvalid("/scopes required");
        When(Usual with { Scopes = ["plan:write", null!] }).ThenInvalid("/scopes/0 unknown-scope", "/scopes/1 unknown-scope");
        When(Usual, Partner with { Kind = OrganizationKinds.Dashboard }).ThenInvalid("/scopes/0 scope-not-allowed");
    }

    [Fact]
    public void Whoever_does_not_hold_a_scope_cannot_let_others_have_it() =>
        Given().When(_ => GrantDelegation.Decide(Usual, Partner, Partner, new HashSet<string> { Scopes.DelegationsWrite }, Today))
            .ThenRejected("scope-not-held", 403);

    [Fact]
    public void It_lasts_from_today_at_the_earliest_for_three_years_at_most()
    {
        When(Usual with { From = Today.AddDays(-1) }).ThenInvalid("/from in-the-past");
        When(Usual with { Until = Today.AddDays(-1) }).ThenInvalid("/until before-from");
        When(Usual with { Until = Today.AddYears(3).AddDays(1) }).ThenInvalid("/until too-long");
        When(Usual with { From = DateOnly.MaxValue, Until = DateOnly.MaxValue }).Then(
            new DelegationGranted(Body, Delegate, ["enterprises:read"], DateOnly.MaxValue, DateOnly.MaxValue, "受托代报"));
        When(Usual with { Until = Today }).Then(new DelegationGranted(Body, Delegate, ["enterprises:read"], Today, Today, "受托代报"));
    }

    [Fact]
    public void The_request_needs_all_but_its_beginning() =>
        Validation.Check(new GrantDelegationRequest()).Select(e => $"{e.Pointer} {e.Code}")
            .ShouldBe(["/organizationId required", "/delegateOrganizationId required", "/scopes required", "/until required", "/reason required"]);

    [Fact]
    public void A_delegation_is_revoked_once_with_its_reason_trimmed()
    {
        var granted = new DelegationGranted(Body, Delegate, ["plan:read"], Today, Today, "甲");

        Given(granted).When(now => RevokeDelegation.Decide(new RevokeDelegationRequest(" 终止 "), now)).Then(new DelegationRevoked("终止"));
        Given(granted, new DelegationRevoked("终止")).When(now => RevokeDelegation.Decide(new RevokeDelegationRequest("again"), now)).ThenNothing();
    }

    private static When<DelegationEvent> When(GrantDelegationRequest body, OrganizationState? organization = null) =>
        Given().When(_ => GrantDelegation.Decide(body, organization ?? Partner, Partner, Scopes.All.ToHashSet(), Today));

    private static Given<DelegationState, DelegationEvent> Given(params DelegationEvent[] events) => new(DelegationState.Stream, AccessModule.Events, events);
}
