using System.ComponentModel.DataAnnotations;
using HealthPark.Carriers.Unit;

namespace HealthPark.Carriers.Features;

/// <summary>The end of a lease, or of an offer.</summary>
/// <param name="On">The day from which the unit is free again; at the latest the day after the lease's last.</param>
/// <param name="Reason">Why.</param>
public sealed record EndLeaseRequest(
    [property: Required] DateOnly? On = null,
    [property: StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Ends a lease.</summary>
public static class EndLease
{
    internal const string Operation = "EndLease";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/units/{id:guid}/leases/{leaseId:guid}/end", Handle)
        .WithName(Operation).RequireScope(Scopes.CarriersWrite).Changes<LeaseResponse>()
        .Example("""{ "on": "2027-01-01", "reason": "企业迁出" }""");

    /// <summary>Ends a lease: the days from `on` are free again.</summary>
    /// <remarks>Needs `If-Match` with the lease's own ETag. There is no way back.</remarks>
    public static Task<IResult> Handle(Guid id, Guid leaseId, EndLeaseRequest body, WriteRequest request, Records<UnitState, UnitEvent> units) =>
        units.Change(request, id, LeaseResponse.Looks(leaseId), u => Task.FromResult(Decide(body, leaseId, u.State)));

    internal static Decision<UnitEvent> Decide(EndLeaseRequest body, Guid leaseId, UnitState now) =>
        Units.Step(now, leaseId, LeaseState.Ended, Operation, lease => body.On > lease.To.AddDays(1)
            ? Rejection.Invalid("/on", "dates-out-of-order", new Text($"不能晚于 {lease.To.AddDays(1):yyyy-MM-dd}。", $"Must not lie after {lease.To.AddDays(1):yyyy-MM-dd}."))
            : new LeaseEnded(leaseId, body.On!.Value, body.Reason?.Trim()));
}
