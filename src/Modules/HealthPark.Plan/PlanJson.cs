using System.Text.Json.Serialization;
using HealthPark.Kernel.Reference;
using HealthPark.Plan.Features;
using HealthPark.Plan.Report;
using HealthPark.Plan.TaskProgress;

namespace HealthPark.Plan;

/// <summary>The JSON of the module's bodies.</summary>
[JsonSerializable(typeof(Scorecard))]
[JsonSerializable(typeof(ContributionList))]
[JsonSerializable(typeof(FigureDifference))]
[JsonSerializable(typeof(FigureSeries))]
[JsonSerializable(typeof(TaskProgressResponse))]
[JsonSerializable(typeof(TasksUnderWay))]
[JsonSerializable(typeof(ReportTaskProgressRequest))]
[JsonSerializable(typeof(SetTaskMilestoneRequest))]
[JsonSerializable(typeof(ReachTaskMilestoneRequest))]
[JsonSerializable(typeof(ReportResponse))]
[JsonSerializable(typeof(ReportFiguresResponse))]
[JsonSerializable(typeof(DrawUpReportRequest))]
[JsonSerializable(typeof(PinReportRequest))]
[JsonSerializable(typeof(ReturnReportRequest))]
[JsonSerializable(typeof(RequestReportReopeningRequest))]
[JsonSerializable(typeof(DeclineReportReopeningRequest))]
[JsonSerializable(typeof(PlanTask))]
[JsonSerializable(typeof(PlanList<Target>))]
[JsonSerializable(typeof(PlanList<PlanTask>))]
[JsonSerializable(typeof(PlanList<Discrepancy>))]
[JsonSerializable(typeof(PlanList<CountingRule>))]
[JsonSerializable(typeof(PlanList<PlanUnit>))]
[JsonSerializable(typeof(PlanList<Zone>))]
internal sealed partial class PlanJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly PlanJson Api = new(ApiJson.NewOptions());
}

/// <summary>The JSON of the module's events. Members without a value are left out: the log is for ever.</summary>
[JsonSerializable(typeof(TaskAdopted))]
[JsonSerializable(typeof(TaskProgressReported))]
[JsonSerializable(typeof(TaskMilestoneSet))]
[JsonSerializable(typeof(TaskMilestoneReached))]
[JsonSerializable(typeof(ReportDrawnUp))]
[JsonSerializable(typeof(ReportPinned))]
[JsonSerializable(typeof(ReportSubmitted))]
[JsonSerializable(typeof(ReportReturned))]
[JsonSerializable(typeof(ReportApproved))]
[JsonSerializable(typeof(ReportReopeningRequested))]
[JsonSerializable(typeof(ReportReopeningDeclined))]
[JsonSerializable(typeof(ReportReopened))]
internal sealed partial class PlanEventsJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly PlanEventsJson Stored = new(ApiJson.NewOptions(JsonIgnoreCondition.WhenWritingNull));
}
