using System.Text.Json.Serialization.Metadata;
using HealthPark.EventStore;

namespace HealthPark.ArchitectureTests;

/// <summary>The rule on events and the reader that feeds it find made-up faults.</summary>
public class EventRulesTests
{
    [Fact]
    public void Events_that_are_all_registered_break_nothing() =>
        Findings([typeof(BayEvent), typeof(BayPainted), typeof(BayOpened)], typeof(CompleteModule)).ShouldBeEmpty();

    [Fact]
    public void Registration_as_a_property_counts_too() =>
        Findings([typeof(BayEvent), typeof(BayPainted)], typeof(PropertyModule)).ShouldBeEmpty();

    [Fact]
    public void A_module_without_events_needs_no_registration() => Findings([typeof(EmptyModule)], typeof(EmptyModule)).ShouldBeEmpty();

    [Fact]
    public void An_event_without_a_stored_name_is_found() =>
        Findings([typeof(BayEvent), typeof(BayPainted), typeof(BayOpened), typeof(BayClosed)], typeof(CompleteModule))
            .ShouldHaveSingleItem().ShouldEndWith("BayClosed is an event without a stored name.");

    [Fact]
    public void Events_in_a_module_class_that_registers_none_are_found() =>
        Findings([typeof(BayEvent), typeof(BayPainted)], typeof(EmptyModule))
            .ShouldBe(["HealthPark.Parking has events, but its module class has no static Events."]);

    [Fact]
    public void Events_in_a_module_that_has_no_class_are_found() =>
        Findings([typeof(BayEvent), typeof(BayPainted)], null).ShouldHaveSingleItem();

    [Fact]
    public void A_stored_class_that_is_no_event_of_a_stream_is_found() =>
        Findings([typeof(BayEvent), typeof(BayPainted)], typeof(CompleteModule)).ShouldHaveSingleItem()
            .ShouldContain("BayOpened is stored, but derives from no abstract record");

    [Fact]
    public void Events_that_are_no_records_are_found()
    {
        var findings = Findings([typeof(GateEvent), typeof(GateOpened)], typeof(GateModule));

        findings.Count.ShouldBe(2);
        findings[0].ShouldEndWith("GateEvent is not a record.");
        findings[1].ShouldEndWith("GateOpened is not a record.");
    }

    private static IReadOnlyList<string> Findings(Type[] types, Type? moduleClass) =>
        Rules.RegisteredEvents(EventsReader.Read("HealthPark.Parking", types, moduleClass));

    private static JsonTypeInfo<T> Shape<T>() => JsonTypeInfo.CreateJsonTypeInfo<T>(new());

    private abstract record BayEvent;

    private record BayPainted : BayEvent;

    private sealed record BayOpened : BayPainted;

    private sealed record BayClosed : BayEvent;

    private abstract class GateEvent;

    private sealed class GateOpened : GateEvent;

    private static class CompleteModule
    {
        public static readonly EventTypes Events = new EventTypes()
            .Add("bay_painted", Shape<BayPainted>())
            .Add("bay_opened", Shape<BayOpened>());
    }

    private static class PropertyModule
    {
        internal static EventTypes Events { get; } = new EventTypes().Add("bay_painted", Shape<BayPainted>());
    }

    private static class GateModule
    {
        public static readonly EventTypes Events = new EventTypes().Add("gate_opened", Shape<GateOpened>());
    }

    private sealed class EmptyModule;
}
