using HealthPark.EventStore;
using HealthPark.Evidence.Evidence;
using HealthPark.Evidence.Features;

namespace HealthPark.Evidence.ReadModels;

/// <summary>The row by which evidence is found and shown.</summary>
internal sealed record EvidenceRow(Recorded<EvidenceState> Record, string Body)
{
    public static readonly ReadModelTable<EvidenceRow> Table = new ReadModelTable<EvidenceRow>("evidence")
        .Column("id", "uuid", r => r.Record.Id)
        .Column("owner_organization_id", "uuid", r => r.File.OwnerOrganizationId)
        .Column("collection", "text", r => r.File.Collection)
        .Column("record_id", "uuid", r => r.File.RecordId)
        .Column("sha256", "bytea", r => Convert.FromHexString(r.File.Sha256))
        .Column("withdrawn", "boolean", r => r.Record.State.WithdrawReason is not null)
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => r.Body);

    private EvidenceAttached File => Record.State.Attached!;

    public static EvidenceRow Of(Recorded<EvidenceState> record) => new(record, EvidenceResponse.Looks.Text(record));
}
