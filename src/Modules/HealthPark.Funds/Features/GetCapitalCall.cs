using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>Shows a capital call.</summary>
public static class GetCapitalCall
{
    internal static readonly Text Noun = new("催缴", "capital call");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/funds/{id:guid}/capital-calls/{callId:guid}", Handle)
        .WithName("GetCapitalCall").RequireScope(Scopes.FundsRead).Shows<CapitalCallResponse>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Shows a call on a fund's investors, and what was paid in on it.</summary>
    public static Task<IResult> Handle(Guid id, Guid callId, HttpContext context, Records<FundState, FundEvent> funds) =>
        funds.Show(context, id, CapitalCallResponse.Looks(callId), f => f.Call(callId) is not null, Noun);
}
