using HealthPark.Carriers.Unit;

namespace HealthPark.Carriers.Features;

/// <summary>A unit's leases.</summary>
/// <param name="Items">The leases, in the order in which they were offered.</param>
public sealed record LeaseList(IReadOnlyList<LeaseResponse> Items);

/// <summary>Lists leases.</summary>
public static class ListLeases
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/units/{id:guid}/leases", Handle)
        .WithName("ListLeases").RequireScope(Scopes.CarriersRead).Shows<LeaseList>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Lists a unit's leases, ended ones too.</summary>
    public static Task<IResult> Handle(Guid id, HttpContext context, Records<UnitState, UnitEvent> units) =>
        units.ShowParts(context, id, u => new LeaseList([.. u.State.Leases.Select(l => LeaseResponse.Of(u, l.Id))]), CarriersJson.Api.LeaseList);
}
