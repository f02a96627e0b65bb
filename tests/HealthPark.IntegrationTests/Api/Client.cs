using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HealthPark.IntegrationTests.Api;

/// <summary>
/// Sends requests as a partner's program would, and holds every answer against the contract. A POST carries a fresh Idempotency-Key
/// unless the headers given say otherwise; a header given as null is left out.
/// </summary>
public sealed record Client(HttpClient Http, string? Key, string? Language = null)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same client with another language.</summary>
    public Client In(string language) => this with { Language = language };

    public Task<Answer> Get(string path, params (string Name, string? Value)[] headers) => Send("GET", path, null, headers);

    public Task<Answer> Post(string path, object body, params (string Name, string? Value)[] headers) => Send("POST", path, body, headers);

    public Task<Answer> Put(string path, object body, params (string Name, string? Value)[] headers) => Send("PUT", path, body, headers);

    /// <summary>Changes what an earlier answer showed.</summary>
    public Task<Answer> Patch(string path, object body, params (string Name, string? Value)[] headers) => Send("PATCH", path, body, headers);

    /// <summary>Sends a request. The body is text or bytes as they are, or a value that becomes JSON.</summary>
    public async Task<Answer> Send(string method, string path, object? body, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body as byte[] ?? Encoding.UTF8.GetBytes(body as string ?? JsonSerializer.Serialize(body, Json)));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Authorization"] = Key is null ? null : $"Bearer {Key}",
            ["Accept-Language"] = Language,
            ["Idempotency-Key"] = method == "POST" ? Guid.NewGuid().ToString() : null,
        };
        foreach (var (name, value) in headers)
            all[name] = value;
        foreach (var (name, value) in all.Where(h => h.Value is not null))
        {
            if (name == "Content-Type")
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value!);
            else if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content!.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue(name); // a header of the body
        }

        using var response = await Http.SendAsync(request);
        var answer = await Answer.Read(response);
        await Contract.Hold(answer);
        return answer;
    }
}
