using System.ComponentModel.DataAnnotations;
using HealthPark.Carriers.Carrier;
using HealthPark.Carriers.Unit;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Carriers.Features;

/// <summary>A new unit of a carrier.</summary>
/// <param name="Floor">The floor, as it is called there: `3`, `B1`.</param>
/// <param name="AreaSquareMetres">Its area in m², at most 2 decimals. All units of a floor together take at most the floor's area.</param>
/// <param name="Number">Its number or name; the floor's name if absent. No other unit of the carrier that stands may bear it.</param>
/// <param name="FloorHeightMetres">Floor height (层高) in m.</param>
/// <param name="LoadKilonewtonsPerSquareMetre">What the floor bears (荷载), in kN/m².</param>
/// <param name="FloorAreaSquareMetres">The floor's area in m², where it is not known yet.</param>
public sealed record AddUnitRequest(
    [property: Required, StringLength(20)] string? Floor = null,
    [property: Required] decimal? AreaSquareMetres = null,
    [property: StringLength(60)] string? Number = null,
    decimal? FloorHeightMetres = null,
    decimal? LoadKilonewtonsPerSquareMetre = null,
    decimal? FloorAreaSquareMetres = null) : IRequestBody;

/// <summary>Enters a unit of the carrier in the path.</summary>
public static class AddUnit
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/carriers/{id:guid}/units", Handle)
        .WithName("AddUnit").RequireScope(Scopes.CarriersWrite).Creates<UnitResponse>()
        .WithMetadata(new RecordsMetadata(p => p.GetRequiredService<Records<CarrierState, CarrierEvent>>()))
        .Example("""{ "floor": "3", "number": "301", "areaSquareMetres": 260.5, "floorHeightMetres": 4.5, "loadKilonewtonsPerSquareMetre": 5 }""");

    /// <summary>Enters a unit of a carrier.</summary>
    /// <remarks>
    /// The carrier's owner and the park office may. The unit belongs to the carrier's owner and is a record of its own, `/v1/units/{id}`. What
    /// does not fit on its floor is 409 `floor-full` with `leftSquareMetres`.
    /// </remarks>
    public static Task<IResult> Handle(Guid id, AddUnitRequest body, WriteRequest request, Records<UnitState, UnitEvent> units, CarrierLookup carriers) =>
        units.Create(request, UnitResponse.Looks, unit => RegisterUnit.LookUpAndDecide(
            new RegisterUnitRequest(
                id, body.Floor, body.AreaSquareMetres, body.Number, body.FloorHeightMetres, body.LoadKilonewtonsPerSquareMetre, body.FloorAreaSquareMetres),
            Rejection.NotFound(CarriersModule.CarrierNoun), request.Caller, unit.Id, carriers, request.Aborted));
}
