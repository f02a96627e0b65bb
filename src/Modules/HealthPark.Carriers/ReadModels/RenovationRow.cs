using HealthPark.Carriers.Carrier;
using HealthPark.Carriers.Features;
using HealthPark.Carriers.Renovation;
using HealthPark.EventStore;
using HealthPark.Kernel.Reference;
using HealthPark.Kernel.Search;

namespace HealthPark.Carriers.ReadModels;

/// <summary>The row by which renovation projects are listed, found and summed.</summary>
internal sealed record RenovationRow(Recorded<RenovationState> Record, string Body)
{
    public static readonly ReadModelTable<RenovationRow> Table = new ReadModelTable<RenovationRow>("renovation_projects")
        .Column("id", "uuid", r => r.Record.Id)
        .Column("owner_organization_id", "uuid", r => r.State.OwnerOrganizationId)
        .Column("carrier_id", "uuid", r => r.State.CarrierId)
        .Column("title", "text", r => r.State.Title)
        .Column("status", "text", r => Kebab.Of(r.State.Status))
        .Column("area_before", "numeric", r => r.State.AreaBeforeSquareMetres)
        .Column("planned_area_after", "numeric", r => r.State.PlannedAreaAfterSquareMetres)
        .Column("area_after", "numeric", r => r.State.AreaAfterSquareMetres)
        .Column("budget", "numeric", r => r.State.BudgetYuan)
        .Column("cost", "numeric", r => r.State.CostYuan)
        .Column("updated_at", "timestamptz", r => r.Record.Changed.RecordedAt)
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => r.Body)
        .Search(names: r => [r.State.Title], codes: _ => []);

    /// <summary>How renovation projects are listed.</summary>
    public static readonly ListDefinition List = new ListDefinition(typeof(RenovationProjectResponse), "carriers.renovation_projects", "owner_organization_id")
        .Search("Renovation projects with this in their title")
        .OneOf("carrier", "carrier_id", "Renovations of these carriers, by id")
        .OneOf("zone", "(select c.zone from carriers.carriers c where c.id = carrier_id)", "Renovations of carriers in these zones", CodeLists.Zones.Codes)
        .OneOf("batch", "(select c.batch from carriers.carriers c where c.id = carrier_id)", "Renovations of carriers of these batches", CarrierCodes.Batches.Codes)
        .OneOf("status", "status", "Renovation projects in these states", Kebab.All<RenovationStatus>())
        .OneOf("ownerOrganizationId", "owner_organization_id", "Records of these organisations")
        .Sort("title", "title collate \"zh-x-icu\"", "text collate \"zh-x-icu\"")
        .Sort("updatedAt", "updated_at", "timestamptz");

    private RenovationState State => Record.State;

    public static RenovationRow Of(Recorded<RenovationState> record) => new(record, RenovationProjectResponse.Looks.Text(record));
}
