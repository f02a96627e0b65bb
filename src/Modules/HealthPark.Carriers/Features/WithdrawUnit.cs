using System.ComponentModel.DataAnnotations;
using HealthPark.Carriers.Carrier;
using HealthPark.Carriers.Unit;
using HealthPark.EventStore;

namespace HealthPark.Carriers.Features;

/// <summary>Withdrawal of a unit that is none any more, or was entered by mistake.</summary>
/// <param name="Reason">Why.</param>
public sealed record WithdrawUnitRequest([property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Withdraws a unit.</summary>
public static class WithdrawUnit
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/units/{id:guid}/withdrawal", Handle)
        .WithName("WithdrawUnit").RequireScope(Scopes.CarriersWrite).Changes<UnitResponse>()
        .Example("""{ "reason": "合并为一个单元" }""");

    /// <summary>Withdraws a unit; its floor has the room again.</summary>
    /// <remarks>Needs `If-Match`. Not while a lease has not ended: 409 `leases-left`. There is no way back.</remarks>
    public static Task<IResult> Handle(Guid id, WithdrawUnitRequest body, WriteRequest request, Records<UnitState, UnitEvent> units, CarrierLookup carriers) =>
        units.Change(request, id, UnitResponse.Looks, async unit =>
        {
            var decision = Decide(body, unit.State);
            if (decision.Events.Count == 0)
                return decision;
            var carrier = (await carriers.Find(unit.State.CarrierId, request.Aborted))!;
            return decision.With(Companion.Of<CarrierState, CarrierEvent>(CarriersModule.Carriers, carrier, new UnitRemoved(unit.Id, unit.State.Floor)));
        });

    internal static Decision<UnitEvent> Decide(WithdrawUnitRequest body, UnitState now)
    {
        if (now.WithdrawalReason is not null)
            return Array.Empty<UnitEvent>();
        return now.Leases.Exists(l => l.State != LeaseState.Ended)
            ? Rejection.Conflict("leases-left", new Text("该单元仍有未终止的租约。", "The unit still has a lease that has not ended."))
            : new UnitWithdrawn(body.Reason!.Trim());
    }
}
