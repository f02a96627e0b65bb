namespace HealthPark.Changes.Webhook;

/// <summary>How one attempt at a delivery ended.</summary>
/// <param name="Status">The HTTP status; null if there was no answer.</param>
/// <param name="Error">One of <see cref="DeliveryErrors"/>; null for success.</param>
/// <param name="Answer">The beginning of what the receiver said to a failure.</param>
/// <param name="RetryAfter">After what time the receiver wants to be asked again.</param>
internal sealed record Attempt(int? Status, string? Error, string? Answer = null, TimeSpan? RetryAfter = null)
{
    /// <summary>Whether the receiver as a whole was at fault, rather than this one event unwelcome.</summary>
    public bool ReceiverFailed => Error is not null && (Status is null or 429 or >= 500);
}

/// <summary>Why an attempt failed.</summary>
public static class DeliveryErrors
{
#pragma warning disable CS1591 // the texts say it
    public const string Status = "status";
    public const string Redirect = "redirect";
    public const string Timeout = "timeout";
    public const string Connection = "connection";
    public const string Tls = "tls";
    public const string NameNotResolved = "name-not-resolved";
    public const string AddressNotAllowed = "address-not-allowed";
#pragma warning restore CS1591
}
