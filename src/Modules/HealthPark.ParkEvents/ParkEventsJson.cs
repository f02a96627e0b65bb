using System.Text.Json.Serialization;
using HealthPark.ParkEvents.Features;
using HealthPark.ParkEvents.ParkEvent;
using HealthPark.ParkEvents.Series;

namespace HealthPark.ParkEvents;

/// <summary>The JSON of the module's bodies.</summary>
[JsonSerializable(typeof(PlanParkEventRequest))]
[JsonSerializable(typeof(ReviseParkEventRequest))]
[JsonSerializable(typeof(ParkEventStepRequest))]
[JsonSerializable(typeof(ReportParkEventRequest))]
[JsonSerializable(typeof(CancelParkEventRequest))]
[JsonSerializable(typeof(RegisterParticipantRequest))]
[JsonSerializable(typeof(CancelRegistrationRequest))]
[JsonSerializable(typeof(RecordOutcomeRequest))]
[JsonSerializable(typeof(VoidOutcomeRequest))]
[JsonSerializable(typeof(AddPitchRequest))]
[JsonSerializable(typeof(FollowUpPitchRequest))]
[JsonSerializable(typeof(StartEventSeriesRequest))]
[JsonSerializable(typeof(ReviseEventSeriesRequest))]
[JsonSerializable(typeof(ParkEventResponse))]
[JsonSerializable(typeof(RegistrationResponse))]
[JsonSerializable(typeof(RegistrationList))]
[JsonSerializable(typeof(OutcomeResponse))]
[JsonSerializable(typeof(OutcomeList))]
[JsonSerializable(typeof(PitchResponse))]
[JsonSerializable(typeof(PitchList))]
[JsonSerializable(typeof(EventSeriesResponse))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class ParkEventsJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly ParkEventsJson Api = new(ApiJson.NewOptions());
}

/// <summary>The JSON of the module's events. Members without a value are left out: the log is for ever.</summary>
[JsonSerializable(typeof(ParkEventPlanned))]
[JsonSerializable(typeof(ParkEventRevised))]
[JsonSerializable(typeof(ParkEventAnnounced))]
[JsonSerializable(typeof(ParkEventOpened))]
[JsonSerializable(typeof(ParkEventFilled))]
[JsonSerializable(typeof(ParkEventReopened))]
[JsonSerializable(typeof(ParkEventHeld))]
[JsonSerializable(typeof(ParkEventReported))]
[JsonSerializable(typeof(ParkEventCancelled))]
[JsonSerializable(typeof(RegistrationAdded))]
[JsonSerializable(typeof(RegistrationAdmitted))]
[JsonSerializable(typeof(RegistrationCancelled))]
[JsonSerializable(typeof(ParticipantSignedIn))]
[JsonSerializable(typeof(OutcomeRecorded))]
[JsonSerializable(typeof(OutcomeVoided))]
[JsonSerializable(typeof(PitchAdded))]
[JsonSerializable(typeof(PitchFollowedUp))]
[JsonSerializable(typeof(ParkEventEnterpriseReplaced))]
[JsonSerializable(typeof(EventSeriesStarted))]
[JsonSerializable(typeof(EventSeriesRevised))]
internal sealed partial class ParkEventEventsJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly ParkEventEventsJson Stored = new(ApiJson.NewOptions(JsonIgnoreCondition.WhenWritingNull));
}
