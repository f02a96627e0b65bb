using HealthPark.Access.Delegation;

namespace HealthPark.Access.Features;

/// <summary>Shows a delegation.</summary>
public static class GetDelegation
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/delegations/{id:guid}", Handle)
        .WithName("GetDelegation").RequireScope(Scopes.DelegationsRead).Shows<DelegationResponse>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Shows a delegation.</summary>
    /// <remarks>A partner sees those by which others act for it; whoever acts for it sees them too, if the delegation gives `delegations:read`.</remarks>
    public static Task<IResult> Handle(Guid id, HttpContext context, Records<DelegationState, DelegationEvent> delegations) =>
        delegations.Show(context, id, DelegationResponse.Looks);
}
