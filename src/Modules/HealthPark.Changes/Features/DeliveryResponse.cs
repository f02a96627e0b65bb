using System.ComponentModel.DataAnnotations;
using HealthPark.Changes.Webhook;

namespace HealthPark.Changes.Features;

/// <summary>One change on its way to one webhook.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="WebhookId">The webhook.</param>
/// <param name="EventId">The event: `id` of the CloudEvent, and `webhook-id` of every attempt.</param>
/// <param name="Position">The event's place in the feed.</param>
/// <param name="Subject">The record that changed.</param>
/// <param name="Type">The type of change.</param>
/// <param name="Status">
/// `pending`: to be sent, for the first time or again; `delivered`; or `withheld`: when it was to be sent, the organisation could not see
/// the change any more.
/// </param>
/// <param name="Attempts">How many attempts were made.</param>
/// <param name="NextAttemptAt">When the next is due (RFC 3339, UTC); an earlier change of the same record goes first. Null unless it is pending.</param>
/// <param name="LastAttemptAt">When the last was made.</param>
/// <param name="LastStatus">The HTTP status of its answer; null if there was none.</param>
/// <param name="LastError">
/// Why it failed: `status` (other than 2xx), `redirect`, `timeout`, `connection`, `tls`, `name-not-resolved`, `address-not-allowed`; null if it
/// did not.
/// </param>
/// <param name="LastAnswer">The beginning of what the receiver said to it, at most 512 bytes.</param>
/// <param name="DeliveredAt">When it was delivered, the last time if it was sent again.</param>
public sealed record DeliveryResponse(
    Guid Id, Guid WebhookId, Guid EventId, string Position, Guid Subject, string Type,
    [property: AllowedValues(DeliveryStatuses.Pending, DeliveryStatuses.Delivered, DeliveryStatuses.Withheld)] string Status,
    int Attempts, DateTime? NextAttemptAt, DateTime? LastAttemptAt, int? LastStatus, string? LastError, string? LastAnswer, DateTime? DeliveredAt);
