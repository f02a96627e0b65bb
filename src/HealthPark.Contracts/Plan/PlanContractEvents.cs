namespace HealthPark.Contracts.Plan;

/// <summary>A public change of a task of the plan.</summary>
public abstract record PlanTaskContractEvent : ContractEvent;

/// <summary>The park follows a task of the plan from here on.</summary>
/// <param name="Number">Its number in 附件4, 1 to 29.</param>
[ContractEventType("cn.healthpark.plan-task.adopted.v1")]
public sealed record PlanTaskAdoptedV1(int Number) : PlanTaskContractEvent;

/// <summary>A unit said how far a task has come.</summary>
/// <param name="Unit">Code of the unit in the plan; null for the park office.</param>
/// <param name="On">The day for which it speaks.</param>
/// <param name="Status">Where the task stands; state machine <c>task-status</c>.</param>
/// <param name="Summary">What was done, or why it stopped.</param>
[ContractEventType("cn.healthpark.plan-task.progress-reported.v1")]
public sealed record PlanTaskProgressReportedV1(string? Unit, DateOnly On, string Status, string Summary) : PlanTaskContractEvent;

/// <summary>A milestone of a task was set, or set otherwise.</summary>
/// <param name="Number">Its number among the task's milestones, from 1.</param>
/// <param name="Title">What is to be reached.</param>
/// <param name="DueOn">By when.</param>
[ContractEventType("cn.healthpark.plan-task.milestone-set.v1")]
public sealed record PlanTaskMilestoneSetV1(int Number, string Title, DateOnly DueOn) : PlanTaskContractEvent;

/// <summary>A milestone of a task was reached.</summary>
/// <param name="Number">Its number among the task's milestones, from 1.</param>
/// <param name="On">When.</param>
[ContractEventType("cn.healthpark.plan-task.milestone-reached.v1")]
public sealed record PlanTaskMilestoneReachedV1(int Number, DateOnly On) : PlanTaskContractEvent;

/// <summary>A public change of a report on the plan.</summary>
public abstract record PlanReportContractEvent : ContractEvent;

/// <summary>A report was approved by a second person and locked: its figures stay as they are.</summary>
[ContractEventType("cn.healthpark.plan-report.locked.v1")]
public sealed record PlanReportLockedV1 : PlanReportContractEvent;

/// <summary>A locked report was opened again by two persons.</summary>
[ContractEventType("cn.healthpark.plan-report.reopened.v1")]
public sealed record PlanReportReopenedV1 : PlanReportContractEvent;
