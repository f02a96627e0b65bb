namespace HealthPark.Kernel.Http.Tables;

/// <summary>
/// What a cell says beside its text. An empty cell leaves a member as it is; <c>(clear)</c> or <c>(清空)</c> clears it. A text that a
/// spreadsheet would take for a formula (OWASP, CSV injection), or that would be taken for that mark, stands behind an apostrophe.
/// </summary>
internal static class CellText
{
    public const string Clear = "(clear)";
    private const string ClearInChinese = "(清空)";
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    /// <summary>Whether the cell says that the member is to be cleared; brackets of either width.</summary>
    public static bool IsClear(string cell) =>
        cell.Trim().Replace('（', '(').Replace('）', ')') is var text
        && (text.Equals(Clear, StringComparison.OrdinalIgnoreCase) || text == ClearInChinese);

    /// <summary>The cell for a text in a CSV file.</summary>
    public static string ForCsv(string text) => NeedsApostrophe(text) ? "'" + text : text;

    /// <summary>The cell for a text in a workbook, where a text cell is never a formula.</summary>
    public static string ForWorkbook(string text) => IsClear(text) || TextOf(text) != text ? "'" + text : text;

    /// <summary>The text of a cell of either.</summary>
    public static string TextOf(string cell) => cell.StartsWith('\'') && NeedsApostrophe(cell[1..]) ? cell[1..] : cell;

    // Also a text that has such an apostrophe of its own: it must not lose it on the way back.
    private static bool NeedsApostrophe(string text) =>
        text.TrimStart('\'') is var bare && (bare.Length > 0 && FormulaStarts.Contains(bare[0], StringComparison.Ordinal) || IsClear(bare));
}
