using HealthPark.Access.Delegation;

namespace HealthPark.Access.Features;

/// <summary>Shows what happened to a delegation.</summary>
public static class GetDelegationHistory
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/delegations/{id:guid}/history", Handle)
        .WithName("GetDelegationHistory").RequireScope(Scopes.DelegationsRead).Shows<RecordHistory>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Shows who granted and revoked a delegation, when and why.</summary>
    public static Task<IResult> Handle(Guid id, HttpContext context, Records<DelegationState, DelegationEvent> delegations) =>
        delegations.ShowHistory(context, id);
}
