using System.Globalization;
using HealthPark.Carriers.Features;
using HealthPark.Carriers.Unit;
using HealthPark.EventStore;
using HealthPark.Kernel.Reference;

namespace HealthPark.Carriers.ReadModels;

/// <summary>The row by which units are listed and free space is found.</summary>
internal sealed record UnitRow(Recorded<UnitState> Record, string Body)
{
    public static readonly ReadModelTable<UnitRow> Table = new ReadModelTable<UnitRow>("units")
        .Column("id", "uuid", r => r.Record.Id)
        .Column("owner_organization_id", "uuid", r => r.State.OwnerOrganizationId)
        .Column("carrier_id", "uuid", r => r.State.CarrierId)
        .Column("floor", "text", r => r.State.Floor)
        .Column("number", "text", r => r.State.Number)
        .Column("area", "numeric", r => r.State.AreaSquareMetres)
        .Column("floor_height", "numeric", r => r.State.FloorHeightMetres)
        .Column("load", "numeric", r => r.State.LoadKilonewtonsPerSquareMetre)
        .Column("is_withdrawn", "boolean", r => r.State.WithdrawalReason is not null)
        .Column("let_days", "datemultirange", r => $"{{{string.Join(',', r.State.Let.Select(RangeOf))}}}")
        .Column("updated_at", "timestamptz", r => r.Record.Changed.RecordedAt)
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => r.Body);

    /// <summary>How units are listed: all see all.</summary>
    public static readonly ListDefinition List = new ListDefinition(typeof(UnitResponse), "carriers.units", null)
        .OneOf("zone", "(select c.zone from carriers.carriers c where c.id = carrier_id)", "Units of carriers in these zones", CodeLists.Zones.Codes)
        .OneOf("carrier", "carrier_id", "Units of these carriers, by id")
        .OneOf("floor", "floor", "Units on these floors")
        .AtLeast("minArea", "area", "Units of at least so many square metres")
        .AtLeast("minHeight", "floor_height", "Units whose floor is at least so many metres high (层高)")
        .AtLeast("minLoad", "load", "Units whose floor bears at least so many kN/m² (荷载)")
        .OnDay("freeOn", "not is_withdrawn and not let_days @> $", "Units that no lease covers on this day, YYYY-MM-DD; without those that are withdrawn")
        .OneOf("withdrawn", "is_withdrawn", "Units that are withdrawn, or those that are not", ["true", "false"])
        .OneOf("ownerOrganizationId", "owner_organization_id", "Records of these organisations")
        .Sort("areaSquareMetres", "area", "numeric")
        .Sort("number", "number collate \"zh-x-icu\"", "text collate \"zh-x-icu\"")
        .Sort("updatedAt", "updated_at", "timestamptz");

    private UnitState State => Record.State;

    public static UnitRow Of(Recorded<UnitState> record) => new(record, UnitResponse.Looks.Text(record));

    /// <summary>Days as Postgres writes a range of them.</summary>
    public static string RangeOf(Days? days) => days is null ? "empty" : string.Create(CultureInfo.InvariantCulture, $"[{days.From:yyyy-MM-dd},{days.To:yyyy-MM-dd}]");
}

/// <summary>The row of a lease, under the constraint that no unit is let twice for one day.</summary>
internal sealed record LeaseRow(Guid UnitId, Lease Lease)
{
    public static readonly ReadModelTable<LeaseRow> Table = new ReadModelTable<LeaseRow>("leases")
        .Column("id", "uuid", r => r.Lease.Id)
        .Column("unit_id", "uuid", r => r.UnitId)
        .Column("enterprise_id", "uuid", r => r.Lease.EnterpriseId)
        .Column("state", "text", r => Kebab.Of(r.Lease.State))
        .Column("days", "daterange", r => UnitRow.RangeOf(r.Lease.Holds));

    public static IEnumerable<LeaseRow> Of(Recorded<UnitState> record) => record.State.Leases.Select(lease => new LeaseRow(record.Id, lease));
}
