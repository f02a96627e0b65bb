using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>Shows a pitch.</summary>
public static class GetPitch
{
    internal static readonly Text Noun = new("路演项目", "pitch");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/events/{id:guid}/pitches/{pitchId:guid}", Handle)
        .WithName("GetPitch").RequireScope(Scopes.EventsRead).Shows<PitchResponse>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Shows a project that is pitched at a roadshow.</summary>
    public static Task<IResult> Handle(Guid id, Guid pitchId, HttpContext context, Records<ParkEventState, ParkEventEvent> parkEvents) =>
        parkEvents.Show(context, id, PitchResponse.Looks(pitchId), e => e.Pitch(pitchId) is not null, Noun);
}
