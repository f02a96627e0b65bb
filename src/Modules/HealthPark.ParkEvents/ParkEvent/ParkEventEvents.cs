namespace HealthPark.ParkEvents.ParkEvent;

/// <summary>An event of a park event's stream. Stored names and shapes are kept for ever; see ParkEventsModule for the names.</summary>
public abstract record ParkEventEvent;

/// <summary>A park event was entered, planned or further on.</summary>
public sealed record ParkEventPlanned(
    Guid OwnerOrganizationId, string Title, string Kind, ParkEventStatus State, DateOnly StartsOn, DateOnly? EndsOn, string? Description, string? Venue,
    string? Carrier, int? Capacity, IReadOnlyList<string> Hosts, Guid? SeriesId, decimal? BudgetYuan) : ParkEventEvent;

/// <summary>What describes it was revised. Members that are null stayed as they were, unless <c>Cleared</c> names them.</summary>
public sealed record ParkEventRevised(
    string? Title, string? Kind, DateOnly? StartsOn, DateOnly? EndsOn, string? Description, string? Venue, string? Carrier, int? Capacity,
    IReadOnlyList<string>? Hosts, Guid? SeriesId, decimal? BudgetYuan, IReadOnlyList<string> Cleared) : ParkEventEvent;

/// <summary>It was announced.</summary>
public sealed record ParkEventAnnounced(DateOnly On) : ParkEventEvent;

/// <summary>Registration was opened.</summary>
public sealed record ParkEventOpened(DateOnly On) : ParkEventEvent;

/// <summary>Who registers from now on waits.</summary>
public sealed record ParkEventFilled : ParkEventEvent;

/// <summary>Nobody waits any more, and places are free again.</summary>
public sealed record ParkEventReopened : ParkEventEvent;

/// <summary>It took place.</summary>
public sealed record ParkEventHeld(DateOnly On) : ParkEventEvent;

/// <summary>What came of it was reported.</summary>
public sealed record ParkEventReported(DateOnly On, int Attendance, decimal? CostYuan, string? Summary) : ParkEventEvent;

/// <summary>It was called off.</summary>
public sealed record ParkEventCancelled(DateOnly On, string Reason) : ParkEventEvent;

/// <summary>Someone registered, and has a place or waits for one. The label is the host's word for who comes.</summary>
public sealed record RegistrationAdded(
    Guid RegistrationId, string? Organization, Guid? EnterpriseId, string? Name, int HeadCount, bool Waits) : ParkEventEvent;

/// <summary>A registration that waited got its places.</summary>
public sealed record RegistrationAdmitted(Guid RegistrationId) : ParkEventEvent;

/// <summary>A registration was cancelled.</summary>
public sealed record RegistrationCancelled(Guid RegistrationId, string? Reason) : ParkEventEvent;

/// <summary>Those who had registered came.</summary>
public sealed record ParticipantSignedIn(Guid RegistrationId, DateOnly On) : ParkEventEvent;

/// <summary>Something came of it.</summary>
public sealed record OutcomeRecorded(
    Guid OutcomeId, OutcomeKind Kind, string Note, DateOnly On, Guid? EnterpriseId, Guid? TransferId, decimal? AmountYuan, Guid? DealId) : ParkEventEvent;

/// <summary>An outcome was entered by mistake.</summary>
public sealed record OutcomeVoided(Guid OutcomeId, string Reason) : ParkEventEvent;

/// <summary>A project is pitched at the roadshow.</summary>
public sealed record PitchAdded(Guid PitchId, string Title, Guid? EnterpriseId, Guid? TransferId, decimal? AskYuan, Guid? DealId) : ParkEventEvent;

/// <summary>A pitch was followed up; what was said before of the same follow-up is replaced.</summary>
public sealed record PitchFollowedUp(Guid PitchId, int Days, DateOnly On, string Note, decimal? RaisedYuan) : ParkEventEvent;

/// <summary>An enterprise that these parts name was merged into another, which they name from now on.</summary>
public sealed record ParkEventEnterpriseReplaced(Guid Enterprise, Guid By, IReadOnlyList<string> Parts) : ParkEventEvent;
