using HealthPark.Plan.Report;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Plan.Features;

/// <summary>Hands a report in.</summary>
public static class SubmitReport
{
    internal const string Operation = "SubmitReport";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/plan/reports/{id:guid}/submission", Handle)
        .WithName(Operation).RequireScope(Scopes.ReportsWrite).Changes<ReportResponse>();

    /// <summary>Hands a report in: its figures are made, and their digest is kept.</summary>
    /// <remarks>Needs `If-Match`. draft or reopened → submitted.</remarks>
    public static async Task<IResult> Handle(Guid id, WriteRequest request, Records<ReportState, ReportEvent> reports, Persons persons, IServiceProvider services)
    {
        var figures = services.GetRequiredService<ReportFigures>();
        return await reports.Change(request, id, ReportResponse.Looks, async report =>
        {
            var (now, drawnUp) = (report.State, report.State.DrawnUp!);
            var (_, digest) = await figures.Of(drawnUp.Period, drawnUp.Basis, now.AsOf, now.Position, request.Aborted);
            return Decide(now, digest, await persons.Of(request.Caller, request.Aborted));
        });
    }

    internal static Decision<ReportEvent> Decide(ReportState now, string digest, Person by) =>
        ReportStages.Machine.Refuse(now.Stage, ReportStage.Submitted, Operation) is { } refusal ? refusal : new ReportSubmitted(digest, by);
}
