using System.ComponentModel.DataAnnotations;
using HealthPark.Changes.Webhook;

namespace HealthPark.Changes.Features;

/// <summary>A webhook: an address to which changes are posted. Its signing secret is shown once, in the answer to its making.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="OrganizationId">The organisation to which it belongs, and whose view of the change feed it gets.</param>
/// <param name="Url">Where changes are posted to.</param>
/// <param name="Types">The types of change: names, or beginnings that end in `*`.</param>
/// <param name="Description">What it is for.</param>
/// <param name="State">
/// `active`; `deactivated` by someone; or `suspended`, because its receiver answered 410 or failed for the whole retry plan. Nothing is
/// lost meanwhile: activation goes on from where it stopped.
/// </param>
/// <param name="StateReason">Why it is in that state: the reason given; for a suspended one `gone` or `retries-exhausted`; null if it was never stopped.</param>
/// <param name="CreatedAt">When it was registered (RFC 3339, UTC).</param>
/// <param name="Version">Its version; the ETag is made from it.</param>
/// <param name="Secret">The signing secret: `whsec_` and the base64 text of 32 bytes. Only in the first answer to its making or rotation, null in every other.</param>
/// <param name="PreviousSecretEndsAt">Until when the secret before the last rotation signs too (RFC 3339, UTC); null if there was no rotation.</param>
public sealed record WebhookResponse(
    Guid Id, Guid OrganizationId, string Url, IReadOnlyList<string> Types, string? Description,
    [property: AllowedValues(WebhookStates.Active, WebhookStates.Deactivated, WebhookStates.Suspended)] string State,
    string? StateReason, DateTime CreatedAt, long Version, string? Secret, DateTime? PreviousSecretEndsAt)
{
    internal static readonly Text Noun = new("推送订阅", "webhook");

    // A replayed request made a new secret in vain: the one shown must be the one that signs.
    internal static Representation<WebhookState, WebhookResponse> Looks(SigningSecret? secret) => new(
        "",
        record => new(
            record.Id, record.State.Registered!.OrganizationId, record.State.Url, record.State.Types, record.State.Description, record.State.State,
            record.State.StateReason, record.CreatedAt.UtcDateTime, record.Changed.Version, secret?.Id == record.State.SecretId ? secret.Text : null,
            record.State.PreviousEndsAt?.UtcDateTime),
        ChangesJson.Api.WebhookResponse,
        record => $"/v1/webhooks/{record.Id}")
    {
        Stored = new StoredBody("changes.webhooks", "organization_id"),
    };
}
