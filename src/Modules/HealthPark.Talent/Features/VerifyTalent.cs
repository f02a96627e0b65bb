using HealthPark.Talent.Talent;

namespace HealthPark.Talent.Features;

/// <summary>Verifies a talent.</summary>
public static class VerifyTalent
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/talents/{id:guid}/verification", Handle)
        .WithName("VerifyTalent").RequireScope(Scopes.TalentsVerify).Changes<TalentResponse>()
        .Example("""{ "decision": "verified" }""");

    /// <summary>Verifies or returns a talent, with all that decides whether it counts.</summary>
    /// <remarks>
    /// Needs `If-Match`: what is verified is the version that the officer read. `verified` makes it count in verified figures;
    /// `returned`, with a reason, takes it out of the reported ones until it is posted again.
    /// </remarks>
    public static Task<IResult> Handle(Guid id, VerificationRequest body, WriteRequest request, Records<TalentState, TalentEvent> talents) =>
        talents.Change(request, id, TalentResponse.Looks, t => Task.FromResult(Decide(body, t.State)));

    internal static Decision<TalentEvent> Decide(VerificationRequest body, TalentState now) =>
        Decisions.RefuseClosed(now) is { } closed
            ? closed
            : body.Decide<TalentEvent>(now.Verification, () => new TalentVerified(body.Reason?.Trim()), reason => new TalentReturned(reason));
}
