using HealthPark.EventStore;
using HealthPark.Funds.Features;
using HealthPark.Funds.Fund;
using HealthPark.Kernel.Search;

namespace HealthPark.Funds.ReadModels;

/// <summary>The row by which funds are listed, found and shown.</summary>
internal sealed record FundRow(Recorded<FundState> Record, string Body)
{
    public static readonly ReadModelTable<FundRow> Table = new ReadModelTable<FundRow>("funds")
        .Column("id", "uuid", r => r.Record.Id)
        .Column("owner_organization_id", "uuid", r => r.State.OwnerOrganizationId)
        .Column("name", "text", r => r.State.Name)
        .Column("kind", "text", r => r.State.Kind)
        .Column("status", "text", r => Kebab.Of(r.State.Status))
        .Column("manager", "text", r => r.State.Manager)
        .Column("fund_code", "text", r => r.State.FundCode)
        .Column("size", "numeric", r => r.State.SizeYuan)
        .Column("uninvested", "numeric", r => r.State.Figures.UninvestedYuan)
        .Column("established_on", "date", r => r.State.EstablishedOn)
        .Column("updated_at", "timestamptz", r => r.Record.Changed.RecordedAt)
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => r.Body)
        .Search(names: r => r.State.Manager is { } manager ? [r.State.Name, manager] : [r.State.Name], codes: r => [r.State.FundCode, r.State.ManagerRegistrationNumber]);

    /// <summary>How funds are listed.</summary>
    public static readonly ListDefinition List = new ListDefinition(typeof(FundResponse), "funds.funds", "owner_organization_id")
        .Search("Funds with this in their name, in their manager's, in the fund code or in the manager's registration number")
        .OneOf("kind", "kind", "Funds of these kinds", FundCodes.Kinds.Codes)
        .OneOf("status", "status", "Funds in these states", Kebab.All<FundStatus>())
        .OneOf("manager", "manager", "Funds of these managers, by name")
        .OneOf("fundCode", "fund_code", "Funds with these codes")
        .OneOf("ownerOrganizationId", "owner_organization_id", "Records of these organisations")
        .AtLeast("minUninvested", "uninvested", "Funds with at least so much money to invest, in CNY yuan")
        .Date("establishedOn", "established_on", "By date of establishment")
        .Sort("name", "name collate \"zh-x-icu\"", "text collate \"zh-x-icu\"")
        .Sort("sizeYuan", "size", "numeric", "'Infinity'::numeric")
        .Sort("uninvestedYuan", "uninvested", "numeric")
        .Sort("establishedOn", "established_on", "date", "date '9999-12-31'")
        .Sort("updatedAt", "updated_at", "timestamptz");

    private FundState State => Record.State;

    public static FundRow Of(Recorded<FundState> record) => new(record, FundResponse.Looks.Text(record));
}
