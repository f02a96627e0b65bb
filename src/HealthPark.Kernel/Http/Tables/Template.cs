using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text;
using System.Text.Json;
using HealthPark.Kernel.Http.Collections;
using HealthPark.Kernel.Reference;

namespace HealthPark.Kernel.Http.Tables;

/// <summary>An empty table of a collection: the columns that can be brought in and, in a workbook, what each of them takes.</summary>
internal static class Template
{
    private static readonly IReadOnlyList<Text> Headings =
        [new("列", "Column"), new("类型", "Type"), new("新记录必填", "Required of a new record"), new("限制", "Limits"), new("可用取值", "Values")];

    private static readonly IReadOnlyList<Text> Notes =
    [
        new("空单元格:该项保持不变;要清空请填 (清空) 或 (clear)。", "An empty cell leaves the member as it is; (clear) clears it."),
        new("多个取值填在同一单元格,以分号分隔;取值本身含分号时写作 \\;。", "Several values stand in one cell, parted by semicolons; \\; is a semicolon of a value itself."),
        new("externalId 是记录在来源系统中的键,须以 system 参数说明来源系统;同一键再次提交即为更改。",
            "externalId is the record's key in the system that it comes from, which the parameter system names; sent again, it changes the record."),
        new("列的顺序任意,不需要的列可以删去,列名不能更改。", "The columns may stand in any order, those not needed may go, their names must stay."),
    ];

    /// <summary>The template as CSV.</summary>
    public static byte[] ToCsv(TableForm form)
    {
        var csv = new StringBuilder("\uFEFF");
        CsvText.AppendRow(csv, form.Taken.Select(c => c.Name));
        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    /// <summary>The template as a workbook, with a second sheet that explains it.</summary>
    public static byte[] ToWorkbook(TableForm form, ICollection collection, Language language)
    {
        using var file = new MemoryStream();
        using (var workbook = new WorkbookWriter(file, collection.Name, new Text("填写说明", "Columns").In(language)))
        {
            workbook.BeginSheet([.. form.Taken.Select(c => c.Name)]);
            workbook.BeginSheet([.. Headings.Select(h => h.In(language))], 20, 36, 14, 24, 60);
            foreach (var column in form.Taken)
                workbook.WriteRow([column.Name, TypeOf(column).In(language), IsRequired(column) ? new Text("是", "yes").In(language) : null, LimitsOf(column)?.In(language), ValuesOf(column, language)]);
            foreach (var note in Notes)
                workbook.WriteRow([note.In(language)]);
        }

        return file.ToArray();
    }

    private static Text TypeOf(Column column) => column.Kind switch
    {
        ColumnKind.Text => new("文本", "text"),
        ColumnKind.Code => new("代码", "code"),
        ColumnKind.Date => new("日期,YYYY-MM-DD", "date, YYYY-MM-DD"),
        ColumnKind.Number => new("数字", "number"),
        ColumnKind.Boolean => new("true 或 false(是或否)", "true or false"),
        ColumnKind.Texts when Find<CodesOfAttribute>(column) is not null => new("代码,可多个,以分号分隔", "codes, parted by semicolons"),
        ColumnKind.Texts => new("文本,可多个,以分号分隔", "texts, parted by semicolons"),
        _ => new("JSON", "JSON"),
    };

    private static bool IsRequired(Column column) => Find<RequiredAttribute>(column) is not null;

    private static Text? LimitsOf(Column column) =>
        Find<StringLengthAttribute>(column) is { } length ? new Text($"最多 {length.MaximumLength} 个字符", $"{length.MaximumLength} characters at most")
        : Find<MaxLengthAttribute>(column) is { } most ? new Text($"最多 {most.Length} 项", $"{most.Length} at most")
        : Find<RangeAttribute>(column) is { } range ? new Text($"{range.Minimum} 至 {range.Maximum}", $"{range.Minimum} to {range.Maximum}")
        : null;

    private static string? ValuesOf(Column column, Language language)
    {
        if (Find<CodesOfAttribute>(column) is { } codes)
            return string.Join('\n', CodeLists.All.First(l => l.Name == codes.List).Items.Select(i => $"{i.Code} {i.Label.In(language)}"));
        if (Find<AllowedValuesAttribute>(column) is { } allowed)
            return string.Join('\n', allowed.Values.OfType<string>());
        return column.Member is { PropertyType: var type } && (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } values
            ? string.Join('\n', Enum.GetNames(values).Select(JsonNamingPolicy.KebabCaseLower.ConvertName))
            : null;
    }

    private static T? Find<T>(Column column) where T : Attribute => column.Member?.GetCustomAttribute<T>();
}
