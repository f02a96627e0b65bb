using System.Collections.Immutable;
using System.Text.Json.Serialization;
using HealthPark.EventStore;
using HealthPark.Plan.ReadModels;

namespace HealthPark.Plan.TaskProgress;

/// <summary>Where a task of the plan stands.</summary>
[JsonConverter(typeof(KebabEnumConverter<TaskStatus>))]
public enum TaskStatus
{
    /// <summary>未启动.</summary>
    NotStarted,

    /// <summary>推进中.</summary>
    InProgress,

    /// <summary>有风险: it goes on, and may not be ready in time.</summary>
    AtRisk,

    /// <summary>暂停.</summary>
    Suspended,

    /// <summary>已完成.</summary>
    Done,

    /// <summary>已取消.</summary>
    Cancelled,
}

/// <summary>A task as decisions see it.</summary>
public sealed record TaskState
{
    /// <summary>Before its first event.</summary>
    public static readonly TaskState Initial = new();

    internal static readonly StreamType<TaskState, TaskEvent> Stream = new StreamType<TaskState, TaskEvent>
    {
        Name = "plan-task",
        Initial = Initial,
        Evolve = Evolve,
        Claims = task => [new Claim("task", $"{task.Number}")],
    }.Inline(TaskRow.Table, TaskRow.Of);

    private TaskState()
    {
    }

    #pragma warning disable CS1591 // the members are explained in TaskProgressResponse
    public int Number { get; private init; }
    public TaskStatus Status { get; private init; }
    public ImmutableList<TaskProgressReported> Reports { get; private init; } = [];
    public ImmutableList<Milestone> Milestones { get; private init; } = [];
    #pragma warning restore CS1591

    /// <summary>The state after one more event.</summary>
    public static TaskState Evolve(TaskState state, TaskEvent e) => e switch
    {
        TaskAdopted x => state with { Number = x.Number },
        TaskProgressReported x => state with { Status = x.Status, Reports = state.Reports.Add(x) },
        TaskMilestoneSet x => state.Set(x),
        TaskMilestoneReached x => state with { Milestones = state.Milestones.ConvertAll(m => m.Number == x.Number ? m with { ReachedOn = x.On, Evidence = x.Evidence } : m) },
        _ => state,
    };

    private TaskState Set(TaskMilestoneSet x) => this with
    {
        Milestones = Milestones.Exists(m => m.Number == x.Number)
            ? Milestones.ConvertAll(m => m.Number == x.Number ? m with { Title = x.Title, DueOn = x.DueOn } : m)
            : Milestones.Add(new Milestone(x.Number, x.Title, x.DueOn, null, [])),
    };
}

/// <summary>Something that a task is to reach by a day.</summary>
/// <param name="Number">Its number among the task's milestones, from 1.</param>
/// <param name="Title">What is to be reached.</param>
/// <param name="DueOn">By when (date in Asia/Shanghai).</param>
/// <param name="ReachedOn">When it was reached; null while it is not.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record Milestone(int Number, string Title, DateOnly DueOn, DateOnly? ReachedOn, IReadOnlyList<string> Evidence);
