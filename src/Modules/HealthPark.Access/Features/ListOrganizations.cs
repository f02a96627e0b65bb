using HealthPark.Access.Organization;

namespace HealthPark.Access.Features;

/// <summary>Lists organisations.</summary>
public static class ListOrganizations
{
    private static readonly ListDefinition Organizations = new ListDefinition(typeof(OrganizationResponse), "access.organizations", "id")
        .OneOf("kind", "kind", "Organisations of these kinds", OrganizationKinds.All)
        .OneOf("code", "code", "Organisations with these codes of the plan's reference data")
        .Sort("name", "name collate \"zh-x-icu\"", "text");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/organizations", Handle)
        .WithName("ListOrganizations").RequireScope(Scopes.OrganizationsRead).Shows<Page<OrganizationResponse>>().Takes(Organizations.Parameters);

    /// <summary>Lists organisations: the park office, the bodies that the plan names, and partners.</summary>
    public static Task<IResult> Handle(HttpContext context, CancellationToken ct) => Organizations.Answer(context, ct);
}
