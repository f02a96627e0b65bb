using System.Globalization;
using HealthPark.EventStore;
using Microsoft.AspNetCore.Http;

namespace HealthPark.Kernel.Http;

/// <summary>
/// Entity tags made from versions, and the conditions that requests put on them (RFC 9110 §8.8 and §13): a writer that did not see
/// the latest change is told, and does not overwrite it.
/// </summary>
public static class Preconditions
{
    /// <summary>The entity tag of a part of a record, as a reader sees it.</summary>
    /// <param name="version">The version of the part.</param>
    /// <param name="variant">What tells this view from the whole one; null for the whole. For <c>If-Match</c> only the version counts.</param>
    public static string ETag(long version, string? variant = null) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{version}{(variant is null ? "" : ".")}{variant}\"");

    /// <summary>Whether <c>If-None-Match</c> names the tag that would be sent: then the answer is 304.</summary>
    public static bool NotModified(HttpRequest request, string etag) =>
        request.Headers.IfNoneMatch is { Count: > 0 } given
        && given.SelectMany(v => v!.Split(',')).Select(v => v.Trim()).Any(v => v == "*" || Weak(v) == Weak(etag));

    /// <summary>Checks <c>If-Match</c> and <c>If-None-Match</c> of a write against the part that it changes.</summary>
    /// <param name="request">The request.</param>
    /// <param name="part">The part's last change; null while it does not exist.</param>
    /// <param name="required">Whether a change of an existing part must name the version it was based on.</param>
    /// <returns>Why the write is refused; null if it may go on.</returns>
    public static Rejection? Check(HttpRequest request, PartChange? part, bool required)
    {
        var ifMatch = Tags(request.Headers.IfMatch);
        if (part is not null && Tags(request.Headers.IfNoneMatch).Contains("*"))
            return Stale(new Text("该内容已经存在。", "It already exists."), part);
        if (ifMatch.Length == 0)
            return part is not null && required ? Missing : null;
        if (part is null)
            return Stale(new Text("该内容尚不存在。", "It does not exist yet."), part);
        return ifMatch.Contains("*") || ifMatch.Any(tag => IsOf(tag, part.Version))
            ? null
            : Stale(new Text("记录在您读取之后已被更改;请重新读取后再提交。", "The record has changed since you read it; read it again before you change it."), part);
    }

    /// <summary>The version that <c>If-Match</c> names, if it is one of ours.</summary>
    internal static long? VersionNamed(HttpRequest request) =>
        Tags(request.Headers.IfMatch) is [var tag] ? VersionOf(tag) : null;

    private static long? VersionOf(string tag) =>
        tag is ['"', .. var inner, '"'] && long.TryParse(inner.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    // Whoever read it in another view has seen this version of it too.
    private static bool IsOf(string tag, long version) => tag == ETag(version) || tag.StartsWith(ETag(version)[..^1] + ".", StringComparison.Ordinal);

    private static Rejection Missing { get; } = new(428, "if-match-required",
        new Text("更改记录须带 If-Match 头,值为您读取时的 ETag。", "A change needs an If-Match header with the ETag that you read."))
    { Errors = [new FieldError("If-Match", "required", new Text("缺少 If-Match。", "If-Match is missing."))] };

    private static Rejection Stale(Text detail, PartChange? part) =>
        new Rejection(412, "version-mismatch", detail).With("currentETag", part is null ? null : ETag(part.Version));

    private static string[] Tags(Microsoft.Extensions.Primitives.StringValues header) =>
        [.. header.SelectMany(v => v!.Split(',')).Select(v => v.Trim()).Where(v => v.Length > 0)];

    private static string Weak(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
}
