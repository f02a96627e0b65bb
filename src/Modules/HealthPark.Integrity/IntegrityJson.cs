using System.Text.Json.Serialization;
using HealthPark.Integrity.Features;

namespace HealthPark.Integrity;

/// <summary>The JSON of the module's statements and bodies.</summary>
[JsonSerializable(typeof(JwsHeader))]
[JsonSerializable(typeof(Checkpoint))]
[JsonSerializable(typeof(CheckpointResponse))]
[JsonSerializable(typeof(Receipt))]
[JsonSerializable(typeof(ReceiptResponse))]
[JsonSerializable(typeof(KeySet))]
internal sealed partial class IntegrityJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly IntegrityJson Api = new(ApiJson.NewOptions());
}
