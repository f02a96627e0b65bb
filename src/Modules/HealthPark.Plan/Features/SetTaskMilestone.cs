using System.ComponentModel.DataAnnotations;
using HealthPark.Plan.TaskProgress;
using TaskStatus = HealthPark.Plan.TaskProgress.TaskStatus;

namespace HealthPark.Plan.Features;

/// <summary>A milestone of a task.</summary>
/// <param name="Title">What is to be reached.</param>
/// <param name="DueOn">By when (date in Asia/Shanghai).</param>
/// <param name="Number">The milestone that is set otherwise; absent: a new one.</param>
public sealed record SetTaskMilestoneRequest(
    [property: Required, StringLength(200)] string? Title = null,
    [property: Required] DateOnly? DueOn = null,
    int? Number = null) : IRequestBody;

/// <summary>Sets a milestone.</summary>
public static class SetTaskMilestone
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/plan/tasks/{number:int}/milestones", Handle)
        .WithName("SetTaskMilestone").RequireScope(Scopes.TasksWrite).Changes<TaskProgressResponse>()
        .Example("""{ "title": "示例:完成一期载体改造", "dueOn": "2026-12-31" }""");

    /// <summary>Sets what a task is to reach by which day.</summary>
    /// <remarks>Needs `If-Match`. A unit that leads the task, or the park office. The plan itself states no dates.</remarks>
    public static async Task<IResult> Handle(
        int number, SetTaskMilestoneRequest body, WriteRequest request, Records<TaskState, TaskEvent> tasks, TaskRoles roles, PlanData plan)
    {
        if (plan.Tasks.All(t => t.Number != number))
            return Rejection.NotFound(PlanModule.TaskNoun).ToResult();
        var (role, _) = await roles.Of(request.Caller, number, request.Aborted);
        return await tasks.Change(request, AdoptTasks.IdOf(number), TaskProgressResponse.Looks, task => Task.FromResult(Decide(body, task.State, role)),
            mayTry: _ => true); // who may say what depends on the task's units: the decision knows
    }

    internal static Decision<TaskEvent> Decide(SetTaskMilestoneRequest body, TaskState now, TaskRole role)
    {
        if (role is not (TaskRole.Lead or TaskRole.ParkOffice))
            return TaskRoles.NotAUnit;
        if (now.Status is TaskStatus.Done or TaskStatus.Cancelled)
            return Rejection.Transition("task-ended", new Text("该任务已经结束。", "The task has ended."), []);
        var known = now.Milestones.Find(m => m.Number == body.Number);
        if (body.Number is not null && known is null)
            return Rejection.Invalid("/number", "unknown-milestone", new Text("没有这个里程碑。", "There is no such milestone."));
        if (known is { ReachedOn: not null })
            return Rejection.Conflict("milestone-reached", new Text("该里程碑已经达成。", "The milestone was reached already."));
        var (title, dueOn) = (body.Title!.Trim(), body.DueOn!.Value);
        return known?.Title == title && known.DueOn == dueOn ? Array.Empty<TaskEvent>() : new TaskMilestoneSet(known?.Number ?? now.Milestones.Count + 1, title, dueOn);
    }
}
