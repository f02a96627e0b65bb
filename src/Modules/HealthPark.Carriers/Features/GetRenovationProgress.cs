using System.Text.Json;
using HealthPark.EventStore;

namespace HealthPark.Carriers.Features;

/// <summary>How far the renovations are.</summary>
/// <param name="Items">One item for each batch of carriers that has renovation projects; the batch is null for carriers in none.</param>
public sealed record RenovationProgress(IReadOnlyList<RenovationBatch> Items);

/// <summary>The renovations of a batch of carriers. What was abandoned is left out of all but its number.</summary>
/// <param name="Batch">The batch. Codes: `carrier-batches`.</param>
/// <param name="Proposed">How many are proposed.</param>
/// <param name="Approved">How many are approved and not begun.</param>
/// <param name="Underway">How many are under way.</param>
/// <param name="Accepted">How many were accepted.</param>
/// <param name="Abandoned">How many were given up.</param>
/// <param name="PlannedSquareMetres">The areas that are meant to be there afterwards, in m².</param>
/// <param name="AcceptedSquareMetres">The areas that were accepted, in m².</param>
/// <param name="BudgetYuan">The budgets, in CNY yuan.</param>
/// <param name="CostYuan">What accepted renovations cost, in CNY yuan, where it is stated.</param>
/// <param name="CostYuanPerSquareMetre">That by the square metre of the area after of the same renovations, to fen; null if no cost is stated.</param>
public sealed record RenovationBatch(
    string? Batch, long Proposed, long Approved, long Underway, long Accepted, long Abandoned, decimal PlannedSquareMetres, decimal AcceptedSquareMetres,
    decimal BudgetYuan, decimal CostYuan, decimal? CostYuanPerSquareMetre);

/// <summary>Sums the renovation projects.</summary>
public static class GetRenovationProgress
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/renovation-projects/progress", Handle)
        .WithName("GetRenovationProgress").RequireScope(Scopes.CarriersRead).Shows<RenovationProgress>();

    /// <summary>Sums the renovation projects by batch (梳理一批、改造一批、策划一批): how many stand where, m² accepted of m² planned, and the cost per m².</summary>
    /// <remarks>A partner sees its own.</remarks>
    public static async Task<IResult> Handle(HttpContext context, CancellationToken ct)
    {
        ReadParameters.Only(context);
        await Positions.Demanded(context);
        await using var connection = await Positions.OpenForReading(context);
        var batches = await connection.Query(
            """
            select c.batch, count(*) filter (where r.status = 'proposed'), count(*) filter (where r.status = 'approved'),
                   count(*) filter (where r.status = 'underway'), count(*) filter (where r.status = 'accepted'), count(*) filter (where r.status = 'abandoned'),
                   coalesce(sum(r.planned_area_after) filter (where r.status <> 'abandoned'), 0), coalesce(sum(r.area_after), 0),
                   coalesce(sum(r.budget) filter (where r.status <> 'abandoned'), 0), coalesce(sum(r.cost), 0),
                   round(sum(r.cost) / sum(r.area_after) filter (where r.cost is not null), 2)
              from carriers.renovation_projects r join carriers.carriers c on c.id = r.carrier_id
             where $1::uuid is null or r.owner_organization_id = $1
             group by c.batch order by c.batch nulls last
            """,
            row => new RenovationBatch(
                row.Get<string>(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetDecimal(6), row.GetDecimal(7),
                row.GetDecimal(8), row.GetDecimal(9), row.Get<decimal?>(10)),
            ct, (object?)Caller.Of(context).OnlyOrganization ?? DBNull.Value);
        return StoredJson.Answer(context, JsonSerializer.Serialize(new RenovationProgress(batches), CarriersJson.Api.RenovationProgress));
    }
}
