using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace HealthPark.Changes;

/// <summary>To whom changes go out, of which types, and from where on.</summary>
internal sealed record Listener(Caller Reader, IReadOnlySet<string>? Types, long After);

/// <summary>
/// Changes as Server-Sent Events (WHATWG HTML §9.2): <c>id</c> is the position, <c>data</c> the CloudEvent. There is no <c>event</c>:
/// a browser's <c>onmessage</c> gets those without a name only, and the CloudEvent names its type. A listener holds its place in the
/// log and one page at most, however slowly it reads.
/// </summary>
public sealed class ChangeStream(ChangeFeed feed, ChangeTail tail, ILogger<ChangeStream> log)
{
    internal const string ContentType = "text/event-stream";

    private const int PageSize = 100;
    private const int FlushAt = 32 * 1024;

    /// <summary>How often a sign of life goes out.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    /// <summary>How long a write may wait for the reader to take what was written before.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Sends changes until the client goes, or until told to end.</summary>
    internal async Task Send(HttpContext context, Listener listener, CancellationToken ending)
    {
        var response = context.Response;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // a proxy that collects answers would hold events back
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await Send(response.BodyWriter, listener, HeadRequest.Was(context), ending);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // the end came while it looked for more
        }
        catch (TimeoutException e)
        {
            log.LogInformation("A listener is left: {Reason}", e.Message);
            context.Abort();
        }
        catch (Exception e) when (response.HasStarted)
        {
            log.LogWarning(e, "Changes could not be sent on"); // it is too late for a problem; the client comes again and gets one then
            context.Abort();
        }
    }

    private async Task Send(PipeWriter output, Listener listener, bool headersOnly, CancellationToken ending)
    {
        // Written at once: the headers go out, and the client knows where it stands before there is any event.
        var at = listener.After;
        Write(output, string.Create(CultureInfo.InvariantCulture, $"retry: 2000\nid: {at}\n\n"));
        await Flush(output, ending);
        if (headersOnly)
            return;

        var heartbeat = Task.Delay(Heartbeat, ending);
        while (!ending.IsCancellationRequested)
        {
            var moved = tail.Next;
            var latest = tail.Read(listener.Reader, listener.Types, at, PageSize);
            var page = latest ?? await feed.Read(listener.Reader, listener.Types, at, long.MaxValue, PageSize, ending);
            foreach (var change in page.Changes)
            {
                Write(output, string.Create(CultureInfo.InvariantCulture, $"id: {change.Position}\ndata: {change.Json}\n\n"));
                if (output.UnflushedBytes >= FlushAt)
                    await Flush(output, ending);
            }

            var isAtEnd = page.Changes.Count == 0 && (latest is not null || page.Through == at);
            at = page.Through;
            if (isAtEnd)
                await Task.WhenAny(moved, heartbeat);
            if (heartbeat.IsCompletedSuccessfully)
            {
                // The id moves the client's cursor over events that it does not see.
                Write(output, string.Create(CultureInfo.InvariantCulture, $": heartbeat\nid: {at}\n\n"));
                heartbeat = Task.Delay(Heartbeat, ending);
            }

            if (output.UnflushedBytes > 0)
                await Flush(output, ending);
        }
    }

    private static void Write(PipeWriter output, string text) => Encoding.UTF8.GetBytes(text, output);

    // The server takes a little ahead of the reader, and then the flush waits for it.
    private static async Task Flush(PipeWriter output, CancellationToken ending)
    {
        var flush = output.FlushAsync(CancellationToken.None);
        if (flush.IsCompletedSuccessfully)
            return;
        var taken = flush.AsTask();
        await Task.WhenAny(taken, Task.Delay(Patience, ending));
        if (!taken.IsCompleted)
            throw new TimeoutException(ending.IsCancellationRequested ? "the end came before it took all." : $"it took nothing for {Patience}.");
        await taken;
    }
}
