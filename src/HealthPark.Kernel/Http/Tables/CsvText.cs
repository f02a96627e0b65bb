using System.Buffers;
using System.Text;

namespace HealthPark.Kernel.Http.Tables;

/// <summary>Writes rows as CSV (RFC 4180).</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n\t;");

    /// <summary>Appends a row.</summary>
    public static void AppendRow(StringBuilder csv, IEnumerable<string?> cells)
    {
        var isFirst = true;
        foreach (var cell in cells)
        {
            if (!isFirst)
                csv.Append(',');
            isFirst = false;
            if (cell is not null && NeedsQuotes(cell))
                csv.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            else
                csv.Append(cell);
        }

        csv.Append("\r\n");
    }

    /// <summary>The cell of a member: numbers as they are, all else so that no spreadsheet runs it.</summary>
    public static string? CellOf(Column column, string? text) =>
        text is null || column.Kind is ColumnKind.Number or ColumnKind.Boolean ? text : CellText.ForCsv(text);

    private static bool NeedsQuotes(string cell) =>
        cell.AsSpan().ContainsAny(Special) || cell.Length > 0 && (char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1]));
}
