using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using Microsoft.Net.Http.Headers;

namespace HealthPark.Api.Pages;

/// <summary>
/// The dashboard and the park office's pages: files that <c>build/dashboard</c> makes and the build puts into the program, each as it is and
/// compressed. They are a client of the API like any other, and hold no key.
/// </summary>
internal static class Pages
{
    private const string Index = "index.html";
    private const string Prefix = "dashboard/";

    // Files of this origin only, no script or style inside the page, nobody frames it. Pictures of evidence are read with a key, hence blob:.
    private const string ContentSecurityPolicy =
        "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly Dictionary<string, string> MediaTypes = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8", [".js"] = "text/javascript; charset=utf-8", [".css"] = "text/css; charset=utf-8", [".svg"] = "image/svg+xml",
    };

    private static Rejection NotBuilt { get; } = new(503, "dashboard-not-built", new Text(
        "本程序未包含进展总览页面:请先运行 build/dashboard(需要 Node 20),再重新构建。接口本身可用,见 /docs。",
        "The pages were not built into this program: run build/dashboard (it needs Node 20) and build again. The API itself works, see /docs."));

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        var files = Read();
        routes.MapGet("/", (HttpContext context) => Answer(context, files, Index)).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/assets/{name}", (HttpContext context, string name) => Answer(context, files, "assets/" + name)).AllowAnonymous().ExcludeFromDescription();
    }

    // By path; each with its encodings, the best first.
    private static Dictionary<string, List<PageFile>> Read()
    {
        var assembly = typeof(Pages).Assembly;
        var files = new Dictionary<string, List<PageFile>>(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            var name = resource[Prefix.Length..].Replace('\\', '/');
            var encoding = Path.GetExtension(name) switch { ".br" => "br", ".gz" => "gzip", _ => null };
            var path = encoding is null ? name : name[..name.LastIndexOf('.')];
            files.TryAdd(path, []);
            files[path].Add(new PageFile(encoding, bytes.ToArray()));
        }

        foreach (var encodings in files.Values)
            encodings.Sort((a, b) => a.Content.Length.CompareTo(b.Content.Length));
        return files;
    }

    private static IResult Answer(HttpContext context, Dictionary<string, List<PageFile>> files, string path)
    {
        if (!files.TryGetValue(path, out var encodings))
            return path == Index ? NotBuilt.ToResult() : Results.NotFound();
        var file = encodings.First(f => f.Encoding is null || Takes(context.Request, f.Encoding));
        var headers = context.Response.Headers;
        headers.ETag = file.ETag;
        headers.Vary = HeaderNames.AcceptEncoding;
        // The names of assets hold a digest of their content; the page itself is asked for again each time.
        headers.CacheControl = path == Index ? "no-cache" : "public, max-age=31536000, immutable";
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        if (Preconditions.NotModified(context.Request, file.ETag))
            return Results.StatusCode(304);
        if (file.Encoding is not null)
            headers.ContentEncoding = file.Encoding;
        return Results.Bytes(file.Content, MediaTypes.GetValueOrDefault(Path.GetExtension(path), "application/octet-stream"));
    }

    private static bool Takes(HttpRequest request, string encoding) =>
        request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && e.Quality is not 0);

    private sealed record PageFile(string? Encoding, byte[] Content)
    {
        public string ETag { get; } = $"\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Content))[..16]}\"";
    }
}
