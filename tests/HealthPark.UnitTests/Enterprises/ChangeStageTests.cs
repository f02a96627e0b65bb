using HealthPark.Enterprises.Enterprise;
using HealthPark.Enterprises.Features;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using static HealthPark.UnitTests.Enterprises.EnterpriseGiven;

namespace HealthPark.UnitTests.Enterprises;

public class ChangeStageTests
{
    private static readonly string[] Steps = ["negotiating", "signed", "landed", "operating", "moved-out", "deregistered"];

    /// <summary>Where an enterprise can go from each stage.</summary>
    public static TheoryData<string, string[]> Ways { get; } = new()
    {
        { "lead", ["negotiating", "signed", "landed", "operating"] },
        { "negotiating", ["signed", "landed", "operating"] },
        { "signed", ["landed", "operating"] },
        { "landed", ["operating", "moved-out", "deregistered"] },
        { "operating", ["moved-out", "deregistered"] },
        { "moved-out", [] },
        { "deregistered", [] },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void From_each_stage_only_its_own_steps_are_allowed(string stage, string[] allowed)
    {
        foreach (var step in Steps.Where(s => s != stage))
        {
            var decision = Given(At(stage)).When(To(step, Day(6, 1)));
            if (allowed.Contains(step))
                decision.Then(Reached(step, Day(6, 1)));
            else
                decision.ThenRejected("transition-not-allowed", 409).Extensions["allowedTransitions"].ShouldBe(allowed);
        }
    }

    [Fact]
    public void The_same_step_on_the_same_day_changes_nothing() => Given(At("landed")).When(To("landed", Day(3, 1))).ThenNothing();

    [Fact]
    public void The_same_step_on_another_day_is_a_correction_and_not_a_step() =>
        Given(At("landed")).When(To("landed", Day(3, 2))).ThenRejected("transition-not-allowed", 409)
            .Extensions["allowedTransitions"].ShouldBe(new[] { "operating", "moved-out", "deregistered" });

    [Fact]
    public void A_voided_enterprise_goes_nowhere() =>
        Given(Registered(), Voided).When(To("signed", Day(6, 1))).ThenRejected("enterprise-voided", 409)
            .Extensions["allowedTransitions"].ShouldBe(Array.Empty<string>());

    [Fact]
    public void A_step_lies_neither_in_the_future_nor_before_the_one_before()
    {
        Given(Registered(signedOn: Day(3, 1))).When(To("landed", Today.AddDays(1))).ThenInvalid("/on in-the-future");
        Given(Registered(signedOn: Day(3, 1))).When(To("landed", Day(2, 28))).ThenInvalid("/on dates-out-of-order");
        Given(Registered(signedOn: Day(3, 1))).When(To("landed", Day(3, 1))).Then(new EnterpriseLanded(Day(3, 1)));
        Given(Registered(signedOn: Day(3, 1))).When(To("landed", Today)).Then(new EnterpriseLanded(Today));
    }

    [Fact]
    public void Leaving_keeps_the_reason_trimmed()
    {
        Given(At("operating")).When(To("moved-out", Day(6, 1), " 迁往他区 ")).Then(new EnterpriseMovedOut(Day(6, 1), "迁往他区"));
        Given(At("operating")).When(To("deregistered", Day(6, 1), " 注销 ")).Then(new EnterpriseDeregistered(Day(6, 1), "注销"));
    }

    [Fact]
    public void A_step_towards_the_park_is_verified_again_and_leaving_it_is_not()
    {
        Given(At("signed"), Verified, new EnterpriseLanded(Today)).State.Verification.ShouldBe(Verification.Submitted);
        Given(At("landed"), Verified, new EnterpriseMovedOut(Today, null)).State.Verification.ShouldBe(Verification.Verified);
        Given(At("landed"), Verified, new EnterpriseDeregistered(Today, null)).State.Verification.ShouldBe(Verification.Verified);
    }

    [Fact]
    public void The_request_needs_a_step_that_there_is_and_its_day()
    {
        Validation.Check(new ChangeStageRequest()).Select(e => $"{e.Pointer} {e.Code}").ShouldBe(["/stage required", "/on required"]);
        Validation.Check(new ChangeStageRequest("lead", Today)).Select(e => $"{e.Pointer} {e.Code}").ShouldBe(["/stage unknown-value"]);
        Validation.Check(new ChangeStageRequest("voided", Today)).Select(e => $"{e.Pointer} {e.Code}").ShouldBe(["/stage unknown-value"]);
        Steps.ShouldAllBe(step => !Validation.Check(new ChangeStageRequest(step, Today, null)).Any());
    }

    [Fact]
    public void The_published_machine_is_what_the_decisions_do()
    {
        var machine = EnterpriseStages.Machine;
        machine.States.Select(s => s.Code).ShouldBe(Kebab.All<EnterpriseStage>());
        foreach (var from in Kebab.All<EnterpriseStage>())
        {
            var now = Given(from == "voided" ? [Registered(), Voided] : At(from)).State;
            Kebab.Of(now.Stage).ShouldBe(from);
            foreach (var to in Steps.Where(to => to != from))
                Judge(to, "ChangeEnterpriseStage", ChangeStage.Decide(new ChangeStageRequest(to, Day(5, 1)), now, Today));
            if (from == "voided")
                continue;
            Judge("voided", "VoidEnterprise", VoidEnterprise.Decide(new VoidEnterpriseRequest("误录"), now));
            Judge("voided", "MergeEnterprise", MergeEnterprise.Decide(new MergeEnterpriseRequest(Other, "同一企业"), Owner, now, Given(At("landed")).State).Merged);

            void Judge(string to, string operation, Decision<EnterpriseEvent> decision) =>
                machine.Transitions.Contains(new MachineTransition(from, to, operation, null))
                    .ShouldBe(decision is { Rejection: null, Events.Count: > 0 }, $"{from} → {to} by {operation}");
        }

        machine.Transitions.ShouldAllBe(t => t.From != "voided");
    }

    private static Func<EnterpriseState, Decision<EnterpriseEvent>> To(string stage, DateOnly on, string? reason = null) =>
        now => ChangeStage.Decide(new ChangeStageRequest(stage, on, reason), now, Today);

    private static EnterpriseEvent[] At(string stage) => stage switch
    {
        "lead" => [Registered()],
        "moved-out" => [.. At("landed"), new EnterpriseMovedOut(Day(4, 1), null)],
        "deregistered" => [.. At("landed"), new EnterpriseDeregistered(Day(4, 1), null)],
        _ => [Registered(), Reached(stage, Day(3, 1))],
    };

    private static EnterpriseEvent Reached(string stage, DateOnly on) => stage switch
    {
        "negotiating" => new EnterpriseNegotiationStarted(on),
        "signed" => new EnterpriseSigned(on),
        "landed" => new EnterpriseLanded(on),
        "operating" => new EnterpriseOperationStarted(on),
        "moved-out" => new EnterpriseMovedOut(on, null),
        _ => new EnterpriseDeregistered(on, null),
    };

    private static Given<EnterpriseState, EnterpriseEvent> Given(EnterpriseEvent[] events, params EnterpriseEvent[] more) =>
        EnterpriseGiven.Given([.. events, .. more]);

    private static Given<EnterpriseState, EnterpriseEvent> Given(params EnterpriseEvent[] events) => EnterpriseGiven.Given(events);
}
