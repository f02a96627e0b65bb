using HealthPark.Plan.Features;

namespace HealthPark.Plan.Report;

/// <summary>The way of a report. Nothing goes round it: no one alone approves or opens again what he handed in or asked for.</summary>
internal static class ReportStages
{
    public static readonly StateMachine<ReportStage> Machine = new StateMachine<ReportStage>("report-stage", new Text("报告状态", "Stage of a report"))
        .State(ReportStage.Draft, "起草", "draft", initial: true)
        .State(ReportStage.Submitted, "已报送", "submitted")
        .State(ReportStage.Locked, "已锁定", "locked")
        .State(ReportStage.ReopeningRequested, "申请重开", "reopening requested")
        .State(ReportStage.Reopened, "已重开", "reopened")
        .Steps(SubmitReport.Operation, ReportStage.Draft, ReportStage.Submitted)
        .Steps(ReturnReport.Operation, ReportStage.Submitted, ReportStage.Draft)
        .Steps(ApproveReport.Operation, ReportStage.Submitted, ReportStage.Locked)
        .Steps(RequestReportReopening.Operation, ReportStage.Locked, ReportStage.ReopeningRequested)
        .Steps(DeclineReportReopening.Operation, ReportStage.ReopeningRequested, ReportStage.Locked)
        .Steps(ReopenReport.Operation, ReportStage.ReopeningRequested, ReportStage.Reopened)
        .Steps(SubmitReport.Operation, ReportStage.Reopened, ReportStage.Submitted);

    /// <summary>403: it takes a second person.</summary>
    public static Rejection SamePerson { get; } = new(403, "second-person-needed", new Text(
        "须由另一人办理:另一密钥,且负责人不同。", "It takes a second person: another key, with another officer behind it."));
}
