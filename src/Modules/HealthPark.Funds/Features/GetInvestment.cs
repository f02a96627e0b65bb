using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>Shows an investment.</summary>
public static class GetInvestment
{
    internal static readonly Text Noun = new("投资", "investment");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/funds/{id:guid}/investments/{investmentId:guid}", Handle)
        .WithName("GetInvestment").RequireScope(Scopes.FundsRead).Shows<InvestmentResponse>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Shows an investment of a fund.</summary>
    public static Task<IResult> Handle(Guid id, Guid investmentId, HttpContext context, Records<FundState, FundEvent> funds) =>
        funds.Show(context, id, InvestmentResponse.Looks(investmentId), f => f.Investment(investmentId) is not null, Noun);
}
