using System.Text.Json;
using HealthPark.Enterprises.Enterprise;
using HealthPark.Enterprises.Features;
using HealthPark.EventStore;

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
        .Column("signed_on", "date", r => r.On(EnterpriseStage.Signed))
        .Column("landed_on", "date", r => r.On(EnterpriseStage.Landed))
        .Column("updated_at", "timestamptz", r => r.Record.Changed.RecordedAt)
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => r.Body);

    private EnterpriseState State => Record.State;

    public static EnterpriseRow Of(Recorded<EnterpriseState> record) => new(record, EnterpriseResponse.Looks.Text(record));

    private DateOnly? On(EnterpriseStage stage) => State.ReachedOn.TryGetValue(stage, out var on) ? on : null;

    private static string Json(IEnumerable<string> values) => JsonSerializer.Serialize([.. values], EnterprisesJson.Api.IReadOnlyListString);
}
