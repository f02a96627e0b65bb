using System.Globalization;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace HealthPark.IntegrationTests.Api;

/// <summary>A listener to the stream of changes, with the platform's own reader of Server-Sent Events.</summary>
internal sealed class Listening : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpResponseMessage _response;
    private readonly SseParser<string> _parser;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private Listening(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _parser = SseParser.Create(body);
        _items = _parser.EnumerateAsync().GetAsyncEnumerator();
    }

    /// <summary>The id that came last: with it a stream goes on.</summary>
    public string LastEventId => _parser.LastEventId;

    public HttpResponseMessage Response => _response;

    /// <summary>Opens a stream; its headers are there when this returns.</summary>
    public static async Task<Listening> Open(HttpClient http, string key, string query = "", string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/changes?{query}");
        request.Headers.Accept.Add(new("text/event-stream"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience);
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new Listening(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next change; null when the stream has ended.</summary>
    public async Task<SseItem<string>?> Next() => await _items.MoveNextAsync().AsTask().WaitAsync(Patience) ? _items.Current : null;

    /// <summary>The CloudEvents up to that position.</summary>
    public Task<IReadOnlyList<JsonNode>> Until(long position) => Until(e => long.Parse(e["position"].Text(), CultureInfo.InvariantCulture) >= position);

    /// <summary>The CloudEvents up to the one that is meant.</summary>
    public async Task<IReadOnlyList<JsonNode>> Until(Func<JsonNode, bool> isLast)
    {
        var events = new List<JsonNode>();
        while (await Next() is { } item)
        {
            item.EventType.ShouldBe("message");
            var change = JsonNode.Parse(item.Data)!;
            change["position"].Text().ShouldBe(item.EventId);
            events.Add(change);
            if (isLast(change))
                return events;
        }

        throw new InvalidOperationException($"The stream ended after {LastEventId}.");
    }

    /// <summary>Waits for the end of the stream.</summary>
    public async Task End()
    {
        while (await Next() is not null)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Closing the response ends a read that waits.
        _response.Dispose();
        try
        {
            await _items.DisposeAsync();
        }
        catch (NotSupportedException)
        {
            // an enumerator that is still reading cannot be disposed of; its stream is gone
        }
    }
}
