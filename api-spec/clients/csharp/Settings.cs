using System.Text.Json;
using System.Text.Json.Serialization;

namespace HealthPark.Client;

public partial class HealthParkClient
{
    // In a change, absent leaves a member as it is and null clears it: a member that was not set must not be sent.
    static partial void UpdateJsonSerializerSettings(JsonSerializerOptions settings) =>
        settings.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
}
