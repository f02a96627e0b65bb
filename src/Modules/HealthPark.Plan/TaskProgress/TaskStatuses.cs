using HealthPark.Plan.Features;

namespace HealthPark.Plan.TaskProgress;

/// <summary>The way of a task: a report may leave the status as it is, or take one of these steps.</summary>
internal static class TaskStatuses
{
    private const string Report = ReportTaskProgress.Operation;

    public static readonly StateMachine<TaskStatus> Machine = new StateMachine<TaskStatus>("task-status", new Text("任务状态", "Status of a task"))
        .State(TaskStatus.NotStarted, "未启动", "not started", initial: true)
        .State(TaskStatus.InProgress, "推进中", "in progress")
        .State(TaskStatus.AtRisk, "有风险", "at risk")
        .State(TaskStatus.Suspended, "暂停", "suspended")
        .State(TaskStatus.Done, "已完成", "done")
        .State(TaskStatus.Cancelled, "已取消", "cancelled")
        .Steps(Report, TaskStatus.NotStarted, TaskStatus.InProgress, TaskStatus.Cancelled)
        .Steps(Report, TaskStatus.InProgress, TaskStatus.AtRisk, TaskStatus.Suspended, TaskStatus.Done, TaskStatus.Cancelled)
        .Steps(Report, TaskStatus.AtRisk, TaskStatus.InProgress, TaskStatus.Suspended, TaskStatus.Done, TaskStatus.Cancelled)
        .Steps(Report, TaskStatus.Suspended, TaskStatus.InProgress, TaskStatus.Cancelled);

    /// <summary>Whether a task of this status is expected to report.</summary>
    public static bool IsUnderWay(TaskStatus status) => status is TaskStatus.NotStarted or TaskStatus.InProgress or TaskStatus.AtRisk;
}
