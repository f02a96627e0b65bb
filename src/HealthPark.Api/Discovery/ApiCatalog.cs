using System.Text.Json;
using System.Text.Json.Serialization;
using HealthPark.Kernel.Http;

namespace HealthPark.Api.Discovery;

/// <summary>The APIs of this site, as a set of links (RFC 9264 §4.2).</summary>
/// <param name="Links">The links, by what they lead away from.</param>
public sealed record LinkSet([property: JsonPropertyName("linkset")] IReadOnlyList<LinkContext> Links);

/// <summary>An address and where it leads.</summary>
/// <param name="Anchor">The address.</param>
/// <param name="Item">The APIs that the catalogue lists; null where it lists none.</param>
/// <param name="ServiceDesc">The description for programs: OpenAPI.</param>
/// <param name="ServiceDoc">The documentation for people.</param>
/// <param name="ServiceMeta">What else is published about the API: its index, code lists and changelog.</param>
/// <param name="Status">Whether it is up.</param>
public sealed record LinkContext(
    string Anchor,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<LinkTarget>? Item = null,
    [property: JsonPropertyName("service-desc"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<LinkTarget>? ServiceDesc = null,
    [property: JsonPropertyName("service-doc"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<LinkTarget>? ServiceDoc = null,
    [property: JsonPropertyName("service-meta"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<LinkTarget>? ServiceMeta = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<LinkTarget>? Status = null);

/// <summary>Where a link leads.</summary>
/// <param name="Href">The address.</param>
/// <param name="Type">The media type that is found there.</param>
public sealed record LinkTarget(string Href, string Type);

/// <summary>The catalogue of this site's APIs, where any program can find it (RFC 9727).</summary>
public static class ApiCatalog
{
    /// <summary>Its path, the same on every site.</summary>
    public const string Path = "/.well-known/api-catalog";

    /// <summary>The link to it that other answers carry.</summary>
    public const string Hint = $"<{Path}>; rel=\"api-catalog\"";

    private const string MediaType = "application/linkset+json";

    internal static void MapApiCatalog(this IEndpointRouteBuilder routes) => routes.MapGet(Path, Handle)
        .WithName("GetApiCatalog").WithTags("Discovery").Public().Produces<LinkSet>(200, MediaType);

    /// <summary>Shows the catalogue of this site's APIs (RFC 9727), as a set of links.</summary>
    /// <remarks>HEAD answers with the same headers: `Link` with `rel="api-catalog"` is among them.</remarks>
    public static IResult Handle(HttpContext context)
    {
        ReadParameters.Only(context);
        var site = $"{context.Request.Scheme}://{context.Request.Host}";
        var links = new LinkSet(
        [
            new(site + Path, Item: [To(ApiIndex.Path)]),
            new(
                site + ApiIndex.Path, ServiceDesc: [To(ApiIndex.ContractPath)], ServiceDoc: [To(ApiIndex.DocsPath, "text/html")],
                ServiceMeta: [To(ApiIndex.Path), To(ApiIndex.CodeListsPath), To(Changelog.Path)], Status: [To(ApiIndex.HealthPath)]),
        ]);
        context.Response.Headers.Link = Hint;
        var json = JsonSerializer.Serialize(links, ApiJson.Options);
        return StoredJson.Answer(context, StoredJson.TagOf(json), json, $"{MediaType}; profile=\"https://www.rfc-editor.org/info/rfc9727\"");

        LinkTarget To(string path, string type = "application/json") => new(site + path, type);
    }
}
