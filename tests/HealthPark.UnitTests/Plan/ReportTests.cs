using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using HealthPark.Plan;
using HealthPark.Plan.Features;
using HealthPark.Plan.Report;

namespace HealthPark.UnitTests.Plan;

/// <summary>Reports: what is pinned, and that it takes two.</summary>
public class ReportTests
{
    private static readonly Guid Owner = new("0198a000-0000-7000-8000-000000000001");
    private static readonly AsOf Then = new(new DateTimeOffset(2026, 6, 30, 16, 0, 0, TimeSpan.Zero), 42);
    private static readonly Person One = new("one", "示例人甲");
    private static readonly Person Two = new("two", "示例人乙");
    private static readonly ReportDrawnUp DrawnUp = new(Owner, "示例", "2026", "verified", Then.Instant, Then.Position, One);
    private static readonly ReportSubmitted Submitted = new("d1", One);
    private static readonly ReportApproved Approved = new(Two);
    private static readonly ReportReopeningRequested Requested = new("示例", Two);

    [Fact]
    public void A_report_pins_what_was_known()
    {
        Given().When(_ => DrawUpReport.Decide(new("2026", " 示例 "), Owner, Then, One, PlanData.Load())).Then(DrawnUp);
        Given().When(_ => DrawUpReport.Decide(new("2026"), Owner, Then, One, PlanData.Load())).Then(DrawnUp with { Title = "2026年度进展报告" });
        Given().When(_ => DrawUpReport.Decide(new("2024"), Owner, Then, One, PlanData.Load())).ThenInvalid("/period invalid-period");
        Given().When(_ => DrawUpReport.Decide(new("2026H1"), Owner, Then, One, PlanData.Load())).ThenInvalid("/period invalid-period");
    }

    [Fact]
    public void Another_point_is_pinned_only_while_the_report_is_in_hand()
    {
        var later = Then with { Position = 43 };
        Given(DrawnUp).When(now => PinReport.Decide(now, later, One)).Then(new ReportPinned(later.Instant, 43, One));
        Given(DrawnUp).When(now => PinReport.Decide(now, Then, One)).ThenNothing();
        Given(DrawnUp, Submitted).When(now => PinReport.Decide(now, later, One)).ThenRejected("report-not-open", 409);
        Given(DrawnUp, Submitted, Approved).When(now => PinReport.Decide(now, later, One)).ThenRejected("report-not-open", 409);
    }

    [Fact]
    public void A_second_person_approves_and_locks()
    {
        Given(DrawnUp, Submitted).When(now => ApproveReport.Decide(now, Two)).Then(Approved);
        Given(DrawnUp, Submitted, Approved).State.Stage.ShouldBe(ReportStage.Locked);
    }

    [Fact]
    public void The_same_client_the_same_officer_and_whoever_drew_it_up_are_no_second_person()
    {
        foreach (var same in new[] { One, new Person("one", "示例人乙"), new Person("three", "示例人甲") })
            Given(DrawnUp, Submitted).When(now => ApproveReport.Decide(now, same)).ThenRejected("second-person-needed", 403);
        Given(DrawnUp, Submitted with { By = Two }).When(now => ApproveReport.Decide(now, One)).ThenRejected("second-person-needed", 403);
        Given(DrawnUp with { By = new("one", null) }, Submitted with { By = new("one", null) }).When(now => ApproveReport.Decide(now, new("two", null)))
            .Then(new ReportApproved(new("two", null)));
    }

    [Fact]
    public void Opening_a_locked_report_takes_a_reason_and_another_person()
    {
        Given(DrawnUp, Submitted, Approved).When(now => RequestReportReopening.Decide(new(" 示例 "), now, Two)).Then(Requested);
        Given(DrawnUp, Submitted, Approved, Requested).When(now => ReopenReport.Decide(now, Two)).ThenRejected("second-person-needed", 403);
        Given(DrawnUp, Submitted, Approved, Requested).When(now => ReopenReport.Decide(now, One)).Then(new ReportReopened(One));
        Given(DrawnUp, Submitted, Approved, Requested).When(now => DeclineReportReopening.Decide(new("示例"), now, One)).Then(new ReportReopeningDeclined("示例", One));
        Validation.Check(new RequestReportReopeningRequest(" ")).Select(e => $"{e.Pointer} {e.Code}").ShouldBe(["/reason required"]);
    }

    /// <summary>Random ways through the published machine: what it names is taken, what it does not name is refused with what it allows.</summary>
    [Fact]
    public void The_published_steps_are_taken_and_no_others()
    {
        var random = new Random(20261124);
        var steps = Steps();
        for (var story = 0; story < 200; story++)
        {
            var events = new List<ReportEvent> { DrawnUp };
            for (var i = 0; i < 12; i++)
            {
                var now = Given([.. events]).State;
                var (operation, to, decide) = steps[random.Next(steps.Length)];
                var decision = decide(now);
                var published = ReportStages.Machine.Transitions.Any(t => t.From == Kebab.Of(now.Stage) && t.To == Kebab.Of(to) && t.Operation == operation);
                (decision.Rejection is null).ShouldBe(published, $"{now.Stage} {operation}");
                if (!published)
                {
                    decision.Rejection!.Extensions["allowedTransitions"].ShouldBe(
                        ReportStages.Machine.Transitions.Where(t => t.From == Kebab.Of(now.Stage) && t.Operation == operation).Select(t => t.To).ToArray());
                    continue;
                }

                events.AddRange(decision.Events);
                Given([.. events]).State.Stage.ShouldBe(to);
            }
        }
    }

    private static (string Operation, ReportStage To, Func<ReportState, Decision<ReportEvent>> Decide)[] Steps() =>
    [
        ("SubmitReport", ReportStage.Submitted, now => SubmitReport.Decide(now, "d", One)),
        ("ReturnReport", ReportStage.Draft, now => ReturnReport.Decide(new("示例"), now, Two)),
        ("ApproveReport", ReportStage.Locked, now => ApproveReport.Decide(now, Two)),
        ("RequestReportReopening", ReportStage.ReopeningRequested, now => RequestReportReopening.Decide(new("示例"), now, One)),
        ("DeclineReportReopening", ReportStage.Locked, now => DeclineReportReopening.Decide(new("示例"), now, Two)),
        ("ReopenReport", ReportStage.Reopened, now => ReopenReport.Decide(now, Two)),
    ];

    private static Given<ReportState, ReportEvent> Given(params ReportEvent[] events) => new(ReportState.Stream, PlanModule.Events, events);
}
