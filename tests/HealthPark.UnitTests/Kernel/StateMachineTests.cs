using HealthPark.Enterprises.Enterprise;
using HealthPark.Enterprises.Features;
using HealthPark.Kernel;
using static HealthPark.UnitTests.Enterprises.EnterpriseGiven;

namespace HealthPark.UnitTests.Kernel;

/// <summary>What is published of the states is what the decisions do.</summary>
public class StateMachineTests
{
    private static readonly StateMachine<EnterpriseStage> Machine = EnterpriseStages.Machine;

    [Fact]
    public void Every_state_is_published_once_and_every_step_joins_two_of_them()
    {
        Machine.States.Select(s => s.Code).ShouldBe(Kebab.All<EnterpriseStage>());
        Machine.Transitions.ShouldBeUnique();
        foreach (var step in Machine.Transitions)
            new[] { step.From, step.To }.ShouldBeSubsetOf(Kebab.All<EnterpriseStage>());
        Machine.States.Where(s => s.Final).Select(s => s.Code).ShouldBe(["voided"]);
    }

    [Fact]
    public void An_enterprise_takes_the_published_steps_and_no_others()
    {
        foreach (var (from, to) in from f in Enum.GetValues<EnterpriseStage>() from t in Enum.GetValues<EnterpriseStage>() where f != t select (f, t))
        {
            var given = Given([Registered(), .. from == EnterpriseStage.Lead ? Array.Empty<EnterpriseEvent>() : [EventOf(from)]]);
            given.State.Stage.ShouldBe(from);
            var decision = to == EnterpriseStage.Voided
                ? VoidEnterprise.Decide(new VoidEnterpriseRequest("误录"), given.State)
                : to == EnterpriseStage.Lead ? null : ChangeStage.Decide(new ChangeStageRequest(Kebab.Of(to), Day(6, 1), "示例"), given.State, Today);
            var published = Machine.Transitions.Any(s => s.From == Kebab.Of(from) && s.To == Kebab.Of(to));
            (decision is { Rejection: null, Events.Count: > 0 }).ShouldBe(published, $"{from} → {to}");
        }
    }

    private static EnterpriseEvent EventOf(EnterpriseStage stage) => stage == EnterpriseStage.Voided ? Voided : ChangeStage.Reached(stage, Day(3, 1), "示例");
}
