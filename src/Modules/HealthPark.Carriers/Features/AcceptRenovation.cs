using System.ComponentModel.DataAnnotations;
using HealthPark.Carriers.Carrier;
using HealthPark.Carriers.Renovation;

namespace HealthPark.Carriers.Features;

/// <summary>Acceptance (验收) of a renovation.</summary>
/// <param name="On">The day; not before the beginning of the works.</param>
/// <param name="AreaAfterSquareMetres">The usable area that is there now, in m², at most 2 decimals.</param>
/// <param name="CostYuan">What it cost, in CNY yuan, at most 2 decimals.</param>
/// <param name="Criteria">By what it was accepted, with the points given.</param>
/// <param name="Note">What a reader should know.</param>
public sealed record AcceptRenovationRequest(
    [property: Required] DateOnly? On = null,
    [property: Required] decimal? AreaAfterSquareMetres = null,
    decimal? CostYuan = null,
    [property: MaxLength(30)] IReadOnlyList<CriterionRequest>? Criteria = null,
    [property: StringLength(500)] string? Note = null) : IRequestBody;

/// <summary>Records that a renovation was accepted.</summary>
public static class AcceptRenovation
{
    internal const string Operation = "AcceptRenovation";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/renovation-projects/{id:guid}/acceptance", Handle)
        .WithName(Operation).RequireScope(Scopes.CarriersWrite).Changes<RenovationProjectResponse>()
        .Example("""{ "on": "2026-10-30", "areaAfterSquareMetres": 9420.5, "costYuan": 18650000, "criteria": [{ "name": "荷载", "limit": "不低于 5 kN/m²", "met": true }] }""");

    /// <summary>Records that a renovation is done and was accepted, with the area that came of it.</summary>
    /// <remarks>Needs `If-Match`. There is no way back. The carrier's own areas and state are changed by themselves.</remarks>
    public static Task<IResult> Handle(
        Guid id, AcceptRenovationRequest body, WriteRequest request, Records<RenovationState, RenovationEvent> projects, TimeProvider clock) =>
        projects.Change(request, id, RenovationProjectResponse.Looks, p => Task.FromResult(Decide(body, p.State, clock.Today())));

    internal static Decision<RenovationEvent> Decide(AcceptRenovationRequest body, RenovationState now, DateOnly today) =>
        Renovations.Step(now, RenovationStatus.Accepted, Operation, body.On, today, errors =>
        {
            Decisions.CheckArea("/areaAfterSquareMetres", body.AreaAfterSquareMetres, errors);
            Money.Check("/costYuan", body.CostYuan, errors);
            return new RenovationAccepted(body.On!.Value, body.AreaAfterSquareMetres!.Value, body.CostYuan, Criterion.Read(body.Criteria, errors), body.Note?.Trim());
        });
}
