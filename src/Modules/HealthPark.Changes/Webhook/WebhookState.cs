using HealthPark.Changes.ReadModels;
using HealthPark.EventStore;

namespace HealthPark.Changes.Webhook;

/// <summary>Whether a webhook is at work.</summary>
public static class WebhookStates
{
    /// <summary>Changes are posted.</summary>
    public const string Active = "active";

    /// <summary>Someone stopped it.</summary>
    public const string Deactivated = "deactivated";

    /// <summary>Its receiver's behaviour stopped it.</summary>
    public const string Suspended = "suspended";
}

/// <summary>Why a webhook was suspended.</summary>
public static class SuspensionCauses
{
    /// <summary>The receiver answered 410: it wants no more.</summary>
    public const string Gone = "gone";

    /// <summary>A delivery failed at every attempt of the retry plan.</summary>
    public const string RetriesExhausted = "retries-exhausted";
}

/// <summary>A webhook as decisions see it.</summary>
/// <param name="Registered">How it was registered.</param>
/// <param name="Url">Where changes are posted to.</param>
/// <param name="Types">The types of change wanted.</param>
/// <param name="Description">What it is for.</param>
/// <param name="State">One of <see cref="WebhookStates"/>.</param>
/// <param name="StateReason">Why it is in that state, if anyone said.</param>
/// <param name="SecretId">The secret that signs.</param>
/// <param name="PreviousSecretId">The secret before.</param>
/// <param name="PreviousEndsAt">Until when that one signs too.</param>
public sealed record WebhookState(
    WebhookRegistered? Registered, string Url, IReadOnlyList<string> Types, string? Description, string State, string? StateReason,
    Guid SecretId, Guid? PreviousSecretId, DateTimeOffset? PreviousEndsAt)
{
    internal static readonly StreamType<WebhookState, WebhookEvent> Stream = new StreamType<WebhookState, WebhookEvent>
    {
        Name = "webhook",
        Initial = new(null, "", [], null, WebhookStates.Active, null, Guid.Empty, null, null),
        Evolve = Evolve,
        // What is sent again is no change of the webhook: whoever read it may still change it.
        PartsOf = e => [e is WebhookDeliveryReplayed or WebhookRewound ? "replays" : ""],
    }.Inline(WebhookRow.Table, WebhookRow.Of);

    internal static WebhookState Evolve(WebhookState state, WebhookEvent e) => e switch
    {
        WebhookRegistered x => state with { Registered = x, Url = x.Url, Types = x.Types, Description = x.Description, SecretId = x.SecretId },
        WebhookMoved x => state with { Url = x.Url },
        WebhookTypesChosen x => state with { Types = x.Types },
        WebhookDescribed x => state with { Description = x.Description },
        WebhookSecretRotated x => state with { SecretId = x.SecretId, PreviousSecretId = state.SecretId, PreviousEndsAt = x.PreviousEndsAt },
        WebhookDeactivated x => state with { State = WebhookStates.Deactivated, StateReason = x.Reason },
        WebhookSuspended x => state with { State = WebhookStates.Suspended, StateReason = x.Cause },
        WebhookActivated x => state with { State = WebhookStates.Active, StateReason = x.Reason },
        _ => state,
    };

    /// <summary>The suspension of a webhook: only of one that is at work.</summary>
    internal static IReadOnlyList<WebhookEvent> Suspend(WebhookState state, string cause, Guid deliveryId) =>
        state.State == WebhookStates.Active ? [new WebhookSuspended(cause, deliveryId)] : [];
}
