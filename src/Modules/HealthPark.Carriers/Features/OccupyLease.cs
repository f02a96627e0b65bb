using HealthPark.Carriers.Unit;

namespace HealthPark.Carriers.Features;

/// <summary>Records that the enterprise moved in.</summary>
public static class OccupyLease
{
    internal const string Operation = "OccupyLease";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/units/{id:guid}/leases/{leaseId:guid}/occupation", Handle)
        .WithName(Operation).RequireScope(Scopes.CarriersWrite).Changes<LeaseResponse>()
        .Example("""{ "on": "2026-06-20" }""");

    /// <summary>Records that the enterprise moved in.</summary>
    /// <remarks>Needs `If-Match` with the lease's own ETag.</remarks>
    public static Task<IResult> Handle(
        Guid id, Guid leaseId, LeaseStepRequest body, WriteRequest request, Records<UnitState, UnitEvent> units, TimeProvider clock) =>
        units.Change(request, id, LeaseResponse.Looks(leaseId), u => Task.FromResult(Decide(body, leaseId, u.State, clock.Today())));

    internal static Decision<UnitEvent> Decide(LeaseStepRequest body, Guid leaseId, UnitState now, DateOnly today) =>
        Units.Step(now, leaseId, LeaseState.Occupied, Operation, lease =>
        {
            var errors = new List<FieldError>();
            Dates.CheckPast("/on", body.On, today, errors, lease.SignedOn);
            return errors.Count > 0 ? Rejection.Invalid(errors) : new LeaseOccupied(leaseId, body.On!.Value);
        });
}
