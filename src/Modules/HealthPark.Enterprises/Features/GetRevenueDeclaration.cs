using HealthPark.Enterprises.Enterprise;

namespace HealthPark.Enterprises.Features;

/// <summary>Shows declared revenue.</summary>
public static class GetRevenueDeclaration
{
    internal static readonly Text Noun = new("营收申报", "revenue declaration");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/enterprises/{id:guid}/revenue-declarations/{period}", Handle)
        .WithName("GetRevenueDeclaration").RequireScope(Scopes.EnterprisesRead).Shows<RevenueDeclarationResponse>().Takes(QueryParameter.OfRecord);

    /// <summary>Shows an enterprise's declared revenue of a year or a month.</summary>
    public static Task<IResult> Handle(Guid id, string period, HttpContext context, Records<EnterpriseState, EnterpriseEvent> enterprises) =>
        enterprises.Show(context, id, RevenueDeclarationResponse.Looks(period), e => RevenueRules.Declared(e, period).Count > 0, Noun);
}
