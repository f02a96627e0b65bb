using HealthPark.Carriers.Carrier;
using HealthPark.EventStore;

namespace HealthPark.Carriers.Features;

/// <summary>A carrier's floors.</summary>
/// <param name="Items">The floors that are known, by name.</param>
public sealed record FloorList(IReadOnlyList<FloorResponse> Items);

/// <summary>Lists floors.</summary>
public static class ListFloors
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/carriers/{id:guid}/floors", Handle)
        .WithName("ListFloors").RequireScope(Scopes.CarriersRead).Shows<FloorList>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Lists a carrier's floors with their areas and what their units take of them.</summary>
    public static Task<IResult> Handle(Guid id, HttpContext context, Records<CarrierState, CarrierEvent> carriers) =>
        carriers.ShowParts(context, id, Of, CarriersJson.Api.FloorList);

    private static FloorList Of(Recorded<CarrierState> record) => new([.. record.State.Floors.Keys.Select(floor => FloorResponse.Of(record, floor))]);
}
