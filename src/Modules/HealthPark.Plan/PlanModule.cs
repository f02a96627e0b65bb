using HealthPark.Contracts;
using HealthPark.Contracts.Plan;
using HealthPark.EventStore;
using HealthPark.Plan.Features;
using HealthPark.Plan.Integration;
using HealthPark.Plan.Ledger;
using HealthPark.Plan.Report;
using HealthPark.Plan.TaskProgress;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Plan;

/// <summary>The three-year action plan: what it says, and how far the park has come, with proof.</summary>
public static class PlanModule
{
    /// <summary>The module's schema.</summary>
    public const string Schema = "plan";

    internal static readonly Text TaskNoun = new("任务", "task");

    internal static readonly Text ReportNoun = new("报告", "report");

    /// <summary>The module's events and their stored names.</summary>
    public static readonly EventTypes Events = new EventTypes()
        .Add("task_adopted", PlanEventsJson.Stored.TaskAdopted)
        .Add("task_progress_reported", PlanEventsJson.Stored.TaskProgressReported)
        .Add("task_milestone_set", PlanEventsJson.Stored.TaskMilestoneSet)
        .Add("task_milestone_reached", PlanEventsJson.Stored.TaskMilestoneReached)
        .Add("report_drawn_up", PlanEventsJson.Stored.ReportDrawnUp)
        .Add("report_pinned", PlanEventsJson.Stored.ReportPinned)
        .Add("report_submitted", PlanEventsJson.Stored.ReportSubmitted)
        .Add("report_returned", PlanEventsJson.Stored.ReportReturned)
        .Add("report_approved", PlanEventsJson.Stored.ReportApproved)
        .Add("report_reopening_requested", PlanEventsJson.Stored.ReportReopeningRequested)
        .Add("report_reopening_declined", PlanEventsJson.Stored.ReportReopeningDeclined)
        .Add("report_reopened", PlanEventsJson.Stored.ReportReopened);

    /// <summary>Adds the module.</summary>
    public static IServiceCollection AddPlan(this IServiceCollection services)
    {
        services.AddModuleStore(Schema, typeof(PlanModule).Assembly, Events, TaskState.Stream, ReportState.Stream);
        services.AddSingleton(_ => PlanData.Load());
        services.AddSubscription<LedgerProjection>();
        services.AddSingleton<PlanLedger>();
        services.AddCodeList(Standing.Statuses);
        services.AddSingleton(p => new PlanReads(p.GetRequiredService<PlanLedger>()));
        services.AddSingleton<IFigurePreview, FigurePreview>();
        services.AddSingleton<IStartupTask, PlanUnitsAsOrganizations>();
        services.AddSingleton<IStartupTask, AdoptTasks>();
        services.AddSingleton<TaskRoles>().AddSingleton<Persons>().AddSingleton<ReportFigures>();
        services.AddSingleton(new ChangeSource(
            Schema, "/v1/plan/tasks", TaskProgressResponse.Looks.Stored!, typeof(PlanTaskContractEvent),
            stored => PlanChanges.OfTask(Events.Read(stored.Type, stored.Data))));
        services.AddSingleton(new ChangeSource(
            Schema, "/v1/plan/reports", ReportResponse.Looks.Stored!, typeof(PlanReportContractEvent),
            stored => PlanChanges.OfReport(Events.Read(stored.Type, stored.Data))));
        services.AddStateMachine(TaskStatuses.Machine).AddStateMachine(ReportStages.Machine);
        services.AddSingleton(p => new Records<TaskState, TaskEvent>(
            p.GetRequiredService<Database>(), p.GetRequiredKeyedService<ModuleStore>(Schema), TaskState.Stream)
        {
            Noun = TaskNoun,
            Owner = _ => Guid.Empty,
            SeenBy = (_, _) => ValueTask.FromResult(true),
        });
        services.AddSingleton(p => new Records<ReportState, ReportEvent>(
            p.GetRequiredService<Database>(), p.GetRequiredKeyedService<ModuleStore>(Schema), ReportState.Stream)
        {
            Noun = ReportNoun,
            Owner = report => report.State.DrawnUp!.OwnerOrganizationId,
        });
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Add(PlanJson.Default));
        return services;
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapPlan(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Plan").AddEndpointFilter(Validation.Filter);
        GetScorecard.Map(group);
        GetContributions.Map(group);
        GetDifference.Map(group);
        GetSeries.Map(group);
        ReferenceData.Map(group);
        ListTasksUnderWay.Map(group);
        GetTaskProgress.Map(group);
        ReportTaskProgress.Map(group);
        SetTaskMilestone.Map(group);
        ReachTaskMilestone.Map(group);
        ListReports.Map(group);
        DrawUpReport.Map(group);
        GetReport.Map(group);
        GetReportFigures.Map(group);
        PinReport.Map(group);
        SubmitReport.Map(group);
        ReturnReport.Map(group);
        ApproveReport.Map(group);
        RequestReportReopening.Map(group);
        DeclineReportReopening.Map(group);
        ReopenReport.Map(group);
    }
}
