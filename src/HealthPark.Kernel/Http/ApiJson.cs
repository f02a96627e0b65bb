using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HealthPark.Kernel.Http;

/// <summary>The JSON of the API: strict in what it reads (RFC 8259, and no unknown or duplicate members), readable in what it writes.</summary>
public static class ApiJson
{
    /// <summary>Settings for what modules do not write with their own context, such as a problem's extra members.</summary>
    public static readonly JsonSerializerOptions Options = Create();

    /// <summary>Fresh settings for a module's own context.</summary>
    /// <param name="leaveOut">Which members are left out when written; none by default.</param>
    public static JsonSerializerOptions NewOptions(JsonIgnoreCondition leaveOut = JsonIgnoreCondition.Never)
    {
        var options = new JsonSerializerOptions { DefaultIgnoreCondition = leaveOut };
        Configure(options);
        return options;
    }

    private static JsonSerializerOptions Create()
    {
        var options = NewOptions();
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver();
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Makes options strict and readable.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.MaxDepth = 32;
        options.Converters.Add(new LegalDateConverter());
    }
}

/// <summary>A value of the right JSON type that is not of the right form: 422, where other JSON errors are 400.</summary>
public sealed class FieldFormatException(string code, Text detail) : JsonException(detail.En)
{
    /// <summary>What kind of error.</summary>
    public string Code => code;

    /// <summary>What is wrong, for people.</summary>
    public Text Detail => detail;
}

/// <summary>A legal date, <c>YYYY-MM-DD</c>; full-width digits are read as their half-width forms.</summary>
internal sealed class LegalDateConverter : JsonConverter<DateOnly>
{
    public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException();
        var text = reader.GetString()!.Trim().InNormalForm();
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new FieldFormatException("invalid-date", new Text("不是有效的日期;日期写作 YYYY-MM-DD。", "Not a date; dates are written YYYY-MM-DD."));
    }

    public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
