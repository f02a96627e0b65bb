using System.ComponentModel.DataAnnotations;
using HealthPark.Access.Delegation;

namespace HealthPark.Access.Features;

/// <summary>Revocation of a delegation.</summary>
/// <param name="Reason">Why.</param>
public sealed record RevokeDelegationRequest([property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Revokes a delegation.</summary>
public static class RevokeDelegation
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/delegations/{id:guid}/revocation", Handle)
        .WithName("RevokeDelegation").RequireScope(Scopes.DelegationsWrite).Changes<DelegationResponse>()
        .Example("""{ "reason": "委托终止" }""");

    /// <summary>Revokes a delegation: within a second nobody acts by it any more.</summary>
    /// <remarks>Needs `If-Match`. What was done by it stays. Revoking it again changes nothing.</remarks>
    public static Task<IResult> Handle(Guid id, RevokeDelegationRequest body, WriteRequest request, Records<DelegationState, DelegationEvent> delegations) =>
        delegations.Change(request, id, DelegationResponse.Looks, delegation => Task.FromResult(Decide(body, delegation.State)));

    internal static Decision<DelegationEvent> Decide(RevokeDelegationRequest body, DelegationState delegation) =>
        delegation.RevocationReason is null ? new DelegationRevoked(body.Reason!.Trim()) : Array.Empty<DelegationEvent>();
}
