using System.ComponentModel.DataAnnotations;
using HealthPark.Access.Organization;

namespace HealthPark.Access.Features;

/// <summary>Registration of an organisation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>partner</c>: sees and changes its own records only; <c>bureau</c>: reads all; <c>dashboard</c>: reads the plan's figures only.</param>
public sealed record RegisterOrganizationRequest(
    [property: Required, StringLength(200)] string? Name = null,
    [property: Required, AllowedValues(OrganizationKinds.Partner, OrganizationKinds.Bureau, OrganizationKinds.Dashboard)] string? Kind = null) : IRequestBody;

/// <summary>Registers an organisation.</summary>
public static class RegisterOrganization
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/organizations", Handle)
        .WithName("RegisterOrganization").RequireScope(Scopes.OrganizationsWrite).Creates<OrganizationResponse>()
        .Example("""{ "name": "示例孵化器", "kind": "partner" }""");

    /// <summary>Registers an organisation.</summary>
    /// <remarks>A name that is registered already (spelling of width, case and legal form aside) is 409 `duplicate`.</remarks>
    public static Task<IResult> Handle(RegisterOrganizationRequest body, WriteRequest request, Records<OrganizationState, OrganizationEvent> organizations) =>
        organizations.Create(request, OrganizationResponse.Looks, _ =>
            Task.FromResult<Decision<OrganizationEvent>>(new OrganizationRegistered(body.Name!.Trim(), body.Kind!, null)));
}
