using HealthPark.Carriers.ReadModels;

namespace HealthPark.Carriers.Features;

/// <summary>Finds leases of all units.</summary>
public static class FindLeases
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/leases", Handle)
        .WithName("FindLeases").RequireScope(Scopes.CarriersRead).Shows<Page<LeaseResponse>>().Takes(LeaseRow.List.Parameters);

    /// <summary>Finds leases of all units, such as those that expire soon.</summary>
    /// <remarks>
    /// A partner sees the leases of its own units. Those that expire within 90 days of 2026-07-01:
    /// `?state=signed,occupied&amp;to.gte=2026-07-01&amp;to.lte=2026-09-29&amp;sort=to`.
    /// </remarks>
    public static Task<IResult> Handle(HttpContext context, CancellationToken ct) => LeaseRow.List.Answer(context, ct);
}
