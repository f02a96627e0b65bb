using System.Collections.Immutable;

namespace HealthPark.Carriers.Unit;

/// <summary>A unit as decisions see it.</summary>
public sealed record UnitState
{
    /// <summary>Before its first event.</summary>
    public static readonly UnitState Initial = new();

    private UnitState()
    {
    }

    #pragma warning disable CS1591 // the members are the fields of the record, explained in UnitResponse
    public Guid OwnerOrganizationId { get; private init; }
    public Guid CarrierId { get; private init; }
    public string Floor { get; private init; } = "";
    public string Number { get; private init; } = "";
    public decimal AreaSquareMetres { get; private init; }
    public decimal? FloorHeightMetres { get; private init; }
    public decimal? LoadKilonewtonsPerSquareMetre { get; private init; }
    public string? WithdrawalReason { get; private init; }
    public ImmutableList<Lease> Leases { get; private init; } = [];

    /// <summary>The days for which it is let, in order.</summary>
    public IReadOnlyList<Days> Let => [.. Leases.Select(l => l.Holds).OfType<Days>().OrderBy(d => d.From)];

    /// <summary>A lease; null if there is none with this id.</summary>
    public Lease? Lease(Guid id) => Leases.Find(l => l.Id == id);

    /// <summary>The enterprises to which it was ever let.</summary>
    public IEnumerable<Guid?> Enterprises => Leases.Select(l => (Guid?)l.EnterpriseId);

    /// <summary>The parts of the record that an event changes: a lease that takes or frees days changes the unit itself.</summary>
    public static IReadOnlyList<string> PartsOf(UnitEvent e) => e switch
    {
        LeaseOffered x => ["", Unit.Lease.Part(x.LeaseId)],
        LeaseSigned x => [Unit.Lease.Part(x.LeaseId)],
        LeaseOccupied x => [Unit.Lease.Part(x.LeaseId)],
        LeaseEnded x => ["", Unit.Lease.Part(x.LeaseId)],
        LeaseEnterpriseReplaced x => [.. x.Leases.Select(Unit.Lease.Part)],
        _ => [""],
    };

    /// <summary>The state after one more event.</summary>
    public static UnitState Evolve(UnitState state, UnitEvent e) => e switch
    {
        UnitRegistered x => Initial with
        {
            OwnerOrganizationId = x.OwnerOrganizationId,
            CarrierId = x.CarrierId,
            Floor = x.Floor,
            Number = x.Number,
            AreaSquareMetres = x.AreaSquareMetres,
            FloorHeightMetres = x.FloorHeightMetres,
            LoadKilonewtonsPerSquareMetre = x.LoadKilonewtonsPerSquareMetre,
        },
        UnitRevised x => state with
        {
            Number = x.Number ?? state.Number,
            AreaSquareMetres = x.AreaSquareMetres ?? state.AreaSquareMetres,
            FloorHeightMetres = x.Cleared.Contains("floorHeightMetres") ? null : x.FloorHeightMetres ?? state.FloorHeightMetres,
            LoadKilonewtonsPerSquareMetre = x.Cleared.Contains("loadKilonewtonsPerSquareMetre") ? null : x.LoadKilonewtonsPerSquareMetre ?? state.LoadKilonewtonsPerSquareMetre,
        },
        UnitWithdrawn x => state with { WithdrawalReason = x.Reason },
        LeaseOffered x => state with { Leases = state.Leases.Add(new Lease(x.LeaseId, x.EnterpriseId, x.AreaSquareMetres, x.From, x.To, x.RentYuanPerMonth)) },
        LeaseSigned x => state.With(x.LeaseId, l => l with { SignedOn = x.On }),
        LeaseOccupied x => state.With(x.LeaseId, l => l with { OccupiedOn = x.On }),
        LeaseEnded x => state.With(x.LeaseId, l => l with { EndedOn = x.On, EndReason = x.Reason }),
        LeaseEnterpriseReplaced x => state with { Leases = [.. state.Leases.Select(l => l.EnterpriseId == x.Enterprise ? l with { EnterpriseId = x.By } : l)] },
        _ => state,
    };

    private UnitState With(Guid leaseId, Func<Lease, Lease> change) => this with { Leases = [.. Leases.Select(l => l.Id == leaseId ? change(l) : l)] };
}
