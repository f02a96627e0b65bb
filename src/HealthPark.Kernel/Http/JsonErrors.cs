using System.Text;
using System.Text.Json;

namespace HealthPark.Kernel.Http;

/// <summary>What is wrong with JSON that could not be read, in words.</summary>
internal static class JsonErrors
{
    /// <summary>The refusal that an error of the parser stands for: 422 for a value of the wrong form, else 400.</summary>
    /// <param name="e">The error.</param>
    /// <param name="withPlace">Whether its line and byte mean something to the client.</param>
    public static Rejection Explain(JsonException e, bool withPlace = true)
    {
        var pointer = JsonPointer.FromPath(e.Path);
        if (e is FieldFormatException format)
            return Rejection.Invalid(pointer, format.Code, format.Detail);
        var (code, text) = Classify(e);
        var detail = withPlace && e.LineNumber is { } line
            ? new Text($"{text.Zh}(第 {line + 1} 行,第 {e.BytePositionInLine + 1} 字节)", $"{text.En} (line {line + 1}, byte {e.BytePositionInLine + 1})")
            : text;
        return new Rejection(400, "malformed-json", detail) { Errors = [new FieldError(pointer, code, detail)] };
    }

    // Broken UTF-8, or half of a surrogate pair.
    private static bool IsNotUnicode(JsonException e) => e.InnerException is InvalidOperationException inner
        && (inner.InnerException is DecoderFallbackException || inner.Message.Contains("UTF-16", StringComparison.Ordinal));

    // The parser tells its errors apart by message only; what is not recognised stays "malformed-json".
    private static (string Code, Text Detail) Classify(JsonException e) => e.Message switch
    {
        _ when IsNotUnicode(e) =>
            ("invalid-text", new("文本不是有效的 Unicode。", "Text must be valid Unicode.")),
        var message when message.Contains("could not be mapped", StringComparison.Ordinal) =>
            ("unknown-member", new("请求内容含有未知成员。", "The body has a member that is not known.")),
        var message when message.Contains("uplicate", StringComparison.Ordinal) =>
            ("duplicate-member", new("请求内容含有重复成员。", "The body has the same member twice.")),
        var message when message.Contains("could not be converted", StringComparison.Ordinal) =>
            ("wrong-type", new("成员的类型不正确。", "A member has the wrong type.")),
        _ => ("malformed-json", new("请求内容不是有效的 JSON。", "The body is not valid JSON.")),
    };
}
