using System.Text.Json;
using HealthPark.Kernel.Http;
using HealthPark.Kernel.Http.Collections;

namespace HealthPark.Api.Discovery;

/// <summary>Where everything begins.</summary>
/// <param name="Contract">The OpenAPI document.</param>
/// <param name="Documentation">The same for people.</param>
/// <param name="Changelog">What has changed, by date.</param>
/// <param name="CodeLists">The codes that records hold, with their labels.</param>
/// <param name="StateMachines">The states of records, and the steps between them.</param>
/// <param name="Health">Whether the API is up.</param>
/// <param name="Catalog">The catalogue of this site's APIs (RFC 9727).</param>
/// <param name="Collections">The collections of records.</param>
/// <param name="Reads">Everything that can be read without naming a record: where a reader may start.</param>
public sealed record ApiIndexResponse(
    string Contract, string Documentation, string Changelog, string CodeLists, string StateMachines, string Health, string Catalog,
    IReadOnlyList<IndexedCollection> Collections, IReadOnlyList<IndexedRead> Reads);

/// <summary>A collection of records.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Zh">What one of its records is called, in Chinese.</param>
/// <param name="En">The same in English.</param>
/// <param name="Href">Its list.</param>
/// <param name="ReadScope">The scope that reading needs.</param>
/// <param name="WriteScope">The scope that writing needs.</param>
public sealed record IndexedCollection(string Name, string Zh, string En, string Href, string ReadScope, string WriteScope);

/// <summary>Something that can be read.</summary>
/// <param name="Operation">The operation's id in the contract, which says what it is.</param>
/// <param name="Href">Where it is.</param>
/// <param name="Scope">The scope that it needs; null where it is public.</param>
public sealed record IndexedRead(string Operation, string Href, string? Scope);

/// <summary>The API's own address leads to all that it has.</summary>
public static class ApiIndex
{
    /// <summary>Its path; a bad path's problem names it.</summary>
    public const string Path = "/v1";

    internal const string ContractPath = "/openapi/v1.json";
    internal const string DocsPath = "/docs";
    internal const string HealthPath = "/health";
    internal const string CodeListsPath = "/v1/code-lists";
    private const string StateMachinesPath = "/v1/state-machines";

    internal static void MapApiIndex(this IEndpointRouteBuilder routes) => routes.MapGet(Path, Handle)
        .WithName("GetIndex").WithTags("Discovery").Public().Shows<ApiIndexResponse>();

    /// <summary>Shows where everything is: collections, code lists, changelog, contract, and all that can be read without naming a record.</summary>
    public static IResult Handle(HttpContext context, IEnumerable<ICollection> collections, EndpointDataSource endpoints)
    {
        ReadParameters.Only(context);
        var index = new ApiIndexResponse(
            ContractPath, DocsPath, Discovery.Changelog.Path, CodeListsPath, StateMachinesPath, HealthPath, ApiCatalog.Path,
            [.. collections.Select(c => new IndexedCollection(c.Name, c.Noun.Zh, c.Noun.En, $"/v1/{c.Name}", c.ReadScope, c.WriteScope))],
            [.. endpoints.Endpoints.OfType<RouteEndpoint>().Where(IsStart).Select(Read).OrderBy(r => r.Href, StringComparer.Ordinal)]);
        context.Response.Headers.Link = ApiCatalog.Hint;
        return StoredJson.Answer(context, JsonSerializer.Serialize(index, ApiJson.Options));
    }

    private static bool IsStart(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.Parameters.Count == 0 && endpoint.RoutePattern.RawText!.StartsWith("/v1/", StringComparison.Ordinal)
        && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true
        && endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is not null;

    private static IndexedRead Read(RouteEndpoint endpoint) => new(
        endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName, endpoint.RoutePattern.RawText!, endpoint.Metadata.GetMetadata<ScopeRequirement>()?.Scope);
}
