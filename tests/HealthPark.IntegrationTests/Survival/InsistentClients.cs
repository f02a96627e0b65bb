using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HealthPark.IntegrationTests.Api;

namespace HealthPark.IntegrationTests.Survival;

/// <summary>A write that was acknowledged: a mark that stands in the one event that it made, the record, and the version that it made.</summary>
internal sealed record Acknowledgement(string Mark, Guid Id, long Version);

/// <summary>
/// Programs of partners that write all the while: POST, PATCH with <c>If-Match</c>, PUT by source key and files. Each repeats a request,
/// under its idempotency key where it has one, until it has an answer, and asks the next node when one does not answer.
/// </summary>
internal sealed class InsistentClients : IDisposable
{
    private const int LinesOfAFile = 4;

    // So long a program waits before it asks again one that said 503.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1) }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly ConcurrentQueue<Acknowledgement> _acknowledged = new();
    private readonly ConcurrentDictionary<string, byte> _underWay = new();
    private readonly List<Writer> _writers;
    private readonly string _key;
    private readonly string _run;
    private List<Task> _working = [];
    private volatile IReadOnlyList<Uri> _nodes;
    private volatile TaskCompletionSource _mayTry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _mayBegin;
    private int _codes;
    private int _unavailable;
    private int _counted;

    /// <param name="key">Their key.</param>
    /// <param name="writers">How many there are.</param>
    /// <param name="run">What tells their marks from those of other runs on the same data: digits.</param>
    /// <param name="firstCode">The number of the first social credit code that they take.</param>
    /// <param name="nodes">Where they ask.</param>
    public InsistentClients(string key, int writers, string run, int firstCode, params IReadOnlyList<Uri> nodes)
    {
        (_key, _run, _codes, _nodes) = (key, run, firstCode, nodes);
        _writers = [.. Enumerable.Range(0, writers).Select(number => new Writer(this, number))];
    }

    /// <summary>What was acknowledged so far.</summary>
    public IReadOnlyCollection<Acknowledgement> Acknowledged => _acknowledged;

    /// <summary>The marks of the writes that have no answer yet.</summary>
    public IReadOnlyCollection<string> UnderWay => [.. _underWay.Keys];

    /// <summary>How many enterprises were entered that count in the plan's figure of 2026.</summary>
    public int Counted => _counted;

    /// <summary>How often the answer was 503.</summary>
    public int Unavailable => _unavailable;

    /// <summary>Whether every answer 503 said when to try again.</summary>
    public bool AlwaysSaidWhen { get; private set; } = true;

    /// <summary>Begins to write, until told to settle.</summary>
    public void Begin()
    {
        _mayBegin = true;
        Resume(_nodes);
        _working = [.. _writers.Select(w => Task.Run(w.Work))];
    }

    /// <summary>From now on whoever got no answer waits before it tries again.</summary>
    public void Hold()
    {
        if (_mayTry.Task.IsCompleted)
            _mayTry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Whoever waits tries again, there.</summary>
    public void Resume(params IReadOnlyList<Uri> nodes)
    {
        _nodes = nodes;
        _mayTry.TrySetResult();
    }

    /// <summary>Waits until so many writes are acknowledged.</summary>
    public Task HaveAcknowledged(int count) => Until(() => _acknowledged.Count >= count);

    /// <summary>Waits until so many more writes are acknowledged.</summary>
    public Task GoOn(int more) => HaveAcknowledged(_acknowledged.Count + more);

    /// <summary>Waits until 503 was answered so many more times.</summary>
    public Task AreTurnedAway(int more)
    {
        var all = _unavailable + more;
        return Until(() => _unavailable >= all);
    }

    private async Task Until(Func<bool> condition)
    {
        while (true)
        {
            var moved = _moved.Task;
            if (condition())
                return;
            if (await Task.WhenAny([moved, .. _working]) is { IsFaulted: true } failed)
                await failed;
        }
    }

    /// <summary>Begins nothing new, and waits until everything that was begun is acknowledged.</summary>
    public async Task Settle()
    {
        _mayBegin = false;
        await Task.WhenAll(_working);
        _underWay.ShouldBeEmpty();
    }

    public void Dispose() => _http.Dispose();

    private void Moved() => Interlocked.Exchange(ref _moved, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private sealed class Writer(InsistentClients all, int number)
    {
        private int _count;
        private int _tries;
        private Acknowledgement? _last;

        public async Task Work()
        {
            while (all._mayBegin)
            {
                switch (_count % 5)
                {
                    case 0:
                        _last = await Enter();
                        break;
                    case 1:
                        await Patch(_last!);
                        break;
                    case 2:
                        await Put($"{all._run}-{number}-{_count}", name: true);
                        break;
                    case 3:
                        await Put($"{all._run}-{number}-{_count - 1}", name: false);
                        break;
                    default:
                        await SendFile();
                        break;
                }
            }
        }

        private string NextMark() => string.Create(CultureInfo.InvariantCulture, $"mk{all._run}w{number}n{_count++}e");

        private async Task<Acknowledgement> Enter()
        {
            var mark = NextMark();
            var body = new { name = $"示例{mark}", direction = "digital-medicine", uscc = USCC.Of(Interlocked.Increment(ref all._codes)), landedOn = "2026-06-01" };
            var made = await InsistOnOne(mark, () => Request(HttpMethod.Post, "/v1/enterprises", JsonContent.Create(body), key: mark), r => One(r, mark, 201));
            Interlocked.Increment(ref all._counted);
            return made;
        }

        private Task<Acknowledgement> Patch(Acknowledgement on)
        {
            var mark = NextMark();
            return InsistOnOne(
                mark,
                () => Request(HttpMethod.Patch, $"/v1/enterprises/{on.Id}", JsonContent.Create(new { aliases = new[] { mark } }), key: mark, ifMatch: on.Version),
                r => One(r, mark, 200));
        }

        // Without an idempotency key: put twice, it is one record, and one change of it.
        private Task<Acknowledgement> Put(string externalId, bool name)
        {
            var mark = NextMark();
            object body = name ? new { name = $"示例{mark}", direction = "other" } : new { aliases = new[] { mark } };
            return InsistOnOne(mark, () => Request(HttpMethod.Put, $"/v1/sources/load/enterprises/{externalId}", JsonContent.Create(body)), r => One(r, mark, 200, 201));
        }

        private async Task SendFile()
        {
            var step = _count++;
            var marks = Enumerable.Range(0, LinesOfAFile).Select(line => string.Create(CultureInfo.InvariantCulture, $"mk{all._run}w{number}n{step}l{line}e")).ToList();
            var file = string.Join('\n', marks.Select(mark => JsonSerializer.Serialize(new { name = $"示例{mark}", direction = "other" })));
            await Insist(
                marks,
                () => Request(HttpMethod.Post, "/v1/enterprises/batch", new StringContent(file, Encoding.UTF8, "application/x-ndjson"), key: marks[0]),
                async response =>
                {
                    await ShouldBe(response, 200);
                    var outcomes = (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
                    outcomes.ShouldAllBe(o => o["outcome"].Text() == "created");
                    return outcomes.Count == marks.Count
                        ? [.. marks.Zip(outcomes, (mark, o) => new Acknowledgement(mark, Guid.Parse(o["id"].Text()), 1))]
                        : throw new HttpIOException(HttpRequestError.ResponseEnded); // cut off: the file is sent again
                });
        }

        private async Task<Acknowledgement> InsistOnOne(string mark, Func<HttpRequestMessage> request, Func<HttpResponseMessage, Task<Acknowledgement>> read) =>
            (await Insist([mark], request, async response => [await read(response)]))[0];

        private async Task<IReadOnlyList<Acknowledgement>> Insist(
            IReadOnlyList<string> marks, Func<HttpRequestMessage> request, Func<HttpResponseMessage, Task<IReadOnlyList<Acknowledgement>>> read)
        {
            foreach (var mark in marks)
                all._underWay[mark] = 0;
            while (true)
            {
                var nodes = all._nodes;
                try
                {
                    using var message = request();
                    message.RequestUri = new Uri(nodes[(number + _tries) % nodes.Count], message.RequestUri!.OriginalString);
                    using var response = await all._http.SendAsync(message);
                    if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
                    {
                        var acknowledged = await read(response);
                        foreach (var one in acknowledged)
                        {
                            all._acknowledged.Enqueue(one);
                            all._underWay.TryRemove(one.Mark, out _);
                        }

                        all.Moved();
                        return acknowledged;
                    }

                    Interlocked.Increment(ref all._unavailable);
                    if (response.Headers.RetryAfter is null)
                        all.AlwaysSaidWhen = false;
                    all.Moved();
                }
                catch (Exception e) when (e is HttpRequestException or IOException)
                {
                    // Killed meanwhile: what became of it, the next try finds out.
                }

                _tries++; // elsewhere
                await all._mayTry.Task;
                await Task.Delay(Pause);
            }
        }

        private HttpRequestMessage Request(HttpMethod method, string path, HttpContent body, string? key = null, long? ifMatch = null)
        {
            var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", all._key);
            if (key is not null)
                request.Headers.Add("Idempotency-Key", key);
            if (ifMatch is not null)
                request.Headers.Add("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{ifMatch}\""));
            return request;
        }

        private static async Task<Acknowledgement> One(HttpResponseMessage response, string mark, params int[] statuses)
        {
            await ShouldBe(response, statuses);
            var id = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["id"].Text();
            return new Acknowledgement(mark, Guid.Parse(id), long.Parse(response.Headers.ETag!.Tag.Trim('"'), CultureInfo.InvariantCulture));
        }

        private static async Task ShouldBe(HttpResponseMessage response, params int[] statuses)
        {
            if (!statuses.Contains((int)response.StatusCode))
                throw new InvalidOperationException($"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        }
    }
}
