using HealthPark.EventStore;
using HealthPark.Kernel.Search;
using HealthPark.ParkEvents.Features;
using HealthPark.ParkEvents.Series;

namespace HealthPark.ParkEvents.ReadModels;

/// <summary>The row by which series of park events are listed, found and shown.</summary>
internal sealed record EventSeriesRow(Recorded<EventSeriesState> Record, string Body)
{
    public static readonly ReadModelTable<EventSeriesRow> Table = new ReadModelTable<EventSeriesRow>("event_series")
        .Column("id", "uuid", r => r.Record.Id)
        .Column("owner_organization_id", "uuid", r => r.Record.State.OwnerOrganizationId)
        .Column("title", "text", r => r.Record.State.Title)
        .Column("updated_at", "timestamptz", r => r.Record.Changed.RecordedAt)
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => r.Body)
        .Search(names: r => [r.Record.State.Title], codes: _ => []);

    /// <summary>How series are listed.</summary>
    public static readonly ListDefinition List = new ListDefinition(typeof(EventSeriesResponse), "park_events.event_series", "owner_organization_id")
        .Search("Series with this in their title")
        .OneOf("ownerOrganizationId", "owner_organization_id", "Records of these organisations")
        .Sort("title", "title collate \"zh-x-icu\"", "text collate \"zh-x-icu\"")
        .Sort("updatedAt", "updated_at", "timestamptz");

    public static EventSeriesRow Of(Recorded<EventSeriesState> record) => new(record, EventSeriesResponse.Looks.Text(record));
}
