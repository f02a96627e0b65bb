using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HealthPark.EventStore;

namespace HealthPark.Changes.Features;

/// <summary>What a reader must have received between two cursors.</summary>
/// <param name="From">The cursor after which it begins.</param>
/// <param name="To">The cursor with which it ends, inclusive.</param>
/// <param name="Count">How many events the reader sees there.</param>
/// <param name="Digest">
/// The rolling hash over their ids in order, lower-case hexadecimal; empty for no event. It begins with the empty text; each event makes
/// it the SHA-256 of the UTF-8 text of the digest so far followed by the event's `id`.
/// </param>
public sealed record ChangesDigest(string From, string To, long Count, string Digest);

/// <summary>Proves what a follower must have received.</summary>
public static class ProveChanges
{
    private const int PageSize = 1000;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/changes/digest", Handle)
        .WithName("ProveChanges").RequireScope(Scopes.ChangesRead).Shows<ChangesDigest>()
        .Takes(
            new QueryParameter("from", "The cursor after which to begin. Absent: from the first event.", "0"),
            new QueryParameter("to", "The cursor with which to end, inclusive. Absent: the end of the log.", "42"),
            FeedParameters.Types);

    /// <summary>Says how many events this reader sees between two cursors, and their rolling hash.</summary>
    /// <remarks>A follower that makes the same hash of what it received has missed nothing, doubled nothing and changed no order.</remarks>
    public static async Task<IResult> Handle(HttpContext context, ChangeFeed feed, EventLog log, CancellationToken ct)
    {
        ReadParameters.Only(context, "from", "to", "types");
        await Positions.Demanded(context);
        var (reader, types) = (Caller.Of(context), FeedParameters.Chosen(context, feed.Types));
        var head = await log.Head(ct);
        var from = context.Request.Query["from"].ToString() is { Length: > 0 } f ? FeedParameters.Cursor("from", f, head) : 0;
        var to = context.Request.Query["to"].ToString() is { Length: > 0 } t ? FeedParameters.Cursor("to", t, head) : head;
        if (from > to)
            throw FeedParameters.Refused("to", "invalid-range", new Text("to 不能在 from 之前。", "`to` must not lie before `from`."));

        var (count, digest) = (0L, "");
        for (var at = from; at < to;)
        {
            var page = await feed.Read(reader, types, at, to, PageSize, ct);
            digest = page.Changes.Aggregate(digest, (hash, change) => Next(hash, change.EventId));
            (count, at) = (count + page.Changes.Count, page.Through);
        }

        var answer = new ChangesDigest(from.ToString(CultureInfo.InvariantCulture), to.ToString(CultureInfo.InvariantCulture), count, digest);
        return StoredJson.Answer(context, JsonSerializer.Serialize(answer, ApiJson.Options));
    }

    internal static string Next(string digest, Guid eventId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{digest}{eventId}")));
}
