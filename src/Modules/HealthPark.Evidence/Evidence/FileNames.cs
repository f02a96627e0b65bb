using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace HealthPark.Evidence.Evidence;

/// <summary>The names of files, in any script.</summary>
internal static class FileNames
{
    /// <summary>How many characters a name may have: what every file system takes in Chinese.</summary>
    public const int Most = 80;

    /// <summary>The name that a <c>Content-Disposition</c> gives (RFC 6266; <c>filename*</c> by RFC 8187 goes first); null if it gives none.</summary>
    public static string? Of(string contentDisposition)
    {
        if (!ContentDispositionHeaderValue.TryParse(contentDisposition, out var header))
            return null;
        var name = header.FileNameStar.HasValue ? header.FileNameStar : header.FileName;
        return name.HasValue ? HeaderUtilities.RemoveQuotes(name).ToString() : null;
    }

    /// <summary>The name in normal form.</summary>
    public static string Normal(string name) => name.Trim().InNormalForm(NormalizationForm.FormC);

    /// <summary>What is wrong with a name for a file of a type; null if nothing is.</summary>
    public static FieldError? Check(string? name, string mediaType)
    {
        if (string.IsNullOrWhiteSpace(name))
            return Error("file-name-required", "须给出文件名:Content-Disposition 头的 filename*,或查询参数 name。", "Give the file's name: filename* of Content-Disposition, or the parameter name.");
        if (!name.IsNormalized() && !IsWellFormed(name) || name.Any(IsUnsafe))
            return Error("unsafe-file-name", "文件名中不能有路径分隔符、控制字符或改变书写方向的字符。", "A file's name must not hold path separators, control characters or characters that change the direction of writing.");
        name = Normal(name);
        if (new StringInfo(name).LengthInTextElements > Most)
            return Error("file-name-too-long", $"文件名最多 {Most} 个字符。", $"A file's name may have {Most} characters at most.");
        var extensions = FileTypes.ExtensionsOf(mediaType);
        return extensions.Any(e => name.Length > e.Length && name.EndsWith(e, StringComparison.OrdinalIgnoreCase))
            ? null
            : Error("file-name-extension", $"{mediaType} 类型的文件名须以 {string.Join(" 或 ", extensions)} 结尾。", $"The name of a file of type {mediaType} must end in {string.Join(" or ", extensions)}.");
    }

    // Bidirectional controls make "exe.pdf" look like "fdp.exe", and the other way round.
    private static bool IsUnsafe(char c) => c is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' || char.IsControl(c)
        || c is '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFFFD' or '\uFEFF';

    private static bool IsWellFormed(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsHighSurrogate(name[i]) && i + 1 < name.Length && char.IsLowSurrogate(name[i + 1]))
                i++;
            else if (char.IsSurrogate(name[i]))
                return false;
        }

        return true;
    }

    private static FieldError Error(string code, string zh, string en) => new("name", code, new Text(zh, en));
}
