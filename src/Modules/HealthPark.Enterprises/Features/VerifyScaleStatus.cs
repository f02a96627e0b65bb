using HealthPark.Enterprises.Enterprise;

namespace HealthPark.Enterprises.Features;

/// <summary>Verifies a scale status.</summary>
public static class VerifyScaleStatus
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/enterprises/{id:guid}/scale-statuses/{year:int}/verification", Handle)
        .WithName("VerifyScaleStatus").RequireScope(Scopes.EnterprisesVerify).Changes<ScaleStatusResponse>()
        .Example("""{ "decision": "verified" }""");

    /// <summary>Verifies or returns a scale status.</summary>
    /// <remarks>Needs `If-Match` with the status's own ETag. An enterprise's revenue counts in verified figures of the year only when this is verified.</remarks>
    public static Task<IResult> Handle(Guid id, int year, VerificationRequest body, WriteRequest request, Records<EnterpriseState, EnterpriseEvent> enterprises) =>
        enterprises.Change(request, id, ScaleStatusResponse.Looks(year), e => Task.FromResult(Decide(body, year, e.State)));

    internal static Decision<EnterpriseEvent> Decide(VerificationRequest body, int year, EnterpriseState now)
    {
        if (Decisions.RefuseVoided(now) is { } voided)
            return voided;
        return now.ScaleStatuses.TryGetValue(year, out var status)
            ? body.Decide<EnterpriseEvent>(status.Verification, () => new ScaleStatusVerified(year), reason => new ScaleStatusReturned(year, reason))
            : Rejection.NotFound(GetScaleStatus.Noun);
    }
}
