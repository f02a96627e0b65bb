using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>What is pitched at a roadshow.</summary>
/// <param name="Items">The pitches, in the order in which they were entered.</param>
public sealed record PitchList(IReadOnlyList<PitchResponse> Items);

/// <summary>Lists pitches.</summary>
public static class ListPitches
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/events/{id:guid}/pitches", Handle)
        .WithName("ListPitches").RequireScope(Scopes.EventsRead).Shows<PitchList>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Lists what is pitched at a roadshow, with the follow-ups that are done or due.</summary>
    public static Task<IResult> Handle(Guid id, HttpContext context, Records<ParkEventState, ParkEventEvent> parkEvents) =>
        parkEvents.ShowParts(
            context, id, record => new PitchList([.. record.State.Pitches.Select(p => PitchResponse.Of(record, p))]), ParkEventsJson.Api.PitchList);
}
