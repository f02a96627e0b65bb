using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HealthPark.Kernel.Http.Collections;

/// <summary>The lines of an NDJSON file: one JSON object each, parted by line feeds; empty lines say nothing and count.</summary>
internal static class NdJsonLines
{
    private const int MostBytes = 1024 * 1024;

    public static async IAsyncEnumerable<Line> Read(Stream body, [EnumeratorCancellation] CancellationToken ct)
    {
        var reader = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        var (number, tooLong) = (0L, false);
        while (true)
        {
            var read = await reader.ReadAsync(ct);
            var buffer = read.Buffer;
            var lines = new List<Line>();
            while (buffer.Length > 0)
            {
                var end = buffer.PositionOf((byte)'\n');
                if (end is null && !read.IsCompleted)
                    break;
                var content = end is { } at ? buffer.Slice(0, at) : buffer;
                buffer = buffer.Slice(end is { } feed ? buffer.GetPosition(1, feed) : buffer.End);
                number++;
                if (tooLong || content.Length > MostBytes)
                    lines.Add(TooLong(number));
                else if (Parse(number, content.ToArray()) is { } line)
                    lines.Add(line);
                tooLong = false;
            }

            // What is left of a line that is too long is not kept.
            if (buffer.Length > MostBytes)
                (tooLong, buffer) = (true, buffer.Slice(buffer.End));
            reader.AdvanceTo(buffer.Start, read.Buffer.End);
            foreach (var line in lines)
                yield return line;
            if (read.IsCompleted)
                yield break;
        }
    }

    private static Line? Parse(long number, byte[] bytes)
    {
        var content = bytes.AsMemory();
        if (number == 1 && content.Span.StartsWith("\uFEFF"u8))
            content = content[3..];
        if (content.Span.Trim(" \t\r"u8).IsEmpty)
            return null;
        try
        {
            return StrictDocument.Parse(content.Span) is JsonObject members
                ? new Line(number, members, [], content)
                : new Line(number, null, [new FieldError("", "wrong-type", new Text("每行须为一个 JSON 对象。", "Each line must be a JSON object."))], content);
        }
        catch (JsonException e)
        {
            return new Line(number, null, JsonErrors.Explain(e).Errors, content);
        }
    }

    private static Line TooLong(long number) => new(number, null, [new FieldError("", "line-too-long", new Text(
        "一行不得超过 1 MiB。", "A line may have 1 MiB at most."))], default);
}

/// <summary>A line of a file: a record's members, or what is wrong with it as it stands.</summary>
internal sealed record Line(long Number, JsonObject? Members, IReadOnlyList<FieldError> Errors, ReadOnlyMemory<byte> Content);
