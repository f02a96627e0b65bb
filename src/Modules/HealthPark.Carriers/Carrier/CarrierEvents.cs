namespace HealthPark.Carriers.Carrier;

/// <summary>An event of a carrier's stream. Stored names and shapes are kept for ever; see CarriersModule for the names.</summary>
public abstract record CarrierEvent;

/// <summary>A carrier was entered.</summary>
public sealed record CarrierRegistered(
    Guid OwnerOrganizationId, string? Code, string Name, IReadOnlyList<string> Aliases, string Kind, string? Zone, int? Phase, string? Role, string? Address,
    string? Batch, decimal? LandAreaSquareMetres, decimal? PlannedFloorAreaSquareMetres, decimal? GrossAreaSquareMetres, decimal? UsableAreaSquareMetres,
    IReadOnlyList<string> Approximate, string? Note, CarrierStatus Status) : CarrierEvent;

/// <summary>What describes the carrier was revised. Members that are null stayed as they were, unless <c>Cleared</c> names them.</summary>
public sealed record CarrierRevised(
    string? Name, string? Zone, int? Phase, string? Address, string? Batch, decimal? LandAreaSquareMetres, decimal? PlannedFloorAreaSquareMetres,
    decimal? GrossAreaSquareMetres, decimal? UsableAreaSquareMetres, IReadOnlyList<string>? Approximate, string? Note, IReadOnlyList<string> Cleared) : CarrierEvent;

/// <summary>It went to another state.</summary>
public sealed record CarrierStatusChanged(CarrierStatus Status, DateOnly On, string? Reason) : CarrierEvent;

/// <summary>It was surveyed for what it is fit for, as a whole or one of its floors.</summary>
public sealed record SuitabilitySurveyed(
    Guid SurveyId, DateOnly On, string? Floor, decimal FloorHeightMetres, decimal LoadKilonewtonsPerSquareMetre, string? Power, string? Drainage,
    IReadOnlyList<Criterion> Criteria, SuitabilityFinding Finding, string? Note) : CarrierEvent;

/// <summary>The park office verified what is known of it.</summary>
public sealed record CarrierVerified(string? Note) : CarrierEvent;

/// <summary>The park office returned it.</summary>
public sealed record CarrierReturned(string Reason) : CarrierEvent;

/// <summary>The area of a floor became known, or was corrected.</summary>
public sealed record FloorMeasured(string Floor, decimal AreaSquareMetres) : CarrierEvent;

/// <summary>A unit takes this much of a floor: a new one, or one that was measured again.</summary>
public sealed record UnitPlaced(Guid UnitId, string Floor, decimal AreaSquareMetres) : CarrierEvent;

/// <summary>A unit takes nothing of its floor any more.</summary>
public sealed record UnitRemoved(Guid UnitId, string Floor) : CarrierEvent;
