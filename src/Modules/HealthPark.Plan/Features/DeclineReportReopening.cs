using System.ComponentModel.DataAnnotations;
using HealthPark.Plan.Report;

namespace HealthPark.Plan.Features;

/// <summary>Refusal to open a report again.</summary>
/// <param name="Reason">Why.</param>
public sealed record DeclineReportReopeningRequest([property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Declines to open a report again.</summary>
public static class DeclineReportReopening
{
    internal const string Operation = "DeclineReportReopening";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/plan/reports/{id:guid}/reopening-refusal", Handle)
        .WithName(Operation).RequireScope(Scopes.ReportsApprove).Changes<ReportResponse>()
        .Example("""{ "reason": "示例:不影响结论" }""");

    /// <summary>Declines to open a report again: it stays locked.</summary>
    /// <remarks>Needs `If-Match`. reopening-requested → locked.</remarks>
    public static Task<IResult> Handle(Guid id, DeclineReportReopeningRequest body, WriteRequest request, Records<ReportState, ReportEvent> reports, Persons persons) =>
        reports.Change(request, id, ReportResponse.Looks, async report =>
            Decide(body, report.State, await persons.Of(request.Caller, request.Aborted)));

    internal static Decision<ReportEvent> Decide(DeclineReportReopeningRequest body, ReportState now, Person by)
    {
        return ReportStages.Machine.Refuse(now.Stage, ReportStage.Locked, Operation) is { } refusal
            ? refusal
            : new ReportReopeningDeclined(body.Reason!.Trim(), by);
    }
}
