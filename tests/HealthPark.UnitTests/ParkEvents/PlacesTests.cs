using FsCheck;
using FsCheck.Fluent;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using HealthPark.ParkEvents.Features;
using HealthPark.ParkEvents.ParkEvent;
using static HealthPark.UnitTests.ParkEvents.ParkEventGiven;

namespace HealthPark.UnitTests.ParkEvents;

/// <summary>Who gets a place at a park event, and who waits.</summary>
public class PlacesTests
{
    [Fact]
    public void Whoever_takes_the_last_place_fills_the_park_event() =>
        Given(Planned(capacity: 2), Added(1)).When(Register(2)).Then(Added(2), new ParkEventFilled());

    [Fact]
    public void Whoever_comes_then_waits() =>
        Given(Planned(capacity: 1), Added(1), new ParkEventFilled()).When(Register(2)).Then(Added(2, waits: true));

    [Fact]
    public void Without_a_limit_all_get_in() => Given(Planned(), Added(1, 1000)).When(Register(2, 1000)).Then(Added(2, 1000));

    [Fact]
    public void A_party_that_does_not_fit_waits_and_nobody_overtakes_it()
    {
        Given(Planned(capacity: 3), Added(1, 2)).When(Register(2, 2)).Then(Added(2, 2, waits: true), new ParkEventFilled());
        Given(Planned(capacity: 3), Added(1, 2), Added(2, 2, waits: true), new ParkEventFilled()).When(Register(3)).Then(Added(3, waits: true));
        Given(Planned(capacity: 3)).When(Register(1, 4)).ThenInvalid("/headCount exceeds-capacity");
    }

    [Fact]
    public void A_cancelled_registration_moves_the_first_in_line_in()
    {
        var full = Given(Planned(capacity: 2), Added(1), Added(2), new ParkEventFilled(), Added(3, waits: true), Added(4, waits: true));

        full.When(Cancel(1)).Then(new RegistrationCancelled(Who(1), "行程冲突"), new RegistrationAdmitted(Who(3)));
        full.When(Cancel(3)).Then(new RegistrationCancelled(Who(3), "行程冲突"));
        Given(Planned(capacity: 1), Added(1), new ParkEventFilled()).When(Cancel(1)).Then(new RegistrationCancelled(Who(1), "行程冲突"), new ParkEventReopened());
        Given(Planned(capacity: 3), Added(1, 2), Added(2, 2, waits: true), new ParkEventFilled(), Added(3, waits: true))
            .When(Cancel(2)).Then(new RegistrationCancelled(Who(2), "行程冲突"), new RegistrationAdmitted(Who(3)));
    }

    [Fact]
    public void More_places_let_in_who_waited_longest_and_fewer_than_are_taken_are_refused()
    {
        var full = Given(Planned(capacity: 1), Added(1), new ParkEventFilled(), Added(2, waits: true), Added(3, waits: true));

        full.When(Capacity(2)).Then(Resized(2), new RegistrationAdmitted(Who(2)));
        full.When(Capacity(9)).Then(Resized(9), new RegistrationAdmitted(Who(2)), new RegistrationAdmitted(Who(3)), new ParkEventReopened());
        full.When(Capacity(null)).Then(Resized(null, "capacity"), new RegistrationAdmitted(Who(2)), new RegistrationAdmitted(Who(3)), new ParkEventReopened());
        Given(Planned(capacity: 5), Added(1, 3)).When(Capacity(3)).Then(Resized(3), new ParkEventFilled());
        Given(Planned(capacity: 5), Added(1, 3)).When(Capacity(2)).ThenInvalid("/capacity below-registered");
    }

    [Fact]
    public void The_same_participant_is_registered_once_until_cancelled()
    {
        var given = Given(Planned(), new RegistrationAdded(Who(1), "示例机构(重庆)", null, "甲", 1, false), new RegistrationAdded(Who(2), null, Enterprise, null, 1, false));

        given.When(now => RegisterParticipant.Decide(new("示例机构（重庆） ", null, " 甲"), Guid.Empty, Who(3), now, Known)).ThenRejected("duplicate", 409)
            .Extensions["existing"].ShouldBe($"/v1/events/{Guid.Empty}/registrations/{Who(1)}");
        given.When(now => RegisterParticipant.Decide(new("另一写法", Enterprise), Guid.Empty, Who(3), now, Known)).ThenRejected("duplicate", 409);
        given.When(now => RegisterParticipant.Decide(new("示例机构(重庆)", null, "乙"), Guid.Empty, Who(3), now, Known)).ThenAccepted();
        Given(Planned(), Added(1), new RegistrationCancelled(Who(1), null)).When(now => RegisterParticipant.Decide(new("示例机构1"), Guid.Empty, Who(2), now, Known)).ThenAccepted();
    }

    [Fact]
    public void A_registration_says_who_comes_and_names_an_enterprise_that_there_is()
    {
        Given(Planned()).When(now => RegisterParticipant.Decide(new(" "), Guid.Empty, Who(1), now, Known)).ThenInvalid("/organization required");
        Given(Planned()).When(now => RegisterParticipant.Decide(new(null, Transfer), Guid.Empty, Who(1), now, Known)).ThenInvalid("/enterpriseId unknown-reference");
    }

    [Theory]
    [InlineData(ParkEventStatus.Planned)]
    [InlineData(ParkEventStatus.Announced, "open")]
    [InlineData(ParkEventStatus.Held)]
    [InlineData(ParkEventStatus.Reported)]
    [InlineData(ParkEventStatus.Cancelled)]
    public void Registration_is_closed_before_the_opening_and_after_the_end(ParkEventStatus status, params string[] next) =>
        Given(At(status)).When(Register(5)).ThenRejected("registration-closed", 409).Extensions["allowedTransitions"].ShouldBe(next);

    [Fact]
    public void Signing_in_again_changes_nothing_and_who_waits_or_was_cancelled_does_not_sign_in()
    {
        var given = Given(Planned(capacity: 1), Added(1), new ParkEventFilled(), Added(2, waits: true), Added(3, waits: true), new RegistrationCancelled(Who(3), null));

        given.When(SignIn(1, Day(6, 2))).Then(new ParticipantSignedIn(Who(1), Day(6, 2)));
        given.When(SignIn(1, null)).Then(new ParticipantSignedIn(Who(1), Today));
        given.When(SignIn(1, Today.AddDays(1))).ThenInvalid("/on in-the-future");
        given.When(SignIn(2, null)).ThenRejected("transition-not-allowed", 409);
        given.When(SignIn(3, null)).ThenRejected("transition-not-allowed", 409);
        given.When(SignIn(9, null)).ThenRejected("not-found", 404);
        var signedIn = Given(Planned(), Added(1), new ParticipantSignedIn(Who(1), Day(6, 2)));
        signedIn.When(SignIn(1, Day(6, 3))).ThenNothing();
        signedIn.When(Cancel(1)).ThenRejected("transition-not-allowed", 409);
    }

    // Whatever happens: no more are in than there are places, nobody in front waits who would fit, and full is what it says.
    [Fact]
    public void Places_are_never_overbooked_and_never_idle_while_someone_waits_in_any_story()
    {
        var step = from kind in Gen.Choose(0, 5)
                   from n in Gen.Choose(1, 4)
                   select (kind, n);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(step.ListOf().ToArbitrary(), story =>
        {
            var now = Given(Planned(capacity: 4)).State;
            foreach (var (kind, n) in story)
            {
                var decision = kind switch
                {
                    0 => CancelRegistration.Decide(new(), now.Registrations.ElementAtOrDefault(n)?.Id ?? Guid.Empty, now),
                    1 => Capacity(n + 2)(now),
                    _ => RegisterParticipant.Decide(new($"机构{now.Registrations.Count}", null, null, n), Guid.Empty, Guid.CreateVersion7(), now, Known),
                };
                now = decision.Events.Aggregate(now, ParkEventState.Evolve);

                now.Taken.ShouldBeLessThanOrEqualTo(now.Capacity!.Value);
                if (now.FirstWaiting is { } first)
                    (now.Taken + first.HeadCount).ShouldBeGreaterThan(now.Capacity.Value);
                (now.Status == ParkEventStatus.Full).ShouldBe(now.FirstWaiting is not null || now.Taken == now.Capacity);
            }
        }));
    }

    private static Func<ParkEventState, Decision<ParkEventEvent>> Register(int number, int headCount = 1) =>
        now => RegisterParticipant.Decide(new($" 示例机构{number}", null, null, headCount), Guid.Empty, Who(number), now, Known);

    private static Func<ParkEventState, Decision<ParkEventEvent>> Cancel(int number) => now => CancelRegistration.Decide(new("行程冲突 "), Who(number), now);

    private static Func<ParkEventState, Decision<ParkEventEvent>> SignIn(int number, DateOnly? on) =>
        now => HealthPark.ParkEvents.Features.SignIn.Decide(new(on), Who(number), now, Today);

    private static Func<ParkEventState, Decision<ParkEventEvent>> Capacity(int? capacity) =>
        now => ReviseParkEvent.Decide(new MergePatch<ReviseParkEventRequest>(new(Capacity: capacity), "capacity"), now, Known, Today);

    private static ParkEventRevised Resized(int? capacity, params string[] cleared) => new(null, null, null, null, null, null, null, capacity, null, null, null, cleared);
}
