using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HealthPark.Kernel.Http;

/// <summary>
/// The headers that keep a browser from doing with an answer what nobody meant (OWASP REST security): guess its type, frame it, tell
/// other sites of its address, or show it to the next user of the machine. Whoever sets one of them itself is left alone.
/// </summary>
public static class SafeHeaders
{
    /// <summary>Sets them on every answer.</summary>
    public static void UseSafeHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // At the last moment: a problem's answer begins by clearing the headers.
        context.Response.OnStarting(Set, context.Response.Headers);
        return next(context);
    });

    private static Task Set(object state)
    {
        var headers = (IHeaderDictionary)state;
        headers.XContentTypeOptions = "nosniff";
        SetUnlessSet("Content-Security-Policy", "frame-ancestors 'none'");
        SetUnlessSet("Referrer-Policy", "no-referrer");
        SetUnlessSet("Cache-Control", "private, no-cache"); // kept, if at all, by its own reader, and asked for again with its ETag
        return Task.CompletedTask;

        void SetUnlessSet(string name, string value)
        {
            if (!headers.ContainsKey(name))
                headers[name] = value;
        }
    }
}
