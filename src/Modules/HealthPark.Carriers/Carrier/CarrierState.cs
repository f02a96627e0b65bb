using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace HealthPark.Carriers.Carrier;

/// <summary>Where a carrier (载体) stands. A parcel goes from <c>reserved</c> to <c>completed</c>, all others from <c>surveyed</c> on.</summary>
[JsonConverter(typeof(KebabEnumConverter<CarrierStatus>))]
public enum CarrierStatus
{
    /// <summary>梳理: on the list of the park's stock.</summary>
    Surveyed,

    /// <summary>适宜: surveyed and found suitable.</summary>
    Suitable,

    /// <summary>不适宜: surveyed and found unsuitable as it is.</summary>
    Unsuitable,

    /// <summary>改造中: being renovated.</summary>
    Renovating,

    /// <summary>可用: may be let.</summary>
    Available,

    /// <summary>占用: wholly in use.</summary>
    Occupied,

    /// <summary>退出: not a carrier of the park any more.</summary>
    Retired,

    /// <summary>预留: a parcel that is kept for the park.</summary>
    Reserved,

    /// <summary>规划: its use and floor area are planned.</summary>
    Planned,

    /// <summary>出让: the land is transferred.</summary>
    Transferred,

    /// <summary>在建: under construction.</summary>
    Building,

    /// <summary>建成: completed.</summary>
    Completed,
}

/// <summary>A floor: its area, where it is known, and what each unit takes of it.</summary>
/// <param name="AreaSquareMetres">Its area; null while it is not known.</param>
/// <param name="Units">The areas of its units, by id.</param>
public sealed record Floor(decimal? AreaSquareMetres, ImmutableDictionary<Guid, decimal> Units)
{
    /// <summary>A floor of which nothing is known.</summary>
    public static readonly Floor Unknown = new(null, ImmutableDictionary<Guid, decimal>.Empty);

    /// <summary>What all its units take.</summary>
    public decimal UnitAreaSquareMetres => Units.Values.Sum();
}

/// <summary>A carrier as decisions see it.</summary>
public sealed record CarrierState
{
    /// <summary>Before its first event.</summary>
    public static readonly CarrierState Initial = new();

    private CarrierState()
    {
    }

    #pragma warning disable CS1591 // the members are the fields of the record, explained in CarrierResponse
    public Guid OwnerOrganizationId { get; private init; }
    public string? Code { get; private init; }
    public string Name { get; private init; } = "";
    public IReadOnlyList<string> Aliases { get; private init; } = [];
    public string Kind { get; private init; } = "";
    public string? Zone { get; private init; }
    public int? Phase { get; private init; }
    public string? Role { get; private init; }
    public string? Address { get; private init; }
    public string? Batch { get; private init; }
    public decimal? LandAreaSquareMetres { get; private init; }
    public decimal? PlannedFloorAreaSquareMetres { get; private init; }
    public decimal? GrossAreaSquareMetres { get; private init; }
    public decimal? UsableAreaSquareMetres { get; private init; }
    public IReadOnlyList<string> Approximate { get; private init; } = [];
    public string? Note { get; private init; }
    public CarrierStatus Status { get; private init; }
    public DateOnly? StatusOn { get; private init; }
    public string? StatusReason { get; private init; }
    public Verification Verification { get; private init; }
    public string? ReturnReason { get; private init; }
    public ImmutableSortedDictionary<string, Floor> Floors { get; private init; } = ImmutableSortedDictionary.Create<string, Floor>(StringComparer.Ordinal);

    public ImmutableList<SuitabilitySurvey> Surveys { get; private init; } = [];

    /// <summary>Planned floor area to land area (容积率), to 3 decimals; null where one of them is not known.</summary>
    public decimal? FloorAreaRatio => PlannedFloorAreaSquareMetres is { } floors && LandAreaSquareMetres is { } land ? decimal.Round(floors / land, 3, MidpointRounding.AwayFromZero) : null;

    /// <summary>A floor, known or not.</summary>
    public Floor FloorOf(string name) => Floors.GetValueOrDefault(name, Floor.Unknown);

    /// <summary>A suitability survey; null if there is none with this id.</summary>
    public SuitabilitySurvey? Survey(Guid id) => Surveys.Find(s => s.Id == id);

    /// <summary>The part of the record that a floor is: writers of one floor do not disturb those of another, nor of the carrier itself.</summary>
    public static string FloorPart(string floor) => $"floor/{floor}";

    /// <summary>The parts of the record that an event changes.</summary>
    public static IReadOnlyList<string> PartsOf(CarrierEvent e) => e switch
    {
        FloorMeasured x => [FloorPart(x.Floor)],
        UnitPlaced x => [FloorPart(x.Floor)],
        UnitRemoved x => [FloorPart(x.Floor)],
        SuitabilitySurveyed x => [SuitabilitySurvey.Part(x.SurveyId)],
        _ => [""],
    };

    /// <summary>The state after one more event.</summary>
    public static CarrierState Evolve(CarrierState state, CarrierEvent e) => e switch
    {
        CarrierRegistered x => Initial with
        {
            OwnerOrganizationId = x.OwnerOrganizationId,
            Code = x.Code,
            Name = x.Name,
            Aliases = x.Aliases,
            Kind = x.Kind,
            Zone = x.Zone,
            Phase = x.Phase,
            Role = x.Role,
            Address = x.Address,
            Batch = x.Batch,
            LandAreaSquareMetres = x.LandAreaSquareMetres,
            PlannedFloorAreaSquareMetres = x.PlannedFloorAreaSquareMetres,
            GrossAreaSquareMetres = x.GrossAreaSquareMetres,
            UsableAreaSquareMetres = x.UsableAreaSquareMetres,
            Approximate = x.Approximate,
            Note = x.Note,
            Status = x.Status,
        },
        CarrierRevised x => state with
        {
            Name = x.Name ?? state.Name,
            Zone = x.Cleared.Contains("zone") ? null : x.Zone ?? state.Zone,
            Phase = x.Cleared.Contains("phase") ? null : x.Phase ?? state.Phase,
            Address = x.Cleared.Contains("address") ? null : x.Address ?? state.Address,
            Batch = x.Cleared.Contains("batch") ? null : x.Batch ?? state.Batch,
            LandAreaSquareMetres = x.Cleared.Contains("landAreaSquareMetres") ? null : x.LandAreaSquareMetres ?? state.LandAreaSquareMetres,
            PlannedFloorAreaSquareMetres = x.Cleared.Contains("plannedFloorAreaSquareMetres") ? null : x.PlannedFloorAreaSquareMetres ?? state.PlannedFloorAreaSquareMetres,
            GrossAreaSquareMetres = x.Cleared.Contains("grossAreaSquareMetres") ? null : x.GrossAreaSquareMetres ?? state.GrossAreaSquareMetres,
            UsableAreaSquareMetres = x.Cleared.Contains("usableAreaSquareMetres") ? null : x.UsableAreaSquareMetres ?? state.UsableAreaSquareMetres,
            Approximate = x.Approximate ?? state.Approximate,
            Note = x.Cleared.Contains("note") ? null : x.Note ?? state.Note,
            Verification = Verification.Submitted,
            ReturnReason = null,
        },
        CarrierStatusChanged x => state with { Status = x.Status, StatusOn = x.On, StatusReason = x.Reason },
        SuitabilitySurveyed x => state with
        {
            Surveys = state.Surveys.Add(new SuitabilitySurvey(
                x.SurveyId, x.On, x.Floor, x.FloorHeightMetres, x.LoadKilonewtonsPerSquareMetre, x.Power, x.Drainage, x.Criteria, x.Finding, x.Note)),
        },
        CarrierVerified => state with { Verification = Verification.Verified, ReturnReason = null },
        CarrierReturned x => state with { Verification = Verification.Returned, ReturnReason = x.Reason },
        FloorMeasured x => state.With(x.Floor, floor => floor with { AreaSquareMetres = x.AreaSquareMetres }),
        UnitPlaced x => state.With(x.Floor, floor => floor with { Units = floor.Units.SetItem(x.UnitId, x.AreaSquareMetres) }),
        UnitRemoved x => state.With(x.Floor, floor => floor with { Units = floor.Units.Remove(x.UnitId) }),
        _ => state,
    };

    private CarrierState With(string floor, Func<Floor, Floor> change) => this with { Floors = Floors.SetItem(floor, change(FloorOf(floor))) };
}
