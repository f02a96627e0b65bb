using System.Globalization;
using System.Text.Json;
using HealthPark.EventStore;
using HealthPark.Kernel.Reference;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>How many transfers stand at each stage, and for how long.</summary>
/// <param name="Today">The date in China by which days are counted.</param>
/// <param name="StuckDays">After how many days at one stage a transfer is called stuck.</param>
/// <param name="Items">The stages of the chain, and those that were stopped.</param>
public sealed record TransferFunnel(DateOnly Today, int StuckDays, IReadOnlyList<FunnelStage> Items);

/// <summary>The transfers at a stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Count">How many there are.</param>
/// <param name="MedianDays">The median of the days since they got there; null where no such day is known.</param>
/// <param name="Stuck">How many of them have been there for more than `stuckDays` days.</param>
public sealed record FunnelStage(TransferStage Stage, long Count, decimal? MedianDays, long Stuck);

/// <summary>Shows the funnel of transfers.</summary>
public static class GetTransferFunnel
{
    private const int DefaultDays = 180;
    private const int MostDays = 10_000;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/transfers/funnel", Handle)
        .WithName("GetTransferFunnel").RequireScope(Scopes.TransfersRead).Shows<TransferFunnel>()
        .Takes(
            new QueryParameter("direction", "Transfers of one direction only.", "gene-cell-therapy", CodeLists.Directions.Codes),
            new QueryParameter("stuckDays", $"After how many days at one stage a transfer is called stuck: 1 to {MostDays}, {DefaultDays} if absent.", "180"));

    /// <summary>Shows how many transfers stand at each stage, the median of the days since they got there, and how many are stuck.</summary>
    /// <remarks>A partner sees its own. Void records are left out; a stopped one has no days.</remarks>
    public static async Task<IResult> Handle(HttpContext context, TimeProvider clock, CancellationToken ct)
    {
        ReadParameters.Only(context, "direction", "stuckDays");
        await Positions.Demanded(context);
        var (direction, text) = (context.Request.Query["direction"].ToString(), context.Request.Query["stuckDays"].ToString());
        if (direction.Length > 0 && !CodeLists.Directions.Contains(direction))
            return Rejection.Malformed("direction", "invalid-value", Validation.OneOf(CodeLists.Directions.Codes)).ToResult();
        var days = DefaultDays;
        if (text.Length > 0 && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out days) && days is >= 1 and <= MostDays))
            return Rejection.Malformed("stuckDays", "invalid-value", new Text($"须为 1 至 {MostDays} 的整数。", $"Must be a whole number from 1 to {MostDays}.")).ToResult();

        var today = clock.Today();
        await using var connection = await Positions.OpenForReading(context);
        var found = await connection.Query(
            """
            select stage, count(*), (percentile_cont(0.5) within group (order by $1 - stage_on) filter (where stage <> 'stopped'))::numeric,
                   count(*) filter (where stage <> 'stopped' and $1 - stage_on > $2)
              from transfers.transfers
             where stage <> 'voided' and ($3 = '' or direction = $3) and ($4::uuid is null or owner_organization_id = $4)
             group by stage
            """,
            row => new FunnelStage(Kebab.Parse<TransferStage>(row.GetString(0))!.Value, row.GetInt64(1), row.Get<decimal?>(2), row.GetInt64(3)), ct,
            today, days, direction, (object?)Caller.Of(context).OnlyOrganization ?? DBNull.Value);
        var stages = TransferStages.Chain.Append(TransferStage.Stopped)
            .Select(stage => found.FirstOrDefault(f => f.Stage == stage) ?? new FunnelStage(stage, 0, null, 0));
        return StoredJson.Answer(context, JsonSerializer.Serialize(new TransferFunnel(today, days, [.. stages]), TransfersJson.Api.TransferFunnel));
    }
}
