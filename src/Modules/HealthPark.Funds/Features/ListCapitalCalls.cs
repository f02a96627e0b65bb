using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>A fund's capital calls.</summary>
/// <param name="Items">The calls, in the order of their numbers; voided ones too.</param>
public sealed record CapitalCallList(IReadOnlyList<CapitalCallResponse> Items);

/// <summary>Lists capital calls.</summary>
public static class ListCapitalCalls
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/funds/{id:guid}/capital-calls", Handle)
        .WithName("ListCapitalCalls").RequireScope(Scopes.FundsRead).Shows<CapitalCallList>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Lists the calls on a fund's investors.</summary>
    public static Task<IResult> Handle(Guid id, HttpContext context, Records<FundState, FundEvent> funds) =>
        funds.ShowParts(
            context, id, record => new CapitalCallList([.. record.State.Calls.Select(c => CapitalCallResponse.Of(record, c))]), FundsJson.Api.CapitalCallList);
}
