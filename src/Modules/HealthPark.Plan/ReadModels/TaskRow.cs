using HealthPark.EventStore;
using HealthPark.Plan.Features;
using HealthPark.Plan.TaskProgress;

namespace HealthPark.Plan.ReadModels;

/// <summary>The row by which tasks under way are listed.</summary>
internal sealed record TaskRow(Recorded<TaskState> Record, string Body)
{
    public static readonly ReadModelTable<TaskRow> Table = new ReadModelTable<TaskRow>("tasks_under_way")
        .Column("id", "uuid", r => r.Record.Id)
        .Column("number", "int", r => r.Record.State.Number)
        .Column("status", "text", r => Kebab.Of(r.Record.State.Status))
        .Column("owner_organization_id", "uuid", _ => Guid.Empty)
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => r.Body);

    public static TaskRow Of(Recorded<TaskState> record) => new(record, TaskProgressResponse.Looks.Text(record));
}
