using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using HealthPark.ParkEvents;
using HealthPark.ParkEvents.Features;
using HealthPark.ParkEvents.ParkEvent;
using HealthPark.ParkEvents.Series;
using static HealthPark.UnitTests.ParkEvents.ParkEventGiven;

namespace HealthPark.UnitTests.ParkEvents;

public class ParkEventTests
{
    [Fact]
    public void A_new_park_event_is_what_the_body_says()
    {
        var body = new PlanParkEventRequest(" 示例沙龙 ", "salon", Day(7, 1), Day(7, 2), null, "说明", "报告厅", "ciiim", 30, [" 甲 ", "甲", ""], Series, 100.5m);

        Given().When(now => PlanParkEvent.Decide(body, Owner, Known, Today)).Then(new ParkEventPlanned(
            Owner, "示例沙龙", "salon", ParkEventStatus.Planned, Day(7, 1), Day(7, 2), "说明", "报告厅", "ciiim", 30, ["甲"], Series, 100.5m));
        Given().When(now => PlanParkEvent.Decide(body with { Kind = "party", Carrier = "x", EndsOn = Day(6, 1), BudgetYuan = 0.001m, SeriesId = Owner }, Owner, Known, Today))
            .ThenInvalid("/kind unknown-value", "/carrier unknown-value", "/endsOn dates-out-of-order", "/budgetYuan too-many-decimals", "/seriesId unknown-reference");
        Given().When(now => PlanParkEvent.Decide(body with { State = "held" }, Owner, Known, Today)).ThenInvalid("/startsOn in-the-future");
    }

    [Fact]
    public void A_patch_sets_clears_and_leaves_alone()
    {
        var given = Given(new ParkEventPlanned(Owner, "甲", "salon", ParkEventStatus.Planned, Day(7, 1), Day(7, 3), "旧", "厅", null, 5, ["主办"], null, 1));

        given.When(Patch(new(" 甲 ", "salon", Day(7, 1), Venue: "厅", Hosts: ["主办 "], BudgetYuan: 1.00m), "title", "kind", "startsOn", "venue", "hosts", "budgetYuan")).ThenNothing();
        given.When(Patch(new(Venue: "新厅"), "venue", "description", "hosts"))
            .Then(new ParkEventRevised(null, null, null, null, null, "新厅", null, null, [], null, null, ["description"]));
        given.When(Patch(new(), "title", "kind", "startsOn")).ThenInvalid("/title cannot-be-cleared", "/kind cannot-be-cleared", "/startsOn cannot-be-cleared");
        given.When(Patch(new(StartsOn: Day(7, 4)), "startsOn")).ThenInvalid("/endsOn dates-out-of-order");
        given.When(Patch(new(SeriesId: Owner), "seriesId")).ThenInvalid("/seriesId unknown-reference");
        Given(Planned(), new PitchAdded(PitchId, "甲", null, null, null, null)).When(Patch(new(Kind: "salon"), "kind")).ThenInvalid("/kind has-pitches");
        Given(At(ParkEventStatus.Reported)).When(Patch(new("乙"), "title")).ThenRejected("park-event-closed", 409);
        Given(At(ParkEventStatus.Cancelled)).When(Patch(new("乙"), "title")).ThenRejected("park-event-closed", 409);
    }

    [Fact]
    public void The_published_machine_is_what_the_decisions_do()
    {
        var machine = ParkEventStates.Machine;
        machine.States.Select(s => s.Code).ShouldBe(Kebab.All<ParkEventStatus>());
        foreach (var from in Enum.GetValues<ParkEventStatus>())
        {
            var given = Given(At(from));
            given.State.Status.ShouldBe(from);
            var last = given.State.Registrations is [.., var r] ? r.Id : Guid.Empty;
            var steps = new (string Operation, Decision<ParkEventEvent> Decision)[]
            {
                ("AnnounceParkEvent", AnnounceParkEvent.Decide(new(Day(6, 5)), given.State, Today)),
                ("OpenParkEvent", OpenParkEvent.Decide(new(Day(6, 5)), given.State, Today)),
                ("HoldParkEvent", HoldParkEvent.Decide(new(Day(6, 5)), given.State, Today)),
                ("ReportParkEvent", ReportParkEvent.Decide(new(10, Day(6, 5)), given.State, Today)),
                ("CancelParkEvent", CancelParkEvent.Decide(new("场地不可用", Day(6, 5)), given.State, Today)),
                ("RegisterParticipant", RegisterParticipant.Decide(new("甲"), Guid.Empty, Who(9), Resize(given.State, 1 + given.State.Taken), Known)),
                ("ReviseParkEvent", Patch(new(Capacity: from == ParkEventStatus.Full ? 9 : 1), "capacity")(
                    from == ParkEventStatus.Open ? ParkEventState.Evolve(given.State, Added(1)) : given.State)),
                ("CancelRegistration", CancelRegistration.Decide(new(), last, given.State)),
            };
            foreach (var (operation, decision) in steps)
            {
                var to = decision.Events.Aggregate(given.State, ParkEventState.Evolve).Status;
                machine.Transitions.Where(t => t.From == Kebab.Of(from) && t.Operation == operation).Select(t => t.To)
                    .ShouldBe(to == from ? [] : [Kebab.Of(to)], $"{from} by {operation}");
            }
        }
    }

    [Fact]
    public void A_step_has_a_day_that_was_and_follows_the_one_before()
    {
        Given(Planned(ParkEventStatus.Planned)).When(now => AnnounceParkEvent.Decide(new(Today.AddDays(1)), now, Today)).ThenInvalid("/on in-the-future");
        Given(Planned(ParkEventStatus.Planned)).When(now => AnnounceParkEvent.Decide(new(), now, Today)).Then(new ParkEventAnnounced(Today));
        Given(Planned(ParkEventStatus.Planned), new ParkEventAnnounced(Day(5, 5))).When(now => OpenParkEvent.Decide(new(Day(5, 4)), now, Today)).ThenInvalid("/on dates-out-of-order");
        Given(Planned()).When(now => HoldParkEvent.Decide(new(Day(5, 31)), now, Today)).ThenInvalid("/on dates-out-of-order");
        Given(Planned(startsOn: Today.AddDays(3))).When(now => HoldParkEvent.Decide(new(), now, Today)).ThenInvalid("/on dates-out-of-order");
        Given(Planned(), new ParkEventHeld(Day(6, 2))).When(now => ReportParkEvent.Decide(new(5, Day(6, 1), 0.001m), now, Today)).ThenInvalid("/on dates-out-of-order");
        Given(Planned(), new ParkEventHeld(Day(6, 2))).When(now => ReportParkEvent.Decide(new(5, Day(6, 2), 9.5m, " 好 "), now, Today))
            .Then(new ParkEventReported(Day(6, 2), 5, 9.5m, "好"));
    }

    [Fact]
    public void Outcomes_link_to_records_that_there_are_and_come_after_the_report_too()
    {
        var body = new RecordOutcomeRequest("contract", " 签约 ", Day(6, 2), Enterprise, Transfer, Deal, 10.5m);
        foreach (var status in new[] { ParkEventStatus.Open, ParkEventStatus.Full, ParkEventStatus.Held, ParkEventStatus.Reported })
        {
            Given(At(status)).When(now => RecordOutcome.Decide(body, OutcomeId, now, Known, Today))
                .Then(new OutcomeRecorded(OutcomeId, OutcomeKind.Contract, "签约", Day(6, 2), Enterprise, Transfer, 10.5m, Deal));
        }

        foreach (var status in new[] { ParkEventStatus.Planned, ParkEventStatus.Announced, ParkEventStatus.Cancelled })
            Given(At(status)).When(now => RecordOutcome.Decide(body, OutcomeId, now, Known, Today)).ThenRejected("no-outcomes-yet", 409);
        // An id of one kind of record is none of another.
        Given(Planned()).When(now => RecordOutcome.Decide(body with { EnterpriseId = Transfer, TransferId = Enterprise, DealId = Enterprise, AmountYuan = -1, On = Today.AddDays(1) }, OutcomeId, now, Known, Today))
            .ThenInvalid("/on in-the-future", "/enterpriseId unknown-reference", "/transferId unknown-reference", "/dealId unknown-reference", "/amountYuan out-of-range");
    }

    [Fact]
    public void A_voided_outcome_counts_no_more()
    {
        var recorded = new OutcomeRecorded(OutcomeId, OutcomeKind.Lead, "线索", Day(6, 2), null, null, null, null);

        Given(Planned(), recorded).When(now => VoidOutcome.Decide(new(" 误录 "), OutcomeId, now)).Then(new OutcomeVoided(OutcomeId, "误录"));
        Given(Planned(), recorded, new OutcomeVoided(OutcomeId, "误录")).When(now => VoidOutcome.Decide(new("再次"), OutcomeId, now)).ThenNothing();
        Given(Planned()).When(now => VoidOutcome.Decide(new("误录"), OutcomeId, now)).ThenRejected("not-found", 404);
    }

    [Fact]
    public void Only_a_roadshow_has_pitches()
    {
        Given(Planned()).When(now => AddPitch.Decide(new(" 甲 ", Enterprise, Transfer, Deal, 100), PitchId, now, Known)).Then(new PitchAdded(PitchId, "甲", Enterprise, Transfer, 100, Deal));
        Given(Planned(kind: "salon")).When(now => AddPitch.Decide(new("甲"), PitchId, now, Known)).ThenRejected("not-a-roadshow", 409);
        Given(Planned()).When(now => AddPitch.Decide(new("甲", Owner, Owner, Owner, -1), PitchId, now, Known))
            .ThenInvalid("/enterpriseId unknown-reference", "/transferId unknown-reference", "/dealId unknown-reference", "/askYuan out-of-range");
        Given(At(ParkEventStatus.Cancelled)).When(now => AddPitch.Decide(new("甲"), PitchId, now, Known)).ThenRejected("park-event-closed", 409);
    }

    [Fact]
    public void A_pitch_is_followed_up_after_the_roadshow_and_what_is_said_again_replaces_what_was_said()
    {
        var pitched = new PitchAdded(PitchId, "甲", null, null, null, null);
        var first = new PitchFollowedUp(PitchId, 30, Day(6, 29), "尽调", 100);
        FollowUpPitchRequest body = new(30, " 尽调 ", Day(6, 29), 100);

        Given(Planned(), pitched).When(FollowUp(body)).ThenRejected("not-held-yet", 409).Extensions["allowedTransitions"].ShouldBe(new[] { "held" });
        Given(Planned(ParkEventStatus.Held), pitched).When(FollowUp(body)).Then(first);
        Given(Planned(ParkEventStatus.Held), pitched, first).When(FollowUp(body)).ThenNothing();
        Given(Planned(ParkEventStatus.Held), pitched).When(FollowUp(body with { On = Day(5, 1), RaisedYuan = -1 })).ThenInvalid("/on dates-out-of-order", "/raisedYuan out-of-range");
        Given(Planned(ParkEventStatus.Held)).When(FollowUp(body)).ThenRejected("not-found", 404);
        Given(Planned(ParkEventStatus.Held), pitched, first, first with { RaisedYuan = 300 }, first with { Days = 90, RaisedYuan = 5 }).State.Pitch(PitchId)!.RaisedYuan.ShouldBe(305);
    }

    [Fact]
    public void A_series_claims_its_title_and_is_revised()
    {
        var given = new Given<EventSeriesState, EventSeriesEvent>(ParkEventsModule.SeriesStream, ParkEventsModule.Events, [new EventSeriesStarted(Owner, "示例大会(A)", 12, "旧")]);

        ParkEventsModule.SeriesStream.Claims(given.State).ShouldHaveSingleItem().Key
            .ShouldBe(ParkEventsModule.SeriesStream.Claims(given.State with { Title = "示例大会（Ａ）" }).Single().Key);
        given.When(now => ReviseEventSeries.Decide(new(new(" 示例大会(A) ", 12), "title", "intervalMonths"), now)).ThenNothing();
        given.When(now => ReviseEventSeries.Decide(new(new(IntervalMonths: 6), "intervalMonths", "description"), now)).Then(new EventSeriesRevised(null, 6, null, ["description"]));
        given.When(now => ReviseEventSeries.Decide(new(new(), "title"), now)).ThenInvalid("/title cannot-be-cleared");
        given.When(_ => StartEventSeries.Decide(new(" 乙 ", 3, "说明"), Owner)).Then(new EventSeriesStarted(Owner, "乙", 3, "说明"));
    }

    private static Func<ParkEventState, Decision<ParkEventEvent>> Patch(ReviseParkEventRequest body, params string[] members) =>
        now => ReviseParkEvent.Decide(new MergePatch<ReviseParkEventRequest>(body, members), now, Known, Today);

    private static Func<ParkEventState, Decision<ParkEventEvent>> FollowUp(FollowUpPitchRequest body) => now => FollowUpPitch.Decide(body, PitchId, now, Today);

    private static ParkEventState Resize(ParkEventState state, int capacity) => state.Status == ParkEventStatus.Open ? state with { Capacity = capacity } : state;
}
