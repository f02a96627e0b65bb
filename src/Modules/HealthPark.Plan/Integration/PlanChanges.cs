using HealthPark.Contracts.Plan;
using HealthPark.Plan.Report;
using HealthPark.Plan.TaskProgress;

namespace HealthPark.Plan.Integration;

/// <summary>What the module tells the others of its tasks and reports. A report that is still in hand is its own affair.</summary>
internal static class PlanChanges
{
    public static PlanTaskContractEvent? OfTask(object e) => e switch
    {
        TaskAdopted x => new PlanTaskAdoptedV1(x.Number),
        TaskProgressReported x => new PlanTaskProgressReportedV1(x.Unit, x.On, Kebab.Of(x.Status), x.Summary),
        TaskMilestoneSet x => new PlanTaskMilestoneSetV1(x.Number, x.Title, x.DueOn),
        TaskMilestoneReached x => new PlanTaskMilestoneReachedV1(x.Number, x.On),
        _ => null,
    };

    public static PlanReportContractEvent? OfReport(object e) => e switch
    {
        ReportApproved => new PlanReportLockedV1(),
        ReportReopened => new PlanReportReopenedV1(),
        _ => null,
    };
}
