using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace HealthPark.Changes.Webhook;

/// <summary>Posts changes to receivers, as the Standard Webhooks specification has it.</summary>
internal sealed class WebhookSender : IDisposable
{
    private const int MostAnswerBytes = 512;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly TimeProvider _clock;
    private readonly HttpClient _http;
    private readonly ConcurrentDictionary<(Guid, string), (ResiliencePipeline<Attempt> Pipeline, CircuitBreakerStateProvider Circuit)> _guards = new();

    public WebhookSender(Receivers receivers, TimeProvider clock)
    {
        _clock = clock;
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = receivers.Connect,
            UseProxy = false, // a proxy would look the name up for itself
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // then the name is looked up and checked again
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 16 * 1024,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Whether the receiver is taken to be down: then one attempt at a time finds out whether it still is.</summary>
    public bool IsDown(LiveWebhook webhook) => GuardOf(webhook).Circuit.CircuitState != CircuitState.Closed;

    /// <summary>Makes one attempt.</summary>
    /// <returns>How it ended; null if it was not made, because the receiver has just been found to be down.</returns>
    public async Task<Attempt?> Post(LiveWebhook webhook, Change change, CancellationToken ct)
    {
        try
        {
            return await GuardOf(webhook).Pipeline.ExecuteAsync(async attempt => await Send(webhook, change, attempt), ct);
        }
        catch (BrokenCircuitException)
        {
            return null;
        }
        catch (TimeoutRejectedException)
        {
            return new Attempt(null, DeliveryErrors.Timeout);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<Attempt> Send(LiveWebhook webhook, Change change, CancellationToken ct)
    {
        var (id, now) = (change.EventId.ToString(), _clock.GetUtcNow());
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url)
        {
            Content = new StringContent(change.Json, Encoding.UTF8, new MediaTypeHeaderValue("application/cloudevents+json", "utf-8")),
        };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("HealthPark", null));
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", SigningSecret.Sign(webhook.SecretsAt(now), id, now.ToUnixTimeSeconds(), change.Json));
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            var status = (int)response.StatusCode;
            return status switch
            {
                >= 200 and < 300 => new Attempt(status, null),
                >= 300 and < 400 => new Attempt(status, DeliveryErrors.Redirect),
                _ => new Attempt(status, DeliveryErrors.Status, await BeginningOf(response, ct), status is 429 or 503 ? WishOf(response, now) : null),
            };
        }
        catch (HttpRequestException e)
        {
            return new Attempt(null, ErrorOf(e));
        }
        catch (IOException)
        {
            return new Attempt(null, DeliveryErrors.Connection);
        }
    }

    private static string ErrorOf(HttpRequestException e) => e switch
    {
        { InnerException: AddressNotAllowedException } => DeliveryErrors.AddressNotAllowed,
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } => DeliveryErrors.NameNotResolved,
        { HttpRequestError: HttpRequestError.SecureConnectionError } or { InnerException: AuthenticationException } => DeliveryErrors.Tls,
        _ => DeliveryErrors.Connection,
    };

    // Enough to see what went wrong, and no more: an answer may be without end.
    private static async Task<string?> BeginningOf(HttpResponseMessage response, CancellationToken ct)
    {
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[MostAnswerBytes];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        var text = Encoding.UTF8.GetString(buffer, 0, length).Replace('\0', ' ').Trim();
        return text.Length == 0 ? null : text;
    }

    private static TimeSpan? WishOf(HttpResponseMessage response, DateTimeOffset now) =>
        response.Headers.RetryAfter is { } wish ? wish.Delta ?? wish.Date - now : null;

    private (ResiliencePipeline<Attempt> Pipeline, CircuitBreakerStateProvider Circuit) GuardOf(LiveWebhook webhook) =>
        _guards.GetOrAdd((webhook.Id, webhook.Url), _ =>
        {
            var circuit = new CircuitBreakerStateProvider();
            var pipeline = new ResiliencePipelineBuilder<Attempt> { TimeProvider = _clock }
                .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Attempt>
                {
                    FailureRatio = 1,
                    MinimumThroughput = 8,
                    SamplingDuration = TimeSpan.FromSeconds(30),
                    BreakDuration = TimeSpan.FromSeconds(30),
                    ShouldHandle = new PredicateBuilder<Attempt>().Handle<TimeoutRejectedException>().HandleResult(a => a.ReceiverFailed),
                    StateProvider = circuit,
                })
                .AddTimeout(Patience)
                .Build();
            return (pipeline, circuit);
        });
}
