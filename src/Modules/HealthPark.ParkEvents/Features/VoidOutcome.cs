using System.ComponentModel.DataAnnotations;
using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>Voiding of an outcome that was entered by mistake.</summary>
/// <param name="Reason">Why.</param>
public sealed record VoidOutcomeRequest([property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Voids an outcome.</summary>
public static class VoidOutcome
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/events/{id:guid}/outcomes/{outcomeId:guid}/void", Handle)
        .WithName("VoidOutcome").RequireScope(Scopes.EventsWrite).Changes<OutcomeResponse>()
        .Example("""{ "reason": "重复登记" }""");

    /// <summary>Voids an outcome that was entered by mistake.</summary>
    /// <remarks>Needs `If-Match` with the outcome's own ETag. It counts no more, and stays to be seen.</remarks>
    public static Task<IResult> Handle(
        Guid id, Guid outcomeId, VoidOutcomeRequest body, WriteRequest request, Records<ParkEventState, ParkEventEvent> parkEvents) =>
        parkEvents.Change(request, id, OutcomeResponse.Looks(outcomeId), e => Task.FromResult(Decide(body, outcomeId, e.State)));

    internal static Decision<ParkEventEvent> Decide(VoidOutcomeRequest body, Guid outcomeId, ParkEventState now)
    {
        if (now.Outcome(outcomeId) is not { } outcome)
            return Rejection.NotFound(GetOutcome.Noun);
        return outcome.VoidReason is null ? new OutcomeVoided(outcomeId, body.Reason!.Trim()) : Array.Empty<ParkEventEvent>();
    }
}
