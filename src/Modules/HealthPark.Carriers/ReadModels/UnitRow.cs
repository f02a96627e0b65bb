using System.Globalization;
using System.Text.Json;
using HealthPark.Carriers.Features;
using HealthPark.Carriers.Unit;
using HealthPark.Contracts.Enterprises;
using HealthPark.EventStore;
using HealthPark.Kernel.Reference;
using HealthPark.Kernel.Search;

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
        .Enterprises(r => r.State.Enterprises)
        .Column("updated_at", "timestamptz", r => r.Record.Changed.RecordedAt)
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => r.Body)
        .Search(names: r => [r.State.Number], codes: _ => []);

    /// <summary>How units are listed: all see all.</summary>
    public static readonly ListDefinition List = new ListDefinition(typeof(UnitResponse), "carriers.units", null)
        .Search("Units with this in their number or name")
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

/// <summary>The row by which leases are found and summed, under the constraint that no unit is let twice for one day.</summary>
internal sealed record LeaseRow(LeaseResponse Shown, Guid OwnerOrganizationId, Lease Lease)
{
    public static readonly ReadModelTable<LeaseRow> Table = new ReadModelTable<LeaseRow>("leases")
        .Column("id", "uuid", r => r.Lease.Id)
        .Column("unit_id", "uuid", r => r.Shown.UnitId)
        .Column("owner_organization_id", "uuid", r => r.OwnerOrganizationId)
        .Column("enterprise_id", "uuid", r => r.Lease.EnterpriseId)
        .Column("state", "text", r => Kebab.Of(r.Lease.State))
        .Column("days", "daterange", r => UnitRow.RangeOf(r.Lease.Holds))
        .Column("area", "numeric", r => r.Lease.AreaSquareMetres)
        .Column("is_signed", "boolean", r => r.Lease.SignedOn is not null)
        .Column("starts_on", "date", r => r.Lease.From)
        .Column("ends_on", "date", r => r.Lease.To)
        .Column("updated_at", "timestamptz", r => r.Shown.UpdatedAt)
        .Column("version", "bigint", r => r.Shown.Version)
        .Column("body", "json", r => JsonSerializer.Serialize(r.Shown, CarriersJson.Api.LeaseResponse));

    /// <summary>How leases are found: those of the caller's own units, or all for the park office. There is no filter on what not all of its clients see.</summary>
    public static readonly ListDefinition List = new ListDefinition(typeof(LeaseResponse), "carriers.leases", "owner_organization_id")
        .OneOf("unit", "unit_id", "Leases of these units, by id")
        .OneOf("carrier", "(select u.carrier_id from carriers.units u where u.id = unit_id)", "Leases of units of these carriers, by id")
        .OneOf("state", "state", "Leases in these states", Kebab.All<LeaseState>())
        .Date("from", "starts_on", "Leases by their first day")
        .Date("to", "ends_on", "Leases by their last day, as agreed")
        .Sort("from", "starts_on", "date")
        .Sort("to", "ends_on", "date")
        .Sort("updatedAt", "updated_at", "timestamptz");

    public static IEnumerable<LeaseRow> Of(Recorded<UnitState> record) =>
        record.State.Leases.Select(lease => new LeaseRow(LeaseResponse.Of(record, lease.Id), record.State.OwnerOrganizationId, lease));
}
