using System.Text.Json.Serialization;
using HealthPark.Disputes.Authority;
using HealthPark.Disputes.Dispute;
using HealthPark.Disputes.Features;

namespace HealthPark.Disputes;

/// <summary>The JSON of the module's bodies.</summary>
[JsonSerializable(typeof(NameFieldAuthorityRequest))]
[JsonSerializable(typeof(EndFieldAuthorityRequest))]
[JsonSerializable(typeof(FieldAuthorityResponse))]
[JsonSerializable(typeof(IReadOnlyList<FieldAuthorityTerm>))]
[JsonSerializable(typeof(OpenDisputeRequest))]
[JsonSerializable(typeof(DecideDisputeRequest))]
[JsonSerializable(typeof(WithdrawDisputeRequest))]
[JsonSerializable(typeof(DisputeResponse))]
internal sealed partial class DisputesJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly DisputesJson Api = new(ApiJson.NewOptions());
}

/// <summary>The JSON of the module's events. Members without a value are left out: the log is for ever.</summary>
[JsonSerializable(typeof(FieldAuthorityNamed))]
[JsonSerializable(typeof(FieldAuthorityEnded))]
[JsonSerializable(typeof(DisputeOpened))]
[JsonSerializable(typeof(DisputeAccepted))]
[JsonSerializable(typeof(DisputeRefused))]
[JsonSerializable(typeof(DisputeWithdrawn))]
[JsonSerializable(typeof(DisputeSuperseded))]
internal sealed partial class DisputesEventsJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly DisputesEventsJson Stored = new(ApiJson.NewOptions(JsonIgnoreCondition.WhenWritingNull));
}
