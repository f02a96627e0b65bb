using Microsoft.AspNetCore.Http;

namespace HealthPark.Kernel.Http;

/// <summary>A HEAD request is answered as the GET that it asks about, and the server leaves the body out (RFC 9110 §9.3.2).</summary>
public static class HeadRequest
{
    private static readonly object Mark = new();

    /// <summary>Makes a GET of a HEAD.</summary>
    public static void BecomesGet(HttpContext context)
    {
        if (!HttpMethods.IsHead(context.Request.Method))
            return;
        context.Request.Method = HttpMethods.Get;
        context.Items[Mark] = Mark;
    }

    /// <summary>Whether it was one: an answer without end stops after its headers.</summary>
    public static bool Was(HttpContext context) => context.Items.ContainsKey(Mark);
}
