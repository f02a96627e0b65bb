using HealthPark.Carriers.Carrier;
using HealthPark.Carriers.Features;
using HealthPark.EventStore;
using HealthPark.Kernel.Reference;
using HealthPark.Kernel.Search;

namespace HealthPark.Carriers.ReadModels;

/// <summary>The row by which carriers are listed, found and summed.</summary>
internal sealed record CarrierRow(Recorded<CarrierState> Record, string Body)
{
    public static readonly ReadModelTable<CarrierRow> Table = new ReadModelTable<CarrierRow>("carriers")
        .Column("id", "uuid", r => r.Record.Id)
        .Column("owner_organization_id", "uuid", r => r.State.OwnerOrganizationId)
        .Column("code", "text", r => r.State.Code)
        .Column("name", "text", r => r.State.Name)
        .Column("kind", "text", r => r.State.Kind)
        .Column("zone", "text", r => r.State.Zone)
        .Column("phase", "int", r => r.State.Phase)
        .Column("batch", "text", r => r.State.Batch)
        .Column("status", "text", r => Kebab.Of(r.State.Status))
        .Column("verification", "text", r => Kebab.Of(r.State.Verification))
        .Column("usable_area", "numeric", r => r.State.UsableAreaSquareMetres)
        .Column("land_area", "numeric", r => r.State.LandAreaSquareMetres)
        .Column("planned_floor_area", "numeric", r => r.State.PlannedFloorAreaSquareMetres)
        .Column("updated_at", "timestamptz", r => r.Record.Changed.RecordedAt)
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => r.Body)
        .Search(names: r => [r.State.Name, .. r.State.Aliases], codes: r => [r.State.Code]);

    /// <summary>How carriers are listed: all see all.</summary>
    public static readonly ListDefinition List = new ListDefinition(typeof(CarrierResponse), "carriers.carriers", null)
        .Search("Carriers with this in one of their names, or in their code")
        .OneOf("code", "code", "Carriers that the plan names by these codes", CodeLists.Carriers.Codes)
        .OneOf("kind", "kind", "Carriers of these kinds", CarrierCodes.Kinds.Codes)
        .OneOf("zone", "zone", "Carriers in these zones", CodeLists.Zones.Codes)
        .OneOf("phase", "phase", "Carriers of these phases", ["1", "2"])
        .OneOf("batch", "batch", "Carriers of these batches", CarrierCodes.Batches.Codes)
        .OneOf("status", "status", "Carriers in these states", Kebab.All<CarrierStatus>())
        .OneOf("verification", "verification", "Carriers whose record is in these states", Kebab.All<Verification>())
        .OneOf("ownerOrganizationId", "owner_organization_id", "Records of these organisations")
        .Sort("name", "name collate \"zh-x-icu\"", "text collate \"zh-x-icu\"")
        .Sort("usableAreaSquareMetres", "usable_area", "numeric", "'Infinity'::numeric")
        .Sort("updatedAt", "updated_at", "timestamptz");

    private CarrierState State => Record.State;

    public static CarrierRow Of(Recorded<CarrierState> record) => new(record, CarrierResponse.Looks.Text(record));
}
