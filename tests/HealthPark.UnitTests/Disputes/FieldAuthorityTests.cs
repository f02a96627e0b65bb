using HealthPark.Disputes.Authority;
using HealthPark.Disputes.Features;
using HealthPark.Kernel;
using static HealthPark.UnitTests.Disputes.DisputesGiven;

namespace HealthPark.UnitTests.Disputes;

public class FieldAuthorityTests
{
    [Fact]
    public void An_organisation_is_named_from_a_day_on() => Given([]).When(now => Name(Bureau, Today, now)).Then(Named(Bureau, Today));

    [Fact]
    public void Naming_it_again_changes_nothing() => Given(Named(Bureau, Today)).When(now => Name(Bureau, Today, now)).ThenNothing();

    [Fact]
    public void Another_takes_over_on_its_day_and_not_before()
    {
        var terms = Given(Named(Bureau, Today), Named(OtherBureau, Today.AddDays(10))).State.Terms;

        FieldAuthorityState.On(Today.AddDays(-1), terms).ShouldBeNull();
        FieldAuthorityState.On(Today, terms)!.OrganizationId.ShouldBe(Bureau);
        FieldAuthorityState.On(Today.AddDays(9), terms)!.OrganizationId.ShouldBe(Bureau);
        FieldAuthorityState.On(Today.AddDays(10), terms)!.OrganizationId.ShouldBe(OtherBureau);
    }

    [Fact]
    public void A_term_still_to_come_gives_way_to_an_earlier_one()
    {
        var given = Given(Named(Bureau, Today.AddDays(10)));

        given.When(now => Name(OtherBureau, Today, now)).Then(Named(OtherBureau, Today));
        Given(Named(Bureau, Today.AddDays(10)), Named(OtherBureau, Today)).State.Terms.ShouldHaveSingleItem().OrganizationId.ShouldBe(OtherBureau);
    }

    [Fact]
    public void The_term_in_force_is_not_rewritten()
    {
        Given(Named(Bureau, Today)).When(now => Name(OtherBureau, Today.AddDays(-1), now)).ThenInvalid("/from before-the-present-term");
        Given(Named(Bureau, Today)).When(now => EndFieldAuthority.Decide(new("终止", Today.AddDays(-1)), now, Today)).ThenInvalid("/from before-the-present-term");
    }

    [Fact]
    public void An_organisation_must_exist() =>
        Given([]).When(now => NameFieldAuthority.Decide("enterprises", "industryCode", new(Bureau, Today, "依据"), now, false, Today)).ThenInvalid("/organizationId unknown-reference");

    [Fact]
    public void Once_ended_the_records_own_organisation_speaks_again()
    {
        Given(Named(Bureau, Today)).When(now => EndFieldAuthority.Decide(new(" 终止 "), now, Today.AddDays(5))).Then(new FieldAuthorityEnded(Today.AddDays(5), "终止"));

        var ended = Given(Named(Bureau, Today), new FieldAuthorityEnded(Today.AddDays(5), "终止"));
        ended.When(now => EndFieldAuthority.Decide(new("终止"), now, Today.AddDays(6))).ThenNothing();
        FieldAuthorityState.On(Today.AddDays(4), ended.State.Terms)!.OrganizationId.ShouldBe(Bureau);
        FieldAuthorityState.On(Today.AddDays(5), ended.State.Terms)!.OrganizationId.ShouldBeNull();
    }

    private static Given<FieldAuthorityState, FieldAuthorityEvent> Given(params FieldAuthorityEvent[] events) => DisputesGiven.Given(events);

    private static Decision<FieldAuthorityEvent> Name(Guid organization, DateOnly from, FieldAuthorityState now) =>
        NameFieldAuthority.Decide("enterprises", "industryCode", new(organization, from, " 以统计登记为准 "), now, true, Today);
}
