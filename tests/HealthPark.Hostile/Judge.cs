using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HealthPark.Hostile;

/// <summary>What an answer to a hostile request must be.</summary>
public static partial class Judge
{
    /// <summary>What is wrong with an answer; nothing if it is as it should be.</summary>
    /// <param name="request">The request.</param>
    /// <param name="traceId">The trace id that it carried.</param>
    /// <param name="reply">The answer.</param>
    public static IEnumerable<string> Faults(Draft request, string traceId, Reply reply)
    {
        if (reply.Header("x-injected") is not null)
            yield return "a header was injected";
        if (reply.Status >= 500 && !(reply.Status == 505 && request.IsBrokenHttp) && !(reply.Status == 503 && reply.Header("retry-after") is not null))
            yield return $"status {reply.Status}";
        // Where a request is no HTTP, the server cannot know where the next one begins.
        if (reply.Closes && !request.IsBrokenHttp && !request.IsLarge && !IsStream(reply) && request.Version == "HTTP/1.1")
            yield return $"the connection was closed with status {reply.Status}";
        if (Leak(request, reply) is { } leak)
            yield return $"it tells of the inside: {leak}";
        if (reply.Status < 400)
            yield break;

        if (reply.Body.Length == 0 && (request.IsBrokenHttp || request.Method == "HEAD"))
        {
            if (request.Method != "HEAD" && !reply.Closes)
                yield return $"status {reply.Status} without a problem, and the connection stays open";
            yield break;
        }

        foreach (var fault in FaultsOfProblem(request, traceId, reply))
            yield return fault;
    }

    private static IEnumerable<string> FaultsOfProblem(Draft request, string traceId, Reply reply)
    {
        if (reply.Header("content-type") != "application/problem+json")
        {
            yield return $"status {reply.Status} is {reply.Header("content-type") ?? "nothing"}, not a problem";
            yield break;
        }

        if (Parse(reply.Body) is not { ValueKind: JsonValueKind.Object } problem)
        {
            yield return $"status {reply.Status}: the problem is not JSON";
            yield break;
        }

        var code = TextOf(problem, "code") ?? "";
        if (!Code().IsMatch(code))
            yield return "the problem has no code";
        if (TextOf(problem, "type") != $"urn:healthpark:problem:{code}")
            yield return "the problem's type is not of its code";
        if (!problem.TryGetProperty("status", out var status) || status.ValueKind != JsonValueKind.Number || status.GetInt32() != reply.Status)
            yield return "the problem's status is not the answer's";
        foreach (var member in new[] { "title", "detail", "instance", "traceId" })
        {
            // The target "*" of a server as a whole (RFC 9112 §3.2.4) is no path.
            if (string.IsNullOrEmpty(TextOf(problem, member)) && !(member == "instance" && request.IsBrokenHttp))
                yield return $"the problem has no {member}";
        }

        if (!problem.TryGetProperty("errors", out var errors) || errors.ValueKind != JsonValueKind.Array
            || errors.EnumerateArray().Any(e => TextOf(e, "pointer") is null || TextOf(e, "code") is not { } c || !Code().IsMatch(c) || string.IsNullOrEmpty(TextOf(e, "detail"))))
            yield return "the problem's errors are not well formed";
        // An answer to another request means that the two sides do not agree where one ends.
        if (!request.IsUntraced && !request.IsBrokenHttp && TextOf(problem, "traceId") != traceId)
            yield return "the answer is another request's";
    }

    private static bool IsStream(Reply reply) => reply.Header("content-type")?.StartsWith("text/event-stream", StringComparison.Ordinal) == true;

    // What the request itself said may come back.
    private static string? Leak(Draft request, Reply reply)
    {
        if (reply.Status < 400)
            return null;
        var (text, asked) = (reply.Text, new Lazy<string>(() => Uri.UnescapeDataString(Encoding.UTF8.GetString(request.ToBytes()))));
        return Inside().Matches(text).Select(m => m.Value).FirstOrDefault(found => !asked.Value.Contains(found, StringComparison.OrdinalIgnoreCase));
    }

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement element, string member) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Code();

    [GeneratedRegex(@"\bat [A-Z]\w+\.\w+|Exception\b|StackTrace|\bSystem\.[A-Z]|Microsoft\.|Npgsql|Postgres|SQLSTATE|\bmt_\w+|\.cs:line|\bselect [\w, .]+ from \w|insert into |relation ""|HealthPark\.[A-Z]\w+|/(home|tmp|usr|root|var)/")]
    private static partial Regex Inside();
}
