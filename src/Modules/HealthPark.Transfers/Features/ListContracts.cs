using System.Text.Json;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>A transfer's technology contracts.</summary>
/// <param name="Items">The contracts, in the order in which they were entered.</param>
public sealed record ContractList(IReadOnlyList<ContractResponse> Items);

/// <summary>Lists technology contracts.</summary>
public static class ListContracts
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/transfers/{id:guid}/contracts", Handle)
        .WithName("ListTechnologyContracts").RequireScope(Scopes.TransfersRead).Shows<ContractList>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Lists a transfer's technology contracts.</summary>
    public static async Task<IResult> Handle(Guid id, HttpContext context, Records<TransferState, TransferEvent> transfers)
    {
        await Positions.Demanded(context);
        return await transfers.Find(context, id, await ReadParameters.UpTo(context)) is { } record
            ? StoredJson.Answer(context, JsonSerializer.Serialize(
                new ContractList([.. record.State.Contracts.Select(c => ContractResponse.Of(record, c.Id))]), TransfersJson.Api.ContractList))
            : Rejection.NotFound(TransfersModule.Noun).ToResult();
    }
}
