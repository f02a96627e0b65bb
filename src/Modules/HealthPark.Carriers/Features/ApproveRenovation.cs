using System.ComponentModel.DataAnnotations;
using HealthPark.Carriers.Renovation;

namespace HealthPark.Carriers.Features;

/// <summary>Approval of a renovation project.</summary>
/// <param name="On">The day.</param>
/// <param name="Note">What its owner should know.</param>
public sealed record ApproveRenovationRequest(
    [property: Required] DateOnly? On = null,
    [property: StringLength(500)] string? Note = null) : IRequestBody;

/// <summary>Approves a renovation project.</summary>
public static class ApproveRenovation
{
    internal const string Operation = "ApproveRenovation";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/renovation-projects/{id:guid}/approval", Handle)
        .WithName(Operation).RequireScope(Scopes.CarriersVerify).Changes<RenovationProjectResponse>()
        .Example("""{ "on": "2026-04-10" }""");

    /// <summary>Approves a renovation project as it was proposed.</summary>
    /// <remarks>Needs `If-Match`. The park office alone may. What it says cannot be changed afterwards.</remarks>
    public static Task<IResult> Handle(
        Guid id, ApproveRenovationRequest body, WriteRequest request, Records<RenovationState, RenovationEvent> projects, TimeProvider clock) =>
        projects.Change(request, id, RenovationProjectResponse.Looks, p => Task.FromResult(Decide(body, p.State, clock.Today())));

    internal static Decision<RenovationEvent> Decide(ApproveRenovationRequest body, RenovationState now, DateOnly today) =>
        Renovations.Step(now, RenovationStatus.Approved, Operation, body.On, today, _ => new RenovationApproved(body.On!.Value, body.Note?.Trim()));
}
