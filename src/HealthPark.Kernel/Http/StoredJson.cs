using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace HealthPark.Kernel.Http;

/// <summary>Answers whose JSON text is at hand already, with their entity tag: 304 when the client has them.</summary>
public static class StoredJson
{
    /// <summary>The text, or 304.</summary>
    public static IResult Answer(HttpContext context, string etag, string json) => Answer(context, etag, json, "application/json");

    /// <summary>The text under a tag made from its content, or 304: for lists.</summary>
    public static IResult Answer(HttpContext context, string json) => Answer(context, TagOf(json), json);

    /// <summary>The text as JSON of another type, or 304.</summary>
    public static IResult Answer(HttpContext context, string etag, string json, string mediaType)
    {
        context.Response.Headers.ETag = etag;
        return Preconditions.NotModified(context.Request, etag) ? Results.StatusCode(304) : Results.Text(json, mediaType);
    }

    /// <summary>A tag made from content.</summary>
    public static string TagOf(string json) => $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)))[..16]}\"";
}
