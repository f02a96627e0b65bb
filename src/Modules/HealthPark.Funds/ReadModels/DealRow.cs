using HealthPark.Contracts.Enterprises;
using HealthPark.EventStore;
using HealthPark.Funds.Deal;
using HealthPark.Funds.Features;
using HealthPark.Funds.Fund;
using HealthPark.Kernel.Search;

namespace HealthPark.Funds.ReadModels;

/// <summary>The row by which deals are listed, found and shown.</summary>
internal sealed record DealRow(Recorded<DealState> Record, string Body)
{
    public static readonly ReadModelTable<DealRow> Table = new ReadModelTable<DealRow>("deals")
        .Column("id", "uuid", r => r.Record.Id)
        .Column("owner_organization_id", "uuid", r => r.State.OwnerOrganizationId)
        .Column("name", "text", r => r.State.Name)
        .Column("stage", "text", r => Kebab.Of(r.State.Stage))
        .Column("stage_on", "date", r => r.State.Steps[^1].On)
        .Column("source", "text", r => r.State.Source)
        .Column("financing_stage", "text", r => r.State.FinancingStage)
        .Column("enterprise_id", "uuid", r => r.State.EnterpriseId)
        .Enterprises(r => [r.State.EnterpriseId])
        .Column("transfer_id", "uuid", r => r.State.TransferId)
        .Column("fund_id", "uuid", r => r.State.FundId)
        .Column("updated_at", "timestamptz", r => r.Record.Changed.RecordedAt)
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => r.Body)
        .Search(names: r => [r.State.Name], codes: _ => []);

    /// <summary>How deals are listed; `facets=stage` is the pipeline.</summary>
    public static readonly ListDefinition List = new ListDefinition(typeof(DealResponse), "funds.deals", "owner_organization_id")
        .Search("Deals with this in their name")
        .OneOf("stage", "stage", "Deals at these stages; as a facet it is the pipeline", Kebab.All<DealStage>())
        .OneOf("source", "source", "Deals from these sources", FundCodes.DealSources.Codes)
        .OneOf("financingStage", "financing_stage", "Deals of enterprises at these stages", FundCodes.FinancingStages.Codes)
        .OneOf("enterpriseId", "enterprise_id", "Deals with these enterprises")
        .OneOf("transferId", "transfer_id", "Deals on these transfers")
        .OneOf("fundId", "fund_id", "Deals in which these funds invest")
        .OneOf("ownerOrganizationId", "owner_organization_id", "Records of these organisations")
        .Date("stageOn", "stage_on", "By date of the stage")
        .Sort("name", "name collate \"zh-x-icu\"", "text collate \"zh-x-icu\"")
        .Sort("stageOn", "stage_on", "date")
        .Sort("updatedAt", "updated_at", "timestamptz");

    private DealState State => Record.State;

    public static DealRow Of(Recorded<DealState> record) => new(record, DealResponse.Looks.Text(record));
}
