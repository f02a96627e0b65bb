using System.Text.Json;
using HealthPark.Access.ApiKey;
using HealthPark.Access.Features;
using HealthPark.EventStore;

namespace HealthPark.Access.ReadModels;

internal sealed record ApiKeyRow(Recorded<ApiKeyState> Record, string Body)
{
    public static readonly ReadModelTable<ApiKeyRow> Table = new ReadModelTable<ApiKeyRow>("api_keys")
        .Column("id", "uuid", r => r.Record.Id)
        .Column("organization_id", "uuid", r => r.Issued.OrganizationId)
        .Column("name", "text", r => r.Issued.Name)
        .Column("officer", "text", r => r.Issued.Officer)
        .Column("key_hash", "bytea", r => Convert.FromHexString(r.State.Hashes[^1]))
        .Column("previous_hash", "bytea", r => r.State.Hashes.Count > 1 ? Convert.FromHexString(r.State.Hashes[^2]) : null)
        .Column("previous_ends_at", "timestamptz", r => r.State.PreviousEndsAt)
        .Column("cidrs", "jsonb", r => r.State.Cidrs is { } cidrs ? JsonSerializer.Serialize(cidrs, AccessJson.Default.IReadOnlyListString) : null)
        .Column("scopes", "jsonb", r => JsonSerializer.Serialize(r.State.Scopes, AccessJson.Default.IReadOnlyListString))
        .Column("expires_at", "timestamptz", r => r.Issued.ExpiresAt)
        .Column("revoked_at", "timestamptz", r => r.State.Revoked ? r.Record.Changed.RecordedAt : (DateTimeOffset?)null)
        .Column("is_environment", "boolean", r => r.Issued.IsEnvironment)
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => r.Body);

    private ApiKeyState State => Record.State;

    private ApiKeyIssued Issued => Record.State.Issued!;

    public static ApiKeyRow Of(Recorded<ApiKeyState> record) => new(record, ApiKeyResponse.Looks(null).Text(record));
}
