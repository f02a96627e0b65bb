using System.Text.Json;
using HealthPark.Access.Delegation;
using HealthPark.Access.Features;
using HealthPark.EventStore;

namespace HealthPark.Access.ReadModels;

internal sealed record DelegationRow(Recorded<DelegationState> Record, string Body)
{
    public static readonly ReadModelTable<DelegationRow> Table = new ReadModelTable<DelegationRow>("delegations")
        .Column("id", "uuid", r => r.Record.Id)
        .Column("organization_id", "uuid", r => r.Granted.OrganizationId)
        .Column("delegate_organization_id", "uuid", r => r.Granted.DelegateOrganizationId)
        .Column("scopes", "jsonb", r => JsonSerializer.Serialize(r.Granted.Scopes, AccessJson.Default.IReadOnlyListString))
        .Column("valid_from", "date", r => r.Granted.From)
        .Column("valid_until", "date", r => r.Granted.Until)
        .Column("revoked_at", "timestamptz", r => r.Record.State.RevocationReason is null ? (DateTimeOffset?)null : r.Record.Changed.RecordedAt)
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => r.Body);

    private DelegationGranted Granted => Record.State.Granted!;

    public static DelegationRow Of(Recorded<DelegationState> record) => new(record, DelegationResponse.Looks.Text(record));
}
