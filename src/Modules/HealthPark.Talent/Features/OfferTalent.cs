using System.ComponentModel.DataAnnotations;
using HealthPark.Talent.Talent;

namespace HealthPark.Talent.Features;

/// <summary>An offer to a talent.</summary>
/// <param name="On">The day.</param>
public sealed record OfferTalentRequest([property: Required] DateOnly? On = null) : IRequestBody;

/// <summary>Records an offer.</summary>
public static class OfferTalent
{
    internal const string Operation = "OfferTalent";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/talents/{id:guid}/offer", Handle)
        .WithName(Operation).RequireScope(Scopes.TalentsWrite).Changes<TalentResponse>()
        .Example("""{ "on": "2026-02-01" }""");

    /// <summary>Records that an offer was made to a talent.</summary>
    /// <remarks>Needs `If-Match`.</remarks>
    public static Task<IResult> Handle(Guid id, OfferTalentRequest body, WriteRequest request, Records<TalentState, TalentEvent> talents, TimeProvider clock) =>
        talents.Change(request, id, TalentResponse.Looks, t => Task.FromResult(Decide(body, t.State, clock.Today())));

    internal static Decision<TalentEvent> Decide(OfferTalentRequest body, TalentState now, DateOnly today)
    {
        if (Decisions.RefuseClosed(now) is { } closed)
            return closed;
        if (now.Stage == TalentStage.Offered && now.OfferedOn == body.On)
            return Array.Empty<TalentEvent>();
        if (TalentStages.Machine.Refuse(now.Stage, TalentStage.Offered, Operation) is { } refusal)
            return refusal;
        var errors = new List<FieldError>();
        Dates.CheckPast("/on", body.On, today, errors);
        return errors.Count > 0 ? Rejection.Invalid(errors) : new TalentOffered(body.On!.Value);
    }
}
