using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>A step on the way of a park event.</summary>
/// <param name="On">The day, not in the future; today (in China) if absent.</param>
public sealed record ParkEventStepRequest(DateOnly? On = null) : IRequestBody;

/// <summary>Records that a park event was announced.</summary>
public static class AnnounceParkEvent
{
    internal const string Operation = "AnnounceParkEvent";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/events/{id:guid}/announcement", Handle)
        .WithName(Operation).RequireScope(Scopes.EventsWrite).Changes<ParkEventResponse>()
        .Example("""{ "on": "2026-11-02" }""");

    /// <summary>Records that a park event was announced.</summary>
    /// <remarks>Needs `If-Match`.</remarks>
    public static Task<IResult> Handle(
        Guid id, ParkEventStepRequest body, WriteRequest request, Records<ParkEventState, ParkEventEvent> parkEvents, TimeProvider clock) =>
        parkEvents.Change(request, id, ParkEventResponse.Looks, e => Task.FromResult(Decide(body, e.State, clock.Today())));

    internal static Decision<ParkEventEvent> Decide(ParkEventStepRequest body, ParkEventState now, DateOnly today) =>
        Decisions.Step(now, ParkEventStatus.Announced, Operation, body.On, today, null, on => new ParkEventAnnounced(on));
}
