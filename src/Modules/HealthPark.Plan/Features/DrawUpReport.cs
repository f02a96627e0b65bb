using System.ComponentModel.DataAnnotations;
using System.Globalization;
using HealthPark.Plan.Ledger;
using HealthPark.Plan.Report;

namespace HealthPark.Plan.Features;

/// <summary>A new report.</summary>
/// <param name="Period">The plan's year.</param>
/// <param name="Title">Its title; made from the period if absent.</param>
/// <param name="Basis">`verified` (default) or `reported`.</param>
/// <param name="AsOf">The instant (RFC 3339) or position whose knowledge it pins; absent: now.</param>
public sealed record DrawUpReportRequest(
    [property: Required] string? Period = null,
    [property: StringLength(200)] string? Title = null,
    [property: AllowedValues(Bases.Verified, Bases.Reported, null)] string? Basis = null,
    [property: StringLength(40)] string? AsOf = null) : IRequestBody;

/// <summary>Draws up a report.</summary>
public static class DrawUpReport
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/plan/reports", Handle)
        .WithName("DrawUpReport").RequireScope(Scopes.ReportsWrite).Creates<ReportResponse>()
        .Example("""{ "period": "2026", "title": "示例:2026年上半年进展" }""");

    /// <summary>Draws up a report: pins what is known now, or was known at `asOf`, so that its figures stay the same for ever.</summary>
    /// <remarks>Records that are entered, verified or corrected afterwards do not move it. A position in the future is 400.</remarks>
    public static Task<IResult> Handle(DrawUpReportRequest body, WriteRequest request, Records<ReportState, ReportEvent> reports, PlanData plan, Persons persons) =>
        reports.Create(request, ReportResponse.Looks, async _ =>
        {
            var asOf = await AsOf.Read(request.Context, body.AsOf, "/asOf");
            return Decide(body, request.Caller.OrganizationId, asOf, await persons.Of(request.Caller, request.Aborted), plan);
        });

    internal static Decision<ReportEvent> Decide(DrawUpReportRequest body, Guid owner, AsOf asOf, Person by, PlanData plan)
    {
        var (first, last) = (plan.Document.FirstYear, plan.Document.LastYear);
        if (body.Period is not { Length: 4 } || !int.TryParse(body.Period, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year < first || year > last)
            return Rejection.Invalid("/period", "invalid-period", new Text($"须为计划年度:{first} 至 {last}。", $"Must be a year of the plan: {first} to {last}."));
        var title = string.IsNullOrWhiteSpace(body.Title) ? $"{body.Period}年度进展报告" : body.Title.Trim();
        return new ReportDrawnUp(owner, title, body.Period, body.Basis ?? Bases.Verified, asOf.Instant, asOf.Position, by);
    }
}
