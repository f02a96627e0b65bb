using System.Globalization;
using System.Text.Json;
using HealthPark.EventStore;

namespace HealthPark.Carriers.Features;

/// <summary>How much of the carriers' units is let on a day.</summary>
/// <param name="On">The day.</param>
/// <param name="All">All carriers together.</param>
/// <param name="ByZone">The same by zone; the zone is null for carriers in none.</param>
/// <param name="Carriers">The carriers that have units, by name.</param>
public sealed record OccupancyReport(DateOnly On, Occupancy All, IReadOnlyList<ZoneOccupancy> ByZone, IReadOnlyList<CarrierOccupancy> Carriers);

/// <summary>How much of some units is let on a day.</summary>
/// <param name="Units">How many units there are.</param>
/// <param name="UnitAreaSquareMetres">Their areas, in m².</param>
/// <param name="LetSquareMetres">What signed leases let of them on the day, in m².</param>
/// <param name="OfferedSquareMetres">What is offered for the day and not signed, in m².</param>
/// <param name="OccupancyPercent">What is let, of the area, to 2 decimals; null where there is no unit.</param>
public sealed record Occupancy(long Units, decimal UnitAreaSquareMetres, decimal LetSquareMetres, decimal OfferedSquareMetres, decimal? OccupancyPercent);

/// <summary>How much of a zone's units is let.</summary>
/// <param name="Zone">The zone. Codes: `zones`.</param>
/// <param name="Occupancy">How much.</param>
public sealed record ZoneOccupancy(string? Zone, Occupancy Occupancy);

/// <summary>How much of a carrier's units is let.</summary>
/// <param name="CarrierId">The carrier.</param>
/// <param name="Name">Its name.</param>
/// <param name="Zone">Its zone. Codes: `zones`.</param>
/// <param name="Occupancy">How much.</param>
public sealed record CarrierOccupancy(Guid CarrierId, string Name, string? Zone, Occupancy Occupancy);

/// <summary>Shows how much of the carriers is let.</summary>
public static class GetOccupancy
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/carriers/occupancy", Handle)
        .WithName("GetCarrierOccupancy").RequireScope(Scopes.CarriersRead).Shows<OccupancyReport>()
        .Takes(new QueryParameter("on", "The day, YYYY-MM-DD; today (in China) if absent.", "2026-06-30"));

    /// <summary>Shows how much of each carrier's and each zone's units is let on a day.</summary>
    /// <remarks>
    /// Of the areas of all units that stand, as the units are known now, and by the leases as they are known now; who took them, and for how much, is not told.
    /// </remarks>
    public static async Task<IResult> Handle(HttpContext context, TimeProvider clock, CancellationToken ct)
    {
        ReadParameters.Only(context, "on");
        await Positions.Demanded(context);
        var (day, text) = (clock.Today(), context.Request.Query["on"].ToString());
        if (text.Length > 0 && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            return Rejection.Malformed("on", "invalid-value", new Text("须为 YYYY-MM-DD 形式的日期。", "Must be a date, YYYY-MM-DD.")).ToResult();
        await using var connection = await Positions.OpenForReading(context);
        // A unit has at most one lease for one day.
        var carriers = await connection.Query(
            """
            select c.id, c.name, c.zone, count(*), sum(u.area), coalesce(sum(l.area) filter (where l.is_signed), 0), coalesce(sum(l.area) filter (where not l.is_signed), 0)
              from carriers.units u join carriers.carriers c on c.id = u.carrier_id left join carriers.leases l on l.unit_id = u.id and l.days @> $1
             where not u.is_withdrawn
             group by c.id, c.name, c.zone order by c.name collate "zh-x-icu", c.id
            """,
            row => new CarrierOccupancy(
                row.GetGuid(0), row.GetString(1), row.Get<string>(2), Of(row.GetInt64(3), row.GetDecimal(4), row.GetDecimal(5), row.GetDecimal(6))), ct, day);
        var report = new OccupancyReport(
            day, Sum(carriers),
            [.. carriers.GroupBy(c => c.Zone).OrderBy(g => g.Key is null).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => new ZoneOccupancy(g.Key, Sum(g)))],
            carriers);
        return StoredJson.Answer(context, JsonSerializer.Serialize(report, CarriersJson.Api.OccupancyReport));
    }

    private static Occupancy Sum(IEnumerable<CarrierOccupancy> carriers)
    {
        var parts = carriers.Select(c => c.Occupancy).ToList();
        return Of(parts.Sum(p => p.Units), parts.Sum(p => p.UnitAreaSquareMetres), parts.Sum(p => p.LetSquareMetres), parts.Sum(p => p.OfferedSquareMetres));
    }

    private static Occupancy Of(long units, decimal area, decimal let, decimal offered) =>
        new(units, area, let, offered, area == 0 ? null : decimal.Round(100 * let / area, 2, MidpointRounding.AwayFromZero));
}
