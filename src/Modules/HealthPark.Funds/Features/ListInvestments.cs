using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>A fund's investments.</summary>
/// <param name="Items">The investments, in the order in which they were entered; cancelled ones too.</param>
public sealed record InvestmentList(IReadOnlyList<InvestmentResponse> Items);

/// <summary>Lists investments.</summary>
public static class ListInvestments
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/funds/{id:guid}/investments", Handle)
        .WithName("ListInvestments").RequireScope(Scopes.FundsRead).Shows<InvestmentList>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Lists a fund's investments.</summary>
    public static Task<IResult> Handle(Guid id, HttpContext context, Records<FundState, FundEvent> funds) =>
        funds.ShowParts(
            context, id, record => new InvestmentList([.. record.State.Investments.Select(i => InvestmentResponse.Of(record, i))]), FundsJson.Api.InvestmentList);
}
