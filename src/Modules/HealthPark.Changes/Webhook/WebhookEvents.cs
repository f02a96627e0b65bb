namespace HealthPark.Changes.Webhook;

/// <summary>An event of a webhook's stream. Signing secrets are never part of one: they are named by id.</summary>
public abstract record WebhookEvent;

/// <summary>A webhook was registered.</summary>
/// <param name="OrganizationId">The organisation to which it belongs.</param>
/// <param name="OnlyOwn">Whether it gets the changes of that organisation's own records only, as a partner does.</param>
/// <param name="Url">Where changes are posted to.</param>
/// <param name="Types">The types of change: names, or beginnings that end in <c>*</c>.</param>
/// <param name="Description">What it is for.</param>
/// <param name="After">The position after which it begins; null for this event's own.</param>
/// <param name="SecretId">Its signing secret.</param>
public sealed record WebhookRegistered(
    Guid OrganizationId, bool OnlyOwn, string Url, IReadOnlyList<string> Types, string? Description, long? After, Guid SecretId) : WebhookEvent;

/// <summary>Changes are posted to another address from then on.</summary>
/// <param name="Url">The address.</param>
public sealed record WebhookMoved(string Url) : WebhookEvent;

/// <summary>Other types of change are wanted, from the next change that is queued.</summary>
/// <param name="Types">All types wanted from then on.</param>
public sealed record WebhookTypesChosen(IReadOnlyList<string> Types) : WebhookEvent;

/// <summary>The description of what it is for was replaced.</summary>
/// <param name="Description">What it is for; null for nothing said.</param>
public sealed record WebhookDescribed(string? Description) : WebhookEvent;

/// <summary>A webhook got a new signing secret. The one before signs too for a while yet, the one before that no more.</summary>
/// <param name="SecretId">The new secret.</param>
/// <param name="PreviousEndsAt">Until when the one before signs too.</param>
public sealed record WebhookSecretRotated(Guid SecretId, DateTimeOffset PreviousEndsAt) : WebhookEvent;

/// <summary>A webhook was stopped by someone.</summary>
/// <param name="Reason">Why.</param>
public sealed record WebhookDeactivated(string Reason) : WebhookEvent;

/// <summary>A webhook was stopped by what its receiver answered, or did not answer.</summary>
/// <param name="Cause">One of <see cref="SuspensionCauses"/>.</param>
/// <param name="DeliveryId">The delivery that met with it.</param>
public sealed record WebhookSuspended(string Cause, Guid DeliveryId) : WebhookEvent;

/// <summary>A webhook goes on from where it stopped.</summary>
/// <param name="Reason">Why.</param>
public sealed record WebhookActivated(string Reason) : WebhookEvent;

/// <summary>One delivery is to be sent again.</summary>
/// <param name="DeliveryId">The delivery.</param>
/// <param name="Reason">Why.</param>
public sealed record WebhookDeliveryReplayed(Guid DeliveryId, string? Reason) : WebhookEvent;

/// <summary>All changes after a position are to be sent again.</summary>
/// <param name="After">The position.</param>
/// <param name="Reason">Why.</param>
public sealed record WebhookRewound(long After, string? Reason) : WebhookEvent;
