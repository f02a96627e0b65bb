using System.Text.Json;
using HealthPark.Access.ApiKey;
using HealthPark.Access.Features;
using HealthPark.EventStore;

namespace HealthPark.Access.ReadModels;

internal sealed record ApiKeyRow(Guid Id, ApiKeyIssued Issued, DateTimeOffset? RevokedAt, long Version, string Body)
{
    public static readonly ReadModelTable<ApiKeyRow> Table = new ReadModelTable<ApiKeyRow>("api_keys")
        .Column("id", "uuid", r => r.Id)
        .Column("organization_id", "uuid", r => r.Issued.OrganizationId)
        .Column("name", "text", r => r.Issued.Name)
        .Column("officer", "text", r => r.Issued.Officer)
        .Column("key_hash", "bytea", r => Convert.FromHexString(r.Issued.KeyHash))
        .Column("scopes", "jsonb", r => JsonSerializer.Serialize(r.Issued.Scopes, AccessJson.Default.IReadOnlyListString))
        .Column("expires_at", "timestamptz", r => r.Issued.ExpiresAt)
        .Column("revoked_at", "timestamptz", r => r.RevokedAt)
        .Column("is_environment", "boolean", r => r.Issued.IsEnvironment)
        .Column("version", "bigint", r => r.Version)
        .Column("body", "json", r => r.Body);

    public static ApiKeyRow Of(Recorded<ApiKeyState> record) => new(
        record.Id, record.State.Issued!, record.State.Revoked ? record.Changed.RecordedAt : null, record.Changed.Version,
        ApiKeyResponse.Looks(null).Text(record));
}
