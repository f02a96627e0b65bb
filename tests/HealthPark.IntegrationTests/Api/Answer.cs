using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HealthPark.IntegrationTests.Api;

/// <summary>An answer of the API.</summary>
public sealed record Answer(string Method, string Path, int Status, string? ContentType, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    private readonly Lazy<JsonNode> _json = new(() => JsonNode.Parse(Bytes) ?? throw new InvalidOperationException("The body is null."));

    /// <summary>Whether the request asked for some members only.</summary>
    public bool IsPart { get; init; }

    public string Body => Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => _json.Value;

    public JsonNode? this[string member] => Json[member];

    public string Id => Json["id"].Text();

    public string ETag => Header("ETag") ?? throw new InvalidOperationException($"{this} has no ETag.");

    public long Position => long.Parse(Header("HealthPark-Position") ?? throw new InvalidOperationException($"{this} has no position."), CultureInfo.InvariantCulture);

    /// <summary>The header of a read that must not be older than this write.</summary>
    public (string Name, string? Value) OrLater => ("HealthPark-Min-Position", $"{Position}");

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public static async Task<Answer> Read(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer(
            response.RequestMessage!.Method.Method, response.RequestMessage.RequestUri!.AbsolutePath, (int)response.StatusCode,
            response.Content.Headers.ContentType?.ToString(), headers, await response.Content.ReadAsByteArrayAsync())
        {
            IsPart = response.RequestMessage.RequestUri.Query.Contains("fields=", StringComparison.Ordinal),
        };
    }

    /// <summary>The answer has this status; otherwise its body says why.</summary>
    public Answer ShouldBe(int status)
    {
        Status.ShouldBe(status, ToString());
        return this;
    }

    /// <summary>The answer is a problem (RFC 9457) of this kind, with an error at each place given.</summary>
    public Answer ShouldBeProblem(int status, string code, params (string Pointer, string Code)[] errors)
    {
        ShouldBe(status);
        ContentType.ShouldBe("application/problem+json");
        this["type"].Text().ShouldBe($"urn:healthpark:problem:{code}", ToString());
        this["code"].Text().ShouldBe(code, ToString());
        this["status"]!.GetValue<int>().ShouldBe(status);
        this["title"].Text().ShouldNotBeNullOrWhiteSpace();
        this["detail"].Text().ShouldNotBeNullOrWhiteSpace();
        this["instance"].Text().ShouldBe(Path);
        this["traceId"].Text().Length.ShouldBe(32);
        Header("Content-Language").ShouldNotBeNull();
        Header("Vary").ShouldNotBeNull().ShouldContain("Accept-Language");
        if (errors.Length > 0)
            this["errors"].Items().Select(e => (e["pointer"].Text(), e["code"].Text())).ShouldBe(errors, ToString());
        return this;
    }

    public override string ToString() => $"{Method} {Path} {Status}: {Body}";
}

/// <summary>Reading JSON without noise.</summary>
internal static class JsonReading
{
    public static string Text(this JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : throw new InvalidOperationException($"Not a text: {node?.ToJsonString()}");

    public static decimal Number(this JsonNode? node) => node!.GetValue<decimal>();

    public static IReadOnlyList<JsonNode> Items(this JsonNode? node) => [.. node!.AsArray().Select(n => n!)];

    public static IReadOnlyList<string> Texts(this JsonNode? node) => [.. node.Items().Select(n => n.Text())];
}
