using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace HealthPark.Kernel.Http.Tables;

/// <summary>What a column's cells hold.</summary>
internal enum ColumnKind
{
    /// <summary>Text as it is.</summary>
    Text,

    /// <summary>A code, an id or an instant: text whose width and surrounding blanks do not count.</summary>
    Code,

    /// <summary>A legal date.</summary>
    Date,

    /// <summary>A number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>Several texts: <see cref="TextList"/>.</summary>
    Texts,

    /// <summary>Anything else, as JSON.</summary>
    Json,
}

/// <summary>A cell that was read.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Number">Its number, where the file tells numbers from texts: of a day, the days since 1899-12-30.</param>
/// <param name="IsError">Whether its text is an error of the spreadsheet, such as <c>#REF!</c>.</param>
internal readonly record struct Cell(string Text, double? Number = null, bool IsError = false)
{
    /// <summary>Whether it says nothing.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Text);
}

/// <summary>A member of a record as a column of a table: its header is the member's name, its cells follow from the member's type.</summary>
internal sealed partial record Column(string Name, ColumnKind Kind, PropertyInfo? Member = null)
{
    /// <summary>The columns of a type's members, in the order of the contract.</summary>
    public static IEnumerable<Column> Of(Type body) =>
        from member in body.GetProperties()
        where member.GetCustomAttribute<JsonIgnoreAttribute>() is null or { Condition: not JsonIgnoreCondition.Always }
        select new Column(JsonNamingPolicy.CamelCase.ConvertName(member.Name), KindOf(member), member);

    /// <summary>The text of a record's cell; null if it has no value, or does not show it.</summary>
    public string? Of(JsonElement record) => record.TryGetProperty(Name, out var value) ? TextOf(value) : null;

    private string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array when Kind == ColumnKind.Texts => value.GetArrayLength() == 0 ? null : TextList.Join(value.EnumerateArray().Select(text => text.GetString() ?? "")),
        _ => value.GetRawText(),
    };

    /// <summary>The value that a cell gives the member: null if it clears it.</summary>
    /// <returns>What is wrong with the cell; null if nothing is.</returns>
    public FieldError? Read(Cell cell, out JsonNode? value)
    {
        value = null;
        if (cell.IsError)
            return new FieldError("/" + Name, "error-in-cell", new Text($"单元格的值是错误 {cell.Text}。", $"The cell holds the error {cell.Text}."));
        if (CellText.IsClear(cell.Text))
            return null;
        var text = CellText.TextOf(cell.Text);
        var folded = text.Trim().InNormalForm();
        switch (Kind)
        {
            case ColumnKind.Code:
                value = folded;
                return null;
            case ColumnKind.Date:
                value = DateOf(cell.Number, folded);
                return null;
            case ColumnKind.Texts:
                value = new JsonArray([.. TextList.Split(text).Select(t => (JsonNode)JsonValue.Create(t))]);
                return null;
            case ColumnKind.Number:
                if (!decimal.TryParse(folded, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                    return WrongType(new Text("须为数字,不带千位分隔符和单位。", "Must be a number, without thousands separators or units."));
                value = JsonNode.Parse(number.ToString("0.#############################", CultureInfo.InvariantCulture));
                return null;
            case ColumnKind.Boolean:
                value = folded.ToUpperInvariant() switch { "TRUE" or "是" => true, "FALSE" or "否" => false, _ => null };
                return value is null ? WrongType(new Text("须为 true 或 false(是或否)。", "Must be true or false.")) : null;
            case ColumnKind.Json:
                return ReadJson(text, out value);
            default:
                value = text;
                return null;
        }
    }

    // A spreadsheet writes a day as the number of days, or as its country does. What is no date, the member's own reader refuses.
    private static string DateOf(double? days, string text)
    {
        if (days is >= 1 and < 2958466)
            return DateTime.FromOADate(Math.Floor(days.Value) + (days < 60 ? 1 : 0)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture); // its 1900 has a 29 February
        return WrittenDate().Match(text) is { Success: true } match
            ? $"{match.Groups[1].Value}-{match.Groups[2].Value.PadLeft(2, '0')}-{match.Groups[3].Value.PadLeft(2, '0')}"
            : text;
    }

    private FieldError? ReadJson(string text, out JsonNode? value)
    {
        value = null;
        try
        {
            value = StrictDocument.Parse(Encoding.UTF8.GetBytes(text));
            return null;
        }
        catch (JsonException)
        {
            return new FieldError("/" + Name, "malformed-json", new Text("单元格内容不是有效的 JSON。", "The cell is not valid JSON."));
        }
    }

    private FieldError WrongType(Text detail) => new("/" + Name, "wrong-type", detail);

    private static ColumnKind KindOf(MemberInfo member)
    {
        var type = ((PropertyInfo)member).PropertyType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) => member.IsDefined(typeof(CodesOfAttribute)) ? ColumnKind.Code : ColumnKind.Text,
            _ when type == typeof(DateOnly) => ColumnKind.Date,
            _ when type == typeof(bool) => ColumnKind.Boolean,
            { IsEnum: true } => ColumnKind.Code,
            _ when type == typeof(Guid) || type == typeof(DateTime) || type == typeof(DateTimeOffset) => ColumnKind.Code,
            { IsPrimitive: true } => ColumnKind.Number,
            _ when type == typeof(decimal) => ColumnKind.Number,
            _ when typeof(IEnumerable<string>).IsAssignableFrom(type) => ColumnKind.Texts,
            _ => ColumnKind.Json,
        };
    }

    [GeneratedRegex(@"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0{1,2}:00(?::00)?)?$")]
    private static partial Regex WrittenDate();
}
