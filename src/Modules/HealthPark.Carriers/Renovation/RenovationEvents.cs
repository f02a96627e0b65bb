using HealthPark.Carriers.Carrier;

namespace HealthPark.Carriers.Renovation;

/// <summary>An event of a renovation project's stream. Stored names and shapes are kept for ever; see CarriersModule for the names.</summary>
public abstract record RenovationEvent;

/// <summary>A renovation of a carrier was proposed.</summary>
public sealed record RenovationProposed(
    Guid OwnerOrganizationId, Guid CarrierId, string Title, decimal AreaBeforeSquareMetres, decimal? PlannedAreaAfterSquareMetres, decimal? BudgetYuan,
    string? Note) : RenovationEvent;

/// <summary>The proposal was revised. Members that are null stayed as they were, unless <c>Cleared</c> names them.</summary>
public sealed record RenovationRevised(
    string? Title, decimal? AreaBeforeSquareMetres, decimal? PlannedAreaAfterSquareMetres, decimal? BudgetYuan, string? Note,
    IReadOnlyList<string> Cleared) : RenovationEvent;

/// <summary>The park office approved it.</summary>
public sealed record RenovationApproved(DateOnly On, string? Note) : RenovationEvent;

/// <summary>The works began.</summary>
public sealed record RenovationStarted(DateOnly On) : RenovationEvent;

/// <summary>The works are done, and were accepted.</summary>
public sealed record RenovationAccepted(DateOnly On, decimal AreaAfterSquareMetres, decimal? CostYuan, IReadOnlyList<Criterion> Criteria, string? Note) : RenovationEvent;

/// <summary>It was given up.</summary>
public sealed record RenovationAbandoned(DateOnly On, string Reason) : RenovationEvent;
