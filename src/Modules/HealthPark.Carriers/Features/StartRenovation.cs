using System.ComponentModel.DataAnnotations;
using HealthPark.Carriers.Renovation;

namespace HealthPark.Carriers.Features;

/// <summary>The beginning of the works.</summary>
/// <param name="On">The day; not before the approval.</param>
public sealed record StartRenovationRequest([property: Required] DateOnly? On = null) : IRequestBody;

/// <summary>Records that the works began.</summary>
public static class StartRenovation
{
    internal const string Operation = "StartRenovation";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/renovation-projects/{id:guid}/start", Handle)
        .WithName(Operation).RequireScope(Scopes.CarriersWrite).Changes<RenovationProjectResponse>()
        .Example("""{ "on": "2026-05-06" }""");

    /// <summary>Records that the works of an approved renovation project began.</summary>
    /// <remarks>Needs `If-Match`.</remarks>
    public static Task<IResult> Handle(
        Guid id, StartRenovationRequest body, WriteRequest request, Records<RenovationState, RenovationEvent> projects, TimeProvider clock) =>
        projects.Change(request, id, RenovationProjectResponse.Looks, p => Task.FromResult(Decide(body, p.State, clock.Today())));

    internal static Decision<RenovationEvent> Decide(StartRenovationRequest body, RenovationState now, DateOnly today) =>
        Renovations.Step(now, RenovationStatus.Underway, Operation, body.On, today, _ => new RenovationStarted(body.On!.Value));
}
