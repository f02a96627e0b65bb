using HealthPark.Plan.Report;

namespace HealthPark.Plan.Features;

/// <summary>Shows a report.</summary>
public static class GetReport
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/plan/reports/{id:guid}", Handle)
            .WithName("GetReport").RequireScope(Scopes.PlanRead).Shows<ReportResponse>().Takes(QueryParameter.AsOf, QueryParameter.Version);
        routes.MapGet("/v1/plan/reports/{id:guid}/history", History)
            .WithName("GetReportHistory").RequireScope(Scopes.PlanRead).Shows<RecordHistory>().Takes(QueryParameter.AsOf, QueryParameter.Version);
    }

    /// <summary>Shows a report: what it pins, how far it has come, and who did what.</summary>
    public static Task<IResult> Handle(Guid id, HttpContext context, Records<ReportState, ReportEvent> reports) => reports.Show(context, id, ReportResponse.Looks);

    /// <summary>Shows all that happened to a report: who, when, for whom, what.</summary>
    public static Task<IResult> History(Guid id, HttpContext context, Records<ReportState, ReportEvent> reports) => reports.ShowHistory(context, id);
}
