using HealthPark.EventStore;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Plan.TaskProgress;

/// <summary>Makes sure that every task of the plan has a stream, so that it can be reported on.</summary>
internal sealed class AdoptTasks(PlanData plan, [FromKeyedServices(PlanModule.Schema)] ModuleStore store) : IStartupTask
{
    /// <summary>The id of a task's stream: made from its number, so that every node finds the same.</summary>
    public static Guid IdOf(int number) => DerivedId.Of($"plan-2025-2027/task/{number}");

    public async Task Run(CancellationToken ct)
    {
        foreach (var task in plan.Tasks)
        {
            var record = await store.Load(TaskState.Stream, IdOf(task.Number), UpTo.Now, ct);
            if (!record.Exists) // another node may be as fast: then the append meets its stream, and nothing is lost
                await store.Append(TaskState.Stream, record, [new TaskAdopted(task.Number)], new EventMetadata("system:reference-data"), null);
        }
    }
}
