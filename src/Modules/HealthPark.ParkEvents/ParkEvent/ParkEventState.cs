using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace HealthPark.ParkEvents.ParkEvent;

/// <summary>Where a park event stands.</summary>
[JsonConverter(typeof(KebabEnumConverter<ParkEventStatus>))]
public enum ParkEventStatus
{
    /// <summary>计划: planned.</summary>
    Planned,

    /// <summary>发布: announced.</summary>
    Announced,

    /// <summary>报名中: registration is open, and there are places.</summary>
    Open,

    /// <summary>满员: who registers now waits.</summary>
    Full,

    /// <summary>已举办: it took place.</summary>
    Held,

    /// <summary>已总结: what came of it was reported.</summary>
    Reported,

    /// <summary>取消: it was called off.</summary>
    Cancelled,
}

/// <summary>A park event: a conference, a roadshow, a salon; who comes to it, and what comes of it.</summary>
public sealed record ParkEventState
{
    /// <summary>Before anything happened.</summary>
    public static readonly ParkEventState Initial = new();

    #pragma warning disable CS1591 // the members are the fields of the record, explained in ParkEventResponse
    public Guid OwnerOrganizationId { get; init; }
    public string Title { get; init; } = "";
    public string Kind { get; init; } = "";
    public ParkEventStatus Status { get; init; }
    public DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public string? Description { get; init; }
    public string? Venue { get; init; }
    public string? Carrier { get; init; }
    public int? Capacity { get; init; }
    public IReadOnlyList<string> Hosts { get; init; } = [];
    public Guid? SeriesId { get; init; }
    public decimal? BudgetYuan { get; init; }
    public DateOnly? AnnouncedOn { get; init; }
    public DateOnly? OpenedOn { get; init; }
    public DateOnly? HeldOn { get; init; }
    public DateOnly? ReportedOn { get; init; }
    public int? Attendance { get; init; }
    public decimal? CostYuan { get; init; }
    public string? Summary { get; init; }
    public DateOnly? CancelledOn { get; init; }
    public string? CancelReason { get; init; }
    public ImmutableList<Registration> Registrations { get; init; } = [];
    public ImmutableList<Outcome> Outcomes { get; init; } = [];
    public ImmutableList<Pitch> Pitches { get; init; } = [];
    #pragma warning restore CS1591

    /// <summary>Its last day.</summary>
    public DateOnly LastDay => EndsOn ?? StartsOn;

    /// <summary>How many places are taken.</summary>
    public int Taken => Registrations.Where(r => r.State is RegistrationState.Registered or RegistrationState.SignedIn).Sum(r => r.HeadCount);

    /// <summary>Who waits longest; null if nobody does.</summary>
    public Registration? FirstWaiting => Registrations.Find(r => r.State == RegistrationState.Waiting);

    /// <summary>A registration; null if there is none with this id.</summary>
    public Registration? Registration(Guid id) => Registrations.Find(r => r.Id == id);

    /// <summary>An outcome; null if there is none with this id.</summary>
    public Outcome? Outcome(Guid id) => Outcomes.Find(o => o.Id == id);

    /// <summary>A pitch; null if there is none with this id.</summary>
    public Pitch? Pitch(Guid id) => Pitches.Find(p => p.Id == id);

    /// <summary>Its parts, each with the enterprise that it names, if it does.</summary>
    public IEnumerable<(string Part, Guid? Enterprise)> Naming =>
    [
        .. Registrations.Select(r => (ParkEvent.Registration.Part(r.Id), r.EnterpriseId)),
        .. Outcomes.Select(o => (ParkEvent.Outcome.Part(o.Id), o.EnterpriseId)),
        .. Pitches.Select(p => (ParkEvent.Pitch.Part(p.Id), p.EnterpriseId)),
    ];

    /// <summary>The parts that name an enterprise.</summary>
    public IReadOnlyList<string> PartsThatName(Guid enterprise) => [.. Naming.Where(part => part.Enterprise == enterprise).Select(part => part.Part)];

    /// <summary>The state after one more event.</summary>
    public static ParkEventState Evolve(ParkEventState state, ParkEventEvent e) => e switch
    {
        ParkEventPlanned x => Initial with
        {
            OwnerOrganizationId = x.OwnerOrganizationId,
            Title = x.Title,
            Kind = x.Kind,
            Status = x.State,
            StartsOn = x.StartsOn,
            EndsOn = x.EndsOn,
            Description = x.Description,
            Venue = x.Venue,
            Carrier = x.Carrier,
            Capacity = x.Capacity,
            Hosts = x.Hosts,
            SeriesId = x.SeriesId,
            BudgetYuan = x.BudgetYuan,
        },
        ParkEventRevised x => state with
        {
            Title = x.Title ?? state.Title,
            Kind = x.Kind ?? state.Kind,
            StartsOn = x.StartsOn ?? state.StartsOn,
            EndsOn = x.Cleared.Contains("endsOn") ? null : x.EndsOn ?? state.EndsOn,
            Description = x.Cleared.Contains("description") ? null : x.Description ?? state.Description,
            Venue = x.Cleared.Contains("venue") ? null : x.Venue ?? state.Venue,
            Carrier = x.Cleared.Contains("carrier") ? null : x.Carrier ?? state.Carrier,
            Capacity = x.Cleared.Contains("capacity") ? null : x.Capacity ?? state.Capacity,
            Hosts = x.Hosts ?? state.Hosts,
            SeriesId = x.Cleared.Contains("seriesId") ? null : x.SeriesId ?? state.SeriesId,
            BudgetYuan = x.Cleared.Contains("budgetYuan") ? null : x.BudgetYuan ?? state.BudgetYuan,
        },
        ParkEventAnnounced x => state with { Status = ParkEventStatus.Announced, AnnouncedOn = x.On },
        ParkEventOpened x => state with { Status = ParkEventStatus.Open, OpenedOn = x.On },
        ParkEventFilled => state with { Status = ParkEventStatus.Full },
        ParkEventReopened => state with { Status = ParkEventStatus.Open },
        ParkEventHeld x => state with { Status = ParkEventStatus.Held, HeldOn = x.On },
        ParkEventReported x => state with
        {
            Status = ParkEventStatus.Reported, ReportedOn = x.On, Attendance = x.Attendance, CostYuan = x.CostYuan, Summary = x.Summary,
        },
        ParkEventCancelled x => state with { Status = ParkEventStatus.Cancelled, CancelledOn = x.On, CancelReason = x.Reason },
        RegistrationAdded x => state with
        {
            Registrations = state.Registrations.Add(new Registration(
                x.RegistrationId, state.Registrations.Count + 1, x.Organization, x.EnterpriseId, x.Name, x.HeadCount,
                x.Waits ? RegistrationState.Waiting : RegistrationState.Registered)),
        },
        RegistrationAdmitted x => state.With(x.RegistrationId, r => r with { State = RegistrationState.Registered }),
        RegistrationCancelled x => state.With(x.RegistrationId, r => r with { State = RegistrationState.Cancelled, CancelReason = x.Reason }),
        ParticipantSignedIn x => state.With(x.RegistrationId, r => r with { State = RegistrationState.SignedIn, SignedInOn = x.On }),
        OutcomeRecorded x => state with
        {
            Outcomes = state.Outcomes.Add(new Outcome(x.OutcomeId, x.Kind, x.Note, x.On, x.EnterpriseId, x.TransferId, x.DealId, x.AmountYuan, null)),
        },
        OutcomeVoided x => state with { Outcomes = [.. state.Outcomes.Select(o => o.Id == x.OutcomeId ? o with { VoidReason = x.Reason } : o)] },
        PitchAdded x => state with { Pitches = state.Pitches.Add(new Pitch(x.PitchId, x.Title, x.EnterpriseId, x.TransferId, x.DealId, x.AskYuan)) },
        PitchFollowedUp x => state with
        {
            Pitches = [.. state.Pitches.Select(p => p.Id == x.PitchId ? p.After(new PitchFollowUp(x.Days, x.On, x.Note, x.RaisedYuan)) : p)],
        },
        ParkEventEnterpriseReplaced x => state with
        {
            Registrations = [.. state.Registrations.Select(r => r.EnterpriseId == x.Enterprise ? r with { EnterpriseId = x.By } : r)],
            Outcomes = [.. state.Outcomes.Select(o => o.EnterpriseId == x.Enterprise ? o with { EnterpriseId = x.By } : o)],
            Pitches = [.. state.Pitches.Select(p => p.EnterpriseId == x.Enterprise ? p with { EnterpriseId = x.By } : p)],
        },
        _ => state,
    };

    /// <summary>
    /// The parts of the record that an event changes. Who registers changes the registration alone, so that the host's own changes of the
    /// record do not meet a new version with each of hundreds.
    /// </summary>
    public static IReadOnlyList<string> PartsOf(ParkEventEvent e) => e switch
    {
        RegistrationAdded x => [ParkEvent.Registration.Part(x.RegistrationId)],
        RegistrationAdmitted x => [ParkEvent.Registration.Part(x.RegistrationId)],
        RegistrationCancelled x => [ParkEvent.Registration.Part(x.RegistrationId)],
        ParticipantSignedIn x => [ParkEvent.Registration.Part(x.RegistrationId)],
        OutcomeRecorded x => ["", ParkEvent.Outcome.Part(x.OutcomeId)],
        OutcomeVoided x => ["", ParkEvent.Outcome.Part(x.OutcomeId)],
        PitchAdded x => ["", ParkEvent.Pitch.Part(x.PitchId)],
        PitchFollowedUp x => ["", ParkEvent.Pitch.Part(x.PitchId)],
        ParkEventEnterpriseReplaced x => x.Parts,
        _ => [""],
    };

    private ParkEventState With(Guid registrationId, Func<Registration, Registration> change) =>
        Registrations.FindIndex(r => r.Id == registrationId) is var i and >= 0 ? this with { Registrations = Registrations.SetItem(i, change(Registrations[i])) } : this;
}
