using HealthPark.EventStore;
using HealthPark.Plan.TaskProgress;
using TaskStatus = HealthPark.Plan.TaskProgress.TaskStatus;

namespace HealthPark.Plan.Features;

/// <summary>How far a task of the plan has come.</summary>
/// <param name="Number">Its number in 附件4, 1 to 29.</param>
/// <param name="Status">Where it stands, as its units reported last.</param>
/// <param name="LastReportOn">The day for which was reported last (Asia/Shanghai); null before the first report.</param>
/// <param name="Milestones">What it is to reach by which day, in order of date.</param>
/// <param name="Reports">What was reported, the newest first.</param>
/// <param name="UpdatedAt">When any of it was last changed (RFC 3339, UTC).</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record TaskProgressResponse(
    int Number, TaskStatus Status, DateOnly? LastReportOn, IReadOnlyList<Milestone> Milestones, IReadOnlyList<TaskReport> Reports,
    DateTime UpdatedAt, long Version)
{
    internal static readonly Representation<TaskState, TaskProgressResponse> Looks =
        new("", Of, PlanJson.Api.TaskProgressResponse, record => $"/v1/plan/tasks/{record.State.Number}/progress")
        {
            Stored = new StoredBody("plan.tasks_under_way", "owner_organization_id"),
        };

    private static TaskProgressResponse Of(Recorded<TaskState> record) => new(
        record.State.Number, record.State.Status, record.State.Reports.Select(r => (DateOnly?)r.On).DefaultIfEmpty().Max(),
        [.. record.State.Milestones.OrderBy(m => m.DueOn)],
        [.. record.State.Reports.Reverse().Select(r => new TaskReport(r.Unit, r.OrganizationId, r.On, r.Status, r.Summary, r.Evidence))],
        record.Changed.RecordedAt.UtcDateTime, record.Changed.Version);
}

/// <summary>A report on a task.</summary>
/// <param name="Unit">Code of the unit that reported; null for the park office.</param>
/// <param name="OrganizationId">The organisation that reported.</param>
/// <param name="On">The day for which it speaks.</param>
/// <param name="Status">Where the task stood.</param>
/// <param name="Summary">What was done, or why it stopped.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record TaskReport(string? Unit, Guid OrganizationId, DateOnly On, TaskStatus Status, string Summary, IReadOnlyList<string> Evidence);
