using System.Text.Json;
using System.Text.Json.Nodes;
using HealthPark.Contracts;
using HealthPark.Contracts.Enterprises;
using HealthPark.Contracts.ParkEvents;
using HealthPark.EventStore;
using HealthPark.Kernel.Http.Collections;
using HealthPark.ParkEvents.Features;
using HealthPark.ParkEvents.Integration;
using HealthPark.ParkEvents.ParkEvent;
using HealthPark.ParkEvents.ReadModels;
using HealthPark.ParkEvents.Series;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HealthPark.ParkEvents;

/// <summary>What the park holds: conferences, forums, roadshows, salons; who comes, what is pitched, and what comes of it.</summary>
public static class ParkEventsModule
{
    /// <summary>The module's schema.</summary>
    public const string Schema = "park_events";

    internal static readonly Text Noun = new("园区活动", "park event");

    internal static readonly Text SeriesNoun = new("系列活动", "series of park events");

    /// <summary>The module's events and their stored names.</summary>
    public static readonly EventTypes Events = new EventTypes()
        .Add("park_event_planned", ParkEventEventsJson.Stored.ParkEventPlanned)
        .Add("park_event_revised", ParkEventEventsJson.Stored.ParkEventRevised)
        .Add("park_event_announced", ParkEventEventsJson.Stored.ParkEventAnnounced)
        .Add("park_event_opened", ParkEventEventsJson.Stored.ParkEventOpened)
        .Add("park_event_filled", ParkEventEventsJson.Stored.ParkEventFilled)
        .Add("park_event_reopened", ParkEventEventsJson.Stored.ParkEventReopened)
        .Add("park_event_held", ParkEventEventsJson.Stored.ParkEventHeld)
        .Add("park_event_reported", ParkEventEventsJson.Stored.ParkEventReported)
        .Add("park_event_cancelled", ParkEventEventsJson.Stored.ParkEventCancelled)
        .Add("park_event_registration_added", ParkEventEventsJson.Stored.RegistrationAdded)
        .Add("park_event_registration_admitted", ParkEventEventsJson.Stored.RegistrationAdmitted)
        .Add("park_event_registration_cancelled", ParkEventEventsJson.Stored.RegistrationCancelled)
        .Add("park_event_participant_signed_in", ParkEventEventsJson.Stored.ParticipantSignedIn)
        .Upcast("park_event_outcome_recorded", old => old.Deserialize(ParkEventEventsJson.Stored.OutcomeRecorded)!) // knew no deal
        .Add("park_event_outcome_recorded_v2", ParkEventEventsJson.Stored.OutcomeRecorded)
        .Add("park_event_outcome_voided", ParkEventEventsJson.Stored.OutcomeVoided)
        .Upcast("park_event_pitch_added", old => old.Deserialize(ParkEventEventsJson.Stored.PitchAdded)!) // knew no deal
        .Add("park_event_pitch_added_v2", ParkEventEventsJson.Stored.PitchAdded)
        .Add("park_event_pitch_followed_up", ParkEventEventsJson.Stored.PitchFollowedUp)
        .Add("park_event_enterprise_replaced", ParkEventEventsJson.Stored.ParkEventEnterpriseReplaced)
        .Add("event_series_started", ParkEventEventsJson.Stored.EventSeriesStarted)
        .Add("event_series_revised", ParkEventEventsJson.Stored.EventSeriesRevised);

    internal static readonly StreamType<ParkEventState, ParkEventEvent> Stream = new StreamType<ParkEventState, ParkEventEvent>
    {
        Name = "park_event",
        Initial = ParkEventState.Initial,
        Evolve = ParkEventState.Evolve,
        PartsOf = ParkEventState.PartsOf,
    }.Inline(ParkEventRow.Table, ParkEventRow.Of);

    internal static readonly StreamType<EventSeriesState, EventSeriesEvent> SeriesStream = new StreamType<EventSeriesState, EventSeriesEvent>
    {
        Name = "event_series",
        Initial = EventSeriesState.Initial,
        Evolve = EventSeriesState.Evolve,
        Claims = series => [new Claim("series-title", NameFolding.Fold(series.Title))],
    }.Inline(EventSeriesRow.Table, EventSeriesRow.Of);

    /// <summary>Adds the module.</summary>
    public static IServiceCollection AddParkEvents(this IServiceCollection services)
    {
        services.AddModuleStore(Schema, typeof(ParkEventsModule).Assembly, Events, Stream, SeriesStream);
        services.AddStateMachine(ParkEventStates.Machine).AddStateMachine(ParkEventStates.Registrations);
        services.AddCodeList(Outcome.Kinds);
        services.AddSingleton<ReferenceLookup>();
        services.AddSingleton(p => new Records<ParkEventState, ParkEventEvent>(
            p.GetRequiredService<Database>(), p.GetRequiredKeyedService<ModuleStore>(Schema), Stream)
        {
            Noun = Noun,
            Owner = parkEvent => parkEvent.State.OwnerOrganizationId,
        });
        services.AddSingleton(p =>
        {
            var store = p.GetRequiredKeyedService<ModuleStore>(Schema);
            return new Records<EventSeriesState, EventSeriesEvent>(p.GetRequiredService<Database>(), store, SeriesStream)
            {
                Noun = SeriesNoun,
                Owner = series => series.State.OwnerOrganizationId,
                OnClaimTaken = (taken, caller, ct) => Duplicate(store, taken, caller, ct),
            };
        });
        services.AddCollection(p => new Collection<ParkEventState, ParkEventEvent, PlanParkEventRequest, ReviseParkEventRequest, ParkEventResponse>(
            p.GetRequiredService<Records<ParkEventState, ParkEventEvent>>(), p.GetRequiredKeyedService<ModuleStore>(Schema),
            ParkEventResponse.Looks, p.GetRequiredService<IOptions<JsonOptions>>())
        {
            Name = "events",
            Singular = "ParkEvent",
            Plural = "ParkEvents",
            List = ParkEventRow.List,
            ReadScope = Scopes.EventsRead,
            WriteScope = Scopes.EventsWrite,
            Create = (body, caller, _, ct) => PlanParkEvent.LookUpAndDecide(body, caller, p.GetRequiredService<ReferenceLookup>(), p.GetRequiredService<TimeProvider>(), ct),
            Revise = (patch, caller, parkEvent, ct) => ReviseParkEvent.LookUpAndDecide(
                patch, caller, parkEvent, p.GetRequiredService<ReferenceLookup>(), p.GetRequiredService<TimeProvider>(), ct),
        });
        services.AddCollection(p => new Collection<EventSeriesState, EventSeriesEvent, StartEventSeriesRequest, ReviseEventSeriesRequest, EventSeriesResponse>(
            p.GetRequiredService<Records<EventSeriesState, EventSeriesEvent>>(), p.GetRequiredKeyedService<ModuleStore>(Schema),
            EventSeriesResponse.Looks, p.GetRequiredService<IOptions<JsonOptions>>())
        {
            Name = "event-series",
            Singular = "EventSeries",
            Plural = "AllEventSeries",
            List = EventSeriesRow.List,
            ReadScope = Scopes.EventsRead,
            WriteScope = Scopes.EventsWrite,
            Create = (body, caller, _, _) => Task.FromResult(StartEventSeries.Decide(body, caller.OrganizationId)),
            Revise = (patch, _, series, _) => Task.FromResult(ReviseEventSeries.Decide(patch, series.State)),
            NaturalKeys = TitleOf,
        });
        services.FollowEnterprises(new EnterpriseReferences<ParkEventState, ParkEventEvent>(
            Schema, "park_events", Stream, (parkEvent, enterprise, by) => new ParkEventEnterpriseReplaced(enterprise, by, parkEvent.PartsThatName(enterprise)),
            parkEvent => parkEvent.Naming.Select(part => part.Enterprise)));
        services.AddSingleton(new ChangeSource(
            Schema, "/v1/events", ParkEventResponse.Looks.Stored!, typeof(ParkEventContractEvent),
            stored => ParkEventChanges.OfParkEvent(Events.Read(stored.Type, stored.Data))));
        services.AddSingleton(new ChangeSource(
            Schema, "/v1/event-series", EventSeriesResponse.Looks.Stored!, typeof(EventSeriesContractEvent),
            stored => ParkEventChanges.OfSeries(Events.Read(stored.Type, stored.Data))));
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Add(ParkEventsJson.Default));
        return services;
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapParkEvents(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Park events").AddEndpointFilter(Validation.Filter);
        PlanParkEvent.Map(group);
        ReviseParkEvent.Map(group);
        AnnounceParkEvent.Map(group);
        OpenParkEvent.Map(group);
        HoldParkEvent.Map(group);
        ReportParkEvent.Map(group);
        CancelParkEvent.Map(group);
        RegisterParticipant.Map(group);
        ListRegistrations.Map(group);
        GetRegistration.Map(group);
        CancelRegistration.Map(group);
        SignIn.Map(group);
        RecordOutcome.Map(group);
        ListOutcomes.Map(group);
        GetOutcome.Map(group);
        VoidOutcome.Map(group);
        AddPitch.Map(group);
        ListPitches.Map(group);
        GetPitch.Map(group);
        FollowUpPitch.Map(group);
        StartEventSeries.Map(group);
        ReviseEventSeries.Map(group);
        group.MapCollection("events");
        group.MapCollection("event-series");
    }

    // Lines of a file that name the same series are carried out one after the other.
    private static IEnumerable<string> TitleOf(JsonObject members)
    {
        if (members["title"] is JsonValue value && value.TryGetValue<string>(out var title))
            yield return "title " + NameFolding.Fold(title);
    }

    private static async Task<Rejection> Duplicate(ModuleStore store, AppendOutcome.ClaimTaken taken, Caller caller, CancellationToken ct)
    {
        var holder = await store.Load(SeriesStream, taken.HolderId, UpTo.Now, ct);
        var rejection = Rejection.Conflict("duplicate", new Text("已有同名的系列活动。", "There is a series of this title."));
        return caller.Reaches(holder.State.OwnerOrganizationId) ? rejection.With("existing", $"/v1/event-series/{holder.Id}") : rejection;
    }
}
