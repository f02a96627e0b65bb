using HealthPark.Enterprises.Enterprise;

namespace HealthPark.Enterprises.Features;

/// <summary>Shows a scale status.</summary>
public static class GetScaleStatus
{
    internal static readonly Text Noun = new("年度规上状态", "scale status");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/enterprises/{id:guid}/scale-statuses/{year:int}", Handle)
        .WithName("GetScaleStatus").RequireScope(Scopes.EnterprisesRead).Shows<ScaleStatusResponse>().Takes(QueryParameter.OfRecord);

    /// <summary>Shows an enterprise's scale status in a year.</summary>
    public static Task<IResult> Handle(Guid id, int year, HttpContext context, Records<EnterpriseState, EnterpriseEvent> enterprises) =>
        enterprises.Show(context, id, ScaleStatusResponse.Looks(year), e => e.ScaleStatuses.ContainsKey(year), Noun);
}
