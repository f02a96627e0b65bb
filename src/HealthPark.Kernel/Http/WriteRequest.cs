using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using HealthPark.EventStore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace HealthPark.Kernel.Http;

/// <summary>Marks an endpoint that writes: it takes <c>dryRun</c>, <c>Idempotency-Key</c> and conditions.</summary>
public sealed class WriteMetadata;

/// <summary>What every write has besides its body: who, under which idempotency key, under which conditions, and whether for real.</summary>
public sealed class WriteRequest : IEndpointParameterMetadataProvider
{
    private WriteRequest(HttpContext context, string? key, bool dryRun) => (Context, Key, DryRun) = (context, key, dryRun);

    /// <summary>The request's context.</summary>
    public HttpContext Context { get; }

    /// <summary>The client.</summary>
    public Caller Caller => Caller.Of(Context);

    /// <summary>Whether only to say what would happen.</summary>
    public bool DryRun { get; }

    /// <summary>Aborted when the client goes away.</summary>
    public CancellationToken Aborted => Context.RequestAborted;

    /// <summary>Who, for whom, and in which request: the metadata of the events.</summary>
    public EventMetadata Metadata => new(
        Caller.ClientId,
        Caller.OrganizationId.ToString(),
        Activity.Current?.TraceId.ToString(),
        Key,
        Activity.Current?.Id,
        Caller.DelegationId?.ToString());

    private string? Key { get; }

    // A request for another body is another request: its answer must not be given for that of the client's own, nor the other way round.
    private byte[] Opening => Encoding.UTF8.GetBytes(
        $"{Context.Request.Method} {Context.Request.Path}{(Caller.DelegationId is null ? "" : $" for {Caller.OrganizationId}")}\n");

    /// <summary>Reads the headers and parameters that every write takes.</summary>
    /// <exception cref="RejectedException">One is missing, malformed or unknown.</exception>
    public static async ValueTask<WriteRequest?> BindAsync(HttpContext context) => await Read(context);

    /// <summary>Reads the headers and parameters that every write takes; those that the endpoint declares are its own affair.</summary>
    internal static ValueTask<WriteRequest> Read(HttpContext context)
    {
        var own = context.GetEndpoint()!.Metadata.OfType<QueryParameters>().SelectMany(p => p.Parameters).Select(p => p.Name);
        ReadParameters.Only(context, ["dryRun", .. own]);
        var dryRun = context.Request.Query["dryRun"].ToString() switch
        {
            "" or "false" => false,
            "true" => true,
            _ => throw new RejectedException(Rejection.Malformed("dryRun", "invalid-value", new Text("须为 true 或 false。", "Must be true or false."))),
        };
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0 && HttpMethods.IsPost(context.Request.Method) && !dryRun)
        {
            throw new RejectedException(Rejection.Malformed("Idempotency-Key", "idempotency-key-required", new Text(
                "此请求须带 Idempotency-Key 头:每次新操作取一个新值,重试时沿用原值。",
                "This request needs an Idempotency-Key header: a new value for each new operation, the same value for its retries.")));
        }

        if (key.Length > 255 || key.Any(c => c is < '!' or > '~'))
        {
            throw new RejectedException(Rejection.Malformed("Idempotency-Key", "invalid-idempotency-key", new Text(
                "须为 1 至 255 个可见 ASCII 字符。", "Must be 1 to 255 visible ASCII characters.")));
        }

        return ValueTask.FromResult(new WriteRequest(context, key.Length == 0 ? null : key, dryRun));
    }

    /// <summary>400: a query parameter that the endpoint does not know.</summary>
    public static Rejection UnknownParameter(string name, IEnumerable<string> known) => Rejection.Malformed(name, "unknown-parameter", new Text(
        $"未知参数 {name};可用参数:{string.Join("、", known)}。", $"There is no parameter {name}; there are: {string.Join(", ", known)}."));

    /// <summary>The write that the request asks for. Its body must have been read: the fingerprint covers it.</summary>
    internal async Task<Write> ToWrite() => new(Caller, Metadata, await Idempotency(), DryRun, Aborted);

    /// <summary>
    /// The key of one line of a file. A blank parts the request's key from the line's number: no request of its own can have that key.
    /// </summary>
    /// <param name="line">The line's number.</param>
    /// <param name="content">What it says.</param>
    /// <param name="body">The class of what it says.</param>
    internal IdempotencyKey? KeyOf(long line, ReadOnlyMemory<byte> content, Type body)
    {
        if (Key is null || DryRun)
            return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Opening);
        hash.AppendData(PersonalMembers.Fingerprinted(body, content).Span);
        return new IdempotencyKey(Caller.ClientId, string.Create(CultureInfo.InvariantCulture, $"{Key} {line}"), hash.GetHashAndReset(), Status: 0);
    }

    private async Task<IdempotencyKey?> Idempotency()
    {
        if (Key is null || DryRun)
            return null;
        var request = Context.Request;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Opening);
        hash.AppendData(Encoding.UTF8.GetBytes($"{OwnParameters(request)}{request.Headers.ContentDisposition}"));
        request.Body.Position = 0;
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } type && PersonalMembers.Of(type).Count > 0)
        {
            using var whole = new MemoryStream();
            await request.Body.CopyToAsync(whole, Aborted);
            hash.AppendData(PersonalMembers.Fingerprinted(type, whole.ToArray()).Span);
            return new IdempotencyKey(Caller.ClientId, Key, hash.GetHashAndReset(), Status: 0);
        }

        var buffer = new byte[4096];
        for (int read; (read = await request.Body.ReadAsync(buffer)) > 0;)
            hash.AppendData(buffer, 0, read);
        return new IdempotencyKey(Caller.ClientId, Key, hash.GetHashAndReset(), Status: 0);
    }

    private static QueryString OwnParameters(HttpRequest request) => QueryString.Create(request.Query.Where(p => p.Key != "dryRun").OrderBy(p => p.Key, StringComparer.Ordinal));

    /// <summary>Marks the endpoint as one that writes.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new WriteMetadata());
}
