#pragma warning disable CS1591 // the members are those of the park event's own representation, explained there
namespace HealthPark.Contracts.ParkEvents;

/// <summary>A public change of a park event: a conference, a roadshow, a salon. No participant's name or label is ever in one.</summary>
public abstract record ParkEventContractEvent : ContractEvent;

/// <summary>A park event was entered, planned or further on.</summary>
[ContractEventType("cn.healthpark.park-event.planned.v1")]
public sealed record ParkEventPlannedV1(
    Guid OwnerOrganizationId, string Title, string Kind, string State, DateOnly StartsOn, DateOnly? EndsOn, string? Description, string? Venue,
    string? Carrier, int? Capacity, IReadOnlyList<string> Hosts, Guid? SeriesId, decimal? BudgetYuan) : ParkEventContractEvent;

/// <summary>What describes the park event was revised. Members that are null stayed as they were, unless <c>Cleared</c> names them.</summary>
[ContractEventType("cn.healthpark.park-event.revised.v1")]
public sealed record ParkEventRevisedV1(
    string? Title, string? Kind, DateOnly? StartsOn, DateOnly? EndsOn, string? Description, string? Venue, string? Carrier, int? Capacity,
    IReadOnlyList<string>? Hosts, Guid? SeriesId, decimal? BudgetYuan, IReadOnlyList<string> Cleared) : ParkEventContractEvent;

/// <summary>The park event was announced.</summary>
[ContractEventType("cn.healthpark.park-event.announced.v1")]
public sealed record ParkEventAnnouncedV1(DateOnly On) : ParkEventContractEvent;

/// <summary>Registration was opened.</summary>
[ContractEventType("cn.healthpark.park-event.opened.v1")]
public sealed record ParkEventOpenedV1(DateOnly On) : ParkEventContractEvent;

/// <summary>The last place was taken, or the next in line needs more places than are left: who registers now waits.</summary>
[ContractEventType("cn.healthpark.park-event.filled.v1")]
public sealed record ParkEventFilledV1 : ParkEventContractEvent;

/// <summary>Nobody waits any more, and places are free again.</summary>
[ContractEventType("cn.healthpark.park-event.reopened.v1")]
public sealed record ParkEventReopenedV1 : ParkEventContractEvent;

/// <summary>The park event took place.</summary>
[ContractEventType("cn.healthpark.park-event.held.v1")]
public sealed record ParkEventHeldV1(DateOnly On) : ParkEventContractEvent;

/// <summary>What came of the park event was reported.</summary>
[ContractEventType("cn.healthpark.park-event.reported.v1")]
public sealed record ParkEventReportedV1(DateOnly On, int Attendance, decimal? CostYuan, string? Summary) : ParkEventContractEvent;

/// <summary>The park event was called off.</summary>
[ContractEventType("cn.healthpark.park-event.cancelled.v1")]
public sealed record ParkEventCancelledV1(DateOnly On, string Reason) : ParkEventContractEvent;

/// <summary>Someone registered, and has a place or waits for one.</summary>
[ContractEventType("cn.healthpark.park-event.registration-added.v1")]
public sealed record RegistrationAddedV1(Guid RegistrationId, string? Organization, Guid? EnterpriseId, int HeadCount, bool Waits) : ParkEventContractEvent;

/// <summary>A registration that waited got its places.</summary>
[ContractEventType("cn.healthpark.park-event.registration-admitted.v1")]
public sealed record RegistrationAdmittedV1(Guid RegistrationId) : ParkEventContractEvent;

/// <summary>A registration was cancelled.</summary>
[ContractEventType("cn.healthpark.park-event.registration-cancelled.v1")]
public sealed record RegistrationCancelledV1(Guid RegistrationId) : ParkEventContractEvent;

/// <summary>Those who had registered came.</summary>
[ContractEventType("cn.healthpark.park-event.signed-in.v1")]
public sealed record ParticipantSignedInV1(Guid RegistrationId, DateOnly On) : ParkEventContractEvent;

/// <summary>Something came of the park event.</summary>
[ContractEventType("cn.healthpark.park-event.outcome-recorded.v1")]
public sealed record OutcomeRecordedV1(
    Guid OutcomeId, string Kind, string Note, DateOnly On, Guid? EnterpriseId, Guid? TransferId, decimal? AmountYuan, Guid? DealId) : ParkEventContractEvent;

/// <summary>An outcome was entered by mistake.</summary>
[ContractEventType("cn.healthpark.park-event.outcome-voided.v1")]
public sealed record OutcomeVoidedV1(Guid OutcomeId, string Reason) : ParkEventContractEvent;

/// <summary>A project is pitched at a roadshow.</summary>
[ContractEventType("cn.healthpark.park-event.pitch-added.v1")]
public sealed record PitchAddedV1(Guid PitchId, string Title, Guid? EnterpriseId, Guid? TransferId, decimal? AskYuan, Guid? DealId) : ParkEventContractEvent;

/// <summary>A pitch was followed up, 30, 90 or 180 days after the roadshow.</summary>
[ContractEventType("cn.healthpark.park-event.pitch-followed-up.v1")]
public sealed record PitchFollowedUpV1(Guid PitchId, int Days, DateOnly On, string Note, decimal? RaisedYuan) : ParkEventContractEvent;

/// <summary>A public change of a series of park events.</summary>
public abstract record EventSeriesContractEvent : ContractEvent;

/// <summary>A series was started.</summary>
[ContractEventType("cn.healthpark.event-series.started.v1")]
public sealed record EventSeriesStartedV1(Guid OwnerOrganizationId, string Title, int? IntervalMonths, string? Description) : EventSeriesContractEvent;

/// <summary>A series was revised. Members that are null stayed as they were, unless <c>Cleared</c> names them.</summary>
[ContractEventType("cn.healthpark.event-series.revised.v1")]
public sealed record EventSeriesRevisedV1(string? Title, int? IntervalMonths, string? Description, IReadOnlyList<string> Cleared) : EventSeriesContractEvent;

/// <summary>An enterprise that its registrations, outcomes or pitches name was merged into another, which they name from now on.</summary>
[ContractEventType("cn.healthpark.park-event.enterprise-replaced.v1")]
public sealed record ParkEventEnterpriseReplacedV1(Guid Enterprise, Guid By) : ParkEventContractEvent;
