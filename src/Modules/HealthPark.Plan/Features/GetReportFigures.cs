using System.Text.Json;
using HealthPark.Plan.Report;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Plan.Features;

/// <summary>The figures of a report.</summary>
/// <param name="ReportId">The report.</param>
/// <param name="Figures">The scorecard as it was known at the report's position.</param>
/// <param name="Digest">SHA-256 of these figures' JSON text in UTF-8, lower-case hexadecimal.</param>
/// <param name="AsSubmitted">Whether the digest is the one that was kept when the report was handed in; null before that.</param>
public sealed record ReportFiguresResponse(Guid ReportId, Scorecard Figures, string Digest, bool? AsSubmitted);

/// <summary>Shows a report's figures.</summary>
public static class GetReportFigures
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/plan/reports/{id:guid}/figures", Handle)
        .WithName("GetReportFigures").RequireScope(Scopes.PlanRead).Shows<ReportFiguresResponse>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Shows a report's figures, made anew from the ledger at the position that it pins: the same for ever.</summary>
    /// <remarks>Each figure's proof is at `/v1/plan/indicators/{indicator}/contributions` with the report's `period`, `basis` and `asOf` its position.</remarks>
    public static async Task<IResult> Handle(Guid id, HttpContext context, Records<ReportState, ReportEvent> reports, IServiceProvider services, CancellationToken ct)
    {
        await Positions.Demanded(context);
        if (await reports.Find(context, id, await ReadParameters.UpTo(context)) is not { State: var report })
            return Rejection.NotFound(PlanModule.ReportNoun).ToResult();
        var (card, digest) = await services.GetRequiredService<ReportFigures>().Of(report.DrawnUp!.Period, report.DrawnUp.Basis, report.AsOf, report.Position, ct);
        var answer = new ReportFiguresResponse(id, card, digest, report.Digest is null ? null : digest == report.Digest);
        return StoredJson.Answer(context, JsonSerializer.Serialize(answer, PlanJson.Api.ReportFiguresResponse));
    }
}
