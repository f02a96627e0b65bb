using System.ComponentModel.DataAnnotations;
using HealthPark.Plan.TaskProgress;
using TaskStatus = HealthPark.Plan.TaskProgress.TaskStatus;

namespace HealthPark.Plan.Features;

/// <summary>A report on how far a task has come.</summary>
/// <param name="On">The day for which it speaks; not after today.</param>
/// <param name="Summary">What was done, or why it stopped.</param>
/// <param name="Status">Where the task stands; absent: as before. Codes: state machine `task-status`.</param>
/// <param name="Evidence">What shows it: document numbers, links, or paths of evidence; at least one where the task is done.</param>
public sealed record ReportTaskProgressRequest(
    [property: Required] DateOnly? On = null,
    [property: Required, StringLength(2000)] string? Summary = null,
    [property: AllowedValues("not-started", "in-progress", "at-risk", "suspended", "done", "cancelled", null)] string? Status = null,
    [property: MaxLength(20)] IReadOnlyList<string>? Evidence = null) : IRequestBody;

/// <summary>Reports on a task.</summary>
public static class ReportTaskProgress
{
    internal const string Operation = "ReportTaskProgress";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/plan/tasks/{number:int}/progress-reports", Handle)
        .WithName(Operation).RequireScope(Scopes.TasksWrite).Changes<TaskProgressResponse>()
        .Example("""{ "on": "2026-06-30", "status": "in-progress", "summary": "示例:已完成载体摸底", "evidence": ["示例文号"] }""");

    /// <summary>Reports how far a task of the plan has come.</summary>
    /// <remarks>
    /// Needs `If-Match`. Units that lead or support the task report, and the park office. Only a unit that leads it, or the park office,
    /// changes its status; a step that the state machine `task-status` does not have is 409 with `allowedTransitions`.
    /// </remarks>
    public static async Task<IResult> Handle(
        int number, ReportTaskProgressRequest body, WriteRequest request, Records<TaskState, TaskEvent> tasks, TaskRoles roles, PlanData plan, TimeProvider clock)
    {
        if (plan.Tasks.All(t => t.Number != number))
            return Rejection.NotFound(PlanModule.TaskNoun).ToResult();
        var (role, unit) = await roles.Of(request.Caller, number, request.Aborted);
        return await tasks.Change(
            request, AdoptTasks.IdOf(number), TaskProgressResponse.Looks,
            task => Task.FromResult(Decide(body, task.State, role, unit, request.Caller.OrganizationId, clock.Today())),
            mayTry: _ => true); // who may say what depends on the task's units: the decision knows
    }

    internal static Decision<TaskEvent> Decide(
        ReportTaskProgressRequest body, TaskState now, TaskRole role, string? unit, Guid organizationId, DateOnly today)
    {
        if (role == TaskRole.None)
            return TaskRoles.NotAUnit;
        var status = Kebab.Parse<TaskStatus>(body.Status) ?? now.Status;
        if (status != now.Status)
        {
            if (role == TaskRole.Support)
            {
                return new Rejection(403, "not-the-lead", new Text(
                    "任务状态由牵头单位或园区办公室变更。", "A task's status is changed by a unit that leads it, or the park office."));
            }

            if (TaskStatuses.Machine.Refuse(now.Status, status, Operation) is { } refusal)
                return refusal;
        }
        else if (now.Status is TaskStatus.Done or TaskStatus.Cancelled)
        {
            return Rejection.Transition("task-ended", new Text("该任务已经结束。", "The task has ended."), []);
        }

        var errors = new List<FieldError>();
        Dates.CheckPast("/on", body.On, today, errors);
        if (status == TaskStatus.Done && (body.Evidence ?? []).Count == 0)
            errors.Add(new FieldError("/evidence", "required", new Text("办结须附证明材料。", "A task that is done needs evidence.")));
        return errors.Count > 0
            ? Rejection.Invalid(errors)
            : new TaskProgressReported(unit, organizationId, body.On!.Value, status, body.Summary!.Trim(), body.Evidence ?? []);
    }
}
