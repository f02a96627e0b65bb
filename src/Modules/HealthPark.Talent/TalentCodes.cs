using System.Text.Json;
using System.Text.Json.Serialization;
using HealthPark.Kernel.Reference;

namespace HealthPark.Talent;

/// <summary>The code lists of talents.</summary>
internal static class TalentCodes
{
    /// <summary>Classes of high-level talent.</summary>
    public static readonly CodeList<CodeItem> Classes = Read("talent-classes");

    /// <summary>Fields of talent.</summary>
    public static readonly CodeList<CodeItem> Fields = Read("talent-fields");

    /// <summary>How a talent works in the park.</summary>
    public static readonly CodeList<CodeItem> Modes = CodeLists.Of(
        "talent-modes", new Text("引进方式", "Modes of introduction"), ("full-time", "全职", "Full-time"), ("flexible", "柔性", "Flexible"));

    /// <summary>Kinds of identity document.</summary>
    public static readonly CodeList<CodeItem> IdentityKinds = CodeLists.Of(
        "identity-kinds", new Text("证件类型", "Kinds of identity document"),
        ("resident-identity", "居民身份证", "Resident identity card"), ("passport", "护照", "Passport"),
        ("hong-kong-macao-permit", "港澳居民来往内地通行证", "Mainland travel permit for Hong Kong and Macao residents"),
        ("taiwan-permit", "台湾居民来往大陆通行证", "Mainland travel permit for Taiwan residents"),
        ("permanent-residence", "外国人永久居留身份证", "Foreign permanent resident identity card"));

    private static CodeList<CodeItem> Read(string name) => EmbeddedJson.Read(typeof(TalentCodes).Assembly, $"Data/{name}.json", TalentDataJson.Default.CodeListCodeItem);
}

/// <summary>JSON of the files in <c>Data/</c>.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CodeList<CodeItem>))]
internal sealed partial class TalentDataJson : JsonSerializerContext;
