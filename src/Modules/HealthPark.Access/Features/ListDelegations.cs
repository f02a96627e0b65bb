namespace HealthPark.Access.Features;

/// <summary>Lists delegations.</summary>
public static class ListDelegations
{
    private static readonly ListDefinition Delegations = new ListDefinition(typeof(DelegationResponse), "access.delegations", "organization_id")
        .OneOf("organizationId", "organization_id", "Delegations by which others act for these organisations")
        .OneOf("delegateOrganizationId", "delegate_organization_id", "Delegations by which clients of these organisations act")
        .Date("from", "valid_from", "By first day")
        .Date("until", "valid_until", "By last day")
        .Sort("until", "valid_until", "date");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/delegations", Handle)
        .WithName("ListDelegations").RequireScope(Scopes.DelegationsRead).Shows<Page<DelegationResponse>>().Takes(Delegations.Parameters);

    /// <summary>Lists delegations, ended and revoked ones included.</summary>
    /// <remarks>A partner sees those by which others act for it.</remarks>
    public static Task<IResult> Handle(HttpContext context, CancellationToken ct) => Delegations.Answer(context, ct);
}
