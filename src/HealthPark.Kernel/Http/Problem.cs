using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace HealthPark.Kernel.Http;

/// <summary>A problem (RFC 9457): the body of every 4xx and 5xx answer.</summary>
/// <param name="Type">Identifies the kind of problem: <c>urn:healthpark:problem:{code}</c>.</param>
/// <param name="Title">The status in words, in the client's language.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What went wrong this time, in the client's language.</param>
/// <param name="Instance">The path of the request.</param>
/// <param name="Code">The kind of problem, kebab-case; never changes with the language.</param>
/// <param name="Errors">The members, parameters or headers at fault.</param>
/// <param name="TraceId">The request's trace id (W3C), to quote when asking for help.</param>
public sealed record Problem(
    string Type, string Title, int Status, string Detail, string Instance, string Code, IReadOnlyList<ProblemError> Errors, string TraceId);

/// <summary>What is wrong with one member, parameter or header.</summary>
/// <param name="Pointer">A JSON pointer into the body (RFC 6901), or the name of the parameter or header.</param>
/// <param name="Code">The kind of error, kebab-case.</param>
/// <param name="Detail">What is wrong, in the client's language.</param>
public sealed record ProblemError(string Pointer, string Code, string Detail);

/// <summary>Writes a <see cref="Rejection"/> as a problem.</summary>
public static class Problems
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The rejection as a result of an endpoint.</summary>
    public static IResult ToResult(this Rejection rejection) => new ProblemResult(rejection);

    /// <summary>Writes the rejection as the answer.</summary>
    public static async Task Write(HttpContext context, Rejection rejection)
    {
        var language = Languages.Of(context.Request);
        var response = context.Response;
        response.StatusCode = rejection.Status;
        response.ContentType = "application/problem+json";
        response.Headers.ContentLanguage = language.Tag();
        response.Headers.Append("Vary", "Accept-Language");
        if (rejection.Status == 401)
            response.Headers.WWWAuthenticate = "Bearer";
        if (rejection.Status == 503)
            response.Headers.RetryAfter = "5";
        if (HttpMethods.IsHead(context.Request.Method))
            return;

        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("type", $"urn:healthpark:problem:{rejection.Code}");
            json.WriteString("title", TitleOf(rejection.Status).In(language));
            json.WriteNumber("status", rejection.Status);
            json.WriteString("detail", rejection.Detail.In(language));
            json.WriteString("instance", context.Request.Path.ToUriComponent());
            json.WriteString("code", rejection.Code);
            json.WriteStartArray("errors");
            foreach (var error in rejection.Errors)
            {
                json.WriteStartObject();
                json.WriteString("pointer", error.Pointer);
                json.WriteString("code", error.Code);
                json.WriteString("detail", error.Detail.In(language));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("traceId", Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);
            foreach (var (member, value) in rejection.Extensions)
            {
                json.WritePropertyName(member);
                JsonSerializer.Serialize(json, value, ApiJson.Options);
            }

            json.WriteEndObject();
        }

        response.ContentLength = buffer.Length;
        await response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), context.RequestAborted);
    }

    private static Text TitleOf(int status) => status switch
    {
        400 => new("请求无法理解", "The request cannot be understood"),
        401 => new("需要有效的密钥", "A valid key is needed"),
        403 => new("没有权限", "Not allowed"),
        404 => new("没有找到", "Not found"),
        405 => new("不支持该方法", "Method not allowed"),
        406 => new("无法按所需格式应答", "Not acceptable"),
        408 => new("请求超时", "Request timeout"),
        409 => new("与规则或当前状态冲突", "Conflict with a rule or the current state"),
        410 => new("已不再提供", "Gone"),
        412 => new("记录已被更改", "The record has changed"),
        413 => new("请求内容过大", "The content is too large"),
        415 => new("不支持的内容类型", "Unsupported media type"),
        422 => new("内容不符合规则", "The content breaks a rule"),
        428 => new("缺少前提条件", "A precondition is required"),
        429 => new("请求过于频繁", "Too many requests"),
        503 => new("暂时无法服务", "Not available now"),
        >= 500 => new("系统内部错误", "Internal error"),
        _ => new("请求未能完成", "The request was not carried out"),
    };

    private sealed class ProblemResult(Rejection rejection) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => Write(httpContext, rejection);
    }
}
