using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using HealthPark.Transfers.Features;
using HealthPark.Transfers.Transfer;
using static HealthPark.UnitTests.Transfers.TransferGiven;

namespace HealthPark.UnitTests.Transfers;

/// <summary>Entering a transfer and changing what describes it.</summary>
public class RegisterTransferTests
{
    private static readonly RegisterTransferRequest Body = new("类器官药敏检测方法", "gene-cell-therapy", "clinical-need", "示例医院");

    [Fact]
    public void A_transfer_needs_a_title_a_direction_a_stage_and_an_owner()
    {
        Validation.Check(new RegisterTransferRequest()).Select(e => $"{e.Pointer} {e.Code}")
            .ShouldBe(["/title required", "/direction required", "/stage required", "/owner required"]);
        Validation.Check(Body with { Stage = "stopped", Trl = 10 }).Select(e => $"{e.Pointer} {e.Code}").ShouldBe(["/stage unknown-value", "/trl out-of-range"]);
        Given().When(New(Body)).Then(Registered());
    }

    [Theory]
    [InlineData("重庆医科大学")]
    [InlineData(" cqmu ")]
    [InlineData("0198a000-0000-7000-8000-000000000002")]
    public void A_registered_institution_is_found_by_name_code_or_id(string owner) =>
        Given().When(New(Body with { Owner = owner })).Then(Registered(owner: "重庆医科大学", ownerInstitutionId: University));

    [Fact]
    public void Another_one_is_kept_by_its_name_and_an_id_must_be_known()
    {
        Given().When(New(Body with { Owner = " 某某医院 " })).Then(Registered(owner: "某某医院"));
        Given().When(New(Body with { Owner = Guid.Empty.ToString() })).ThenInvalid("/owner unknown-reference");
    }

    [Fact]
    public void An_enterprise_must_be_one_that_the_writer_may_see()
    {
        Given().When(New(Body with { EnterpriseId = Enterprise })).Then(Registered(enterpriseId: Enterprise));
        Given().When(New(Body with { EnterpriseId = Owner })).ThenInvalid("/enterpriseId unknown-reference");
    }

    [Fact]
    public void Codes_and_days_are_checked() =>
        Given().When(New(Body with { Direction = "gene", SubField = "digital-medicine.ai-drug-rd", Carrier = "nowhere", StageOn = Today.AddDays(1) }))
            .ThenInvalid("/direction unknown-value", "/subField not-of-direction", "/carrier unknown-value", "/stageOn in-the-future");

    [Fact]
    public void Claimants_hold_shares_that_sum_to_1_exactly()
    {
        Given().When(New(Body with { Claimants = [new("cqmu", 0.6m), new("某某研究所", 0.4m)] }))
            .Then(Registered(claimants: [new("重庆医科大学", 0.6m, University), new("某某研究所", 0.4m, null)]));
        Given().When(New(Body with { Claimants = [new("甲", 0.333333m), new("乙", 0.333333m), new("丙", 0.333333m)] })).ThenInvalid("/claimants shares-do-not-sum-to-1");
        Given().When(New(Body with { Claimants = [new("甲", decimal.MaxValue), new("乙", decimal.MaxValue)] }))
            .ThenInvalid("/claimants/0/share out-of-range", "/claimants/1/share out-of-range");
        Given().When(New(Body with { Claimants = [new("甲", 0.333333m), new("乙", 0.333333m), new("丙", 0.333334m)] })).ThenAccepted();
        Given().When(New(Body with { Claimants = [new("甲", 1.5m), new("乙", -0.5m)] }))
            .ThenInvalid("/claimants/0/share out-of-range", "/claimants/1/share out-of-range");
        Given().When(New(Body with { Claimants = [new("甲", 0.5000001m), new("乙", 0.4999999m)] }))
            .ThenInvalid("/claimants/0/share out-of-range", "/claimants/1/share out-of-range");
        Given().When(New(Body with { Claimants = [new("重庆医科大学", 0.5m), new("cqmu", 0.5m)] })).ThenInvalid("/claimants repeated-value");
        Given().When(New(Body with { Claimants = [new("甲", 1m, Guid.Empty)] })).ThenInvalid("/claimants/0/organizationId unknown-reference");
        Validation.Check(Body with { Claimants = [new()] }).Select(e => $"{e.Pointer} {e.Code}").ShouldBe(["/claimants/0/organization required", "/claimants/0/share required"]);
    }

    [Fact]
    public void A_result_confirmed_distinct_keeps_the_reason_and_needs_one()
    {
        Given().When(New(Body with { ConfirmDistinct = true, Reason = " 不同项目 " })).Then(Registered(distinctReason: "不同项目"));
        Given().When(New(Body with { ConfirmDistinct = true })).ThenInvalid("/reason required");
    }

    [Fact]
    public void One_result_is_claimed_by_title_and_owner_and_each_registration_number_once()
    {
        Claims(Registered()).ShouldBe(["result 类器官药敏检测方法@示例医院"]);
        Claims(Registered(distinctReason: "不同项目")).ShouldBeEmpty();
        Claims(Registered(), Added(registeredOn: Day(4, 1), number: "示例 １2a")).ShouldBe(["result 类器官药敏检测方法@示例医院", "registration-number 示例12A"]);
        Claims(Registered(), Added(registeredOn: Day(4, 1), number: "示例-1"), new TechnologyContractVoided(Contract, "误录")).ShouldBe(["result 类器官药敏检测方法@示例医院"]);
        Claims(Registered(), Added(registeredOn: Day(4, 1), number: "示例-1"), Voided).ShouldBeEmpty();
    }

    [Fact]
    public void A_patch_sets_what_it_has_clears_what_is_null_and_leaves_the_rest()
    {
        var given = Given(Registered(description: "说明", team: "团队", trl: 3, enterpriseId: Enterprise));
        given.When(Patch(new(Title: " 新标题 ", Trl: 5), "title", "trl", "team", "enterpriseId")).Then(Revised with { Title = "新标题", Trl = 5, Cleared = ["team", "enterpriseId"] });
        given.When(Patch(new(Description: "说明", Trl: 3, EnterpriseId: Enterprise), "description", "trl", "enterpriseId")).ThenNothing();
        given.When(Patch(new(), "title", "owner", "direction")).ThenInvalid("/title cannot-be-cleared", "/owner cannot-be-cleared", "/direction cannot-be-cleared");
    }

    [Fact]
    public void What_a_record_refers_to_already_stays_good()
    {
        var given = Given(Registered(owner: "重庆医科大学", ownerInstitutionId: University, enterpriseId: Owner, claimants: [new("甲", 1, Owner)]));
        given.When(now => ReviseTransfer.Decide(new(new(Owner: "重庆医科大学", EnterpriseId: Owner, Claimants: [new("甲", 1m, Owner)]), "owner", "enterpriseId", "claimants"), now, References.None, Today))
            .ThenNothing();
        given.When(now => ReviseTransfer.Decide(new(new(Owner: "某某医院"), "owner"), now, References.None, Today)).Then(Revised with { Owner = "某某医院" });
    }

    [Fact]
    public void A_new_direction_is_dated_and_takes_the_sub_field_along()
    {
        var given = Given(Registered(subField: "gene-cell-therapy.cell-engineering"), Verified);
        given.When(Patch(new(Direction: "other", DirectionFrom: Day(3, 1)), "direction", "directionFrom")).Then(new TransferReclassified("other", null, Day(3, 1)));
        given.When(Patch(new(Direction: "other"), "direction")).Then(new TransferReclassified("other", null, Today));
        given.When(Patch(new(DirectionFrom: Day(3, 1)), "directionFrom")).ThenInvalid("/directionFrom without-direction");
    }

    [Fact]
    public void The_day_of_the_last_step_can_be_corrected_in_order()
    {
        var given = Given(Registered(stageOn: Day(2, 1)), Advanced(TransferStage.BasicResearch, Day(3, 1)));
        given.When(Patch(new(StageOn: Day(3, 5)), "stageOn")).Then(new TransferStageDateCorrected(Day(3, 5)));
        given.When(Patch(new(StageOn: Day(1, 31)), "stageOn")).ThenInvalid("/stageOn dates-out-of-order");
        given.When(Patch(new(), "stageOn")).ThenInvalid("/stageOn cannot-be-cleared");
    }

    [Fact]
    public void What_counts_is_verified_again_when_it_changes_and_the_rest_is_not()
    {
        foreach (var e in new TransferEvent[]
        {
            new TransferReclassified("other", null, Day(3, 1)), new TransferClaimantsNamed([new("甲", 1, null)]), Added(registeredOn: Day(4, 1)),
            new EquityContributionRegistered(Contribution, Day(4, 1), 1, null, null), new FirstSaleRecorded(Day(4, 1), ["发票"]),
        })
        {
            Given(Registered(), Verified, e).State.Verification.ShouldBe(Verification.Submitted, e.ToString());
        }

        foreach (var e in new TransferEvent[] { Revised with { Trl = 4 }, Advanced(TransferStage.BasicResearch, Day(4, 1)), Added(Day(4, 1)), new TransferStopped(Day(4, 1), "不可行") })
            Given(Registered(), Verified, e).State.Verification.ShouldBe(Verification.Verified, e.ToString());
        Given(Registered(), Returned, Revised with { Trl = 4 }).State.Verification.ShouldBe(Verification.Submitted);
    }

    private static TransferDescriptionRevised Revised => new(null, null, null, null, null, null, null, null, null, null, [], null);

    private static IEnumerable<string> Claims(params TransferEvent[] events) =>
        HealthPark.Transfers.TransfersModule.Stream.Claims(Given(events).State).Select(c => $"{c.Kind} {c.Key}");

    private static Func<TransferState, Decision<TransferEvent>> New(RegisterTransferRequest body) => _ => RegisterTransfer.Decide(body, Owner, Known, Today);

    private static Func<TransferState, Decision<TransferEvent>> Patch(ReviseTransferRequest body, params string[] members) =>
        now => ReviseTransfer.Decide(new MergePatch<ReviseTransferRequest>(body, members), now, Known, Today);
}
