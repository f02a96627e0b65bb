using System.Text.Json.Serialization;
using HealthPark.Evidence.Evidence;
using HealthPark.Evidence.Features;

namespace HealthPark.Evidence;

/// <summary>The JSON of the module's bodies.</summary>
[JsonSerializable(typeof(WithdrawEvidenceRequest))]
[JsonSerializable(typeof(EvidenceResponse))]
[JsonSerializable(typeof(EvidenceList))]
internal sealed partial class EvidenceJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly EvidenceJson Api = new(ApiJson.NewOptions());
}

/// <summary>The JSON of the module's events. Members without a value are left out: the log is for ever.</summary>
[JsonSerializable(typeof(EvidenceAttached))]
[JsonSerializable(typeof(EvidenceWithdrawn))]
internal sealed partial class EvidenceEventsJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly EvidenceEventsJson Stored = new(ApiJson.NewOptions(JsonIgnoreCondition.WhenWritingNull));
}
