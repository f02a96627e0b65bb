using System.Globalization;
using System.Text;

namespace HealthPark.Kernel.Codes;

/// <summary>What every code does with the text that people type or paste.</summary>
internal static class CodeText
{
    /// <summary>
    /// Full-width characters become half-width, letters upper-case; white space, hyphens and invisible marks (which come
    /// along when a code is pasted) are dropped. Nothing else changes: a wrong character stays, to be named in the error.
    /// </summary>
    public static string Normalise(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var original in text)
        {
            var c = original is >= '\uFF01' and <= '\uFF5E' ? (char)(original - 0xFEE0) : original;
            var dropped = char.IsWhiteSpace(c)
                || char.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format;
            if (!dropped)
                result.Append(char.IsAsciiLetterLower(c) ? char.ToUpperInvariant(c) : c);
        }

        return result.ToString();
    }

    /// <summary>The character at an index as a message can show it; one that cannot be printed as its code point.</summary>
    public static string Shown(string code, int index) =>
        Rune.TryGetRuneAt(code, index, out var rune) && !Rune.IsControl(rune) ? rune.ToString() : $"U+{(int)code[index]:X4}";
}
