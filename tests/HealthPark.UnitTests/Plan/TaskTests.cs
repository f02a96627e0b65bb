using HealthPark.Kernel;
using HealthPark.Plan;
using HealthPark.Plan.Features;
using HealthPark.Plan.TaskProgress;
using TaskStatus = HealthPark.Plan.TaskProgress.TaskStatus;

namespace HealthPark.UnitTests.Plan;

/// <summary>Reports on the plan's tasks.</summary>
public class TaskTests
{
    private static readonly DateOnly Today = new(2026, 6, 30);
    private static readonly Guid Organization = new("0198a000-0000-7000-8000-000000000001");

    [Fact]
    public void A_leading_unit_reports_and_moves_the_status() =>
        Given(Adopted).When(Report("in-progress")).Then(new TaskProgressReported("unit", Organization, Today, TaskStatus.InProgress, "示例", []));

    [Fact]
    public void A_report_without_a_status_leaves_it() =>
        Given(Adopted, At(TaskStatus.AtRisk)).When(Report(null)).Then(new TaskProgressReported("unit", Organization, Today, TaskStatus.AtRisk, "示例", []));

    [Fact]
    public void A_supporting_unit_reports_but_does_not_move_the_status()
    {
        Given(Adopted).When(Report(null, role: TaskRole.Support)).Then(new TaskProgressReported("unit", Organization, Today, TaskStatus.NotStarted, "示例", []));
        Given(Adopted).When(Report("in-progress", role: TaskRole.Support)).ThenRejected("not-the-lead", 403);
    }

    [Fact]
    public void Who_is_not_named_by_the_task_says_nothing_about_it() =>
        Given(Adopted).When(Report("in-progress", role: TaskRole.None)).ThenRejected("not-a-unit-of-the-task", 403);

    [Fact]
    public void A_done_task_needs_evidence_and_a_report_lies_not_in_the_future()
    {
        Given(Adopted, At(TaskStatus.InProgress)).When(Report("done")).ThenInvalid("/evidence required");
        Given(Adopted, At(TaskStatus.InProgress)).When(Report("at-risk", on: Today.AddDays(1))).ThenInvalid("/on in-the-future");
    }

    [Fact]
    public void The_published_steps_are_taken_and_no_others()
    {
        foreach (var (from, to) in from f in Enum.GetValues<TaskStatus>() from t in Enum.GetValues<TaskStatus>() where f != t select (f, t))
        {
            var given = from == TaskStatus.NotStarted ? Given(Adopted) : Given(Adopted, At(from));
            var allowed = TaskStatuses.Machine.Transitions.Where(s => s.From == Kebab.Of(from)).Select(s => s.To).ToArray();
            var decision = given.When(Report(Kebab.Of(to), evidence: ["示例"]));
            if (allowed.Contains(Kebab.Of(to)))
                decision.Then(new TaskProgressReported("unit", Organization, Today, to, "示例", ["示例"]));
            else
                decision.ThenRejected("transition-not-allowed", 409).Extensions["allowedTransitions"].ShouldBe(allowed);
        }
    }

    [Fact]
    public void A_task_that_ended_takes_no_more_reports() =>
        Given(Adopted, At(TaskStatus.Done)).When(Report(null)).ThenRejected("task-ended", 409);

    [Fact]
    public void A_milestone_is_set_moved_and_reached_once()
    {
        var set = new TaskMilestoneSet(1, "示例", Today);
        Given(Adopted).When(now => SetTaskMilestone.Decide(new(" 示例 ", Today), now, TaskRole.Lead)).Then(set);
        Given(Adopted).When(now => SetTaskMilestone.Decide(new("示例", Today), now, TaskRole.Support)).ThenRejected("not-a-unit-of-the-task", 403);
        Given(Adopted, set).When(now => SetTaskMilestone.Decide(new("示例", Today, 1), now, TaskRole.Lead)).ThenNothing();
        Given(Adopted).When(now => SetTaskMilestone.Decide(new("示例", Today, 1), now, TaskRole.Lead)).ThenInvalid("/number unknown-milestone");

        var reached = new TaskMilestoneReached(1, Today, ["示例"]);
        Given(Adopted, set).When(now => ReachTaskMilestone.Decide(new(Today, ["示例"]), 1, now, TaskRole.Support, Today)).Then(reached);
        Given(Adopted, set).When(now => ReachTaskMilestone.Decide(new(Today, []), 1, now, TaskRole.Lead, Today)).ThenInvalid("/evidence required");
        Given(Adopted, set, reached).When(now => ReachTaskMilestone.Decide(new(Today, ["示例"]), 1, now, TaskRole.Lead, Today)).ThenNothing();
        Given(Adopted, set, reached).When(now => ReachTaskMilestone.Decide(new(Today.AddDays(-1), ["示例"]), 1, now, TaskRole.Lead, Today)).ThenRejected("milestone-reached", 409);
        Given(Adopted).When(now => ReachTaskMilestone.Decide(new(Today, ["示例"]), 1, now, TaskRole.Lead, Today)).ThenRejected("not-found", 404);
    }

    [Fact]
    public void A_task_is_silent_after_thirty_days_without_a_report_and_a_suspended_one_never()
    {
        var plan = PlanData.Load();
        var (task, issuedOn) = (plan.Tasks[0], plan.Document.IssuedOn);

        Silence(TaskStatus.InProgress, Today.AddDays(-30)).ShouldBe((30, false));
        Silence(TaskStatus.InProgress, Today.AddDays(-31)).ShouldBe((31, true));
        Silence(TaskStatus.NotStarted, null).ShouldBe((Today.DayNumber - issuedOn.DayNumber, true));
        Silence(TaskStatus.Suspended, Today.AddDays(-300)).ShouldBe((null, false));

        (int?, bool) Silence(TaskStatus status, DateOnly? lastReportOn)
        {
            var shown = ListTasksUnderWay.Describe(task, new TaskProgressResponse(task.Number, status, lastReportOn, [], [], default, 1), issuedOn, Today);
            return (shown.SilentDays, shown.Silent);
        }
    }

    private static readonly TaskAdopted Adopted = new(5);

    private static Given<TaskState, TaskEvent> Given(params TaskEvent[] events) => new(TaskState.Stream, PlanModule.Events, events);

    private static TaskProgressReported At(TaskStatus status) => new("unit", Organization, Today.AddDays(-9), status, "示例", []);

    private static Func<TaskState, Decision<TaskEvent>> Report(string? status, TaskRole role = TaskRole.Lead, DateOnly? on = null, params string[] evidence) =>
        now => ReportTaskProgress.Decide(new(on ?? Today, " 示例 ", status, evidence), now, role, "unit", Organization, Today);
}
