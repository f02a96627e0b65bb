namespace HealthPark.Plan.TaskProgress;

/// <summary>An event of a plan task's stream. Stored names and shapes are kept for ever; see PlanModule for the names.</summary>
public abstract record TaskEvent;

/// <summary>The plan named the task: the park follows it from here on.</summary>
/// <param name="Number">Its number in 附件4.</param>
public sealed record TaskAdopted(int Number) : TaskEvent;

/// <summary>A unit said how far the task has come.</summary>
/// <param name="Unit">Code of the unit in the plan; null for the park office.</param>
/// <param name="OrganizationId">The organisation that reported.</param>
/// <param name="On">The day for which it speaks.</param>
/// <param name="Status">Where the task stands.</param>
/// <param name="Summary">What was done, or why it stopped.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record TaskProgressReported(
    string? Unit, Guid OrganizationId, DateOnly On, TaskStatus Status, string Summary, IReadOnlyList<string> Evidence) : TaskEvent;

/// <summary>A milestone was set, or set otherwise.</summary>
/// <param name="Number">Its number among the task's milestones, from 1.</param>
/// <param name="Title">What is to be reached.</param>
/// <param name="DueOn">By when.</param>
public sealed record TaskMilestoneSet(int Number, string Title, DateOnly DueOn) : TaskEvent;

/// <summary>A milestone was reached.</summary>
/// <param name="Number">Its number among the task's milestones, from 1.</param>
/// <param name="On">When.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record TaskMilestoneReached(int Number, DateOnly On, IReadOnlyList<string> Evidence) : TaskEvent;
