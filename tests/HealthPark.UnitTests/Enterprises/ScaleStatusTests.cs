using HealthPark.Enterprises.Enterprise;
using HealthPark.Enterprises.Features;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using static HealthPark.UnitTests.Enterprises.EnterpriseGiven;

namespace HealthPark.UnitTests.Enterprises;

public class DeclareScaleStatusTests
{
    private static readonly ScaleStatusDeclared Above = new(2026, true);

    [Fact]
    public void The_first_statement_of_a_year_and_a_change_of_it_are_recorded()
    {
        Given(Registered()).When(State(2026, true)).Then(Above);
        Given(Registered(), Above).When(State(2026, false)).Then(new ScaleStatusDeclared(2026, false));
        Given(Registered(), Above).When(State(2025, true)).Then(new ScaleStatusDeclared(2025, true));
    }

    [Fact]
    public void The_same_statement_changes_nothing()
    {
        Given(Registered(), Above).When(State(2026, true)).ThenNothing();
        Given(Registered(), Above, new ScaleStatusVerified(2026)).When(State(2026, true)).ThenNothing();
    }

    [Fact]
    public void What_was_returned_can_be_stated_again_as_it_was()
    {
        Given(Registered(), Above, new ScaleStatusReturned(2026, "x")).When(State(2026, true)).Then(Above);
        Given(Registered(), Above, new ScaleStatusReturned(2026, "x"), Above).State.ScaleStatuses[2026]
            .ShouldBe(new ScaleStatus(true, Verification.Submitted, null));
    }

    [Theory]
    [InlineData(1999)]
    [InlineData(2027)]
    [InlineData(-1)]
    public void A_year_before_2000_or_after_this_one_is_refused(int year) =>
        Given(Registered()).When(State(year, true)).ThenRejected("invalid-year", 400, "year invalid-year");

    [Fact]
    public void The_years_at_both_ends_are_taken()
    {
        Given(Registered()).When(State(2000, true)).Then(new ScaleStatusDeclared(2000, true));
        Given(Registered()).When(State(Today.Year, true)).Then(new ScaleStatusDeclared(Today.Year, true));
    }

    [Fact]
    public void A_voided_enterprise_has_no_scale() => Given(Registered(), Voided).When(State(2026, true)).ThenRejected("enterprise-voided", 409);

    [Fact]
    public void The_request_says_whether() =>
        Validation.Check(new DeclareScaleStatusRequest()).Select(e => $"{e.Pointer} {e.Code}").ShouldBe(["/aboveScale required"]);

    private static Func<EnterpriseState, Decision<EnterpriseEvent>> State(int year, bool above) =>
        now => DeclareScaleStatus.Decide(new DeclareScaleStatusRequest(above), year, now, Today);
}

public class VerifyScaleStatusTests
{
    private static readonly ScaleStatusDeclared Above = new(2026, true);
    private static readonly ScaleStatusVerified Confirmed = new(2026);

    [Fact]
    public void A_statement_is_verified_or_returned_with_a_reason()
    {
        Given(Registered(), Above).When(Office("verified")).Then(Confirmed);
        Given(Registered(), Above).When(Office("returned", " 不符 ")).Then(new ScaleStatusReturned(2026, "不符"));
        Given(Registered(), Above).When(Office("returned")).ThenInvalid("/reason required");
    }

    [Fact]
    public void Saying_the_same_again_changes_nothing()
    {
        Given(Registered(), Above, Confirmed).When(Office("verified")).ThenNothing();
        Given(Registered(), Above, new ScaleStatusReturned(2026, "x")).When(Office("returned", "y")).ThenNothing();
    }

    [Fact]
    public void What_was_returned_can_be_verified_after_all_and_what_is_verified_is_not_returned()
    {
        Given(Registered(), Above, new ScaleStatusReturned(2026, "x")).When(Office("verified")).Then(Confirmed);
        Given(Registered(), Above, Confirmed).When(Office("returned", "x")).ThenRejected("already-verified", 409);
    }

    [Fact]
    public void A_year_without_a_statement_has_nothing_to_verify() =>
        Given(Registered(), new ScaleStatusDeclared(2025, true)).When(Office("verified")).ThenRejected("not-found", 404);

    [Fact]
    public void A_voided_enterprise_has_nothing_to_verify() =>
        Given(Registered(), Above, Voided).When(Office("verified")).ThenRejected("enterprise-voided", 409);

    private static Func<EnterpriseState, Decision<EnterpriseEvent>> Office(string decision, string? reason = null) =>
        now => VerifyScaleStatus.Decide(Says(decision, reason), 2026, now);
}
