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
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/changes", Handle)
        .WithName("FollowChanges").RequireScope(Scopes.ChangesRead).Shows<ChangePage>()
        .Takes(FeedParameters.After, FeedParameters.Types, FeedParameters.Limit, FeedParameters.Wait);

    /// <summary>Follows all changes: every public event of every module, in one order, from the first one on.</summary>
    /// <remarks>
    /// Keep `next` together with what was made of the page, and ask again with it as `after`: nothing is missed and nothing comes twice. A
    /// record never comes before what it refers to. A page may be short, or empty, before the end. A partner sees the changes of its own
    /// records only, and whoever lacks the scope of a sensitive member gets other bodies' events without it. `wait` holds the answer back until there is something for this reader.
    /// </remarks>
    public static async Task<IResult> Handle(
        HttpContext context, ChangeFeed feed, EventLog log, LogSignal signal, IHostApplicationLifetime program, CancellationToken ct)
    {
        ReadParameters.Only(context, "after", "types", "limit", "wait");
        await Positions.Demanded(context);
        var (reader, types) = (Caller.Of(context), FeedParameters.Chosen(context, feed.Types));
        var limit = FeedParameters.Number(context, "limit", 1, 1000, 100);
        var patience = FeedParameters.Number(context, "wait", 0, 30, 0);
        var given = context.Request.Query["after"].ToString();
        var after = given.Length == 0 ? 0 : FeedParameters.Cursor("after", given, await log.Head(ct));

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(program.ApplicationStopping, ct);
        var giveUp = Environment.TickCount64 + (patience * 1000L);
        while (true)
        {
            var moved = signal.Next;
            var page = await feed.Read(reader, types, after, long.MaxValue, limit, ct);
            var left = TimeSpan.FromMilliseconds(giveUp - Environment.TickCount64);
            if (page.Changes.Count > 0 || left <= TimeSpan.Zero || ending.IsCancellationRequested)
                return StoredJson.Answer(context, Text(page));
            after = page.Through;
            await Task.WhenAny(moved, Task.Delay(left < LookAgain ? left : LookAgain, ending.Token));
        }
    }

    private static string Text(FeedPage page) => new StringBuilder("{\"items\":[")
        .AppendJoin(',', page.Changes.Select(c => c.Json))
        .Append(CultureInfo.InvariantCulture, $"],\"next\":\"{page.Through}\"}}").ToString();
}
