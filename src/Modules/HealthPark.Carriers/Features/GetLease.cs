using HealthPark.Carriers.Unit;

namespace HealthPark.Carriers.Features;

/// <summary>Shows a lease.</summary>
public static class GetLease
{
    internal static readonly Text Noun = new("租约", "lease");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/units/{id:guid}/leases/{leaseId:guid}", Handle)
        .WithName("GetLease").RequireScope(Scopes.CarriersRead).Shows<LeaseResponse>().Takes(QueryParameter.AsOf, QueryParameter.Version, QueryParameter.Fields);

    /// <summary>Shows a lease of a unit.</summary>
    public static Task<IResult> Handle(Guid id, Guid leaseId, HttpContext context, Records<UnitState, UnitEvent> units) =>
        units.Show(context, id, LeaseResponse.Looks(leaseId), u => u.Lease(leaseId) is not null, Noun);
}
