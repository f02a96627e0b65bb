using HealthPark.Enterprises.Enterprise;
using HealthPark.Enterprises.Features;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using static HealthPark.UnitTests.Enterprises.EnterpriseGiven;

namespace HealthPark.UnitTests.Enterprises;

public class VerifyEnterpriseTests
{
    [Fact]
    public void What_is_submitted_is_verified_with_a_note_or_without()
    {
        Given(Registered()).When(Office("verified")).Then(new EnterpriseVerified((string?)null));
        Given(Registered()).When(Office("verified", " 已核对 ")).Then(new EnterpriseVerified("已核对"));
    }

    [Fact]
    public void What_is_submitted_is_returned_with_a_reason() =>
        Given(Registered()).When(Office("returned", " 材料不全 ")).Then(new EnterpriseReturned("材料不全"));

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Returning_needs_a_reason(string? reason) => Given(Registered()).When(Office("returned", reason)).ThenInvalid("/reason required");

    [Fact]
    public void Saying_the_same_again_changes_nothing()
    {
        Given(Registered(), Verified).When(Office("verified", "again")).ThenNothing();
        Given(Registered(), Returned).When(Office("returned", "again")).ThenNothing();
    }

    [Fact]
    public void What_was_returned_can_be_verified_after_all()
    {
        Given(Registered(), Returned).When(Office("verified")).Then(Verified);
        Given(Registered(), Returned, Verified).State.ReturnReason.ShouldBeNull();
    }

    [Fact]
    public void What_is_verified_is_not_returned() =>
        Given(Registered(), Verified).When(Office("returned", "x")).ThenRejected("already-verified", 409)
            .Extensions["allowedTransitions"].ShouldBe(Array.Empty<string>());

    [Fact]
    public void What_was_changed_after_it_was_verified_can_be_returned() =>
        Given(Registered(), Verified, new EnterpriseUsccRecorded(Uscc)).When(Office("returned", "x")).Then(new EnterpriseReturned("x"));

    [Fact]
    public void A_voided_enterprise_is_not_verified() =>
        Given(Registered(), Voided).When(Office("verified")).ThenRejected("enterprise-voided", 409);

    [Fact]
    public void The_request_says_verified_or_returned()
    {
        Validation.Check(Says("approved")).Select(e => $"{e.Pointer} {e.Code}").ShouldBe(["/decision unknown-value"]);
        Validation.Check(Says("submitted", new string('x', 501))).Select(e => $"{e.Pointer} {e.Code}").ShouldBe(["/decision unknown-value", "/reason too-long"]);
        Validation.Check(Says("verified")).ShouldBeEmpty();
    }

    private static Func<EnterpriseState, Decision<EnterpriseEvent>> Office(string decision, string? reason = null) =>
        now => VerifyEnterprise.Decide(Says(decision, reason), now);
}
