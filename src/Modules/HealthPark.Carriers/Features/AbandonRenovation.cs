using System.ComponentModel.DataAnnotations;
using HealthPark.Carriers.Renovation;

namespace HealthPark.Carriers.Features;

/// <summary>The end of a renovation project that comes to nothing.</summary>
/// <param name="On">The day.</param>
/// <param name="Reason">Why.</param>
public sealed record AbandonRenovationRequest(
    [property: Required] DateOnly? On = null,
    [property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Gives a renovation project up.</summary>
public static class AbandonRenovation
{
    internal const string Operation = "AbandonRenovation";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/renovation-projects/{id:guid}/abandonment", Handle)
        .WithName(Operation).RequireScope(Scopes.CarriersWrite).Changes<RenovationProjectResponse>()
        .Example("""{ "on": "2026-06-01", "reason": "结构加固费用过高" }""");

    /// <summary>Gives up a renovation project that was not accepted yet, or withdraws a proposal.</summary>
    /// <remarks>Needs `If-Match`. There is no way back: one that is taken up after all is a new project.</remarks>
    public static Task<IResult> Handle(
        Guid id, AbandonRenovationRequest body, WriteRequest request, Records<RenovationState, RenovationEvent> projects, TimeProvider clock) =>
        projects.Change(request, id, RenovationProjectResponse.Looks, p => Task.FromResult(Decide(body, p.State, clock.Today())));

    internal static Decision<RenovationEvent> Decide(AbandonRenovationRequest body, RenovationState now, DateOnly today) =>
        Renovations.Step(now, RenovationStatus.Abandoned, Operation, body.On, today, _ => new RenovationAbandoned(body.On!.Value, body.Reason!.Trim()));
}
