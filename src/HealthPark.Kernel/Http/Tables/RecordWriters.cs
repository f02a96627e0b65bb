using System.Text;
using System.Text.Json;

namespace HealthPark.Kernel.Http.Tables;

/// <summary>Writes records to a stream, one at a time; to dispose of it is to end the file.</summary>
internal interface IRecordWriter : IAsyncDisposable
{
    /// <summary>Writes a record.</summary>
    /// <param name="body">Its JSON, as this reader may see it.</param>
    ValueTask Write(string body);
}

/// <summary>Records as NDJSON, one a line.</summary>
internal sealed class NdJsonWriter(Stream output, CancellationToken ct) : IRecordWriter
{
    private readonly BufferedText _text = new(output, ct);

    public ValueTask Write(string body)
    {
        _text.Builder.Append(body).Append('\n');
        return _text.FlushIfFull();
    }

    public ValueTask DisposeAsync() => _text.Flush();
}

/// <summary>Records as CSV, with a header.</summary>
internal sealed class CsvWriter : IRecordWriter
{
    private readonly IReadOnlyList<Column> _columns;
    private readonly BufferedText _text;

    public CsvWriter(Stream output, IReadOnlyList<Column> columns, CancellationToken ct)
    {
        (_columns, _text) = (columns, new BufferedText(output, ct));
        _text.Builder.Append('\uFEFF'); // tells a spreadsheet that the file is UTF-8
        CsvText.AppendRow(_text.Builder, columns.Select(c => c.Name));
    }

    public ValueTask Write(string body)
    {
        using var record = JsonDocument.Parse(body);
        CsvText.AppendRow(_text.Builder, _columns.Select(c => CsvText.CellOf(c, c.Of(record.RootElement))));
        return _text.FlushIfFull();
    }

    public ValueTask DisposeAsync() => _text.Flush();
}

/// <summary>Records as a sheet of a workbook.</summary>
internal sealed class SheetWriter : IRecordWriter
{
    private readonly IReadOnlyList<Column> _columns;
    private readonly WorkbookWriter _workbook;

    public SheetWriter(Stream output, IReadOnlyList<Column> columns, string name)
    {
        (_columns, _workbook) = (columns, new WorkbookWriter(output, name));
        _workbook.BeginSheet([.. columns.Select(c => c.Name)]);
    }

    public ValueTask Write(string body)
    {
        using var record = JsonDocument.Parse(body);
        _workbook.WriteRow(_columns.Select(c => (c, c.Of(record.RootElement))));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _workbook.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Text that goes to a stream as UTF-8, some kilobytes at a time.</summary>
internal sealed class BufferedText(Stream output, CancellationToken ct)
{
    private const int Enough = 32 * 1024;

    public StringBuilder Builder { get; } = new(2 * Enough);

    public ValueTask FlushIfFull() => Builder.Length < Enough ? ValueTask.CompletedTask : Flush();

    public async ValueTask Flush()
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(Builder.ToString()), ct);
        Builder.Clear();
    }
}
