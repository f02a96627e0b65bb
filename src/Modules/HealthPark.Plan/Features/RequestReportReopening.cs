using System.ComponentModel.DataAnnotations;
using HealthPark.Plan.Report;

namespace HealthPark.Plan.Features;

/// <summary>Request to open a locked report again.</summary>
/// <param name="Reason">Why.</param>
public sealed record RequestReportReopeningRequest([property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Asks to open a locked report again.</summary>
public static class RequestReportReopening
{
    internal const string Operation = "RequestReportReopening";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/plan/reports/{id:guid}/reopening-requests", Handle)
        .WithName(Operation).RequireScope(Scopes.ReportsWrite).Changes<ReportResponse>()
        .Example("""{ "reason": "示例:统计局更正了年度营收" }""");

    /// <summary>Asks to open a locked report again; it stays locked until a second person agrees.</summary>
    /// <remarks>Needs `If-Match`. locked → reopening-requested.</remarks>
    public static Task<IResult> Handle(Guid id, RequestReportReopeningRequest body, WriteRequest request, Records<ReportState, ReportEvent> reports, Persons persons) =>
        reports.Change(request, id, ReportResponse.Looks, async report =>
            Decide(body, report.State, await persons.Of(request.Caller, request.Aborted)));

    internal static Decision<ReportEvent> Decide(RequestReportReopeningRequest body, ReportState now, Person by)
    {
        return ReportStages.Machine.Refuse(now.Stage, ReportStage.ReopeningRequested, Operation) is { } refusal
            ? refusal
            : new ReportReopeningRequested(body.Reason!.Trim(), by);
    }
}
