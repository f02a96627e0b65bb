using System.ComponentModel.DataAnnotations;
using HealthPark.Enterprises.Enterprise;

namespace HealthPark.Enterprises.Features;

/// <summary>Whether an enterprise is above scale (规上) in a year.</summary>
/// <param name="AboveScale">Whether it is. The statistics office decides it each year; thresholds differ by industry.</param>
public sealed record DeclareScaleStatusRequest([property: Required] bool? AboveScale = null) : IRequestBody;

/// <summary>States whether an enterprise is above scale in a year.</summary>
public static class DeclareScaleStatus
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/v1/enterprises/{id:guid}/scale-statuses/{year:int}", Handle)
        .WithName("DeclareScaleStatus").RequireScope(Scopes.EnterprisesWrite).Puts<ScaleStatusResponse>()
        .Example("""{ "aboveScale": true }""");

    /// <summary>States whether an enterprise is above scale (规上) in a year.</summary>
    /// <remarks>The first statement of a year takes no condition (or `If-None-Match: *`); a change of it needs `If-Match` with the status's own ETag.</remarks>
    public static Task<IResult> Handle(
        Guid id, int year, DeclareScaleStatusRequest body, WriteRequest request, Records<EnterpriseState, EnterpriseEvent> enterprises, TimeProvider clock) =>
        enterprises.Change(request, id, ScaleStatusResponse.Looks(year), e => Task.FromResult(Decide(body, year, e.State, clock.Today())));

    internal static Decision<EnterpriseEvent> Decide(DeclareScaleStatusRequest body, int year, EnterpriseState now, DateOnly today)
    {
        if (Decisions.RefuseVoided(now) is { } voided)
            return voided;
        if (year < 2000 || year > today.Year)
            return Rejection.Malformed("year", "invalid-year", new Text($"年份须在 2000 与 {today.Year} 之间。", $"The year must lie between 2000 and {today.Year}."));
        return now.ScaleStatuses.TryGetValue(year, out var status) && status.AboveScale == body.AboveScale && status.Verification != Verification.Returned
            ? Array.Empty<EnterpriseEvent>()
            : new ScaleStatusDeclared(year, body.AboveScale!.Value);
    }
}
