using HealthPark.Contracts.Access;

namespace HealthPark.Plan.TaskProgress;

/// <summary>What a caller is to a task.</summary>
public enum TaskRole
{
    /// <summary>Not named by the task.</summary>
    None,

    /// <summary>责任单位: takes part in it.</summary>
    Support,

    /// <summary>牵头单位: leads it.</summary>
    Lead,

    /// <summary>The park office.</summary>
    ParkOffice,
}

/// <summary>Finds out what a caller is to a task, by the code of its organisation among the task's units.</summary>
public sealed class TaskRoles(PlanData plan, IOrganizationDirectory organizations)
{
    /// <summary>The caller's role in a task, and the unit as which it speaks; null for the park office.</summary>
    public async Task<(TaskRole Role, string? Unit)> Of(Caller caller, int number, CancellationToken ct)
    {
        if (caller.IsParkOffice)
            return (TaskRole.ParkOffice, null);
        var task = plan.Tasks.First(t => t.Number == number);
        var code = await organizations.CodeOf(caller.OrganizationId, ct);
        return task.LeadUnits.Any(u => u.Unit == code) ? (TaskRole.Lead, code)
            : task.SupportUnits.Any(u => u.Unit == code) ? (TaskRole.Support, code)
            : (TaskRole.None, null);
    }

    /// <summary>403: only the task's own units and the park office speak for it.</summary>
    public static Rejection NotAUnit { get; } = new(403, "not-a-unit-of-the-task", new Text(
        "只有该任务的牵头单位、责任单位和园区办公室可以填报。", "Only the units that lead or support this task, and the park office, may report on it."));
}
