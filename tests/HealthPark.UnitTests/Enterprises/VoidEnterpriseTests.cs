using HealthPark.Enterprises;
using HealthPark.Enterprises.Enterprise;
using HealthPark.Enterprises.Features;
using HealthPark.EventStore;
using HealthPark.Kernel.Http;
using static HealthPark.UnitTests.Enterprises.EnterpriseGiven;

namespace HealthPark.UnitTests.Enterprises;

public class VoidEnterpriseTests
{
    private static readonly VoidEnterpriseRequest Mistake = new(" 误录 ");

    [Fact]
    public void An_enterprise_entered_by_mistake_is_voided_whatever_its_stage()
    {
        Given(Registered()).When(now => VoidEnterprise.Decide(Mistake, now)).Then(Voided);
        Given(Registered(landedOn: Today), Verified, new EnterpriseMovedOut(Today, null)).When(now => VoidEnterprise.Decide(Mistake, now)).Then(Voided);
    }

    [Fact]
    public void Voiding_it_again_changes_nothing() => Given(Registered(), Voided).When(now => VoidEnterprise.Decide(Mistake, now)).ThenNothing();

    [Fact]
    public void Its_code_and_name_are_free_again()
    {
        EnterprisesModule.Stream.Claims(Given(Registered("甲有限公司", Uscc)).State).ShouldBe([new Claim("uscc", Uscc), new Claim("name", "甲")]);
        EnterprisesModule.Stream.Claims(Given(Registered("甲有限公司", Uscc), Voided).State).ShouldBeEmpty();
    }

    [Fact]
    public void One_that_is_confirmed_distinct_shares_its_name() =>
        EnterprisesModule.Stream.Claims(Given(Registered(uscc: Uscc, distinctReason: "分支机构")).State).ShouldBe([new Claim("uscc", Uscc)]);

    [Fact]
    public void The_request_needs_a_reason()
    {
        Validation.Check(new VoidEnterpriseRequest()).Select(e => $"{e.Pointer} {e.Code}").ShouldBe(["/reason required"]);
        Validation.Check(new VoidEnterpriseRequest(" ")).Select(e => $"{e.Pointer} {e.Code}").ShouldBe(["/reason required"]);
        Validation.Check(new VoidEnterpriseRequest(new string('x', 501))).Select(e => $"{e.Pointer} {e.Code}").ShouldBe(["/reason too-long"]);
    }
}
