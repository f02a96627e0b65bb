using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HealthPark.Kernel.Http;

/// <summary>JSON is UTF-8 (RFC 8259 §8.1): a body that says otherwise is 415, rather than guessed at.</summary>
public static class JsonCharset
{
    /// <summary>Refuses JSON in another charset.</summary>
    public static void UseJsonCharset(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (!request.HasJsonContentType() || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.Charset.HasValue)
            return next(context);
        if (!HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            throw new BadHttpRequestException("JSON is UTF-8.", 415);
        type.Charset = "utf-8"; // whoever reads the body does not take it in quotes
        request.ContentType = type.ToString();
        return next(context);
    });
}
