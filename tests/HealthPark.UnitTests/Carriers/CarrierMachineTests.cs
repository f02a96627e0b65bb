using FsCheck;
using FsCheck.Fluent;
using HealthPark.Carriers;
using HealthPark.Carriers.Carrier;
using HealthPark.Carriers.Features;
using HealthPark.Carriers.Renovation;
using HealthPark.Carriers.Unit;
using HealthPark.EventStore;
using HealthPark.Kernel;

namespace HealthPark.UnitTests.Carriers;

/// <summary>What is published of the states is what the decisions do: random commands, one after the other, against the published machine.</summary>
public class CarrierMachineTests
{
    private static readonly DateOnly Today = new(2026, 6, 30);
    private static readonly Guid Id = new("0198a000-0000-7000-8000-00000000000a");

    [Theory]
    [InlineData("building")]
    [InlineData("parcel")]
    public void Of_a_carrier(string kind) => Walk(
        CarrierStatuses.Machine, CarriersModule.Carriers, RegisterCarrier.Decide(new("甲", kind), Guid.Empty).Events[0], c => c.Status,
        [
            .. Enum.GetValues<CarrierStatus>().Select(to => new Command<CarrierState, CarrierEvent, CarrierStatus>(
                ChangeCarrierStatus.Operation, to, now => ChangeCarrierStatus.Decide(new(Kebab.Of(to), Today, "甲"), now, Today))),
            new(RecordSuitabilitySurvey.Operation, CarrierStatus.Suitable, now => RecordSuitabilitySurvey.Decide(new(Today, 4.5m, 5, "suitable"), Id, now, Today)),
            new(RecordSuitabilitySurvey.Operation, CarrierStatus.Unsuitable, now => RecordSuitabilitySurvey.Decide(new(Today, 2, 1, "unsuitable", Note: "甲"), Id, now, Today)),
        ],
        isRecordedAnyway: operation => operation == RecordSuitabilitySurvey.Operation);

    [Fact]
    public void Of_a_lease()
    {
        var unit = CarriersModule.Units.Evolve(UnitState.Initial, new UnitRegistered(Guid.Empty, Guid.Empty, "3", "301", 100, null, null));
        Walk<UnitState, UnitEvent, LeaseState>(
            LeaseStates.Machine, CarriersModule.Units, unit, new LeaseOffered(Id, Guid.Empty, 100, Today, Today.AddDays(100), null), u => u.Lease(Id)!.State,
            [
                new(SignLease.Operation, LeaseState.Signed, now => SignLease.Decide(new(Today), Id, now, Today)),
                new(OccupyLease.Operation, LeaseState.Occupied, now => OccupyLease.Decide(new(Today), Id, now, Today)),
                new(EndLease.Operation, LeaseState.Ended, now => EndLease.Decide(new(Today), Id, now)),
            ]);
    }

    [Fact]
    public void Of_a_renovation_project() => Walk(
        Renovations.Machine, CarriersModule.RenovationProjects, new RenovationProposed(Guid.Empty, Guid.Empty, "甲", 100, null, null, null), p => p.Status,
        [
            new(ApproveRenovation.Operation, RenovationStatus.Approved, now => ApproveRenovation.Decide(new(Today), now, Today)),
            new(StartRenovation.Operation, RenovationStatus.Underway, now => StartRenovation.Decide(new(Today), now, Today)),
            new(AcceptRenovation.Operation, RenovationStatus.Accepted, now => AcceptRenovation.Decide(new(Today, 100), now, Today)),
            new(AbandonRenovation.Operation, RenovationStatus.Abandoned, now => AbandonRenovation.Decide(new(Today, "甲"), now, Today)),
        ]);

    private static void Walk<TState, TEvent, TStatus>(
        StateMachine<TStatus> machine, StreamType<TState, TEvent> stream, TEvent first, Func<TState, TStatus> statusOf,
        IReadOnlyList<Command<TState, TEvent, TStatus>> commands, Func<string, bool>? isRecordedAnyway = null)
        where TState : notnull
        where TEvent : class
        where TStatus : struct, Enum => Walk(machine, stream, stream.Initial, first, statusOf, commands, isRecordedAnyway);

    private static void Walk<TState, TEvent, TStatus>(
        StateMachine<TStatus> machine, StreamType<TState, TEvent> stream, TState before, TEvent first, Func<TState, TStatus> statusOf,
        IReadOnlyList<Command<TState, TEvent, TStatus>> commands, Func<string, bool>? isRecordedAnyway = null)
        where TState : notnull
        where TEvent : class
        where TStatus : struct, Enum
    {
        machine.States.Select(s => s.Code).ShouldBe(Kebab.All<TStatus>());
        // Every published step is one that some command tries.
        machine.Transitions.Select(t => (t.Operation, t.To)).Distinct().ShouldBeSubsetOf(commands.Select(c => (c.Operation, Kebab.Of(c.To))));
        var walks = Gen.Elements<Command<TState, TEvent, TStatus>>([.. commands]).ArrayOf(25).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(walks, walk =>
        {
            var state = stream.Evolve(before, first);
            foreach (var command in walk)
            {
                var (from, decision) = (statusOf(state), command.Decide(state));
                state = decision.Events.Aggregate(state, stream.Evolve);
                var isPublished = machine.Transitions.Contains(new MachineTransition(Kebab.Of(from), Kebab.Of(command.To), command.Operation));
                statusOf(state).ShouldBe(isPublished ? command.To : from, $"{from} → {command.To} by {command.Operation}");
                if (isPublished || from.Equals(command.To) || isRecordedAnyway?.Invoke(command.Operation) == true)
                    continue;
                var refused = decision.Rejection.ShouldNotBeNull();
                (refused.Status, refused.Code).ShouldBe((409, "transition-not-allowed"));
                refused.Extensions["allowedTransitions"].ShouldBe(
                    machine.Transitions.Where(t => t.From == Kebab.Of(from) && t.Operation == command.Operation).Select(t => t.To).ToArray());
            }
        }));
    }

    private sealed record Command<TState, TEvent, TStatus>(string Operation, TStatus To, Func<TState, Decision<TEvent>> Decide)
    {
        public override string ToString() => $"{Operation} {To}";
    }
}
