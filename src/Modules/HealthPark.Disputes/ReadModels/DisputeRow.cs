using HealthPark.Disputes.Dispute;
using HealthPark.Disputes.Features;
using HealthPark.EventStore;

namespace HealthPark.Disputes.ReadModels;

/// <summary>The row by which disputes are listed and found.</summary>
internal sealed record DisputeRow(Recorded<DisputeState> Record)
{
    public static readonly ReadModelTable<DisputeRow> Table = new ReadModelTable<DisputeRow>("disputes")
        .Column("id", "uuid", r => r.Record.Id)
        .Column("collection", "text", r => r.Record.State.Collection)
        .Column("record_id", "uuid", r => r.Record.State.RecordId)
        .Column("member", "text", r => r.Record.State.Member)
        .Column("state", "text", r => Kebab.Of(r.Record.State.Status))
        .Column("proposed_by", "uuid", r => r.Record.State.ProposedBy)
        .Column("owner_organization_id", "uuid", r => r.Record.State.OwnerOrganizationId)
        .Column("opened_at", "timestamptz", r => r.Record.CreatedAt)
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => DisputeResponse.Looks.Text(r.Record));

    public static DisputeRow Of(Recorded<DisputeState> record) => new(record);
}
