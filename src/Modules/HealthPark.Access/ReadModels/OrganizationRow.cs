using HealthPark.Access.Features;
using HealthPark.Access.Organization;
using HealthPark.EventStore;
using HealthPark.Kernel.Search;

namespace HealthPark.Access.ReadModels;

internal sealed record OrganizationRow(Guid Id, OrganizationState State, DateTimeOffset CreatedAt, long Version, string Body)
{
    public static readonly ReadModelTable<OrganizationRow> Table = new ReadModelTable<OrganizationRow>("organizations")
        .Column("id", "uuid", r => r.Id)
        .Column("name", "text", r => r.State.Name)
        .Column("kind", "text", r => r.State.Kind)
        .Column("code", "text", r => r.State.Code)
        .Column("created_at", "timestamptz", r => r.CreatedAt)
        .Column("version", "bigint", r => r.Version)
        .Column("body", "json", r => r.Body)
        .Search(names: r => [r.State.Name], codes: r => [r.State.Code]);

    public static OrganizationRow Of(Recorded<OrganizationState> record) =>
        new(record.Id, record.State, record.CreatedAt, record.Changed.Version, OrganizationResponse.Looks.Text(record));
}
