using HealthPark.Carriers.Carrier;
using HealthPark.Carriers.Features;
using HealthPark.EventStore;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Carriers.Unit;

/// <summary>Rules that several decisions on units share.</summary>
internal static class Units
{
    /// <summary>Floor height and load are positive and not beyond what there may be.</summary>
    public static void CheckMeasures(decimal? heightMetres, decimal? load, List<FieldError> errors)
    {
        Decisions.CheckMeasure("/floorHeightMetres", heightMetres, 100, errors);
        Decisions.CheckMeasure("/loadKilonewtonsPerSquareMetre", load, 1000, errors);
    }

    /// <summary>A unit that is withdrawn takes no more changes.</summary>
    public static Rejection? RefuseWithdrawn(UnitState unit) => unit.WithdrawalReason is not null
        ? Rejection.Transition("unit-withdrawn", new Text("该单元已撤销,不能再更改。", "This unit was withdrawn; it takes no more changes."), [])
        : null;

    /// <summary>Decides a step of a lease: it exists, and the step leads on from its state.</summary>
    public static Decision<UnitEvent> Step(UnitState unit, Guid leaseId, LeaseState to, string operation, Func<Lease, Decision<UnitEvent>> decide)
    {
        if (unit.Lease(leaseId) is not { } lease)
            return Rejection.NotFound(GetLease.Noun);
        return LeaseStates.Machine.Refuse(lease.State, to, operation) is { } refusal ? refusal : decide(lease);
    }
}

/// <summary>Finds the carrier of a unit, as it stands.</summary>
public sealed class CarrierLookup([FromKeyedServices(CarriersModule.Schema)] ModuleStore store)
{
    /// <summary>The carrier; null if there is none. All may see all.</summary>
    internal async Task<Recorded<CarrierState>?> Find(Guid id, CancellationToken ct) =>
        await store.Load(CarriersModule.Carriers, id, UpTo.Now, ct) is { Exists: true } carrier ? carrier : null;
}
