using System.ComponentModel.DataAnnotations;
using HealthPark.Plan.Report;

namespace HealthPark.Plan.Features;

/// <summary>Return of a report.</summary>
/// <param name="Reason">Why.</param>
public sealed record ReturnReportRequest([property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Returns a report.</summary>
public static class ReturnReport
{
    internal const string Operation = "ReturnReport";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/plan/reports/{id:guid}/return", Handle)
        .WithName(Operation).RequireScope(Scopes.ReportsApprove).Changes<ReportResponse>()
        .Example("""{ "reason": "示例:请补充说明" }""");

    /// <summary>Gives a report that was handed in back, to be mended.</summary>
    /// <remarks>Needs `If-Match`. submitted → draft.</remarks>
    public static Task<IResult> Handle(Guid id, ReturnReportRequest body, WriteRequest request, Records<ReportState, ReportEvent> reports, Persons persons) =>
        reports.Change(request, id, ReportResponse.Looks, async report =>
            Decide(body, report.State, await persons.Of(request.Caller, request.Aborted)));

    internal static Decision<ReportEvent> Decide(ReturnReportRequest body, ReportState now, Person by)
    {
        return ReportStages.Machine.Refuse(now.Stage, ReportStage.Draft, Operation) is { } refusal ? refusal : new ReportReturned(body.Reason!.Trim(), by);
    }
}
