using HealthPark.EventStore;

namespace HealthPark.UnitTests.Kernel;

public class HashChainTests
{
    private static readonly StoredEvent Event = new(
        "enterprises", 7, new Guid("0198a000-0000-7000-8000-000000000001"), new Guid("0198a000-0000-7000-8000-000000000002"), 3, "enterprise_landed",
        "{\"on\":\"2026-06-30\"}", new DateTimeOffset(2026, 6, 30, 8, 0, 0, TimeSpan.Zero),
        new EventMetadata("actor", "organization", "correlation", "causation", "trace", "delegation", "source"));

    [Fact]
    public void The_same_event_after_the_same_hash_has_the_same_hash()
    {
        HashChain.Next(HashChain.Start, Event).ShouldBe(HashChain.Next(HashChain.Start, Event with { }));
        HashChain.Next(HashChain.Start, Event).Length.ShouldBe(32);
    }

    [Fact]
    public void Any_single_change_of_any_field_changes_the_hash()
    {
        // The schema is not among them: each has a chain of its own.
        var changes = new Dictionary<string, StoredEvent[]>
        {
            [nameof(StoredEvent.Position)] = [Event with { Position = 8 }],
            [nameof(StoredEvent.EventId)] = [Event with { EventId = Event.StreamId }],
            [nameof(StoredEvent.StreamId)] = [Event with { StreamId = Event.EventId }],
            [nameof(StoredEvent.Version)] = [Event with { Version = 4 }],
            [nameof(StoredEvent.Type)] = [Event with { Type = "enterprise_landee" }, Event with { Type = "" }],
            [nameof(StoredEvent.Data)] = [Event with { Data = "{\"on\": \"2026-06-30\"}" }, Event with { Data = "{\"on\":\"2026-06-29\"}" }],
            [nameof(StoredEvent.RecordedAt)] = [Event with { RecordedAt = Event.RecordedAt.AddMicroseconds(1) }],
            [nameof(StoredEvent.Metadata)] = [.. ChangedMetadata()],
        };

        changes.Keys.Append(nameof(StoredEvent.Schema)).ShouldBe(typeof(StoredEvent).GetProperties().Select(p => p.Name), ignoreOrder: true);
        changes.SelectMany(c => c.Value).Append(Event).Select(e => Convert.ToHexString(HashChain.Next(HashChain.Start, e))).ShouldBeUnique();
    }

    [Fact]
    public void An_event_without_what_came_later_keeps_the_hash_that_it_always_had() =>
        Convert.ToHexStringLower(HashChain.Next(HashChain.Start, Event with { Metadata = new("actor", "organization", "correlation", "causation", "trace") }))
            .ShouldBe("86d01d2a0d6ded78f3f7ac7b2994e5e2c4d0591a3cc8f8fcd005d0488e17cdaf");

    [Fact]
    public void Fields_that_trade_characters_are_seen() =>
        new[]
        {
            Event with { Type = "ab", Data = "c" }, Event with { Type = "a", Data = "bc" }, Event with { Type = "abc", Data = "" },
            Event with { Metadata = Event.Metadata with { CorrelationId = "", CausationId = "x" } }, Event with { Metadata = Event.Metadata with { CorrelationId = "x", CausationId = "" } },
            Event with { Metadata = Event.Metadata with { CorrelationId = null, CausationId = "x" } },
            Event with { Metadata = Event.Metadata with { Delegation = "x", SourceKey = null } }, Event with { Metadata = Event.Metadata with { Delegation = null, SourceKey = "x" } },
        }.Select(e => Convert.ToHexString(HashChain.Next(HashChain.Start, e))).ShouldBeUnique();

    [Fact]
    public void Every_event_hangs_on_all_before_it()
    {
        var (one, other) = (HashChain.Next(HashChain.Start, Event), HashChain.Next(HashChain.Start, Event with { Position = 8 }));

        HashChain.Next(one, Event).ShouldNotBe(HashChain.Next(other, Event));
    }

    [Fact]
    public void The_offset_of_an_instant_does_not_matter() =>
        HashChain.Next(HashChain.Start, Event with { RecordedAt = Event.RecordedAt.ToOffset(TimeSpan.FromHours(8)) }).ShouldBe(HashChain.Next(HashChain.Start, Event));

    // Each of the metadata's own fields changed, emptied and left out.
    private static IEnumerable<StoredEvent> ChangedMetadata()
    {
        foreach (var field in typeof(EventMetadata).GetProperties())
        {
            foreach (var value in new[] { "changed", "", field.Name == nameof(EventMetadata.ActorId) ? "actors" : null })
            {
                var metadata = Event.Metadata with { };
                field.SetValue(metadata, value);
                yield return Event with { Metadata = metadata };
            }
        }
    }
}
