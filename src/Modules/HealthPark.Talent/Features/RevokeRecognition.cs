using System.ComponentModel.DataAnnotations;
using HealthPark.Talent.Talent;

namespace HealthPark.Talent.Features;

/// <summary>A revocation of a recognition.</summary>
/// <param name="On">From when on it does not stand any more.</param>
/// <param name="Reason">Why.</param>
public sealed record RevokeRecognitionRequest(
    [property: Required] DateOnly? On = null,
    [property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Records that a recognition was revoked.</summary>
public static class RevokeRecognition
{
    internal const string Operation = "RevokeTalentRecognition";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/talents/{id:guid}/revocation", Handle)
        .WithName(Operation).RequireScope(Scopes.TalentsWrite).Changes<TalentResponse>()
        .Example("""{ "on": "2026-08-01", "reason": "认定条件不再具备" }""");

    /// <summary>Records that the recognition of a talent was revoked.</summary>
    /// <remarks>
    /// Needs `If-Match`. The talent counts until `on` and not from then on: periods that ended before keep it. One that left may lose its
    /// recognition too. Submits the record for verification again; where the park office revokes the recognition of a verified record, no
    /// second look is needed.
    /// </remarks>
    public static Task<IResult> Handle(Guid id, RevokeRecognitionRequest body, WriteRequest request, Records<TalentState, TalentEvent> talents, TimeProvider clock) =>
        talents.Change(request, id, TalentResponse.Looks, t => Task.FromResult(Decide(body, t.State, request.Caller.IsParkOffice, clock.Today())));

    internal static Decision<TalentEvent> Decide(RevokeRecognitionRequest body, TalentState now, bool byParkOffice, DateOnly today)
    {
        if (Decisions.RefuseClosed(now) is { } closed)
            return closed;
        var to = now.Stage == TalentStage.Left ? TalentStage.Left : TalentStage.Onboard;
        if (now.Recognised is not { } recognised)
        {
            return TalentStages.Machine.Refuse(now.Stage, to, Operation)
                ?? Rejection.Transition("not-recognised", new Text("没有有效的认定。", "No recognition stands."), []);
        }

        var errors = new List<FieldError>();
        Dates.CheckPast("/on", body.On, today, errors, recognised.From ?? now.IntroducedOn);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        var revoked = new TalentRecognitionRevoked(body.On!.Value, body.Reason!.Trim());
        return byParkOffice && now.Verification == Verification.Verified ? new TalentEvent[] { revoked, new TalentVerified(null) } : revoked;
    }
}
