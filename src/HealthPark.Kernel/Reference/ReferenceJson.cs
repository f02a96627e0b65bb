using System.Text.Json;
using System.Text.Json.Serialization;
using HealthPark.Kernel.Codes;

namespace HealthPark.Kernel.Reference;

/// <summary>JSON of the files in <c>Reference/</c>: a missing, misspelt or doubled member stops the program at its first use.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CodeList<CodeItem>))]
[JsonSerializable(typeof(CodeList<Direction>))]
[JsonSerializable(typeof(CodeList<Zone>))]
[JsonSerializable(typeof(CodeList<Carrier>))]
[JsonSerializable(typeof(CodeList<RevenueSource>))]
[JsonSerializable(typeof(HolidayNotice))]
internal sealed partial class ReferenceJson : JsonSerializerContext;
