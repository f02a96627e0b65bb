using System.Text.Json.Serialization;
using HealthPark.Changes.Features;
using HealthPark.Changes.Webhook;

namespace HealthPark.Changes;

/// <summary>The JSON of the module's events and bodies. The change feed writes what other modules publish with its own.</summary>
[JsonSerializable(typeof(WebhookRegistered))]
[JsonSerializable(typeof(WebhookMoved))]
[JsonSerializable(typeof(WebhookTypesChosen))]
[JsonSerializable(typeof(WebhookDescribed))]
[JsonSerializable(typeof(WebhookSecretRotated))]
[JsonSerializable(typeof(WebhookDeactivated))]
[JsonSerializable(typeof(WebhookSuspended))]
[JsonSerializable(typeof(WebhookActivated))]
[JsonSerializable(typeof(WebhookDeliveryReplayed))]
[JsonSerializable(typeof(WebhookRewound))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(RegisterWebhookRequest))]
[JsonSerializable(typeof(ReviseWebhookRequest))]
[JsonSerializable(typeof(RotateWebhookSecretRequest))]
[JsonSerializable(typeof(WebhookReasonRequest))]
[JsonSerializable(typeof(ReplayDeliveryRequest))]
[JsonSerializable(typeof(RewindWebhookRequest))]
[JsonSerializable(typeof(WebhookResponse))]
[JsonSerializable(typeof(DeliveryResponse))]
internal sealed partial class ChangesJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly ChangesJson Api = new(ApiJson.NewOptions());
}
