using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>What came of a park event.</summary>
/// <param name="Items">The outcomes, in the order in which they were entered; voided ones too.</param>
public sealed record OutcomeList(IReadOnlyList<OutcomeResponse> Items);

/// <summary>Lists outcomes.</summary>
public static class ListOutcomes
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/events/{id:guid}/outcomes", Handle)
        .WithName("ListOutcomes").RequireScope(Scopes.EventsRead).Shows<OutcomeList>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Lists what came of a park event.</summary>
    public static Task<IResult> Handle(Guid id, HttpContext context, Records<ParkEventState, ParkEventEvent> parkEvents) =>
        parkEvents.ShowParts(
            context, id, record => new OutcomeList([.. record.State.Outcomes.Select(o => OutcomeResponse.Of(record, o))]), ParkEventsJson.Api.OutcomeList);
}
