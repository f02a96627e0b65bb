using HealthPark.Kernel;
using HealthPark.Enterprises.Enterprise;
using HealthPark.Enterprises.Features;
using HealthPark.Kernel.Http;
using static HealthPark.UnitTests.Enterprises.EnterpriseGiven;

namespace HealthPark.UnitTests.Enterprises;

public class ReviseEnterpriseTests
{
    private static readonly EnterpriseDescriptionRevised Unchanged = new(null, null, null, null, null, null, null, null, [], null);
    private static readonly Namesake Namesake = new(new Guid("0198a000-0000-7000-8000-000000000009"), Owner);
    private static readonly EnterpriseRegistered Full = Registered(
        uscc: Uscc, subField: "digital-medicine.ai-drug-rd", aliases: ["示例"], cxoKinds: ["cro"], tiers: ["leader"], industryCode: "M7340",
        zone: "life-science-innovation-pole", carrier: "ciiim", signedOn: Day(1, 10), landedOn: Day(2, 10));

    [Fact]
    public void A_voided_enterprise_takes_no_changes() =>
        Given(Full, Voided).When(Patch(new(Name: "改名"), "name")).ThenRejected("enterprise-voided", 409)
            .Extensions["allowedTransitions"].ShouldBe(Array.Empty<string>());

    [Fact]
    public void An_empty_patch_changes_nothing() => Given(Full).When(Patch(new())).ThenNothing();

    [Fact]
    public void Values_that_it_has_already_change_nothing() =>
        Given(Full).When(Patch(
            new(" 重庆示例生物科技有限公司 ", "9144-0300-7152-6726-xg", "digital-medicine", null, "digital-medicine.ai-drug-rd", ["示例"], ["cro"], ["leader"], "M7340",
                "life-science-innovation-pole", "ciiim", null, Day(1, 10), Day(2, 10)),
            "name", "uscc", "direction", "subField", "aliases", "cxoKinds", "tiers", "industryCode", "zone", "carrier", "signedOn", "landedOn")).ThenNothing();

    [Fact]
    public void What_describes_it_is_revised_in_one_event() =>
        Given(Registered()).When(Patch(
            new(" 新名 ", null, null, null, "digital-medicine.ai-drug-rd", ["甲", "乙"], ["cso"], ["innovative-sme"], "27", "life-science-innovation-pole", "ciiim"),
            "name", "subField", "aliases", "cxoKinds", "tiers", "industryCode", "zone", "carrier"))
        .Then(new EnterpriseDescriptionRevised(
            "新名", ["甲", "乙"], "digital-medicine.ai-drug-rd", ["cso"], ["innovative-sme"], "27", "life-science-innovation-pole", "ciiim", [], null));

    [Fact]
    public void Null_clears_what_may_be_cleared_and_empties_lists()
    {
        string[] members = ["subField", "aliases", "cxoKinds", "tiers", "industryCode", "zone", "carrier"];
        var revised = Unchanged with { Aliases = [], CxoKinds = [], Tiers = [], Cleared = ["subField", "industryCode", "zone", "carrier"] };

        Given(Full).When(Patch(new(), members)).Then(revised);

        var state = Given(Full, revised).State;
        (state.SubField, state.IndustryCode, state.Zone, state.Carrier).ShouldBe((null, null, null, null));
        (state.Aliases.Count, state.CxoKinds.Count, state.Tiers.Count).ShouldBe((0, 0, 0));
        Given(Full, revised).When(Patch(new(), members)).ThenNothing();
    }

    [Fact]
    public void Null_does_not_clear_what_decides_the_figures() =>
        Given(Full, new EnterpriseDateCorrected(EnterpriseStage.Negotiating, Day(1, 5)), new EnterpriseOperationStarted(Day(3, 1)))
        .When(Patch(new(), "name", "uscc", "direction", "negotiatingOn", "signedOn", "landedOn", "operatingOn")).ThenInvalid(
            "/name cannot-be-cleared", "/uscc cannot-be-cleared", "/direction cannot-be-cleared", "/negotiatingOn cannot-be-cleared",
            "/signedOn cannot-be-cleared", "/landedOn cannot-be-cleared", "/operatingOn cannot-be-cleared");

    [Theory]
    [InlineData("")]
    [InlineData("\u3000 ")]
    public void Blanks_do_not_clear_either(string blank) =>
        Given(Full).When(Patch(new(blank, blank), "name", "uscc")).ThenInvalid("/name cannot-be-cleared", "/uscc cannot-be-cleared");

    [Fact]
    public void Every_member_that_breaks_a_rule_is_named() =>
        Given(Full).When(Patch(
            new(new string('名', 201), "1", "nowhere", Today.AddDays(1), "nothing", [.. Enumerable.Repeat("名", 21)], ["CRO"], ["leader", "leader"], "x", "mars", "moon", Reason: new string('x', 501)),
            "name", "uscc", "direction", "directionFrom", "subField", "aliases", "cxoKinds", "tiers", "industryCode", "zone", "carrier", "reason"))
        .ThenInvalid([
            "/name too-long", "/aliases too-long", "/reason too-long", "/uscc uscc-length", "/direction unknown-value", "/subField unknown-value",
            "/zone unknown-value", "/carrier unknown-value", "/cxoKinds/0 unknown-value", "/tiers repeated-value", "/industryCode invalid-industry-code",
            "/directionFrom in-the-future"]);

    [Fact]
    public void A_code_is_entered_or_corrected_in_normal_form()
    {
        Given(Registered()).When(Patch(new(Uscc: "9144 0300 7152 6726 xg"), "uscc")).Then(new EnterpriseUsccRecorded(Uscc));
        Given(Full).When(Patch(new(Uscc: OtherUscc), "uscc")).Then(new EnterpriseUsccRecorded(OtherUscc));
    }

    [Fact]
    public void A_new_direction_is_a_reclassification_from_its_date_or_from_today()
    {
        Given(Full).When(Patch(new(Direction: "other", DirectionFrom: Day(3, 1)), "direction", "directionFrom"))
            .Then(new EnterpriseReclassified("other", null, Day(3, 1)));
        Given(Full).When(Patch(new(Direction: "other"), "direction")).Then(new EnterpriseReclassified("other", null, Today));
    }

    [Fact]
    public void A_sub_field_of_the_old_direction_goes_with_it_and_a_new_one_comes_along()
    {
        Given(Full).When(Patch(new(Direction: "gene-cell-therapy", SubField: "gene-cell-therapy.gene-editing-therapy"), "direction", "subField"))
            .Then(new EnterpriseReclassified("gene-cell-therapy", "gene-cell-therapy.gene-editing-therapy", Today));
        Given(Full).When(Patch(new(Direction: "gene-cell-therapy", SubField: "digital-medicine.ai-drug-rd"), "direction", "subField"))
            .ThenInvalid("/subField not-of-direction");
        Given(Full, new EnterpriseReclassified("other", null, Day(3, 1))).State.SubField.ShouldBeNull();
    }

    [Fact]
    public void A_reclassification_with_an_earlier_date_replaces_what_came_after_it() =>
        Given(Full, new EnterpriseReclassified("other", null, Day(5, 1)), new EnterpriseReclassified("pharma-distribution", null, Day(3, 1))).State.Directions.All
            .ShouldBe([new DatedDirection("digital-medicine", null), new DatedDirection("pharma-distribution", Day(3, 1))]);

    [Fact]
    public void A_date_of_reclassification_needs_the_direction() =>
        Given(Full).When(Patch(new(DirectionFrom: Day(3, 1)), "directionFrom")).ThenInvalid("/directionFrom without-direction");

    [Fact]
    public void The_date_of_a_reclassification_is_corrected_to_an_earlier_day_and_not_to_a_later_one()
    {
        var moved = new EnterpriseReclassified("other", null, Day(3, 1));

        Given(Full, moved).When(Patch(new(Direction: "other", DirectionFrom: Day(2, 11)), "direction", "directionFrom"))
            .Then(new EnterpriseReclassified("other", null, Day(2, 11)));
        Given(Full, moved).When(Patch(new(Direction: "other", DirectionFrom: Day(3, 1)), "direction", "directionFrom")).ThenNothing();
        Given(Full, moved).When(Patch(new(Direction: "other", DirectionFrom: Day(3, 2)), "direction", "directionFrom"))
            .ThenInvalid("/directionFrom direction-holds-already");
    }

    [Fact]
    public void Dates_of_stages_reached_are_corrected_and_skipped_ones_filled_in() =>
        Given(Full).When(Patch(new(NegotiatingOn: Day(1, 5), SignedOn: Day(1, 10), LandedOn: Day(2, 20)), "negotiatingOn", "signedOn", "landedOn"))
        .Then(new EnterpriseDateCorrected(EnterpriseStage.Negotiating, Day(1, 5)), new EnterpriseDateCorrected(EnterpriseStage.Landed, Day(2, 20)));

    [Fact]
    public void The_date_of_a_stage_still_ahead_makes_the_stage()
    {
        Given(Full).When(Patch(new(OperatingOn: Day(3, 1)), "operatingOn")).Then(new EnterpriseOperationStarted(Day(3, 1)));
        Given(Registered()).When(Patch(new(SignedOn: Day(1, 10), LandedOn: Day(2, 1)), "signedOn", "landedOn"))
            .Then(new EnterpriseSigned(Day(1, 10)), new EnterpriseLanded(Day(2, 1)));
    }

    [Fact]
    public void Null_for_what_has_no_value_changes_nothing() =>
        Given(Registered()).When(Patch(new(), "uscc", "negotiatingOn", "signedOn", "landedOn", "operatingOn", "zone")).ThenNothing();

    [Fact]
    public void Corrected_dates_stay_in_order_and_in_the_past()
    {
        Given(Full).When(Patch(new(LandedOn: Day(1, 9)), "landedOn")).ThenInvalid("/landedOn dates-out-of-order");
        Given(Full).When(Patch(new(LandedOn: Today.AddDays(1)), "landedOn")).ThenInvalid("/landedOn in-the-future");
        Given(Full).When(Patch(new(SignedOn: Day(2, 1), LandedOn: Day(2, 1)), "signedOn", "landedOn"))
            .Then(new EnterpriseDateCorrected(EnterpriseStage.Signed, Day(2, 1)), new EnterpriseDateCorrected(EnterpriseStage.Landed, Day(2, 1)));
    }

    [Fact]
    public void A_carrier_lies_in_the_zone_that_the_record_has() =>
        Given(Full).When(Patch(new(Zone: "life-health-belt"), "zone")).ThenInvalid("/carrier not-in-zone");

    [Fact]
    public void Several_changes_are_recorded_in_a_fixed_order() =>
        Given(Full).When(Patch(new("新名", OtherUscc, "other", Day(3, 1), LandedOn: Day(2, 11)), "landedOn", "directionFrom", "direction", "uscc", "name"))
        .Then(
            Unchanged with { Name = "新名" }, new EnterpriseUsccRecorded(OtherUscc), new EnterpriseReclassified("other", null, Day(3, 1)),
            new EnterpriseDateCorrected(EnterpriseStage.Landed, Day(2, 11)));

    [Fact]
    public void A_new_name_that_another_bears_passes_only_when_confirmed_with_a_reason()
    {
        Given(Full).When(Patch(new("新名"), [Namesake], "name")).ThenRejected("duplicate-suspected", 409)
            .Extensions["candidates"].ShouldBe(new[] { $"/v1/enterprises/{Namesake.Id}" });
        Given(Full).When(Patch(new("新名", ConfirmDistinct: true), [Namesake], "name", "confirmDistinct")).ThenInvalid("/reason required");
        Given(Full).When(Patch(new("新名", ConfirmDistinct: true, Reason: " 分支机构 "), [Namesake], "name", "confirmDistinct", "reason"))
            .Then(Unchanged with { Name = "新名", DistinctReason = "分支机构" });
    }

    [Fact]
    public void What_counts_is_submitted_again_when_it_changes_and_the_description_alone_is_not()
    {
        Given(Full, Verified, Unchanged with { Name = "新名" }).State.Verification.ShouldBe(Verification.Verified);
        Given(Full, Verified, new EnterpriseUsccRecorded(OtherUscc)).State.Verification.ShouldBe(Verification.Submitted);
        Given(Full, Verified, new EnterpriseReclassified("other", null, Today)).State.Verification.ShouldBe(Verification.Submitted);
        Given(Full, Verified, new EnterpriseDateCorrected(EnterpriseStage.Landed, Today)).State.Verification.ShouldBe(Verification.Submitted);
    }

    [Fact]
    public void Any_mended_member_of_a_returned_record_submits_it_again()
    {
        var state = Given(Full, Returned, Unchanged with { Zone = "life-health-belt" }).State;

        (state.Verification, state.ReturnReason).ShouldBe((Verification.Submitted, null));
    }

    private static Func<EnterpriseState, HealthPark.Kernel.Decision<EnterpriseEvent>> Patch(ReviseEnterpriseRequest body, params string[] members) =>
        Patch(body, [], members);

    private static Func<EnterpriseState, HealthPark.Kernel.Decision<EnterpriseEvent>> Patch(
        ReviseEnterpriseRequest body, Namesake[] namesakes, params string[] members) =>
        now => ReviseEnterprise.Decide(new MergePatch<ReviseEnterpriseRequest>(body, members), now, namesakes, MayReadAll, Today);
}
