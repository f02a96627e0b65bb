using System.Globalization;
using System.Text;
using HealthPark.EventStore;
using Microsoft.Extensions.Hosting;

namespace HealthPark.Changes.Features;

/// <summary>A page of the change feed.</summary>
/// <param name="Items">The changes, in the one order of all modules.</param>
/// <param name="Next">The cursor to go on from: the next `after`, also when nothing is new. It moves over events that the reader does not see.</param>
public sealed record ChangePage(IReadOnlyList<CloudEvent> Items, string Next);

/// <summary>Follows all changes.</summary>
public static class FollowChanges
{
    private const string LastEventId = "Last-Event-ID";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/changes", Handle)
        .WithName("FollowChanges").RequireScope(Scopes.ChangesRead).Shows<ChangePage>()
        .Takes(FeedParameters.After, FeedParameters.Types, FeedParameters.Limit, FeedParameters.Wait)
        .AlsoStreams(LastEventId, "Where a stream goes on: the `id` that came last; it counts before `after`. A browser sends it by itself.");

    /// <summary>Follows all changes: every public event of every module, in one order, from the first one on.</summary>
    /// <remarks>
    /// Keep `next` together with what was made of the page, and ask again with it as `after`: nothing is missed and nothing comes twice. A
    /// record never comes before what it refers to. A page may be short, or empty, before the end. A partner sees the changes of its own
    /// records only; whoever lacks the scope of a sensitive member gets other bodies' events without it. `wait` holds the answer back
    /// until there is something for this reader.
    ///
    /// `Accept: text/event-stream` gives the same events one by one as they happen, without end (Server-Sent Events; WHATWG HTML §9.2):
    /// `id` is the position, `data` the CloudEvent on one line, and there is no `event`, so that a browser's `onmessage` gets them all. A
    /// block without `data` moves the `id` over events that the reader does not see, every 10 seconds at least. It takes `after` and
    /// `types`, and goes on from `Last-Event-ID`. It ends within a second after the key has ended; a reader that takes nothing for 10
    /// seconds is left. A browser's `EventSource` cannot send a key: use a reader that works with `fetch`.
    /// </remarks>
    public static async Task<IResult> Handle(
        HttpContext context, ChangeFeed feed, ChangeTail tail, ChangeStream stream, EventLog log, ICallerWatch callers, IHostApplicationLifetime program,
        CancellationToken ct)
    {
        context.Response.Headers.Vary = "Accept";
        if (WantsStream(context.Request) is not { } wantsStream)
            return NotAcceptable.ToResult();
        ReadParameters.Only(context, wantsStream ? ["after", "types"] : ["after", "types", "limit", "wait"]);
        var demanded = await Positions.Demanded(context) ?? 0;
        var (reader, types) = (Caller.Of(context), FeedParameters.Chosen(context, feed.Types));
        var limit = FeedParameters.Number(context, "limit", 1, 1000, 100);
        var patience = FeedParameters.Number(context, "wait", 0, 30, 0);
        var after = await Cursor("after", context.Request.Query["after"].ToString()) ?? 0;
        if (wantsStream)
            after = await Cursor(LastEventId, context.Request.Headers[LastEventId].ToString()) ?? after;
        else if (patience == 0)
            return Answer(context, await feed.Read(reader, types, after, long.MaxValue, limit, ct));

        using var caller = callers.Watch(context);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(program.ApplicationStopping, caller.Ended, ct);
        if (wantsStream)
        {
            await stream.Send(context, new Listener(reader, types, after), ending.Token);
            return Results.Empty;
        }

        var timeIsUp = Task.Delay(TimeSpan.FromSeconds(patience), ending.Token);
        while (true)
        {
            var moved = tail.Next;
            var latest = tail.Through >= demanded ? tail.Read(reader, types, after, limit) : null;
            var page = latest ?? await feed.Read(reader, types, after, long.MaxValue, limit, ct);
            if (caller.Refusal is { } refusal)
                return refusal.ToResult();
            if (page.Changes.Count > 0 || timeIsUp.IsCompleted)
                return Answer(context, page);
            if (latest is not null || page.Through == after)
                await Task.WhenAny(moved, timeIsUp);
            after = page.Through;
        }

        // A cursor that the tail has passed needs no look at the log's end.
        async Task<long?> Cursor(string name, string text) =>
            text.Length == 0 ? null : Positions.Parse(text, tail.Through) ?? FeedParameters.Cursor(name, text, await log.Head(ct));
    }

    // A stream is for those who name it and want it as much as JSON at least. Any other type gives JSON, as everywhere, unless JSON is
    // refused by name; null if there is nothing left to give.
    private static bool? WantsStream(HttpRequest request)
    {
        var ranges = request.GetTypedHeaders().Accept;
        var stream = Quality(ChangeStream.ContentType) ?? 0;
        var json = Quality("application/json") ?? Quality("application/*") ?? Quality("*/*") ?? (stream > 0 ? 0 : 1);
        return stream > 0 && stream >= json ? true : json > 0 ? false : null;

        double? Quality(string range) => ranges.FirstOrDefault(r => r.MediaType.Equals(range, StringComparison.OrdinalIgnoreCase)) is { } named ? named.Quality ?? 1 : null;
    }

    private static Rejection NotAcceptable { get; } = new(406, "not-acceptable", new Text(
        "此处提供 application/json 与 text/event-stream。", "There are application/json and text/event-stream here."));

    private static IResult Answer(HttpContext context, FeedPage page) => StoredJson.Answer(context, new StringBuilder("{\"items\":[")
        .AppendJoin(',', page.Changes.Select(c => c.Json))
        .Append(CultureInfo.InvariantCulture, $"],\"next\":\"{page.Through}\"}}").ToString());
}
