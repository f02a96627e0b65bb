using System.Text.Json;
using HealthPark.EventStore;
using HealthPark.Plan.TaskProgress;
using TaskStatus = HealthPark.Plan.TaskProgress.TaskStatus;

namespace HealthPark.Plan.Features;

/// <summary>The plan's tasks as they stand.</summary>
/// <param name="Items">In order of number.</param>
public sealed record TasksUnderWay(IReadOnlyList<TaskUnderWay> Items);

/// <summary>A task of the plan as it stands.</summary>
/// <param name="Number">Its number in 附件4.</param>
/// <param name="Title">Its title.</param>
/// <param name="LeadUnits">Bodies that lead (牵头单位).</param>
/// <param name="SupportUnits">Bodies that support (责任单位).</param>
/// <param name="DueOn">When it is due; the plan states no date, so null.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="LastReportOn">The day for which was reported last; null before the first report.</param>
/// <param name="SilentDays">Days since then, for a task that never reported since the plan's issue; null for one that need not report (suspended, done, cancelled).</param>
/// <param name="Silent">Whether it has been silent for more than 30 days.</param>
/// <param name="OverdueMilestones">Milestones not reached on their day.</param>
public sealed record TaskUnderWay(
    int Number, Text Title, IReadOnlyList<NamedUnit> LeadUnits, IReadOnlyList<NamedUnit> SupportUnits, DateOnly? DueOn, TaskStatus Status,
    DateOnly? LastReportOn, int? SilentDays, bool Silent, IReadOnlyList<Milestone> OverdueMilestones);

/// <summary>Lists tasks under way.</summary>
public static class ListTasksUnderWay
{
    private const int MostSilentDays = 30;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/plan/task-progress", Handle)
        .WithName("ListTasksUnderWay").RequireScope(Scopes.PlanRead).Shows<TasksUnderWay>()
        .Takes(
            new QueryParameter("unit", "Tasks that this unit leads or supports: its name in any spelling the plan uses, or its code.", "区科技局"),
            new QueryParameter("status", "Tasks of these statuses, separated by commas.", Values: Kebab.All<TaskStatus>()),
            new QueryParameter("silent", "`true`: only tasks that have been silent for more than 30 days.", Values: ["true", "false"]));

    /// <summary>Lists the plan's tasks as they stand: status, last report, how long silent, and milestones overdue.</summary>
    public static async Task<IResult> Handle(HttpContext context, PlanData plan, Database database, TimeProvider clock, CancellationToken ct)
    {
        ReadParameters.Only(context, "unit", "status", "silent");
        await Positions.Demanded(context);
        var (unit, statuses, silent) = (Unit(context, plan), Statuses(context), Silent(context));
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var bodies = await connection.Query("select body::text from plan.tasks_under_way order by number", row => row.GetString(0), ct);
        var today = clock.Today();
        var tasks = from body in bodies
                    let progress = JsonSerializer.Deserialize(body, PlanJson.Api.TaskProgressResponse)!
                    let task = Describe(plan.Tasks.First(t => t.Number == progress.Number), progress, plan.Document.IssuedOn, today)
                    where unit is null || task.LeadUnits.Concat(task.SupportUnits).Any(u => u.Unit == unit)
                    where statuses.Count == 0 || statuses.Contains(task.Status)
                    where silent is null || task.Silent == silent
                    select task;
        return StoredJson.Answer(context, JsonSerializer.Serialize(new TasksUnderWay([.. tasks]), PlanJson.Api.TasksUnderWay));
    }

    internal static TaskUnderWay Describe(PlanTask task, TaskProgressResponse progress, DateOnly issuedOn, DateOnly today)
    {
        int? silentDays = TaskStatuses.IsUnderWay(progress.Status) ? today.DayNumber - (progress.LastReportOn ?? issuedOn).DayNumber : null;
        return new(
            task.Number, task.Title, task.LeadUnits, task.SupportUnits, task.DueOn, progress.Status, progress.LastReportOn, silentDays,
            silentDays > MostSilentDays, [.. progress.Milestones.Where(m => m.ReachedOn is null && m.DueOn < today)]);
    }

    private static string? Unit(HttpContext context, PlanData plan)
    {
        var spelling = context.Request.Query["unit"].ToString();
        return spelling.Length == 0 ? null : plan.Units.Find(spelling)?.Code ?? throw new RejectedException(ReferenceData.UnknownUnit(spelling));
    }

    private static List<TaskStatus> Statuses(HttpContext context) =>
    [
        .. from code in context.Request.Query["status"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
           select Kebab.Parse<TaskStatus>(code) ?? throw new RejectedException(Rejection.Malformed("status", "invalid-value", Validation.OneOf(Kebab.All<TaskStatus>()))),
    ];

    private static bool? Silent(HttpContext context) => context.Request.Query["silent"].ToString() switch
    {
        "" => null,
        "true" => true,
        "false" => false,
        _ => throw new RejectedException(Rejection.Malformed("silent", "invalid-value", Validation.OneOf(["true", "false"]))),
    };
}
