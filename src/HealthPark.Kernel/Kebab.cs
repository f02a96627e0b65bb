using System.Text.Json;
using System.Text.Json.Serialization;

namespace HealthPark.Kernel;

/// <summary>Enum values as the API writes them: kebab-case.</summary>
public static class Kebab
{
    /// <summary><c>MovedOut</c> is <c>moved-out</c>.</summary>
    public static string Of<TEnum>(TEnum value) where TEnum : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>Every value of an enum, in order.</summary>
    public static IReadOnlyList<string> All<TEnum>() where TEnum : struct, Enum => [.. Enum.GetValues<TEnum>().Select(Of)];

    /// <summary>The value written so; null if there is none.</summary>
    public static TEnum? Parse<TEnum>(string? text) where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>().Cast<TEnum?>().FirstOrDefault(v => Of(v!.Value) == text);
}

/// <summary>Writes an enum in kebab-case.</summary>
public sealed class KebabEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
