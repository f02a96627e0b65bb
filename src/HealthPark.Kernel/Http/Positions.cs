using System.Globalization;
using HealthPark.EventStore;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HealthPark.Kernel.Http;

/// <summary>Where in the log an answer stands, and where it must stand.</summary>
public static class Positions
{
    /// <summary>The header of a write's answer: the position that it made.</summary>
    public const string Header = "HealthPark-Position";

    /// <summary>The header of a read: never answer with older data than this.</summary>
    public const string MinHeader = "HealthPark-Min-Position";

    /// <summary>How long a read waits for that.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The position that the request demands; null if it demands none.</summary>
    /// <exception cref="RejectedException">It is not a position, or past the end of the log.</exception>
    public static async Task<long?> Demanded(HttpContext context)
    {
        var given = context.Request.Headers[MinHeader].ToString();
        if (given.Length == 0)
            return null; // generated clients send a header without a value for an argument that was left out
        var head = await context.RequestServices.GetRequiredService<EventLog>().Head(context.RequestAborted);
        return Parse(given, head) ?? throw new RejectedException(Rejection.Malformed(MinHeader, "invalid-position",
            new Text($"须为 0 至 {head}(日志末尾)之间的位置。", $"Must be a position between 0 and {head}, the end of the log.")));
    }

    /// <summary>
    /// A connection on which a request is answered that only reads, after <see cref="Demanded"/>: where the operator prefers standbys, to one
    /// of these that has replayed what was demanded.
    /// </summary>
    /// <exception cref="RejectedException">It was not replayed in time.</exception>
    public static async Task<NpgsqlConnection> OpenForReading(HttpContext context)
    {
        var demanded = Parse(context.Request.Headers[MinHeader].ToString(), long.MaxValue);
        return await context.RequestServices.GetRequiredService<Database>().OpenForReading(demanded, Patience, context.RequestAborted)
            ?? throw new RejectedException(NotYet);
    }

    /// <summary>503: what was demanded is not there yet.</summary>
    public static Rejection NotYet { get; } =
        new(503, "position-not-reached", new Text("所需的数据位置尚未处理完,请稍后重试。", "The demanded position has not been reached yet; try again shortly."));

    /// <summary>A position as it is written in a header or parameter; null if it is none, or past the end of the log.</summary>
    public static long? Parse(string text, long head) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position <= head ? position : null;
}

/// <summary>What a read asks about time: <c>asOf</c>, an instant (RFC 3339) or a position.</summary>
/// <param name="Instant">The instant for which is answered.</param>
/// <param name="Position">The last position known at that instant.</param>
public sealed record AsOf(DateTimeOffset Instant, long Position)
{
    /// <summary>Reads a query parameter as a point in the past, or the present when it is absent.</summary>
    /// <exception cref="RejectedException">It is neither an instant nor a position, or it lies in the future.</exception>
    public static Task<AsOf> Of(HttpContext context, string parameter = "asOf") => Read(context, context.Request.Query[parameter].ToString(), parameter);

    /// <summary>Reads a text as a point in the past, or the present when there is none.</summary>
    /// <param name="context">The request.</param>
    /// <param name="text">The text.</param>
    /// <param name="parameter">Where it stands: the name of a parameter, or a JSON pointer.</param>
    /// <exception cref="RejectedException">It is neither an instant nor a position, or it lies in the future.</exception>
    public static async Task<AsOf> Read(HttpContext context, string? text, string parameter)
    {
        var log = context.RequestServices.GetRequiredService<EventLog>();
        var ct = context.RequestAborted;
        var (head, now) = await log.Now(ct);
        if (string.IsNullOrEmpty(text))
            return new AsOf(now, head);

        if (text.All(char.IsAsciiDigit))
        {
            var position = Positions.Parse(text, head) ?? throw InTheFuture(parameter);
            return new AsOf(await log.InstantOf(position, ct), position);
        }

        // A "+" in a query is a space unless it was escaped; an offset is worth understanding all the same.
        if (!DateTimeOffset.TryParseExact(text.Replace(' ', '+'), Rfc3339, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            throw new RejectedException(Rejection.Malformed(parameter, "invalid-instant", new Text(
                "须为 RFC 3339 时刻(如 2026-06-30T16:00:00Z)或日志位置。", "Must be an instant as in RFC 3339, such as 2026-06-30T16:00:00Z, or a position in the log.")));
        }

        return instant <= now ? new AsOf(instant.ToUniversalTime(), await log.PositionAt(instant, ct)) : throw InTheFuture(parameter);
    }

    private static readonly string[] Rfc3339 = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private static RejectedException InTheFuture(string parameter) => new(Rejection.Malformed(parameter, "in-the-future",
        new Text("不能是将来的时刻或位置。", "An instant or position in the future is not known yet.")));
}
