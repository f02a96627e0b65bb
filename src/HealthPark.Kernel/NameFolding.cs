using System.Text;

namespace HealthPark.Kernel;

/// <summary>Folds names so that spellings of one body meet: width, case, spaces, punctuation and legal form do not count.</summary>
public static class NameFolding
{
    // Longest first: 股份有限公司 before 有限公司.
    private static readonly string[] LegalForms =
        ["股份有限公司", "有限责任公司", "有限公司", "股份公司", "COLTD", "COMPANYLIMITED", "LIMITED", "LTD", "INC", "LLC"];

    /// <summary>The folded name: compatibility forms unified (Unicode NFKC), letters and digits only, upper case, without its legal form.</summary>
    /// <remarks><c>重庆（示例）生物科技有限公司</c> and <c>重庆(示例)生物科技 股份有限公司</c> fold to the same text.</remarks>
    public static string Fold(string name)
    {
        var folded = Letters(name);
        var form = LegalForms.FirstOrDefault(f => folded.Length > f.Length && folded.EndsWith(f, StringComparison.Ordinal));
        return form is null ? folded : folded[..^form.Length];
    }

    /// <summary>The letters and digits of a text, in one width and in upper case (Unicode NFKC): brackets, blanks and punctuation do not count.</summary>
    public static string Letters(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.InNormalForm().ToUpperInvariant().EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                kept.Append(rune);
        }

        return kept.ToString();
    }
}
