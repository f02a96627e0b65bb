using System.Text;

namespace HealthPark.Kernel.Http.Tables;

/// <summary>
/// Several texts in one cell, parted by semicolons of either width: <c>甲; 乙</c>. A backslash before a semicolon, a blank or a backslash
/// makes it part of a text; blanks around a text do not count otherwise.
/// </summary>
internal static class TextList
{
    private const string Semicolons = ";；";

    /// <summary>The cell for some texts.</summary>
    public static string Join(IEnumerable<string> texts) => string.Join("; ", texts.Select(Escape));

    /// <summary>The texts of a cell.</summary>
    public static IReadOnlyList<string> Split(string cell)
    {
        var (texts, text, kept) = (new List<string>(), new StringBuilder(), 0);
        for (var i = 0; i < cell.Length; i++)
        {
            var isEscaped = cell[i] == '\\' && i + 1 < cell.Length;
            if (isEscaped)
                i++;
            if (!isEscaped && Semicolons.Contains(cell[i], StringComparison.Ordinal))
            {
                End();
                continue;
            }

            var isBlank = !isEscaped && char.IsWhiteSpace(cell[i]);
            if (isBlank && text.Length == 0)
                continue;
            text.Append(cell[i]);
            if (!isBlank)
                kept = text.Length;
        }

        End();
        return texts;

        void End()
        {
            text.Length = kept;
            if (text.Length > 0)
                texts.Add(text.ToString());
            text.Clear();
            kept = 0;
        }
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' || Semicolons.Contains(text[i], StringComparison.Ordinal) || (i == 0 || i == text.Length - 1) && char.IsWhiteSpace(text[i]))
                escaped.Append('\\');
            escaped.Append(text[i]);
        }

        return escaped.ToString();
    }
}
