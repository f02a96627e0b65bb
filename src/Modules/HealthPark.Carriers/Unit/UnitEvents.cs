namespace HealthPark.Carriers.Unit;

/// <summary>An event of a unit's stream. Stored names and shapes are kept for ever; see CarriersModule for the names.</summary>
public abstract record UnitEvent;

/// <summary>A unit of a carrier was entered.</summary>
public sealed record UnitRegistered(
    Guid OwnerOrganizationId, Guid CarrierId, string Floor, string Number, decimal AreaSquareMetres, decimal? FloorHeightMetres,
    decimal? LoadKilonewtonsPerSquareMetre) : UnitEvent;

/// <summary>What describes the unit was revised. Members that are null stayed as they were, unless <c>Cleared</c> names them.</summary>
public sealed record UnitRevised(
    string? Number, decimal? AreaSquareMetres, decimal? FloorHeightMetres, decimal? LoadKilonewtonsPerSquareMetre, IReadOnlyList<string> Cleared) : UnitEvent;

/// <summary>The unit is none any more, or was entered by mistake.</summary>
public sealed record UnitWithdrawn(string Reason) : UnitEvent;

/// <summary>The unit was offered to an enterprise, from a day to a day, both included.</summary>
public sealed record LeaseOffered(
    Guid LeaseId, [property: Sensitive(Scopes.CarriersVerify)] Guid EnterpriseId, decimal AreaSquareMetres, DateOnly From, DateOnly To,
    [property: Sensitive(Scopes.CarriersVerify)] decimal? RentYuanPerMonth) : UnitEvent;

/// <summary>The lease was signed.</summary>
public sealed record LeaseSigned(Guid LeaseId, DateOnly On) : UnitEvent;

/// <summary>The enterprise moved in.</summary>
public sealed record LeaseOccupied(Guid LeaseId, DateOnly On) : UnitEvent;

/// <summary>The lease ended: from this day on the unit is free.</summary>
public sealed record LeaseEnded(Guid LeaseId, DateOnly On, [property: Sensitive(Scopes.CarriersVerify)] string? Reason) : UnitEvent;

/// <summary>The enterprise to which these leases let the unit was merged into another, which they name from now on.</summary>
public sealed record LeaseEnterpriseReplaced(
    [property: Sensitive(Scopes.CarriersVerify)] Guid Enterprise, [property: Sensitive(Scopes.CarriersVerify)] Guid By, IReadOnlyList<Guid> Leases) : UnitEvent;
