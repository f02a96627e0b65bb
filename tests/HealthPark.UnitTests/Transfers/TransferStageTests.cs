using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using HealthPark.Transfers.Features;
using HealthPark.Transfers.Transfer;
using static HealthPark.UnitTests.Transfers.TransferGiven;

namespace HealthPark.UnitTests.Transfers;

/// <summary>The chain: one step at a time with evidence, back with a reason, stopped for good.</summary>
public class TransferStageTests
{
    private static readonly TransferStage[] Chain =
        [TransferStage.ClinicalNeed, TransferStage.BasicResearch, TransferStage.ProofOfConcept, TransferStage.Transfer, TransferStage.IndustrialLanding];

    private static readonly WaiverRequest Waiver = new("示例审批人", "已有成熟产品");

    [Fact]
    public void Each_step_leads_to_the_next_stage_with_its_evidence()
    {
        for (var i = 1; i < Chain.Length; i++)
        {
            Given(Registered(Chain[i - 1])).When(Advance(Chain[i], Day(5, 1), [" 报告 ", "报告", "http://example.org/1"]))
                .Then(new TransferStageAdvanced(Chain[i], Day(5, 1), ["报告", "http://example.org/1"], null));
        }
    }

    [Fact]
    public void A_stage_that_is_skipped_is_refused_with_the_one_that_comes_next() =>
        Given(Registered()).When(Advance(TransferStage.ProofOfConcept, Day(5, 1))).ThenRejected("transition-not-allowed", 409)
            .Extensions["allowedTransitions"].ShouldBe(new[] { "basic-research" });

    [Fact]
    public void The_park_office_may_enter_a_waiver_of_a_named_approver() =>
        Given(Registered()).When(now => AdvanceTransfer.Decide(new("transfer", Day(5, 1), ["报告"], Waiver), now, byParkOffice: true, Today))
            .Then(new TransferStageAdvanced(TransferStage.Transfer, Day(5, 1), ["报告"], new StageWaiver("示例审批人", "已有成熟产品")));

    [Fact]
    public void A_partner_may_not_enter_a_waiver() =>
        Given(Registered()).When(now => AdvanceTransfer.Decide(new("transfer", Day(5, 1), ["报告"], Waiver), now, byParkOffice: false, Today))
            .ThenRejected("park-office-only", 403);

    [Fact]
    public void A_waiver_where_nothing_is_skipped_is_a_mistake() =>
        Given(Registered()).When(now => AdvanceTransfer.Decide(new("basic-research", Day(5, 1), ["报告"], Waiver), now, byParkOffice: true, Today))
            .ThenInvalid("/waiver not-needed");

    [Fact]
    public void A_waiver_needs_its_approver_and_reason() =>
        Validation.Check(new AdvanceTransferRequest("transfer", Day(5, 1), ["报告"], new WaiverRequest(" ", null))).Select(e => $"{e.Pointer} {e.Code}")
            .ShouldBe(["/waiver/approver required", "/waiver/reason required"]);

    [Fact]
    public void A_step_needs_evidence_and_a_day_in_order()
    {
        var given = Given(Registered(stageOn: Day(3, 1)));
        given.When(Advance(TransferStage.BasicResearch, Day(5, 1), [])).ThenInvalid("/evidence required");
        given.When(Advance(TransferStage.BasicResearch, Day(2, 28))).ThenInvalid("/on dates-out-of-order");
        given.When(Advance(TransferStage.BasicResearch, Today.AddDays(1))).ThenInvalid("/on in-the-future");
        Validation.Check(new AdvanceTransferRequest()).Select(e => $"{e.Pointer} {e.Code}").ShouldBe(["/to required", "/on required", "/evidence required"]);
    }

    [Fact]
    public void The_same_step_again_changes_nothing() =>
        Given(Registered(), Advanced(TransferStage.BasicResearch, Day(5, 1))).When(Advance(TransferStage.BasicResearch, Day(5, 1))).ThenNothing();

    [Fact]
    public void It_returns_to_any_earlier_stage_with_a_reason_and_to_no_later_one()
    {
        var given = Given(Registered(TransferStage.Transfer, stageOn: Day(3, 1)));
        foreach (var stage in Chain[..3])
            given.When(Return(stage)).Then(new TransferStageReturned(stage, Day(5, 2), "数据不足"));
        given.When(Return(TransferStage.Transfer)).ThenRejected("transition-not-allowed", 409)
            .Extensions["allowedTransitions"].ShouldBe(new[] { "clinical-need", "basic-research", "proof-of-concept" });
        Given(Registered()).When(Return(TransferStage.ClinicalNeed)).ThenRejected("transition-not-allowed", 409);
    }

    [Fact]
    public void After_a_return_it_goes_forward_step_by_step_again()
    {
        var given = Given(Registered(TransferStage.Transfer), new TransferStageReturned(TransferStage.BasicResearch, Day(5, 2), "数据不足"));
        given.State.Stage.ShouldBe(TransferStage.BasicResearch);
        given.When(Advance(TransferStage.Transfer, Day(6, 1))).ThenRejected("transition-not-allowed", 409);
        given.When(Advance(TransferStage.ProofOfConcept, Day(6, 1))).Then(Advanced(TransferStage.ProofOfConcept, Day(6, 1)) with { Evidence = ["报告"] });
    }

    [Fact]
    public void Stopped_is_final()
    {
        var given = Given(Registered(TransferStage.ProofOfConcept), new TransferStopped(Day(5, 1), "不可行"));
        given.State.Stage.ShouldBe(TransferStage.Stopped);
        given.State.Chain.ShouldBe(TransferStage.ProofOfConcept);
        given.When(Advance(TransferStage.Transfer, Day(6, 1))).ThenRejected("transition-not-allowed", 409).Extensions["allowedTransitions"].ShouldBe(Array.Empty<string>());
        given.When(Return(TransferStage.ClinicalNeed)).ThenRejected("transition-not-allowed", 409);
        given.When(Stop(Day(6, 1))).ThenRejected("transition-not-allowed", 409);
    }

    [Fact]
    public void It_is_not_stopped_before_it_got_where_it_is_or_before_what_counts()
    {
        Given(Registered(stageOn: Day(5, 1))).When(Stop(Day(4, 30))).ThenInvalid("/on dates-out-of-order");
        Given(Registered(), Added(registeredOn: Day(5, 1))).When(Stop(Day(4, 30))).ThenInvalid("/on dates-out-of-order");
        Given(Registered(), Added(registeredOn: Day(5, 1))).When(Stop(Day(5, 1))).Then(new TransferStopped(Day(5, 1), "不可行"));
    }

    [Fact]
    public void Nothing_that_happened_after_it_was_stopped_makes_it_count()
    {
        var given = Given(Registered(), Added(Day(2, 1), Day(3, 1)), new TransferStopped(Day(5, 1), "不可行"));
        given.When(now => RegisterContract.Decide(new(Day(5, 2)), Contract, now, Today)).ThenInvalid("/on dates-out-of-order");
        given.When(now => AddContract.Decide(new("licence", 1, 1, RegisteredOn: Day(5, 2)), OtherContract, now, Today)).ThenInvalid("/registeredOn dates-out-of-order");
        given.When(now => RecordFirstSale.Decide(new(Day(5, 2), ["发票"]), now, Today)).ThenInvalid("/on dates-out-of-order");
        given.When(now => RegisterEquityContribution.Decide(new(Day(5, 2), 1), Contribution, now, Known, Today)).ThenInvalid("/registeredOn dates-out-of-order");
        given.When(now => RegisterContract.Decide(new(Day(5, 1)), Contract, now, Today)).Then(new TechnologyContractRegistered(Contract, Day(5, 1), null));
    }

    [Fact]
    public void A_void_one_takes_no_more_changes()
    {
        var given = Given(Registered(), Added(), Voided);
        foreach (var decide in new Func<TransferState, Decision<TransferEvent>>[]
        {
            Advance(TransferStage.BasicResearch, Day(5, 1)), Return(TransferStage.ClinicalNeed), Stop(Day(5, 1)),
            now => VerifyTransfer.Decide(Says("verified"), now),
            now => AddContract.Decide(new("licence", 1, 1), OtherContract, now, Today),
            now => SignContract.Decide(new(Day(5, 1)), Contract, now, Today),
            now => AmendContract.Decide(new(Day(5, 1), "补充", AmountYuan: 9), Contract, now, Today),
            now => RecordFirstSale.Decide(new(Day(5, 1), ["发票"]), now, Today),
            now => VoidFirstSale.Decide(new("误录"), now),
            now => RegisterEquityContribution.Decide(new(Day(5, 1), 1), Contribution, now, Known, Today),
            now => VoidEquityContribution.Decide(new("误录"), Contribution, now),
            now => ReviseTransfer.Decide(new(new(Trl: 3), "trl"), now, Known, Today),
        })
        {
            given.When(decide).ThenRejected("transfer-voided", 409);
        }

        given.When(now => VoidTransfer.Decide(new("误录"), now)).ThenNothing();
    }

    [Fact]
    public void Verification_is_the_park_offices_word_on_the_record_as_it_stands()
    {
        Given(Registered()).When(now => VerifyTransfer.Decide(Says("verified"), now)).Then(Verified);
        Given(Registered()).When(now => VerifyTransfer.Decide(Says("returned", "材料不全"), now)).Then(Returned);
        Given(Registered()).When(now => VerifyTransfer.Decide(Says("returned"), now)).ThenInvalid("/reason required");
        Given(Registered(), Verified).When(now => VerifyTransfer.Decide(Says("returned", "材料不全"), now)).ThenRejected("already-verified", 409);
    }

    [Theory]
    [InlineData(TransferStage.ClinicalNeed, false, null, null)]
    [InlineData(TransferStage.BasicResearch, false, "development.rd", null)]
    [InlineData(TransferStage.ProofOfConcept, false, "development.small-trial", "product.product-development")]
    [InlineData(TransferStage.Transfer, false, "development.pilot", "product.pilot-verification")]
    [InlineData(TransferStage.IndustrialLanding, false, "development.production", "product.volume-production")]
    [InlineData(TransferStage.IndustrialLanding, true, "development.market-promotion", "product.marketing")]
    public void The_sources_other_chains_are_views_of_the_stage(TransferStage stage, bool sold, string? development, string? product)
    {
        TransferEvent[] events = sold ? [Registered(stage), new FirstSaleRecorded(Day(5, 1), ["发票"])] : [Registered(stage)];
        TransferChains.ViewsOf(Given(events).State).ShouldBe([new ChainView("development", development), new ChainView("product", product)]);
        TransferChains.ViewsOf(Given([.. events, new TransferStopped(Day(6, 1), "不可行")]).State).ShouldBe([new ChainView("development", development), new ChainView("product", product)]);
    }

    [Fact]
    public void The_published_machine_is_what_the_decisions_do()
    {
        var machine = TransferStages.Machine;
        machine.States.Select(s => s.Code).ShouldBe(Kebab.All<TransferStage>());
        foreach (var from in Enum.GetValues<TransferStage>())
        {
            var given = from switch
            {
                TransferStage.Stopped => Given(Registered(), new TransferStopped(Day(4, 1), "不可行")),
                TransferStage.Voided => Given(Registered(), Voided),
                _ => Given(Registered(from, stageOn: Day(4, 1))),
            };
            given.State.Stage.ShouldBe(from);
            foreach (var to in Enum.GetValues<TransferStage>().Where(to => to != from))
            {
                var steps = new (string Operation, string? Needs, Decision<TransferEvent>? Decision)[]
                {
                    ("AdvanceTransfer", null, Chain.Contains(to) ? AdvanceTransfer.Decide(new(Kebab.Of(to), Day(5, 1), ["报告"]), given.State, true, Today) : null),
                    ("AdvanceTransfer", "waiver", Chain.Contains(to) ? AdvanceTransfer.Decide(new(Kebab.Of(to), Day(5, 1), ["报告"], Waiver), given.State, true, Today) : null),
                    ("ReturnTransfer", null, Chain.Contains(to) ? ReturnTransfer.Decide(new(Kebab.Of(to), Day(5, 1), "数据不足"), given.State, Today) : null),
                    ("StopTransfer", null, to == TransferStage.Stopped ? StopTransfer.Decide(new(Day(5, 1), "不可行"), given.State, Today) : null),
                    ("VoidTransfer", null, to == TransferStage.Voided ? VoidTransfer.Decide(new("误录"), given.State) : null),
                };
                foreach (var (operation, needs, decision) in steps)
                {
                    machine.Transitions.Contains(new MachineTransition(Kebab.Of(from), Kebab.Of(to), operation, needs))
                        .ShouldBe(decision is { Rejection: null, Events.Count: > 0 }, $"{from} → {to} by {operation} {needs}");
                }
            }
        }
    }

    private static Func<TransferState, Decision<TransferEvent>> Advance(TransferStage to, DateOnly on, IReadOnlyList<string>? evidence = null) =>
        now => AdvanceTransfer.Decide(new(Kebab.Of(to), on, evidence ?? ["报告"]), now, byParkOffice: false, Today);

    private static Func<TransferState, Decision<TransferEvent>> Return(TransferStage to) =>
        now => ReturnTransfer.Decide(new(Kebab.Of(to), Day(5, 2), " 数据不足 "), now, Today);

    private static Func<TransferState, Decision<TransferEvent>> Stop(DateOnly on) => now => StopTransfer.Decide(new(on, "不可行"), now, Today);
}
