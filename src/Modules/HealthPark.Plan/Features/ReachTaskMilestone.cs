using System.ComponentModel.DataAnnotations;
using HealthPark.Plan.TaskProgress;

namespace HealthPark.Plan.Features;

/// <summary>A milestone that was reached.</summary>
/// <param name="On">When; not after today.</param>
/// <param name="Evidence">What shows it; at least one.</param>
public sealed record ReachTaskMilestoneRequest(
    [property: Required] DateOnly? On = null,
    [property: Required, MaxLength(20)] IReadOnlyList<string>? Evidence = null) : IRequestBody;

/// <summary>Reports a milestone as reached.</summary>
public static class ReachTaskMilestone
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/plan/tasks/{number:int}/milestones/{milestone:int}/completion", Handle)
        .WithName("ReachTaskMilestone").RequireScope(Scopes.TasksWrite).Changes<TaskProgressResponse>()
        .Example("""{ "on": "2026-11-30", "evidence": ["示例:竣工验收表"] }""");

    /// <summary>Reports a milestone of a task as reached.</summary>
    /// <remarks>Needs `If-Match`. A unit that leads or supports the task, or the park office.</remarks>
    public static async Task<IResult> Handle(
        int number, int milestone, ReachTaskMilestoneRequest body, WriteRequest request, Records<TaskState, TaskEvent> tasks, TaskRoles roles, PlanData plan,
        TimeProvider clock)
    {
        if (plan.Tasks.All(t => t.Number != number))
            return Rejection.NotFound(PlanModule.TaskNoun).ToResult();
        var (role, _) = await roles.Of(request.Caller, number, request.Aborted);
        return await tasks.Change(
            request, AdoptTasks.IdOf(number), TaskProgressResponse.Looks, task => Task.FromResult(Decide(body, milestone, task.State, role, clock.Today())),
            mayTry: _ => true); // who may say what depends on the task's units: the decision knows
    }

    internal static Decision<TaskEvent> Decide(ReachTaskMilestoneRequest body, int milestone, TaskState now, TaskRole role, DateOnly today)
    {
        if (role == TaskRole.None)
            return TaskRoles.NotAUnit;
        if (now.Milestones.Find(m => m.Number == milestone) is not { } known)
            return Rejection.NotFound(new Text("里程碑", "milestone"));
        if (known.ReachedOn is not null)
            return known.ReachedOn == body.On ? Array.Empty<TaskEvent>() : Rejection.Conflict("milestone-reached", new Text("该里程碑已经达成。", "The milestone was reached already."));
        var errors = new List<FieldError>();
        Dates.CheckPast("/on", body.On, today, errors);
        if (body.Evidence!.Count == 0)
            errors.Add(new FieldError("/evidence", "required", new Text("至少一项证明材料。", "At least one piece of evidence is needed.")));
        return errors.Count > 0 ? Rejection.Invalid(errors) : new TaskMilestoneReached(milestone, body.On!.Value, body.Evidence);
    }
}
