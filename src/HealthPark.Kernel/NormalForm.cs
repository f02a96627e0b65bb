using System.Text;

namespace HealthPark.Kernel;

/// <summary>Unicode's normal forms (UAX #15) of text that anyone may have sent.</summary>
public static class NormalForm
{
    /// <summary>
    /// The text in a normal form; by default in the one in which full-width and other compatible characters are the usual ones (NFKC). Text that
    /// has none, as it holds U+FFFE or half a surrogate pair, stays what it is, and fits nothing that is asked of it.
    /// </summary>
    public static string InNormalForm(this string text, NormalizationForm form = NormalizationForm.FormKC)
    {
        try
        {
            return text.Normalize(form);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }
}
