using System.ComponentModel.DataAnnotations;
using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>The end of a park event that is called off.</summary>
/// <param name="Reason">Why.</param>
/// <param name="On">The day, not in the future; today (in China) if absent.</param>
public sealed record CancelParkEventRequest([property: Required, StringLength(500)] string? Reason = null, DateOnly? On = null) : IRequestBody;

/// <summary>Calls a park event off.</summary>
public static class CancelParkEvent
{
    internal const string Operation = "CancelParkEvent";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/events/{id:guid}/cancellation", Handle)
        .WithName(Operation).RequireScope(Scopes.EventsWrite).Changes<ParkEventResponse>()
        .Example("""{ "reason": "场地不可用" }""");

    /// <summary>Calls off a park event that was not held yet.</summary>
    /// <remarks>Needs `If-Match`. There is no way back: one that takes place after all is a new park event.</remarks>
    public static Task<IResult> Handle(
        Guid id, CancelParkEventRequest body, WriteRequest request, Records<ParkEventState, ParkEventEvent> parkEvents, TimeProvider clock) =>
        parkEvents.Change(request, id, ParkEventResponse.Looks, e => Task.FromResult(Decide(body, e.State, clock.Today())));

    internal static Decision<ParkEventEvent> Decide(CancelParkEventRequest body, ParkEventState now, DateOnly today) =>
        Decisions.Step(now, ParkEventStatus.Cancelled, Operation, body.On, today, null, on => new ParkEventCancelled(on, body.Reason!.Trim()));
}
