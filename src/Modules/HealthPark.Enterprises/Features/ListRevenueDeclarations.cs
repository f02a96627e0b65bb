using HealthPark.Enterprises.Enterprise;

namespace HealthPark.Enterprises.Features;

/// <summary>An enterprise's declared revenues.</summary>
/// <param name="Items">One for each year or month that was declared.</param>
public sealed record RevenueDeclarationList(IReadOnlyList<RevenueDeclarationResponse> Items);

/// <summary>Lists declared revenue.</summary>
public static class ListRevenueDeclarations
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/enterprises/{id:guid}/revenue-declarations", Handle)
        .WithName("ListRevenueDeclarations").RequireScope(Scopes.EnterprisesRead).Shows<RevenueDeclarationList>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Lists an enterprise's declared revenues by period.</summary>
    public static Task<IResult> Handle(Guid id, HttpContext context, Records<EnterpriseState, EnterpriseEvent> enterprises) => enterprises.ShowParts(
        context, id,
        record => new RevenueDeclarationList([.. record.State.Revenues.Keys.Select(k => k.Period).Distinct().Select(p => RevenueDeclarationResponse.Of(record, p))]),
        EnterprisesJson.Api.RevenueDeclarationList);
}
