using HealthPark.Access.Organization;
using HealthPark.Kernel;

namespace HealthPark.UnitTests.Access;

public class OrganizationKindsTests
{
    [Theory]
    [InlineData("park-office", "api-keys:write", true)]
    [InlineData("bureau", "enterprises:verify", false)]
    [InlineData("bureau", "enterprises:read", true)]
    [InlineData("partner", "api-keys:read", false)]
    [InlineData("partner", "enterprises:write", true)]
    [InlineData("dashboard", "plan:read", true)]
    [InlineData("dashboard", "enterprises:read", false)]
    public void A_kind_may_hold_a_scope_or_not(string kind, string scope, bool held) => OrganizationKinds.MayHold(kind, scope).ShouldBe(held);

    [Fact]
    public void A_dashboard_reaches_no_records_whatever_it_was_given()
    {
        var dashboard = OrganizationKinds.CallerOf("key", Guid.NewGuid(), OrganizationKinds.Dashboard, Scopes.All);

        dashboard.Scopes.ShouldBe([Scopes.PlanRead]);
        dashboard.Reaches(Guid.NewGuid()).ShouldBeFalse();
        dashboard.MayChange(Guid.NewGuid()).ShouldBeFalse();
    }
}
