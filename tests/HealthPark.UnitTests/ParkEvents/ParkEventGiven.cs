using HealthPark.ParkEvents;
using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.UnitTests.ParkEvents;

/// <summary>The words in which the tests of park events are written.</summary>
internal static class ParkEventGiven
{
    /// <summary>Today, in all these tests.</summary>
    public static readonly DateOnly Today = new(2026, 6, 30);

    public static readonly Guid Owner = new("0198a000-0000-7000-8000-000000000001");
    public static readonly Guid Enterprise = new("0198a000-0000-7000-8000-000000000003");
    public static readonly Guid Transfer = new("0198a000-0000-7000-8000-000000000004");
    public static readonly Guid Series = new("0198a000-0000-7000-8000-000000000005");
    public static readonly Guid Deal = new("0198a000-0000-7000-8000-000000000006");
    public static readonly Guid OutcomeId = new("0198a000-0000-7000-8000-00000000000a");
    public static readonly Guid PitchId = new("0198a000-0000-7000-8000-00000000000b");

    /// <summary>An enterprise, a transfer, a series and a deal.</summary>
    public static readonly References Known = new(Enterprise, Transfer, Series, Deal);

    public static Given<ParkEventState, ParkEventEvent> Given(params ParkEventEvent[] events) => new(ParkEventsModule.Stream, ParkEventsModule.Events, events);

    public static ParkEventPlanned Planned(
        ParkEventStatus state = ParkEventStatus.Open, int? capacity = null, string kind = "roadshow", DateOnly? startsOn = null, DateOnly? endsOn = null) =>
        new(Owner, "示例路演", kind, state, startsOn ?? Day(6, 1), endsOn, null, null, null, capacity, [], null, null);

    /// <summary>The id of the registration with this number.</summary>
    public static Guid Who(int number) => new($"0198a000-0000-7000-8000-0000000001{number:00}");

    public static RegistrationAdded Added(int number, int headCount = 1, bool waits = false) => new(Who(number), $"示例机构{number}", null, null, headCount, waits);

    public static ParkEventEvent[] At(ParkEventStatus status) => status switch
    {
        ParkEventStatus.Full => [Planned(capacity: 1), Added(1), new ParkEventFilled()],
        ParkEventStatus.Reported => [Planned(ParkEventStatus.Held), new ParkEventReported(Day(6, 2), 10, null, null)],
        ParkEventStatus.Cancelled => [Planned(), new ParkEventCancelled(Day(5, 1), "场地不可用")],
        _ => [Planned(status)],
    };

    public static DateOnly Day(int month, int day) => new(2026, month, day);
}
