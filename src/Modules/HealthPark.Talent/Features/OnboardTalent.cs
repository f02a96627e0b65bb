using System.ComponentModel.DataAnnotations;
using HealthPark.Talent.Talent;

namespace HealthPark.Talent.Features;

/// <summary>A talent's coming to the park.</summary>
/// <param name="On">The day: the talent is introduced from then on.</param>
public sealed record OnboardTalentRequest([property: Required] DateOnly? On = null) : IRequestBody;

/// <summary>Records that a talent came to work in the park.</summary>
public static class OnboardTalent
{
    internal const string Operation = "OnboardTalent";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/talents/{id:guid}/onboarding", Handle)
        .WithName(Operation).RequireScope(Scopes.TalentsWrite).Changes<TalentResponse>()
        .Example("""{ "on": "2026-03-01" }""");

    /// <summary>Records that a talent came to work in the park: it becomes `introducedOn`.</summary>
    /// <remarks>Needs `If-Match`. The talent counts once it is recognised in a class. Submits the record for verification again.</remarks>
    public static Task<IResult> Handle(Guid id, OnboardTalentRequest body, WriteRequest request, Records<TalentState, TalentEvent> talents, TimeProvider clock) =>
        talents.Change(request, id, TalentResponse.Looks, t => Task.FromResult(Decide(body, t.State, clock.Today())));

    internal static Decision<TalentEvent> Decide(OnboardTalentRequest body, TalentState now, DateOnly today)
    {
        if (Decisions.RefuseClosed(now) is { } closed)
            return closed;
        if (now.Stage == TalentStage.Onboard && now.IntroducedOn == body.On)
            return Array.Empty<TalentEvent>();
        if (TalentStages.Machine.Refuse(now.Stage, TalentStage.Onboard, Operation) is { } refusal)
            return refusal;
        var errors = new List<FieldError>();
        Dates.CheckPast("/on", body.On, today, errors, now.OfferedOn);
        return errors.Count > 0 ? Rejection.Invalid(errors) : new TalentOnboarded(body.On!.Value);
    }
}
