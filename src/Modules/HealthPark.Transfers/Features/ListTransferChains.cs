using System.Text.Json;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>Publishes how the source's chains map to each other.</summary>
public static class ListTransferChains
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/transfers/chains", Handle)
        .WithName("ListTransferChains").Public().Shows<TransferChainList>();

    /// <summary>Shows the source's two other chains, and which stage of a transfer each of their stages stands for.</summary>
    /// <remarks>研发-小试-中试-生产-市场推广 and 产品开发→中试验证→批量生产→市场营销 are views of the one chain; the mapping is ours, dated, and published here.</remarks>
    public static IResult Handle(HttpContext context)
    {
        ReadParameters.Only(context);
        return StoredJson.Answer(context, JsonSerializer.Serialize(TransferChains.All, TransfersJson.Api.TransferChainList));
    }
}
