using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>Records that a park event took place.</summary>
public static class HoldParkEvent
{
    internal const string Operation = "HoldParkEvent";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/events/{id:guid}/holding", Handle)
        .WithName(Operation).RequireScope(Scopes.EventsWrite).Changes<ParkEventResponse>()
        .Example("""{ "on": "2026-11-20" }""");

    /// <summary>Records that a park event took place.</summary>
    /// <remarks>Needs `If-Match`. `on` does not lie before `startsOn`: one that was brought forward is revised first. Registration ends; sign-in goes on.</remarks>
    public static Task<IResult> Handle(
        Guid id, ParkEventStepRequest body, WriteRequest request, Records<ParkEventState, ParkEventEvent> parkEvents, TimeProvider clock) =>
        parkEvents.Change(request, id, ParkEventResponse.Looks, e => Task.FromResult(Decide(body, e.State, clock.Today())));

    internal static Decision<ParkEventEvent> Decide(ParkEventStepRequest body, ParkEventState now, DateOnly today) =>
        Decisions.Step(now, ParkEventStatus.Held, Operation, body.On, today, now.StartsOn, on => new ParkEventHeld(on));
}
