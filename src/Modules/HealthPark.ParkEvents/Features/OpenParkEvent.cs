using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>Opens registration for a park event.</summary>
public static class OpenParkEvent
{
    internal const string Operation = "OpenParkEvent";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/events/{id:guid}/opening", Handle)
        .WithName(Operation).RequireScope(Scopes.EventsWrite).Changes<ParkEventResponse>()
        .Example("""{ "on": "2026-11-09" }""");

    /// <summary>Opens registration for a park event that was announced.</summary>
    /// <remarks>Needs `If-Match`. From then on it is `full` while its places are taken, and `open` again when some are free.</remarks>
    public static Task<IResult> Handle(
        Guid id, ParkEventStepRequest body, WriteRequest request, Records<ParkEventState, ParkEventEvent> parkEvents, TimeProvider clock) =>
        parkEvents.Change(request, id, ParkEventResponse.Looks, e => Task.FromResult(Decide(body, e.State, clock.Today())));

    internal static Decision<ParkEventEvent> Decide(ParkEventStepRequest body, ParkEventState now, DateOnly today) =>
        Decisions.Step(now, ParkEventStatus.Open, Operation, body.On, today, now.AnnouncedOn, on => new ParkEventOpened(on));
}
