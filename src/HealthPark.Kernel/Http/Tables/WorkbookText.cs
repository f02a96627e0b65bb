using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HealthPark.Kernel.Http.Tables;

/// <summary>How a workbook (ECMA-376, SpreadsheetML) writes what XML cannot hold: <c>_x000D_</c> for a carriage return.</summary>
internal static partial class WorkbookText
{
    /// <summary>A text as a workbook writes it.</summary>
    public static string Escape(string text) => MustBeEscaped().Replace(text, m => string.Create(CultureInfo.InvariantCulture, $"_x{(int)m.Value[0]:X4}_"));

    /// <summary>The text that a workbook means.</summary>
    public static string Unescape(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escaped().Replace(text, m => ((char)int.Parse(m.ValueSpan[2..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
        : text;

    /// <summary>The place of a column in a reference such as <c>AB12</c>, from 0; -1 if it is none.</summary>
    public static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var c in reference.TakeWhile(char.IsAsciiLetter))
            column = Math.Min(column * 26 + (char.ToUpperInvariant(c) - 'A' + 1), 1 << 20);
        return column - 1;
    }

    /// <summary>The name of a column: 0 is <c>A</c>.</summary>
    public static string NameOf(int column)
    {
        var name = new StringBuilder();
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
            name.Insert(0, (char)('A' + (rest - 1) % 26));
        return name.ToString();
    }

    [GeneratedRegex(@"[\x00-\x08\x0B-\x1F\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex MustBeEscaped();

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_")]
    private static partial Regex Escaped();
}
