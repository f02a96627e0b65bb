using System.ComponentModel.DataAnnotations;
using HealthPark.Enterprises.Enterprise;

namespace HealthPark.Enterprises.Features;

/// <summary>The decision on one source's amount; the source may be left out where only one has declared.</summary>
/// <param name="Decision">`verified` or `returned`.</param>
/// <param name="Reason">Why; required when it is returned.</param>
/// <param name="Source">Whose amount is meant.</param>
public sealed record RevenueVerificationRequest(
    [property: Required, AllowedValues("verified", "returned")] string? Decision = null,
    [property: StringLength(500)] string? Reason = null,
    [property: AllowedValues("statistics", "tax", "enterprise", null)] string? Source = null) : IRequestBody;

/// <summary>Verifies declared revenue.</summary>
public static class VerifyRevenue
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/enterprises/{id:guid}/revenue-declarations/{period}/verification", Handle)
        .WithName("VerifyRevenue").RequireScope(Scopes.EnterprisesVerify).Changes<RevenueDeclarationResponse>()
        .Example("""{ "decision": "returned", "reason": "请附审计报告" }""");

    /// <summary>Verifies or returns declared revenue.</summary>
    /// <remarks>Needs `If-Match` with the period's own ETag. Where several sources have declared, `source` says whose amount is meant.</remarks>
    public static Task<IResult> Handle(
        Guid id, string period, RevenueVerificationRequest body, WriteRequest request, Records<EnterpriseState, EnterpriseEvent> enterprises) =>
        enterprises.Change(request, id, RevenueDeclarationResponse.Looks(period), e => Task.FromResult(Decide(body, period, e.State)));

    internal static Decision<EnterpriseEvent> Decide(RevenueVerificationRequest body, string period, EnterpriseState now)
    {
        if (Decisions.RefuseVoided(now) is { } voided)
            return voided;
        var declared = RevenueRules.Declared(now, period);
        if (body.Source is null && declared.Count > 1)
        {
            return Rejection.Invalid("/source", "required", new Text(
                $"该期间有多个来源,须指明其一:{string.Join("、", declared.Select(d => d.Source))}。",
                $"Several sources have declared; name one of: {string.Join(", ", declared.Select(d => d.Source))}."));
        }

        if (declared.FirstOrDefault(d => body.Source is null || d.Source == body.Source) is not { } meant)
            return Rejection.NotFound(GetRevenueDeclaration.Noun);
        return new VerificationRequest(body.Decision, body.Reason).Decide<EnterpriseEvent>(
            meant.Verification, () => new RevenueVerified(period, meant.Source), reason => new RevenueReturned(period, meant.Source, reason));
    }
}
