#pragma warning disable CS1591 // the members are those of the records' own representations, explained there
using HealthPark.Kernel;
using HealthPark.Kernel.Http;

namespace HealthPark.Contracts.Carriers;

/// <summary>A public change of a carrier (载体).</summary>
public abstract record CarrierContractEvent : ContractEvent;

/// <summary>A public change of a unit of a carrier.</summary>
public abstract record UnitContractEvent : ContractEvent;

/// <summary>A public change of a renovation project.</summary>
public abstract record RenovationContractEvent : ContractEvent;

/// <summary>A criterion by which a carrier or its renovation was judged, with what was asked and the points given.</summary>
public sealed record CriterionV1(string Name, string? Limit, decimal? Score, decimal? OutOf, bool? Met);

/// <summary>A carrier was entered.</summary>
[ContractEventType("cn.healthpark.carrier.registered.v1")]
public sealed record CarrierRegisteredV1(
    Guid OwnerOrganizationId, string? Code, string Name, IReadOnlyList<string> Aliases, string Kind, string? Zone, int? Phase, string? Role, string? Address,
    string? Batch, decimal? LandAreaSquareMetres, decimal? PlannedFloorAreaSquareMetres, decimal? GrossAreaSquareMetres, decimal? UsableAreaSquareMetres,
    IReadOnlyList<string> Approximate, string? Note, string Status) : CarrierContractEvent;

/// <summary>What describes the carrier was revised. Members that are null stayed as they were, unless <c>Cleared</c> names them.</summary>
[ContractEventType("cn.healthpark.carrier.revised.v1")]
public sealed record CarrierRevisedV1(
    string? Name, string? Zone, int? Phase, string? Address, string? Batch, decimal? LandAreaSquareMetres, decimal? PlannedFloorAreaSquareMetres,
    decimal? GrossAreaSquareMetres, decimal? UsableAreaSquareMetres, IReadOnlyList<string>? Approximate, string? Note, IReadOnlyList<string> Cleared) : CarrierContractEvent;

/// <summary>It went to another state.</summary>
[ContractEventType("cn.healthpark.carrier.status-changed.v1")]
public sealed record CarrierStatusChangedV1(string Status, DateOnly On, string? Reason) : CarrierContractEvent;

/// <summary>It was surveyed for what it is fit for, as a whole or one of its floors.</summary>
[ContractEventType("cn.healthpark.carrier.suitability-surveyed.v1")]
public sealed record SuitabilitySurveyedV1(
    Guid SurveyId, DateOnly On, string? Floor, decimal FloorHeightMetres, decimal LoadKilonewtonsPerSquareMetre, string? Power, string? Drainage,
    IReadOnlyList<CriterionV1> Criteria, string Finding, string? Note) : CarrierContractEvent;

/// <summary>The park office verified what is known of it.</summary>
[ContractEventType("cn.healthpark.carrier.verified.v1")]
public sealed record CarrierVerifiedV1 : CarrierContractEvent;

/// <summary>The park office returned it.</summary>
[ContractEventType("cn.healthpark.carrier.returned.v1")]
public sealed record CarrierReturnedV1(string Reason) : CarrierContractEvent;

/// <summary>The area of a floor became known, or was corrected.</summary>
[ContractEventType("cn.healthpark.carrier.floor-measured.v1")]
public sealed record FloorMeasuredV1(string Floor, decimal AreaSquareMetres) : CarrierContractEvent;

/// <summary>A unit takes this much of a floor: a new one, or one that was measured again.</summary>
[ContractEventType("cn.healthpark.carrier.unit-placed.v1")]
public sealed record UnitPlacedV1(Guid UnitId, string Floor, decimal AreaSquareMetres) : CarrierContractEvent;

/// <summary>A unit takes nothing of its floor any more.</summary>
[ContractEventType("cn.healthpark.carrier.unit-removed.v1")]
public sealed record UnitRemovedV1(Guid UnitId, string Floor) : CarrierContractEvent;

/// <summary>A unit of a carrier was entered.</summary>
[ContractEventType("cn.healthpark.unit.registered.v1")]
public sealed record UnitRegisteredV1(
    Guid OwnerOrganizationId, Guid CarrierId, string Floor, string Number, decimal AreaSquareMetres, decimal? FloorHeightMetres,
    decimal? LoadKilonewtonsPerSquareMetre) : UnitContractEvent;

/// <summary>What describes the unit was revised. Members that are null stayed as they were, unless <c>Cleared</c> names them.</summary>
[ContractEventType("cn.healthpark.unit.revised.v1")]
public sealed record UnitRevisedV1(
    string? Number, decimal? AreaSquareMetres, decimal? FloorHeightMetres, decimal? LoadKilonewtonsPerSquareMetre, IReadOnlyList<string> Cleared) : UnitContractEvent;

/// <summary>The unit is none any more, or was entered by mistake.</summary>
[Tombstone("voided")]
[ContractEventType("cn.healthpark.unit.withdrawn.v1")]
public sealed record UnitWithdrawnV1(string Reason) : UnitContractEvent;

/// <summary>The unit was offered to an enterprise, from a day to a day, both included.</summary>
[ContractEventType("cn.healthpark.unit.lease-offered.v1")]
public sealed record LeaseOfferedV1(
    Guid LeaseId, [property: Sensitive(Scopes.CarriersVerify)] Guid EnterpriseId, decimal AreaSquareMetres, DateOnly From, DateOnly To,
    [property: Sensitive(Scopes.CarriersVerify)] decimal? RentYuanPerMonth) : UnitContractEvent;

/// <summary>The lease was signed.</summary>
[ContractEventType("cn.healthpark.unit.lease-signed.v1")]
public sealed record LeaseSignedV1(Guid LeaseId, DateOnly On) : UnitContractEvent;

/// <summary>The enterprise moved in.</summary>
[ContractEventType("cn.healthpark.unit.lease-occupied.v1")]
public sealed record LeaseOccupiedV1(Guid LeaseId, DateOnly On) : UnitContractEvent;

/// <summary>The lease ended: from this day on the unit is free.</summary>
[ContractEventType("cn.healthpark.unit.lease-ended.v1")]
public sealed record LeaseEndedV1(Guid LeaseId, DateOnly On, [property: Sensitive(Scopes.CarriersVerify)] string? Reason) : UnitContractEvent;

/// <summary>The enterprise to which these leases let the unit was merged into another, which they name from now on.</summary>
[ContractEventType("cn.healthpark.unit.lease-enterprise-replaced.v1")]
public sealed record LeaseEnterpriseReplacedV1(
    [property: Sensitive(Scopes.CarriersVerify)] Guid Enterprise, [property: Sensitive(Scopes.CarriersVerify)] Guid By, IReadOnlyList<Guid> Leases) : UnitContractEvent;

/// <summary>A renovation of a carrier was proposed.</summary>
[ContractEventType("cn.healthpark.renovation-project.proposed.v1")]
public sealed record RenovationProposedV1(
    Guid OwnerOrganizationId, Guid CarrierId, string Title, decimal AreaBeforeSquareMetres, decimal? PlannedAreaAfterSquareMetres, decimal? BudgetYuan,
    string? Note) : RenovationContractEvent;

/// <summary>The proposal was revised. Members that are null stayed as they were, unless <c>Cleared</c> names them.</summary>
[ContractEventType("cn.healthpark.renovation-project.revised.v1")]
public sealed record RenovationRevisedV1(
    string? Title, decimal? AreaBeforeSquareMetres, decimal? PlannedAreaAfterSquareMetres, decimal? BudgetYuan, string? Note,
    IReadOnlyList<string> Cleared) : RenovationContractEvent;

/// <summary>The park office approved it.</summary>
[ContractEventType("cn.healthpark.renovation-project.approved.v1")]
public sealed record RenovationApprovedV1(DateOnly On, string? Note) : RenovationContractEvent;

/// <summary>The works began.</summary>
[ContractEventType("cn.healthpark.renovation-project.started.v1")]
public sealed record RenovationStartedV1(DateOnly On) : RenovationContractEvent;

/// <summary>The works are done, and were accepted.</summary>
[ContractEventType("cn.healthpark.renovation-project.accepted.v1")]
public sealed record RenovationAcceptedV1(
    DateOnly On, decimal AreaAfterSquareMetres, decimal? CostYuan, IReadOnlyList<CriterionV1> Criteria, string? Note) : RenovationContractEvent;

/// <summary>It was given up.</summary>
[ContractEventType("cn.healthpark.renovation-project.abandoned.v1")]
public sealed record RenovationAbandonedV1(DateOnly On, string Reason) : RenovationContractEvent;
