using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>Shows a technology contract.</summary>
public static class GetContract
{
    internal static readonly Text Noun = new("技术合同", "technology contract");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/transfers/{id:guid}/contracts/{contractId:guid}", Handle)
        .WithName("GetTechnologyContract").RequireScope(Scopes.TransfersRead).Shows<ContractResponse>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Shows a technology contract of a transfer.</summary>
    public static Task<IResult> Handle(Guid id, Guid contractId, HttpContext context, Records<TransferState, TransferEvent> transfers) =>
        transfers.Show(context, id, ContractResponse.Looks(contractId), t => t.Contract(contractId) is not null, Noun);
}
