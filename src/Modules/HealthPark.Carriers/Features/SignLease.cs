using System.ComponentModel.DataAnnotations;
using HealthPark.Carriers.Unit;

namespace HealthPark.Carriers.Features;

/// <summary>A step of a lease.</summary>
/// <param name="On">The day.</param>
public sealed record LeaseStepRequest([property: Required] DateOnly? On = null) : IRequestBody;

/// <summary>Records that a lease was signed.</summary>
public static class SignLease
{
    internal const string Operation = "SignLease";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/units/{id:guid}/leases/{leaseId:guid}/signing", Handle)
        .WithName(Operation).RequireScope(Scopes.CarriersWrite).Changes<LeaseResponse>()
        .Example("""{ "on": "2026-06-20" }""");

    /// <summary>Records that a lease was signed.</summary>
    /// <remarks>Needs `If-Match` with the lease's own ETag.</remarks>
    public static Task<IResult> Handle(
        Guid id, Guid leaseId, LeaseStepRequest body, WriteRequest request, Records<UnitState, UnitEvent> units, TimeProvider clock) =>
        units.Change(request, id, LeaseResponse.Looks(leaseId), u => Task.FromResult(Decide(body, leaseId, u.State, clock.Today())));

    internal static Decision<UnitEvent> Decide(LeaseStepRequest body, Guid leaseId, UnitState now, DateOnly today) =>
        Units.Step(now, leaseId, LeaseState.Signed, Operation, _ =>
        {
            var errors = new List<FieldError>();
            Dates.CheckPast("/on", body.On, today, errors);
            return errors.Count > 0 ? Rejection.Invalid(errors) : new LeaseSigned(leaseId, body.On!.Value);
        });
}
