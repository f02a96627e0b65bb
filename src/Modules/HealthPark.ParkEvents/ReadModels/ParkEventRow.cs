using System.Text.Json;
using HealthPark.Contracts.Enterprises;
using HealthPark.EventStore;
using HealthPark.Kernel.Reference;
using HealthPark.Kernel.Search;
using HealthPark.ParkEvents.Features;
using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.ReadModels;

/// <summary>The row by which park events are listed, found and shown.</summary>
internal sealed record ParkEventRow(Recorded<ParkEventState> Record, string Body)
{
    public static readonly ReadModelTable<ParkEventRow> Table = new ReadModelTable<ParkEventRow>("park_events")
        .Column("id", "uuid", r => r.Record.Id)
        .Column("owner_organization_id", "uuid", r => r.State.OwnerOrganizationId)
        .Column("title", "text", r => r.State.Title)
        .Column("kind", "text", r => r.State.Kind)
        .Column("state", "text", r => Kebab.Of(r.State.Status))
        .Column("starts_on", "date", r => r.State.StartsOn)
        .Column("ends_on", "date", r => r.State.LastDay)
        .Column("hosts", "jsonb", r => JsonSerializer.Serialize(r.State.Hosts, ParkEventsJson.Api.IReadOnlyListString))
        .Column("carrier", "text", r => r.State.Carrier)
        .Enterprises(r => r.State.Naming.Select(part => part.Enterprise))
        .Column("series_id", "uuid", r => r.State.SeriesId)
        .Column("updated_at", "timestamptz", r => r.Record.Changed.RecordedAt)
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => r.Body)
        .Search(names: r => [r.State.Title, .. r.State.Hosts], codes: _ => []);

    /// <summary>How park events are listed.</summary>
    public static readonly ListDefinition List = new ListDefinition(typeof(ParkEventResponse), "park_events.park_events", "owner_organization_id")
        .Search("Park events with this in their title, or in the name of a host")
        .OneOf("kind", "kind", "Park events of these kinds", CodeLists.ParkEventKinds.Codes)
        .OneOf("state", "state", "Park events in these states", Kebab.All<ParkEventStatus>())
        .AnyOf("host", "hosts", "Park events of any of these hosts, by name")
        .OneOf("carrier", "carrier", "Park events in these carriers", CodeLists.Carriers.Codes)
        .OneOf("seriesId", "series_id", "Park events of these series")
        .OneOf("ownerOrganizationId", "owner_organization_id", "Records of these organisations")
        .Date("startsOn", "starts_on", "By first day")
        .Date("endsOn", "ends_on", "By last day; the first, where it takes no more")
        .Sort("title", "title collate \"zh-x-icu\"", "text collate \"zh-x-icu\"")
        .Sort("startsOn", "starts_on", "date")
        .Sort("updatedAt", "updated_at", "timestamptz");

    private ParkEventState State => Record.State;

    public static ParkEventRow Of(Recorded<ParkEventState> record) => new(record, ParkEventResponse.Looks.Text(record));
}
