using HealthPark.Enterprises.Enterprise;

namespace HealthPark.Enterprises.Features;

/// <summary>An enterprise's scale statuses.</summary>
/// <param name="Items">One for each year that was stated.</param>
public sealed record ScaleStatusList(IReadOnlyList<ScaleStatusResponse> Items);

/// <summary>Lists scale statuses.</summary>
public static class ListScaleStatuses
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/enterprises/{id:guid}/scale-statuses", Handle)
        .WithName("ListScaleStatuses").RequireScope(Scopes.EnterprisesRead).Shows<ScaleStatusList>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Lists an enterprise's scale statuses by year.</summary>
    public static Task<IResult> Handle(Guid id, HttpContext context, Records<EnterpriseState, EnterpriseEvent> enterprises) => enterprises.ShowParts(
        context, id, record => new ScaleStatusList([.. record.State.ScaleStatuses.Keys.Select(y => ScaleStatusResponse.Of(record, y))]),
        EnterprisesJson.Api.ScaleStatusList);
}
