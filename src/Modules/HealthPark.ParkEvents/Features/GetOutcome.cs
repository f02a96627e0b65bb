using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>Shows an outcome.</summary>
public static class GetOutcome
{
    internal static readonly Text Noun = new("成效", "outcome");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/events/{id:guid}/outcomes/{outcomeId:guid}", Handle)
        .WithName("GetOutcome").RequireScope(Scopes.EventsRead).Shows<OutcomeResponse>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Shows something that came of a park event.</summary>
    public static Task<IResult> Handle(Guid id, Guid outcomeId, HttpContext context, Records<ParkEventState, ParkEventEvent> parkEvents) =>
        parkEvents.Show(context, id, OutcomeResponse.Looks(outcomeId), e => e.Outcome(outcomeId) is not null, Noun);
}
