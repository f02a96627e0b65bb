using HealthPark.Contracts.Enterprises;
using HealthPark.EventStore;
using HealthPark.Kernel.Reference;
using HealthPark.Kernel.Search;
using HealthPark.Transfers.Features;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.ReadModels;

/// <summary>The row by which transfers are listed, found and shown.</summary>
internal sealed record TransferRow(Recorded<TransferState> Record, string Body)
{
    public static readonly ReadModelTable<TransferRow> Table = new ReadModelTable<TransferRow>("transfers")
        .Column("id", "uuid", r => r.Record.Id)
        .Column("owner_organization_id", "uuid", r => r.State.OwnerOrganizationId)
        .Column("title", "text", r => r.State.Title)
        .Column("direction", "text", r => r.State.Directions.Now)
        .Column("sub_field", "text", r => r.State.SubField)
        .Column("owner", "text", r => r.State.Owner)
        .Column("owner_institution_id", "uuid", r => r.State.OwnerInstitutionId)
        .Column("enterprise_id", "uuid", r => r.State.EnterpriseId)
        .Enterprises(r => r.State.Enterprises)
        .Column("carrier", "text", r => r.State.Carrier)
        .Column("trl", "int", r => r.State.Trl)
        .Column("stage", "text", r => Kebab.Of(r.State.Stage))
        .Column("stage_on", "date", r => r.State.Steps[^1].On)
        .Column("verification", "text", r => Kebab.Of(r.State.Verification))
        .Column("transferred_on", "date", r => r.State.Transferred?.On)
        .Column("updated_at", "timestamptz", r => r.Record.Changed.RecordedAt)
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => r.Body)
        .Search(names: r => [r.State.Title, r.State.Owner], codes: _ => []);

    /// <summary>How transfers are listed.</summary>
    public static readonly ListDefinition List = new ListDefinition(typeof(TransferResponse), "transfers.transfers", "owner_organization_id")
        .Search("Transfers with this in their title, or in the name of the institution whose result it is")
        .OneOf("stage", "stage", "Transfers at these stages", Kebab.All<TransferStage>())
        .OneOf("verification", "verification", "Transfers whose record is in these states", Kebab.All<Verification>())
        .OneOf("direction", "direction", "Transfers of these directions", CodeLists.Directions.Codes)
        .OneOf("subField", "sub_field", "Transfers of these sub-fields", CodeLists.SubFields.Codes)
        .OneOf("owner", "owner", "Results of these institutions, by name")
        .OneOf("ownerInstitutionId", "owner_institution_id", "Results of these institutions")
        .OneOf("enterpriseId", "enterprise_id", "Transfers to these enterprises")
        .OneOf("carrier", "carrier", "Transfers in these carriers", CodeLists.Carriers.Codes)
        .OneOf("trl", "trl", "Transfers of these technology readiness levels")
        .OneOf("ownerOrganizationId", "owner_organization_id", "Records of these organisations")
        .Date("stageOn", "stage_on", "By date of the stage")
        .Date("transferredOn", "transferred_on", "By date of transfer")
        .Sort("title", "title collate \"zh-x-icu\"", "text collate \"zh-x-icu\"")
        .Sort("stageOn", "stage_on", "date", "date '9999-12-31'")
        .Sort("transferredOn", "transferred_on", "date", "date '9999-12-31'")
        .Sort("updatedAt", "updated_at", "timestamptz");

    private TransferState State => Record.State;

    public static TransferRow Of(Recorded<TransferState> record) => new(record, TransferResponse.Looks.Text(record));
}
