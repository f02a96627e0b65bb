using HealthPark.Access.Organization;

namespace HealthPark.Access.Features;

/// <summary>Shows an organisation.</summary>
public static class GetOrganization
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/organizations/{id:guid}", Handle)
        .WithName("GetOrganization").RequireScope(Scopes.OrganizationsRead).Shows<OrganizationResponse>()
        .Takes(QueryParameter.OfRecord);

    /// <summary>Shows an organisation.</summary>
    /// <remarks>A partner sees itself only.</remarks>
    public static Task<IResult> Handle(Guid id, HttpContext context, Records<OrganizationState, OrganizationEvent> organizations) =>
        organizations.Show(context, id, OrganizationResponse.Looks);
}
