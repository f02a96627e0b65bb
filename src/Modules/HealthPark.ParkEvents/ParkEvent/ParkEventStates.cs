using HealthPark.ParkEvents.Features;

namespace HealthPark.ParkEvents.ParkEvent;

/// <summary>The way of a park event from plan to report, and of a registration from the waiting list to the door.</summary>
internal static class ParkEventStates
{
    public static readonly StateMachine<ParkEventStatus> Machine =
        new StateMachine<ParkEventStatus>("park-event", new Text("园区活动状态", "State of a park event"))
            .State(ParkEventStatus.Planned, "计划", "planned", initial: true)
            .State(ParkEventStatus.Announced, "已发布", "announced", initial: true)
            .State(ParkEventStatus.Open, "报名中", "open", initial: true)
            .State(ParkEventStatus.Full, "已满员", "full")
            .State(ParkEventStatus.Held, "已举办", "held", initial: true)
            .State(ParkEventStatus.Reported, "已总结", "reported")
            .State(ParkEventStatus.Cancelled, "已取消", "cancelled")
            .Steps(AnnounceParkEvent.Operation, ParkEventStatus.Planned, ParkEventStatus.Announced)
            .Steps(OpenParkEvent.Operation, ParkEventStatus.Announced, ParkEventStatus.Open)
            .Steps(RegisterParticipant.Operation, ParkEventStatus.Open, ParkEventStatus.Full)
            .Steps(ReviseParkEvent.Operation, ParkEventStatus.Open, ParkEventStatus.Full)
            .Steps(ReviseParkEvent.Operation, ParkEventStatus.Full, ParkEventStatus.Open)
            .Steps(CancelRegistration.Operation, ParkEventStatus.Full, ParkEventStatus.Open)
            .Steps(HoldParkEvent.Operation, ParkEventStatus.Open, ParkEventStatus.Held)
            .Steps(HoldParkEvent.Operation, ParkEventStatus.Full, ParkEventStatus.Held)
            .Steps(ReportParkEvent.Operation, ParkEventStatus.Held, ParkEventStatus.Reported)
            .Steps(CancelParkEvent.Operation, ParkEventStatus.Planned, ParkEventStatus.Cancelled)
            .Steps(CancelParkEvent.Operation, ParkEventStatus.Announced, ParkEventStatus.Cancelled)
            .Steps(CancelParkEvent.Operation, ParkEventStatus.Open, ParkEventStatus.Cancelled)
            .Steps(CancelParkEvent.Operation, ParkEventStatus.Full, ParkEventStatus.Cancelled);

    public static readonly StateMachine<RegistrationState> Registrations =
        new StateMachine<RegistrationState>("park-event-registration", new Text("活动报名状态", "State of a registration for a park event"))
            .State(RegistrationState.Waiting, "候补", "waiting", initial: true)
            .State(RegistrationState.Registered, "已报名", "registered", initial: true)
            .State(RegistrationState.SignedIn, "已签到", "signed in")
            .State(RegistrationState.Cancelled, "已取消", "cancelled")
            .Steps(CancelRegistration.Operation, RegistrationState.Waiting, RegistrationState.Cancelled, RegistrationState.Registered)
            .Steps(ReviseParkEvent.Operation, RegistrationState.Waiting, RegistrationState.Registered)
            .Steps(CancelRegistration.Operation, RegistrationState.Registered, RegistrationState.Cancelled)
            .Steps(SignIn.Operation, RegistrationState.Registered, RegistrationState.SignedIn);
}
