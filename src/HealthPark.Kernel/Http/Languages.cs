using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HealthPark.Kernel.Http;

/// <summary>The language of an answer, chosen by <c>Accept-Language</c> (RFC 9110 §12.5.4): zh-CN unless English is preferred.</summary>
public static class Languages
{
    /// <summary>The language that the client prefers.</summary>
    public static Language Of(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wanted))
            return Language.Chinese;
        foreach (var language in wanted.Where(w => w.Quality is not 0).OrderByDescending(w => w.Quality ?? 1))
        {
            if (language.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase))
                return Language.English;
            if (language.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || language.Value == "*")
                return Language.Chinese;
        }

        return Language.Chinese;
    }

    /// <summary>The language's tag.</summary>
    public static string Tag(this Language language) => language == Language.English ? "en" : "zh-CN";
}
