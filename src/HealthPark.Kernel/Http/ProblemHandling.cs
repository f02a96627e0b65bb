using System.Net.Sockets;
using System.Text.Json;
using HealthPark.EventStore;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace HealthPark.Kernel.Http;

/// <summary>Turns whatever goes wrong outside a decision (routing, parsing, the database, a fault of ours) into a problem.</summary>
public sealed class ProblemHandling(ILogger<ProblemHandling> log) : IExceptionHandler
{
    private const long MiB = 1024 * 1024;

    /// <summary>The largest body, in bytes, of an endpoint that does not say otherwise.</summary>
    public const long MostBytes = MiB;

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true; // nobody is listening any more
        var rejection = Explain(exception, httpContext);
        if (rejection.Status == 415)
            SayWhatIsTaken(httpContext);
        if (rejection.Status >= 500)
            log.LogError(exception, "{Method} {Path} failed", httpContext.Request.Method, httpContext.Request.Path);
        try
        {
            await Problems.Write(httpContext, rejection);
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // Hung up meanwhile. A failure of the handler would be logged as one of ours, three times over.
        }

        return true;
    }

    /// <summary>Answers that carry only a status, such as the router's 404, 405 and 415.</summary>
    public static Task Explain(StatusCodeContext context)
    {
        if (context.HttpContext.Response.StatusCode == 415)
            SayWhatIsTaken(context.HttpContext);
        return Problems.Write(context.HttpContext, OfStatus(context.HttpContext));
    }

    // RFC 5789 §2.2, RFC 9110 §15.5.16. The router's own 415 has lost the endpoint that it would have led to, so it is looked up by its path.
    private static void SayWhatIsTaken(HttpContext context)
    {
        var (method, path) = (context.Request.Method, context.Request.Path);
        var types = from endpoint in context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                    where endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(method) == true
                        && new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(path, [])
                    select endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes;
        var header = HttpMethods.IsPatch(method) ? "Accept-Patch" : HttpMethods.IsPost(method) ? "Accept-Post" : HeaderNames.Accept;
        if (types.OfType<IReadOnlyList<string>>().FirstOrDefault() is { } taken)
            context.Response.Headers[header] = string.Join(", ", taken);
    }

    private static Rejection Explain(Exception exception, HttpContext context) => exception switch
    {
        RejectedException { Rejection: var rejection } => rejection,
        BadHttpRequestException { StatusCode: 408 } => TooSlow,
        BadHttpRequestException { StatusCode: 413 } => TooLarge(context),
        BadHttpRequestException { StatusCode: 415 } => WrongMediaType,
        BadHttpRequestException { InnerException: JsonException e } => JsonErrors.Explain(e),
        JsonException e => JsonErrors.Explain(e),
        BadHttpRequestException => Malformed,
        IOException { InnerException: OverflowException } => Malformed, // the size of a chunk, beyond all numbers
        _ when IsAway(exception) => DatabaseAway,
        _ => new(500, "internal-error", new Text("系统内部错误;请引用 traceId 联系我们。", "Something failed on our side; quote the traceId when asking for help.")),
    };

    /// <summary>Whether an exception says that the database is away for now.</summary>
    internal static bool IsAway(Exception exception) => exception switch
    {
        StoreUnavailableException => true,
        // Also what the next try may not meet: a query that a standby broke off, and a primary that has become a standby (25006).
        PostgresException e => e.SqlState[..2] is "08" or "25" or "53" or "57" || e.IsTransient,
        NpgsqlException { InnerException: SocketException or IOException or TimeoutException or AggregateException or null } => true, // several: none of the servers
        NpgsqlException e => e.IsTransient,
        SocketException or TimeoutException => true,
        _ => false,
    };

    private static Rejection OfStatus(HttpContext context) => context.Response.StatusCode switch
    {
        404 => NoSuchPath,
        408 => TooSlow,
        405 => new(405, "method-not-allowed", new Text($"此路径不支持 {context.Request.Method}。", $"This path does not take {context.Request.Method}.")),
        413 => TooLarge(context),
        415 => WrongMediaType,
        var status => new(status, "request-refused", new Text("请求未能完成。", "The request was not carried out.")),
    };

    private static Rejection NoSuchPath { get; } =
        new Rejection(404, "no-such-path", new Text("没有这个路径;接口都在 /v1 之下。", "There is no such path; the API is under /v1.")).With("api", "/v1");

    private static Rejection TooLarge(HttpContext context)
    {
        // While an exception is handled, the endpoint stands with it.
        var endpoint = context.GetEndpoint() ?? context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var most = (endpoint?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? MostBytes) / MiB;
        return new(413, "content-too-large", new Text($"请求内容不得超过 {most} MiB。", $"The content may have {most} MiB at most."));
    }

    private static Rejection Malformed { get; } =
        new(400, "malformed-request", new Text("请求无法解析,或缺少内容。", "The request cannot be parsed, or its content is missing."));

    private static Rejection TooSlow { get; } =
        new(408, "request-timeout", new Text("请求内容传送过慢。", "The content came too slowly."));

    private static Rejection WrongMediaType { get; } =
        new(415, "unsupported-media-type", new Text("此处不接受这种内容类型;可用的类型见接口文档。", "This content type is not taken here; the contract names those that are."));

    private static Rejection DatabaseAway { get; } =
        new(503, "database-away", new Text("数据库暂时不可用,请稍后重试。", "The database is not available now; try again shortly."));
}

/// <summary>A rejection found where only an exception can carry it: while a parameter is bound.</summary>
public sealed class RejectedException(Rejection rejection) : Exception(rejection.Detail.En)
{
    /// <summary>Why the request is refused.</summary>
    public Rejection Rejection => rejection;
}

/// <summary>JSON pointers (RFC 6901) from the paths that the JSON parser reports.</summary>
public static class JsonPointer
{
    /// <summary><c>$.items[0].name</c> becomes <c>/items/0/name</c>.</summary>
    public static string FromPath(string? path)
    {
        if (path is null or "$")
            return "";
        var pointer = new System.Text.StringBuilder();
        for (var i = 1; i < path.Length;)
        {
            var (start, end) = path[i] switch
            {
                '[' when path.AsSpan(i).StartsWith("['") => (i + 2, path.IndexOf("']", i, StringComparison.Ordinal)),
                '[' => (i + 1, path.IndexOf(']', i)),
                _ => (i + 1, path.IndexOfAny(['.', '['], i + 1)),
            };
            if (end < start)
                end = path.Length; // a member's name may hold any of these signs
            pointer.Append('/').Append(path[start..end].Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            i = end < path.Length && path[end] == '\'' ? end + 2 : end < path.Length && path[end] == ']' ? end + 1 : end;
        }

        return pointer.ToString();
    }
}
