using HealthPark.EventStore;
using HealthPark.Plan.Features;
using HealthPark.Plan.Report;

namespace HealthPark.Plan.ReadModels;

/// <summary>The row by which reports are listed and shown.</summary>
internal sealed record ReportRow(Recorded<ReportState> Record, string Body)
{
    public static readonly ReadModelTable<ReportRow> Table = new ReadModelTable<ReportRow>("reports")
        .Column("id", "uuid", r => r.Record.Id)
        .Column("owner_organization_id", "uuid", r => r.DrawnUp.OwnerOrganizationId)
        .Column("period", "text", r => r.DrawnUp.Period)
        .Column("basis", "text", r => r.DrawnUp.Basis)
        .Column("state", "text", r => Kebab.Of(r.Record.State.Stage))
        .Column("pinned_position", "bigint", r => r.Record.State.Position)
        .Column("updated_at", "timestamptz", r => r.Record.Changed.RecordedAt)
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => r.Body);

    private ReportDrawnUp DrawnUp => Record.State.DrawnUp!;

    public static ReportRow Of(Recorded<ReportState> record) => new(record, ReportResponse.Looks.Text(record));
}
