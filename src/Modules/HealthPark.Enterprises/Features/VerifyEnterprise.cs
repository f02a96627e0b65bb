using HealthPark.Enterprises.Enterprise;

namespace HealthPark.Enterprises.Features;

/// <summary>Verifies an enterprise.</summary>
public static class VerifyEnterprise
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/enterprises/{id:guid}/verification", Handle)
        .WithName("VerifyEnterprise").RequireScope(Scopes.EnterprisesVerify).Changes<EnterpriseResponse>()
        .Example("""{ "decision": "verified" }""");

    /// <summary>Verifies or returns an enterprise.</summary>
    /// <remarks>
    /// Needs `If-Match`: what is verified is the version that the officer read. `verified` makes its values count in verified figures;
    /// `returned`, with a reason, takes them out of the reported ones until they are posted again.
    /// </remarks>
    public static Task<IResult> Handle(Guid id, VerificationRequest body, WriteRequest request, Records<EnterpriseState, EnterpriseEvent> enterprises) =>
        enterprises.Change(request, id, EnterpriseResponse.Looks, e => Task.FromResult(Decide(body, e.State)));

    internal static Decision<EnterpriseEvent> Decide(VerificationRequest body, EnterpriseState now) =>
        Decisions.RefuseVoided(now) is { } voided
            ? voided
            : body.Decide<EnterpriseEvent>(now.Verification, () => new EnterpriseVerified(body.Reason?.Trim()), reason => new EnterpriseReturned(reason));
}
