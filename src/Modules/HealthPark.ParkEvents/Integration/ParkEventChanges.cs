using HealthPark.Contracts.ParkEvents;
using HealthPark.ParkEvents.ParkEvent;
using HealthPark.ParkEvents.Series;

namespace HealthPark.ParkEvents.Integration;

/// <summary>What the module tells the others: its stored events in the words of the contract. The label by which a host knows a participant stays inside.</summary>
internal static class ParkEventChanges
{
    public static ParkEventContractEvent? OfParkEvent(object e) => e switch
    {
        ParkEventPlanned x => new ParkEventPlannedV1(
            x.OwnerOrganizationId, x.Title, x.Kind, Kebab.Of(x.State), x.StartsOn, x.EndsOn, x.Description, x.Venue, x.Carrier, x.Capacity, x.Hosts,
            x.SeriesId, x.BudgetYuan),
        ParkEventRevised x => new ParkEventRevisedV1(
            x.Title, x.Kind, x.StartsOn, x.EndsOn, x.Description, x.Venue, x.Carrier, x.Capacity, x.Hosts, x.SeriesId, x.BudgetYuan, x.Cleared),
        ParkEventAnnounced x => new ParkEventAnnouncedV1(x.On),
        ParkEventOpened x => new ParkEventOpenedV1(x.On),
        ParkEventFilled => new ParkEventFilledV1(),
        ParkEventReopened => new ParkEventReopenedV1(),
        ParkEventHeld x => new ParkEventHeldV1(x.On),
        ParkEventReported x => new ParkEventReportedV1(x.On, x.Attendance, x.CostYuan, x.Summary),
        ParkEventCancelled x => new ParkEventCancelledV1(x.On, x.Reason),
        RegistrationAdded x => new RegistrationAddedV1(x.RegistrationId, x.Organization, x.EnterpriseId, x.HeadCount, x.Waits),
        RegistrationAdmitted x => new RegistrationAdmittedV1(x.RegistrationId),
        RegistrationCancelled x => new RegistrationCancelledV1(x.RegistrationId),
        ParticipantSignedIn x => new ParticipantSignedInV1(x.RegistrationId, x.On),
        OutcomeRecorded x => new OutcomeRecordedV1(x.OutcomeId, Kebab.Of(x.Kind), x.Note, x.On, x.EnterpriseId, x.TransferId, x.AmountYuan, x.DealId),
        OutcomeVoided x => new OutcomeVoidedV1(x.OutcomeId, x.Reason),
        PitchAdded x => new PitchAddedV1(x.PitchId, x.Title, x.EnterpriseId, x.TransferId, x.AskYuan, x.DealId),
        ParkEventEnterpriseReplaced x => new ParkEventEnterpriseReplacedV1(x.Enterprise, x.By),
        PitchFollowedUp x => new PitchFollowedUpV1(x.PitchId, x.Days, x.On, x.Note, x.RaisedYuan),
        _ => null,
    };

    public static EventSeriesContractEvent? OfSeries(object e) => e switch
    {
        EventSeriesStarted x => new EventSeriesStartedV1(x.OwnerOrganizationId, x.Title, x.IntervalMonths, x.Description),
        EventSeriesRevised x => new EventSeriesRevisedV1(x.Title, x.IntervalMonths, x.Description, x.Cleared),
        _ => null,
    };
}
