using System.Runtime.CompilerServices;
using System.Text;

namespace HealthPark.Kernel.Http.Tables;

/// <summary>
/// The records of a CSV file (RFC 4180), whose cells may hold line breaks; comma, semicolon or tab, as the header shows. Own code,
/// because a record is told by the line on which it begins, and whatever a file says, one record at most is in memory.
/// </summary>
internal sealed class CsvRows
{
    private const int MostChars = 1024 * 1024;

    private readonly StringBuilder _cell = new();
    private readonly List<Cell> _cells = [];
    private readonly char _separator;
    private long _line = 1;
    private long _begin = 1;
    private int _chars;
    private bool _isQuoted;
    private bool _wasQuoted;
    private bool _isAfterCarriageReturn;

    private CsvRows(char separator) => _separator = separator;

    /// <summary>Refuses a file that is not UTF-8, before anything of it is carried out. Reads it to its end.</summary>
    /// <exception cref="RejectedException">It is not.</exception>
    public static async Task CheckEncoding(Stream body, CancellationToken ct)
    {
        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var (bytes, chars) = (new byte[64 * 1024], new char[64 * 1024 + 1]);
        var line = 1L;
        try
        {
            for (int read; (read = await body.ReadAsync(bytes, ct)) > 0;)
            {
                decoder.GetChars(bytes.AsSpan(0, read), chars, flush: false);
                line += bytes.AsSpan(0, read).Count((byte)'\n');
            }

            decoder.GetChars([], chars, flush: true);
        }
        catch (DecoderFallbackException)
        {
            throw new RejectedException(new Rejection(400, "not-utf-8", new Text(
                $"文件不是 UTF-8 编码(约第 {line} 行起)。请在表格软件中另存为“CSV UTF-8(逗号分隔)”,或提交 XLSX 文件。",
                $"The file is not UTF-8 (from about line {line} on). Save it as \"CSV UTF-8 (comma delimited)\", or send it as XLSX.")));
        }
    }

    /// <summary>The records, the header among them.</summary>
    public static async IAsyncEnumerable<TableRow> Read(Stream body, [EnumeratorCancellation] CancellationToken ct)
    {
        using var text = new StreamReader(body, new UTF8Encoding(true), detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024, leaveOpen: true);
        var buffer = new char[64 * 1024];
        var read = await text.ReadBlockAsync(buffer, ct);
        var rows = new CsvRows(SeparatorOf(buffer.AsSpan(0, read)));
        for (; read > 0; read = await text.ReadBlockAsync(buffer, ct))
        {
            for (var i = 0; i < read; i++)
            {
                if (rows.Take(buffer[i]) is { } row)
                    yield return row;
            }
        }

        if (rows.End() is { } last)
            yield return last;
    }

    // The one that parts the header into most columns.
    private static char SeparatorOf(ReadOnlySpan<char> beginning)
    {
        var line = beginning.TrimStart("\r\n \uFEFF");
        var end = line.IndexOfAny('\r', '\n');
        var header = (end < 0 ? line : line[..end]).ToString();
        return new[] { ',', ';', '\t' }.MaxBy(separator => header.Count(c => c == separator));
    }

    // The record that this character ends; null while it goes on.
    private TableRow? Take(char c)
    {
        var isSecondOfPair = c == '\n' && _isAfterCarriageReturn;
        _isAfterCarriageReturn = c == '\r';
        var endsLine = c is '\r' or '\n' && !isSecondOfPair;
        if (endsLine)
            _line++;
        if (_isQuoted && c != '"')
            return Add(c);
        if (c is '\r' or '\n')
            return isSecondOfPair ? null : EndRow();
        if (c == _separator)
            EndCell();
        else if (c != '"')
        {
            _wasQuoted = false;
            return Add(c);
        }
        else if (_isQuoted)
            (_isQuoted, _wasQuoted) = (false, true);
        else if (_cell.Length == 0 && !_wasQuoted)
            _isQuoted = true;
        else
        {
            // Two marks within quotes are one; a mark within a cell without quotes is a mark.
            _isQuoted = _wasQuoted;
            _wasQuoted = false;
            return Add(c);
        }

        return null;
    }

    private TableRow? Add(char c)
    {
        if (++_chars <= MostChars)
            _cell.Append(c);
        return null;
    }

    private void EndCell()
    {
        if (++_chars <= MostChars)
            _cells.Add(new Cell(_cell.ToString()));
        _cell.Clear();
        _wasQuoted = false;
    }

    private TableRow EndRow(FieldError? error = null)
    {
        EndCell();
        var row = _chars > MostChars
            ? new TableRow(_begin, [], new FieldError("", "line-too-long", new Text("一条记录不得超过 1048576 个字符。", "A record may have 1048576 characters at most.")))
            : new TableRow(_begin, [.. _cells], error);
        _cells.Clear();
        (_begin, _chars, _isQuoted) = (_line, 0, false);
        return row;
    }

    private TableRow? End()
    {
        if (_isQuoted)
            return EndRow(new FieldError("", "quote-not-closed", new Text("引号没有闭合,此行之后的内容都读作同一单元格。", "A quotation mark is not closed: all that follows was read as one cell.")));
        return _cells.Count > 0 || _cell.Length > 0 ? EndRow() : null;
    }
}
