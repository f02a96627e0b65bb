using HealthPark.Kernel;
using HealthPark.Enterprises.Enterprise;
using HealthPark.Enterprises.Features;
using HealthPark.Kernel.Http;
using static HealthPark.UnitTests.Enterprises.EnterpriseGiven;

namespace HealthPark.UnitTests.Enterprises;

public class RegisterEnterpriseTests
{
    private static readonly Namesake Namesake = new(new Guid("0198a000-0000-7000-8000-000000000009"), new Guid("0198a000-0000-7000-8000-000000000008"));
    private static readonly RegisterEnterpriseRequest Lead = new("重庆示例生物科技有限公司", "digital-medicine");

    [Fact]
    public void A_lead_needs_a_name_and_a_direction_only() => When(Lead).Then(Registered());

    [Fact]
    public void All_that_is_given_is_recorded_with_its_code_in_normal_form_and_its_name_trimmed() =>
        When(new RegisterEnterpriseRequest(
            " 示例 CDMO 有限公司 ", "gene-cell-therapy", "9144 0300-71526726xg", "gene-cell-therapy.gene-editing-therapy", ["示例"], ["cdmo"], ["leader", "headquarters"],
            "M7340", "life-science-innovation-pole", "ciiim", Day(1, 1), Day(2, 1), Day(3, 1), Today))
        .Then(Registered(
            "示例 CDMO 有限公司", Uscc, "gene-cell-therapy", "gene-cell-therapy.gene-editing-therapy", ["示例"], ["cdmo"], ["leader", "headquarters"],
            "M7340", "life-science-innovation-pole", "ciiim", Day(1, 1), Day(2, 1), Day(3, 1), Today));

    [Theory]
    [InlineData(0, "lead")]
    [InlineData(1, "negotiating")]
    [InlineData(2, "signed")]
    [InlineData(3, "landed")]
    [InlineData(4, "operating")]
    public void The_dates_given_make_its_stage(int dates, string stage)
    {
        DateOnly? From(int number) => dates >= number ? Day(number, 1) : null;

        var state = Given(Registered(negotiatingOn: From(1), signedOn: From(2), landedOn: From(3), operatingOn: From(4))).State;

        HealthPark.Kernel.Kebab.Of(state.Stage).ShouldBe(stage);
        state.Verification.ShouldBe(Verification.Submitted);
    }

    [Theory]
    [InlineData("9144030071526726XH", "uscc-check-character")]
    [InlineData("9144030071526726X", "uscc-length")]
    [InlineData("914403I071526726XG", "uscc-letter-not-used")]
    [InlineData("91440300715267é6XG", "uscc-character")]
    [InlineData("91A40300715267260G", "uscc-division")]
    public void A_mistyped_code_says_what_is_wrong(string uscc, string code) => When(Lead with { Uscc = uscc }).ThenInvalid($"/uscc {code}");

    [Fact]
    public void A_blank_code_is_none() => When(Lead with { Uscc = " " }).Then(Registered());

    [Fact]
    public void Every_member_that_breaks_a_rule_is_named() =>
        When(new RegisterEnterpriseRequest(
            "示例", "nowhere", "1", "nothing", null, ["cro", "CRO"], ["leader", "leader"], "7", "mars", "moon", SignedOn: Day(3, 1), LandedOn: Day(2, 1)))
        .ThenInvalid(
            "/uscc uscc-length", "/direction unknown-value", "/subField unknown-value", "/zone unknown-value", "/carrier unknown-value",
            "/cxoKinds/1 unknown-value", "/tiers repeated-value", "/industryCode invalid-industry-code", "/landedOn dates-out-of-order");

    [Fact]
    public void A_list_has_no_empty_values() =>
        Validation.Check(Lead with { Aliases = ["示例", null!, " "], CxoKinds = [null!], Tiers = [null!] }).Select(e => $"{e.Pointer} {e.Code}")
            .ShouldBe(["/aliases/1 required", "/aliases/2 required", "/cxoKinds/0 required", "/tiers/0 required"]);

    [Fact]
    public void A_sub_field_belongs_to_its_direction() =>
        When(Lead with { SubField = "gene-cell-therapy.gene-editing-therapy" }).ThenInvalid("/subField not-of-direction");

    [Fact]
    public void A_carrier_lies_in_its_zone() =>
        When(Lead with { Zone = "life-health-belt", Carrier = "ciiim" }).ThenInvalid("/carrier not-in-zone");

    [Theory]
    [InlineData("73")]
    [InlineData("734")]
    [InlineData("M7340")]
    [InlineData("T96")]
    public void An_industry_class_has_two_to_four_digits_and_may_have_its_letter(string code) =>
        When(Lead with { IndustryCode = code }).Then(Registered(industryCode: code));

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("M7")]
    [InlineData("73401")]
    [InlineData("U73")]
    [InlineData("m7340")]
    [InlineData("７３")]
    public void What_is_not_an_industry_class_is_refused(string code) =>
        When(Lead with { IndustryCode = code }).ThenInvalid("/industryCode invalid-industry-code");

    [Fact]
    public void No_date_lies_in_the_future() =>
        When(Lead with { SignedOn = Today.AddDays(1), LandedOn = Today.AddDays(2) }).ThenInvalid("/signedOn in-the-future", "/landedOn in-the-future");

    [Fact]
    public void Several_stages_may_be_reached_on_one_day() =>
        When(Lead with { SignedOn = Today, LandedOn = Today }).Then(Registered(signedOn: Today, landedOn: Today));

    [Fact]
    public void A_name_that_is_known_already_is_refused_and_shows_the_namesakes_that_the_caller_may_read()
    {
        var hidden = new Namesake(new Guid("0198a000-0000-7000-8000-000000000007"), Guid.Empty);

        var rejection = When(Lead, [Namesake, hidden], owner => owner == Namesake.OwnerOrganizationId).ThenRejected("duplicate-suspected", 409);

        rejection.Extensions["candidates"].ShouldBe(new[] { $"/v1/enterprises/{Namesake.Id}" });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Confirming_that_the_two_are_distinct_needs_a_reason(string? reason) =>
        When(Lead with { ConfirmDistinct = true, Reason = reason }, [Namesake]).ThenInvalid("/reason required");

    [Fact]
    public void A_reason_alone_confirms_nothing() =>
        When(Lead with { Reason = "分支机构" }, [Namesake]).ThenRejected("duplicate-suspected", 409);

    [Fact]
    public void A_confirmed_namesake_is_entered_with_the_reason() =>
        When(Lead with { ConfirmDistinct = true, Reason = " 分支机构 " }, [Namesake]).Then(Registered(distinctReason: "分支机构"));

    [Fact]
    public void Where_there_is_no_namesake_nothing_is_confirmed() =>
        When(Lead with { ConfirmDistinct = true, Reason = "分支机构" }).Then(Registered());

    [Fact]
    public void The_request_needs_a_name_and_a_direction_of_bounded_length() =>
        Validation.Check(new RegisterEnterpriseRequest(" ", null, new string('9', 61), Aliases: [.. Enumerable.Repeat("名", 21)], Reason: new string('x', 501)))
            .Select(e => $"{e.Pointer} {e.Code}")
            .ShouldBe(["/name required", "/direction required", "/uscc too-long", "/aliases too-long", "/reason too-long"]);

    private static When<EnterpriseEvent> When(RegisterEnterpriseRequest body, Namesake[]? namesakes = null, Func<Guid, bool>? mayRead = null) =>
        Given().When(_ => RegisterEnterprise.Decide(body, Owner, namesakes ?? [], mayRead ?? MayReadAll, Today));
}
