using HealthPark.Plan.Report;

namespace HealthPark.Plan.Features;

/// <summary>Opens a report again.</summary>
public static class ReopenReport
{
    internal const string Operation = "ReopenReport";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/plan/reports/{id:guid}/reopening", Handle)
        .WithName(Operation).RequireScope(Scopes.ReportsApprove).Changes<ReportResponse>();

    /// <summary>Opens a locked report again, as a second person.</summary>
    /// <remarks>Needs `If-Match`. reopening-requested → reopened. Whoever asked for it is refused with 403 `second-person-needed`.</remarks>
    public static Task<IResult> Handle(Guid id, WriteRequest request, Records<ReportState, ReportEvent> reports, Persons persons) =>
        reports.Change(request, id, ReportResponse.Looks, async report =>
            Decide(report.State, await persons.Of(request.Caller, request.Aborted)));

    internal static Decision<ReportEvent> Decide(ReportState now, Person by)
    {
        if (ReportStages.Machine.Refuse(now.Stage, ReportStage.Reopened, Operation) is { } refusal)
            return refusal;
        return by.IsOtherThan(now.ReopeningRequestedBy!) ? new ReportReopened(by) : ReportStages.SamePerson;
    }
}
