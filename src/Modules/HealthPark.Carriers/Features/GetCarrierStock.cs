using System.Text.Json;
using HealthPark.EventStore;
using HealthPark.Kernel.Reference;

namespace HealthPark.Carriers.Features;

/// <summary>The stock of carriers as surveyed, beside the plan's figure, and what is to be built on parcels.</summary>
/// <param name="Plan">What the plan states.</param>
/// <param name="SurveyedSquareMetres">The usable areas of all carriers that were surveyed, in m².</param>
/// <param name="VerifiedSquareMetres">Of these, what the park office has verified.</param>
/// <param name="GapSquareMetres">The plan's figure less what was surveyed; negative where more was found.</param>
/// <param name="Carriers">How many carriers have a usable area.</param>
/// <param name="NotSurveyed">How many have none yet.</param>
/// <param name="ByZone">The same by zone; the value is null for carriers in no zone.</param>
/// <param name="ByPhase">The same by phase.</param>
/// <param name="ByBatch">The same by batch.</param>
/// <param name="PlanParcels">What is to come (增量): the parcels that the plan names.</param>
/// <param name="Parcels">The same of all parcels.</param>
public sealed record CarrierStock(
    PlannedStock Plan, decimal SurveyedSquareMetres, decimal VerifiedSquareMetres, decimal GapSquareMetres, long Carriers, long NotSurveyed,
    IReadOnlyList<StockPart> ByZone, IReadOnlyList<StockPart> ByPhase, IReadOnlyList<StockPart> ByBatch, ParcelSum PlanParcels, ParcelSum Parcels);

/// <summary>The usable stock that the plan states.</summary>
/// <param name="SquareMetres">In m².</param>
/// <param name="Approximate">Whether the source says 约.</param>
/// <param name="Printed">The words of the source.</param>
/// <param name="Source">The document and place.</param>
/// <param name="ValidFrom">Since when.</param>
public sealed record PlannedStock(decimal SquareMetres, bool Approximate, string Printed, string Source, DateOnly ValidFrom);

/// <summary>A part of the stock.</summary>
/// <param name="Value">The zone, phase or batch; null where there is none.</param>
/// <param name="SurveyedSquareMetres">Usable area surveyed in m².</param>
/// <param name="VerifiedSquareMetres">Of this, what is verified.</param>
/// <param name="Carriers">How many carriers, surveyed or not.</param>
public sealed record StockPart(string? Value, decimal SurveyedSquareMetres, decimal VerifiedSquareMetres, long Carriers);

/// <summary>What some parcels sum up to.</summary>
/// <param name="Count">How many parcels.</param>
/// <param name="LandAreaSquareMetres">Their land (用地面积), in m².</param>
/// <param name="PlannedFloorAreaSquareMetres">The floor area that is to be built on them (拟建建筑量), in m².</param>
/// <param name="Approximate">Whether the source says 约 of one of these areas.</param>
public sealed record ParcelSum(long Count, decimal LandAreaSquareMetres, decimal PlannedFloorAreaSquareMetres, bool Approximate);

/// <summary>Compares the surveyed stock with the plan's figure.</summary>
public static class GetCarrierStock
{
    private static readonly PlannedStock Plan = EmbeddedJson.Read(typeof(GetCarrierStock).Assembly, "Data/stock.json", CarriersJson.Api.PlannedStock);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/carriers/stock", Handle)
        .WithName("GetCarrierStock").RequireScope(Scopes.CarriersRead).Shows<CarrierStock>();

    /// <summary>Compares the usable area of the carriers that were surveyed with the plan's 12.62万方.</summary>
    /// <remarks>
    /// Existing carriers (存量) of all organisations: without those that are retired, and without records that were returned. Parcels, which are to be
    /// built (增量), are summed apart; the floor-area ratio of each is on its record, `/v1/carriers?kind=parcel`.
    /// </remarks>
    public static async Task<IResult> Handle(HttpContext context, CancellationToken ct)
    {
        ReadParameters.Only(context);
        await Positions.Demanded(context);
        await using var connection = await Positions.OpenForReading(context);
        var rows = await connection.Query(
            """
            select zone, phase::text, batch, coalesce(usable_area, 0), coalesce(usable_area, 0) * (verification = 'verified')::int, usable_area is not null
              from carriers.carriers where kind <> 'parcel' and status <> 'retired' and verification <> 'returned'
            """,
            row => new Surveyed(row.Get<string>(0), row.Get<string>(1), row.Get<string>(2), row.GetDecimal(3), row.GetDecimal(4), row.GetBoolean(5)), ct);
        var parcels = await connection.Query(
            """
            select code is not null, coalesce(land_area, 0), coalesce(planned_floor_area, 0), jsonb_array_length((body -> 'approximate')::jsonb) > 0
              from carriers.carriers where kind = 'parcel' and status <> 'retired' and verification <> 'returned'
            """,
            row => (IsOfPlan: row.GetBoolean(0), Sum: new ParcelSum(1, row.GetDecimal(1), row.GetDecimal(2), row.GetBoolean(3))), ct);
        var surveyed = rows.Sum(r => r.Area);
        var stock = new CarrierStock(
            Plan, surveyed, rows.Sum(r => r.Verified), Plan.SquareMetres - surveyed, rows.Count(r => r.IsSurveyed), rows.Count(r => !r.IsSurveyed),
            By(rows, r => r.Zone), By(rows, r => r.Phase), By(rows, r => r.Batch),
            Sum(parcels.Where(p => p.IsOfPlan).Select(p => p.Sum)), Sum(parcels.Select(p => p.Sum)));
        return StoredJson.Answer(context, JsonSerializer.Serialize(stock, CarriersJson.Api.CarrierStock));
    }

    private static IReadOnlyList<StockPart> By(IEnumerable<Surveyed> rows, Func<Surveyed, string?> value) =>
    [
        .. rows.GroupBy(value).OrderBy(g => g.Key is null).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new StockPart(g.Key, g.Sum(r => r.Area), g.Sum(r => r.Verified), g.LongCount())),
    ];

    private static ParcelSum Sum(IEnumerable<ParcelSum> parcels) => parcels.Aggregate(new ParcelSum(0, 0, 0, false), (all, p) => new ParcelSum(
        all.Count + p.Count, all.LandAreaSquareMetres + p.LandAreaSquareMetres, all.PlannedFloorAreaSquareMetres + p.PlannedFloorAreaSquareMetres,
        all.Approximate || p.Approximate));

    private sealed record Surveyed(string? Zone, string? Phase, string? Batch, decimal Area, decimal Verified, bool IsSurveyed);
}
