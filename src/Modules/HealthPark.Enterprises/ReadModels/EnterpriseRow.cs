using System.Text.Json;
using HealthPark.Enterprises.Enterprise;
using HealthPark.Enterprises.Features;
using HealthPark.EventStore;
using HealthPark.Kernel.Reference;
using HealthPark.Kernel.Search;

namespace HealthPark.Enterprises.ReadModels;

/// <summary>The row by which enterprises are listed, found and shown.</summary>
internal sealed record EnterpriseRow(Recorded<EnterpriseState> Record, string Body)
{
    public static readonly ReadModelTable<EnterpriseRow> Table = new ReadModelTable<EnterpriseRow>("enterprises")
        .Column("id", "uuid", r => r.Record.Id)
        .Column("owner_organization_id", "uuid", r => r.State.OwnerOrganizationId)
        .Column("name", "text", r => r.State.Name)
        .Column("folded_names", "jsonb", r => Json(r.State.Aliases.Prepend(r.State.Name).Select(NameFolding.Fold).Distinct()))
        .Column("uscc", "text", r => r.State.Uscc)
        .Column("direction", "text", r => r.State.Direction)
        .Column("sub_field", "text", r => r.State.SubField)
        .Column("cxo_kinds", "jsonb", r => Json(r.State.CxoKinds))
        .Column("tiers", "jsonb", r => Json(r.State.Tiers))
        .Column("industry_code", "text", r => r.State.IndustryCode)
        .Column("zone", "text", r => r.State.Zone)
        .Column("carrier", "text", r => r.State.Carrier)
        .Column("stage", "text", r => Kebab.Of(r.State.Stage))
        .Column("verification", "text", r => Kebab.Of(r.State.Verification))
        .Column("merged_into", "uuid", r => r.State.MergedInto)
        .Column("signed_on", "date", r => r.On(EnterpriseStage.Signed))
        .Column("landed_on", "date", r => r.On(EnterpriseStage.Landed))
        .Column("updated_at", "timestamptz", r => r.Record.Changed.RecordedAt)
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => r.Body)
        .Search(names: r => r.State.Aliases.Prepend(r.State.Name), codes: r => [r.State.Uscc]);

    /// <summary>How enterprises are listed.</summary>
    public static readonly ListDefinition List = new ListDefinition(typeof(EnterpriseResponse), "enterprises.enterprises", "owner_organization_id")
        .OneOf("stage", "stage", "Enterprises at these stages", Kebab.All<EnterpriseStage>())
        .OneOf("verification", "verification", "Enterprises whose record is in these states", Kebab.All<Verification>())
        .OneOf("direction", "direction", "Enterprises of these directions", CodeLists.Directions.Codes)
        .OneOf("subField", "sub_field", "Enterprises of these sub-fields", CodeLists.SubFields.Codes)
        .AnyOf("tier", "tiers", "Enterprises of any of these tiers", CodeLists.EnterpriseTiers.Codes)
        .AnyOf("cxoKind", "cxo_kinds", "Enterprises of any of these kinds", CodeLists.CxoKinds.Codes)
        .OneOf("zone", "zone", "Enterprises in these zones", CodeLists.Zones.Codes)
        .OneOf("carrier", "carrier", "Enterprises in these carriers", CodeLists.Carriers.Codes)
        .OneOf("industryCode", "industry_code", "Enterprises of these industry classes")
        .OneOf("ownerOrganizationId", "owner_organization_id", "Records of these organisations")
        .Search("Enterprises with this in their name, in one of their other names, or in their unified social credit code")
        .Date("signedOn", "signed_on", "By date of signing")
        .Date("landedOn", "landed_on", "By date of landing")
        .Sort("name", "name collate \"zh-x-icu\"", "text collate \"zh-x-icu\"")
        .Sort("signedOn", "signed_on", "date", "date '9999-12-31'")
        .Sort("landedOn", "landed_on", "date", "date '9999-12-31'")
        .Sort("updatedAt", "updated_at", "timestamptz");

    private EnterpriseState State => Record.State;

    public static EnterpriseRow Of(Recorded<EnterpriseState> record) => new(record, EnterpriseResponse.Looks.Text(record));

    private DateOnly? On(EnterpriseStage stage) => State.ReachedOn.TryGetValue(stage, out var on) ? on : null;

    private static string Json(IEnumerable<string> values) => JsonSerializer.Serialize([.. values], EnterprisesJson.Api.IReadOnlyListString);
}
