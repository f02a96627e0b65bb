using System.Text.Json.Nodes;
using HealthPark.Disputes.Dispute;
using HealthPark.Disputes.Features;
using HealthPark.EventStore;
using HealthPark.Kernel;
using HealthPark.Kernel.Http.Collections;
using static HealthPark.UnitTests.Disputes.DisputesGiven;

namespace HealthPark.UnitTests.Disputes;

public class DisputeTests
{
    private static readonly OpenDisputeRequest Request = new("enterprises", RecordId, "industryCode", "7350", " 核定 ");

    [Fact]
    public void A_value_for_which_another_speaks_is_disputed() => Given([]).When(_ => Open(new Weighed(null, [Value()]))).Then(Opened());

    [Fact]
    public void There_is_nothing_to_dispute_where_nothing_would_differ() => Given([]).When(_ => Open(new Weighed(null, []))).ThenRejected("nothing-to-dispute", 409);

    [Fact]
    public void A_record_that_one_may_not_see_is_an_unknown_reference() =>
        Given([]).When(_ => Open(new Weighed(Rejection.NotFound(new Text("企业", "enterprise")), []))).ThenInvalid("/recordId unknown-reference");

    [Fact]
    public void What_the_collection_refuses_is_refused_at_the_value() =>
        Given([]).When(_ => Open(new Weighed(Rejection.Invalid("/industryCode", "invalid-industry-code", new Text("错", "wrong")), []))).ThenInvalid("/value invalid-industry-code");

    [Fact]
    public void The_same_value_is_not_disputed_twice_and_another_is()
    {
        Given([]).When(_ => Open(new Weighed(null, [Value()]), Standing(Opened()))).ThenRejected("duplicate", 409);
        Given([]).When(_ => Open(new Weighed(null, [Value()]), Standing(Opened("7360")))).Then(Opened());
        // A person may bring again what was refused.
        Given([]).When(_ => Open(new Weighed(null, [Value()]), Standing(Opened(), new DisputeRefused("不符")))).Then(Opened());
    }

    [Fact]
    public void What_was_refused_stands_while_the_record_says_what_it_said()
    {
        var refused = Given(Opened(), new DisputeRefused("不符")).State;

        Proposals.Says(refused, Value()).ShouldBeTrue();
        Proposals.Says(refused, Value(present: "7370")).ShouldBeFalse();
        Proposals.Says(refused, Value("7360")).ShouldBeFalse();
        Proposals.Says(Given(Opened()).State, Value(present: "7370")).ShouldBeTrue();
        Proposals.Says(Given(Opened()).State, Value() with { Qualifiers = new JsonObject { ["from"] = "2026-01-01" } }).ShouldBeFalse();
    }

    [Fact]
    public void Its_authority_accepts_or_refuses_it()
    {
        Given(Opened()).When(now => Decide("accepted", " 属实 ", now)).Then(new DisputeAccepted("属实"));
        Given(Opened()).When(now => Decide("accepted", null, now)).Then(new DisputeAccepted((string?)null));
        Given(Opened()).When(now => Decide("refused", " 不符 ", now)).Then(new DisputeRefused("不符"));
        Given(Opened()).When(now => Decide("refused", " ", now)).ThenInvalid("/reason required");
    }

    [Fact]
    public void Nobody_else_answers_it() => Given(Opened()).When(now => DecideDispute.Decide(new("accepted"), now, answers: false, isApplied: false)).ThenRejected("not-the-authority", 403);

    [Fact]
    public void An_answer_is_given_once()
    {
        Given(Opened(), new DisputeAccepted("属实")).When(now => Decide("accepted", null, now)).ThenNothing();
        Given(Opened(), new DisputeAccepted("属实")).When(now => Decide("refused", "不符", now)).ThenRejected("transition-not-allowed", 409);
        Given(Opened(), new DisputeSuperseded()).When(now => Decide("accepted", null, now)).ThenRejected("transition-not-allowed", 409);
        Given(Opened(), new DisputeWithdrawn((string?)null)).When(now => Decide("refused", "不符", now)).ThenRejected("transition-not-allowed", 409);
    }

    [Fact]
    public void An_acceptance_that_was_cut_off_can_only_be_finished()
    {
        Given(Opened()).When(now => Decide("refused", "不符", now, isApplied: true)).ThenRejected("accepted-already", 409);
        Given(Opened()).When(now => WithdrawDispute.Decide(new(), now, Bureau, isApplied: true)).ThenRejected("accepted-already", 409);
        Given(Opened()).When(now => Decide("accepted", null, now, isApplied: true)).Then(new DisputeAccepted((string?)null));
    }

    [Fact]
    public void Whoever_brought_the_value_takes_it_back()
    {
        Given(Opened()).When(now => WithdrawDispute.Decide(new(" 有误 "), now, Bureau, false)).Then(new DisputeWithdrawn("有误"));
        Given(Opened()).When(now => WithdrawDispute.Decide(new(), now, Owner, false)).ThenRejected("not-yours", 403);
        Given(Opened(), new DisputeWithdrawn("有误")).When(now => WithdrawDispute.Decide(new(), now, Bureau, false)).ThenNothing();
        Given(Opened(), new DisputeAccepted("属实")).When(now => WithdrawDispute.Decide(new(), now, Bureau, false)).ThenRejected("transition-not-allowed", 409);
    }

    [Fact]
    public void Only_an_open_dispute_holds_its_place()
    {
        DisputeState.Stream.Claims(Given(Opened()).State).ShouldBe([new Claim("open", $"enterprises/{RecordId}/industryCode/{Bureau}")]);
        foreach (var end in new DisputeEvent[] { new DisputeAccepted("是"), new DisputeRefused("否"), new DisputeWithdrawn("误"), new DisputeSuperseded() })
            DisputeState.Stream.Claims(Given(Opened(), end).State).ShouldBeEmpty();
    }

    private static Given<DisputeState, DisputeEvent> Given(params DisputeEvent[] events) => DisputesGiven.Given(events);

    private static Recorded<DisputeState> Standing(params DisputeEvent[] events) => new(Guid.NewGuid(), Given(events).State);

    private static Decision<DisputeEvent> Open(Weighed weighed, Recorded<DisputeState>? standing = null) => OpenDispute.Decide(Request, weighed, OfBureau, standing);

    private static Decision<DisputeEvent> Decide(string decision, string? reason, DisputeState now, bool isApplied = false) =>
        DecideDispute.Decide(new(decision, reason), now, answers: true, isApplied);
}
