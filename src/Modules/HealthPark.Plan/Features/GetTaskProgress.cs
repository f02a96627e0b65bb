using HealthPark.Plan.TaskProgress;

namespace HealthPark.Plan.Features;

/// <summary>Shows how far a task has come.</summary>
public static class GetTaskProgress
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/plan/tasks/{number:int}/progress", Handle)
        .WithName("GetTaskProgress").RequireScope(Scopes.PlanRead).Shows<TaskProgressResponse>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Shows how far a task of the plan has come: status, milestones and all that was reported.</summary>
    public static Task<IResult> Handle(int number, HttpContext context, Records<TaskState, TaskEvent> tasks) =>
        tasks.Show(context, AdoptTasks.IdOf(number), TaskProgressResponse.Looks);
}
