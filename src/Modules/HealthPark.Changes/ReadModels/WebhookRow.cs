using System.Text.Json;
using HealthPark.Changes.Features;
using HealthPark.Changes.Webhook;
using HealthPark.EventStore;

namespace HealthPark.Changes.ReadModels;

internal sealed record WebhookRow(Recorded<WebhookState> Record, string Body)
{
    public static readonly ReadModelTable<WebhookRow> Table = new ReadModelTable<WebhookRow>("webhooks")
        .Column("id", "uuid", r => r.Record.Id)
        .Column("organization_id", "uuid", r => r.State.Registered!.OrganizationId)
        .Column("state", "text", r => r.State.State)
        .Column("secret_id", "uuid", r => r.State.SecretId)
        .Column("previous_secret_id", "uuid", r => r.State.PreviousSecretId)
        .Column("previous_ends_at", "timestamptz", r => r.State.PreviousEndsAt)
        .Column("url", "text", r => r.State.Url)
        .Column("types", "jsonb", r => JsonSerializer.Serialize(r.State.Types, ChangesJson.Default.IReadOnlyListString))
        .Column("only_own", "boolean", r => r.State.Registered!.OnlyOwn)
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => r.Body);

    private WebhookState State => Record.State;

    public static WebhookRow Of(Recorded<WebhookState> record) => new(record, WebhookResponse.Looks(null).Text(record));
}
