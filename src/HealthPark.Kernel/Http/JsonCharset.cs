using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HealthPark.Kernel.Http;

/// <summary>JSON is UTF-8 (RFC 8259 §8.1): a body that says otherwise is 415, rather than guessed at.</summary>
public static class JsonCharset
{
    /// <summary>Refuses JSON in another charset.</summary>
    public static void UseJsonCharset(this IApplicationBuilder app) => app.Use((context, next) =>
        context.Request.HasJsonContentType() && CharsetOf(context.Request) is { Length: > 0 } charset && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? throw new BadHttpRequestException("JSON is UTF-8.", 415)
            : next(context));

    private static string? CharsetOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Charset).Value : null;
}
