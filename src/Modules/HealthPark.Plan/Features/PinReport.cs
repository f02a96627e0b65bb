using System.ComponentModel.DataAnnotations;
using HealthPark.Plan.Report;

namespace HealthPark.Plan.Features;

/// <summary>Another point for a report.</summary>
/// <param name="AsOf">The instant (RFC 3339) or position whose knowledge it pins; absent: now.</param>
public sealed record PinReportRequest([property: StringLength(40)] string? AsOf = null) : IRequestBody;

/// <summary>Pins a report to another point.</summary>
public static class PinReport
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/plan/reports/{id:guid}/pinning", Handle)
        .WithName("PinReport").RequireScope(Scopes.ReportsWrite).Changes<ReportResponse>()
        .Example("""{ "asOf": "2026-06-30T16:00:00Z" }""");

    /// <summary>Pins a report that is not out of hand (draft or reopened) to what is known now, or was known at `asOf`.</summary>
    /// <remarks>Needs `If-Match`.</remarks>
    public static Task<IResult> Handle(Guid id, PinReportRequest body, WriteRequest request, Records<ReportState, ReportEvent> reports, Persons persons) =>
        reports.Change(request, id, ReportResponse.Looks, async report =>
            Decide(report.State, await AsOf.Read(request.Context, body.AsOf, "/asOf"), await persons.Of(request.Caller, request.Aborted)));

    internal static Decision<ReportEvent> Decide(ReportState now, AsOf asOf, Person by) =>
        now.Stage is not (ReportStage.Draft or ReportStage.Reopened)
            ? Rejection.Transition("report-not-open", new Text("报告已报送或锁定,不能更改。", "The report is out of hand or locked; it cannot be changed."), [])
            : asOf.Position == now.Position ? Array.Empty<ReportEvent>() : new ReportPinned(asOf.Instant, asOf.Position, by);
}
