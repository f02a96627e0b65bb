using HealthPark.Plan.Report;

namespace HealthPark.Plan.Features;

/// <summary>Approves a report.</summary>
public static class ApproveReport
{
    internal const string Operation = "ApproveReport";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/plan/reports/{id:guid}/approval", Handle)
        .WithName(Operation).RequireScope(Scopes.ReportsApprove).Changes<ReportResponse>();

    /// <summary>Approves a report, as a second person, and locks it.</summary>
    /// <remarks>Needs `If-Match`. submitted → locked. Whoever drew it up or handed it in is refused with 403 `second-person-needed`: the client must be another, and so must the officer behind it.</remarks>
    public static Task<IResult> Handle(Guid id, WriteRequest request, Records<ReportState, ReportEvent> reports, Persons persons) =>
        reports.Change(request, id, ReportResponse.Looks, async report =>
            Decide(report.State, await persons.Of(request.Caller, request.Aborted)));

    internal static Decision<ReportEvent> Decide(ReportState now, Person by)
    {
        if (ReportStages.Machine.Refuse(now.Stage, ReportStage.Locked, Operation) is { } refusal)
            return refusal;
        return by.IsOtherThan(now.SubmittedBy!) && by.IsOtherThan(now.DrawnUp!.By) ? new ReportApproved(by) : ReportStages.SamePerson;
    }
}
