using HealthPark.Enterprises.Enterprise;

namespace HealthPark.Enterprises.Features;

/// <summary>Shows an enterprise.</summary>
public static class GetEnterprise
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/enterprises/{id:guid}", Handle)
        .WithName("GetEnterprise").RequireScope(Scopes.EnterprisesRead).Shows<EnterpriseResponse>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Shows an enterprise: now, at a version, or as it was known at an instant.</summary>
    public static Task<IResult> Handle(Guid id, HttpContext context, Records<EnterpriseState, EnterpriseEvent> enterprises) =>
        enterprises.Show(context, id, EnterpriseResponse.Looks);
}
