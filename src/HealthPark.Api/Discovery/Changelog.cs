using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using HealthPark.Kernel.Reference;

namespace HealthPark.Api.Discovery;

/// <summary>What has changed in the API.</summary>
/// <param name="Items">The changes, the newest first.</param>
public sealed record ChangelogResponse(IReadOnlyList<ChangelogEntry> Items);

/// <summary>A change of the API.</summary>
/// <param name="Date">The day from which it is served.</param>
/// <param name="Kind">`added`, `changed`, `deprecated`, `removed` or `fixed`.</param>
/// <param name="Operations">The operations of the contract that it is about, by id.</param>
/// <param name="Tags">Tags of the contract all of whose operations it is about.</param>
/// <param name="Zh">What has changed, in Chinese.</param>
/// <param name="En">The same in English.</param>
public sealed record ChangelogEntry(DateOnly Date, ChangeKind Kind, IReadOnlyList<string> Operations, IReadOnlyList<string> Tags, string Zh, string En);

/// <summary>What kind of change it is.</summary>
[JsonConverter(typeof(KebabEnumConverter<ChangeKind>))]
public enum ChangeKind
{
    /// <summary>Something new; nothing else changes for its clients.</summary>
    Added,

    /// <summary>Something works in another way; a client written before goes on working.</summary>
    Changed,

    /// <summary>Something should not be used any more; its answers say until when it is served.</summary>
    Deprecated,

    /// <summary>Something is not served any more.</summary>
    Removed,

    /// <summary>Something did not do as the contract says, and now does.</summary>
    Fixed,
}

/// <summary>The API's changes, kept in <c>Discovery/changelog.json</c> beside the code.</summary>
public static class Changelog
{
    internal const string Path = "/v1/changelog";

    private static readonly Lazy<string> Text = new(() => JsonSerializer.Serialize(
        new ChangelogResponse([.. Entries.OrderByDescending(e => e.Date)]), ApiJson.Options)); // entries of one day keep the file's order

    private static IReadOnlyList<ChangelogEntry> Entries => EmbeddedJson.Read(
        typeof(Changelog).Assembly, "Discovery/changelog.json", (JsonTypeInfo<ChangelogEntry[]>)ApiJson.Options.GetTypeInfo(typeof(ChangelogEntry[])));

    internal static void MapChangelog(this IEndpointRouteBuilder routes) => routes.MapGet(Path, Handle)
        .WithName("GetChangelog").WithTags("Discovery").Public().Shows<ChangelogResponse>();

    /// <summary>Shows what has changed in the API, the newest first.</summary>
    /// <remarks>Within `v1` a change only adds; what is to go is `deprecated` first and served for 180 days at least (RFC 9745, RFC 8594).</remarks>
    public static IResult Handle(HttpContext context)
    {
        ReadParameters.Only(context);
        return StoredJson.Answer(context, Text.Value);
    }
}
