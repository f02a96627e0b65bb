using HealthPark.Plan.Ledger;
using HealthPark.Plan.Report;

namespace HealthPark.Plan.Features;

/// <summary>Lists reports.</summary>
public static class ListReports
{
    private static readonly ListDefinition Reports = new ListDefinition(typeof(ReportResponse), "plan.reports", "owner_organization_id")
        .OneOf("period", "period", "Reports on these years")
        .OneOf("basis", "basis", "Reports on these bases", Bases.All)
        .OneOf("state", "state", "Reports that have come so far", Kebab.All<ReportStage>())
        .Sort("updatedAt", "updated_at", "timestamptz");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/plan/reports", Handle)
        .WithName("ListReports").RequireScope(Scopes.PlanRead).Shows<Page<ReportResponse>>().Takes(Reports.Parameters);

    /// <summary>Lists reports on the plan. Partners draw up none and see none.</summary>
    public static Task<IResult> Handle(HttpContext context, CancellationToken ct) => Reports.Answer(context, ct);
}
