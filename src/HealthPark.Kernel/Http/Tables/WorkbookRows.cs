using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace HealthPark.Kernel.Http.Tables;

/// <summary>The rows of a workbook's first sheet, one at a time. A workbook is a ZIP archive: how much it may unpack to is bounded.</summary>
internal sealed class WorkbookRows : IDisposable
{
    private const long MiB = 1024 * 1024;
    private const long MostUnpacked = 1024 * MiB;
    private const long MostOfOthers = 16 * MiB;
    private const int MostParts = 1000;
    private const int MostSharedChars = 32 * 1024 * 1024;
    private const int MostCells = 16384; // of a row: what the format allows
    private const int MostCharsOfRow = 1024 * 1024;
    private const int DaysTo1904 = 1462;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };

    private readonly SpreadsheetDocument _document;
    private readonly WorksheetPart _sheet;
    private readonly List<string> _shared;
    private readonly bool _countsFrom1904;

    private WorkbookRows(SpreadsheetDocument document)
    {
        _document = document;
        var workbook = document.WorkbookPart ?? throw new InvalidDataException("There is no workbook.");
        (var sheet, _countsFrom1904) = ReadWorkbook(workbook);
        _sheet = workbook.GetPartById(sheet) as WorksheetPart ?? throw new InvalidDataException("The first sheet is no worksheet.");
        _shared = workbook.SharedStringTablePart is { } shared ? ReadShared(shared) : [];
    }

    /// <summary>Opens a workbook, and reads its first sheet once to its end: what is wrong with it is said before anything is carried out.</summary>
    /// <exception cref="RejectedException">It is none, it is broken, or it unpacks to too much.</exception>
    public static WorkbookRows Open(Stream body)
    {
        SpreadsheetDocument? document = null;
        try
        {
            CheckSize(body);
            document = SpreadsheetDocument.Open(body, isEditable: false);
            var rows = new WorkbookRows(document);
            using var xml = XmlReader.Create(rows._sheet.GetStream(), Settings);
            while (xml.Read())
            {
            }

            return rows;
        }
        // The bytes are at hand, so whatever the libraries say of them is the file's doing; that a part is missing is an InvalidOperationException.
        catch (Exception e) when (e is InvalidDataException or OpenXmlPackageException or XmlException or FileFormatException or ArgumentException or FormatException
            or InvalidOperationException or NotSupportedException or KeyNotFoundException or OverflowException)
        {
            document?.Dispose();
            throw new RejectedException(new Rejection(400, "malformed-workbook", new Text(
                "文件不是可读取的 XLSX 工作簿(已加密的或旧的 .xls 文件须先另存为 .xlsx)。",
                "The file is not a workbook (XLSX) that can be read; save an encrypted one, or one of the older .xls, as .xlsx first.")));
        }
    }

    /// <summary>The rows, the header among them.</summary>
    public async IAsyncEnumerable<TableRow> Read()
    {
        using var xml = XmlReader.Create(_sheet.GetStream(), Settings);
        var number = 0L;
        for (var more = xml.Read(); more;)
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "row" })
            {
                more = xml.Read();
                continue;
            }

            number = long.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : number + 1;
            using (var row = xml.ReadSubtree())
                yield return ReadRow(row, number);
            more = xml.Read();
        }

        await Task.CompletedTask; // the file is at hand: nothing to wait for
    }

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();

    // The reader of an entry gives no more than the entry says that it has.
    private static void CheckSize(Stream body)
    {
        using var archive = new ZipArchive(body, ZipArchiveMode.Read, leaveOpen: true);
        var isTooLarge = archive.Entries.Count > MostParts || archive.Entries.Sum(e => (decimal)e.Length) > MostUnpacked
            || archive.Entries.Any(e => e.Length > MostOfOthers && !IsStreamed(e.FullName));
        body.Position = 0;
        if (isTooLarge)
        {
            throw new RejectedException(new Rejection(413, "workbook-too-large", new Text(
                $"工作簿解压后不得超过 {MostUnpacked / MiB} MiB。", $"Unpacked, a workbook may have {MostUnpacked / MiB} MiB at most.")));
        }
    }

    // What is read piece by piece, or not at all.
    private static bool IsStreamed(string entry) =>
        !entry.EndsWith(".rels", StringComparison.OrdinalIgnoreCase) && entry.StartsWith("xl/", StringComparison.OrdinalIgnoreCase) && entry != "xl/workbook.xml";

    private static (string Sheet, bool CountsFrom1904) ReadWorkbook(WorkbookPart workbook)
    {
        using var xml = XmlReader.Create(workbook.GetStream(), Settings);
        var countsFrom1904 = false;
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
                countsFrom1904 = xml.GetAttribute("date1904") is "1" or "true";
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" })
            {
                while (xml.MoveToNextAttribute())
                {
                    if (xml.LocalName == "id" && xml.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal))
                        return (xml.Value, countsFrom1904);
                }
            }
        }

        throw new InvalidDataException("There is no sheet.");
    }

    private static List<string> ReadShared(SharedStringTablePart part)
    {
        using var xml = XmlReader.Create(part.GetStream(), Settings);
        var (shared, chars) = (new List<string>(), 0L);
        for (var more = xml.Read(); more;)
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                more = xml.Read();
                continue;
            }

            using (var item = xml.ReadSubtree())
                shared.Add(ReadText(item));
            if ((chars += shared[^1].Length + 16) > MostSharedChars)
                throw new RejectedException(new Rejection(413, "workbook-too-large", new Text("工作簿中的文本过多。", "The workbook has too much text.")));
            more = xml.Read();
        }

        return shared;
    }

    // All runs of a text, the reading of its characters (phonetic runs) aside.
    private static string ReadText(XmlReader item)
    {
        var text = new StringBuilder();
        for (var more = item.Read(); more;)
        {
            if (item is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
                item.Skip();
            else if (item is { NodeType: XmlNodeType.Element, LocalName: "t" })
                Append(text, item);
            else
                item.Read();
            more = !item.EOF;
        }

        return WorkbookText.Unescape(text.ToString());
    }

    private TableRow ReadRow(XmlReader row, long number)
    {
        var (cells, chars, next) = (new List<Cell>(), 0L, 0);
        FieldError? error = null;
        for (var more = row.Read(); more;)
        {
            if (row is not { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                more = row.Read();
                continue;
            }

            var place = row.GetAttribute("r") is { } reference ? WorkbookText.ColumnOf(reference) : next;
            next = place + 1;
            var type = row.GetAttribute("t");
            using (var subtree = row.ReadSubtree())
            {
                var cell = ReadCell(subtree, type);
                chars += cell.Text.Length;
                if (place < 0 || place >= MostCells || chars > MostCharsOfRow)
                    error ??= new FieldError("", "line-too-long", new Text("一行不得超过 1048576 个字符。", "A row may have 1048576 characters at most."));
                if (error is null && !cell.IsEmpty)
                {
                    while (cells.Count < place)
                        cells.Add(new Cell(""));
                    if (cells.Count == place)
                        cells.Add(cell);
                    else
                        cells[place] = cell;
                }
            }

            more = row.Read();
        }

        return new TableRow(number, cells, error);
    }

    private Cell ReadCell(XmlReader cell, string? type)
    {
        var (value, inline) = ("", "");
        for (var more = cell.Read(); more;)
        {
            if (cell is { NodeType: XmlNodeType.Element, LocalName: "is" })
            {
                using var item = cell.ReadSubtree();
                inline = ReadText(item);
            }
            else if (cell is { NodeType: XmlNodeType.Element, LocalName: "v" })
            {
                var text = new StringBuilder();
                Append(text, cell);
                value = text.ToString();
                more = !cell.EOF;
                continue;
            }

            more = cell.Read();
        }

        switch (type)
        {
            case "s":
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _shared.Count ? new Cell(_shared[index]) : new Cell("");
            case "inlineStr":
                return new Cell(inline);
            case "str":
                return new Cell(WorkbookText.Unescape(value));
            case "b":
                return new Cell(value == "1" ? "true" : "false");
            case "d":
                return new Cell(value.Length > 10 ? value[..10] : value);
            case "e":
                return new Cell(value, IsError: true);
            default:
                return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                    ? new Cell(Written(number, value), number + (_countsFrom1904 ? DaysTo1904 : 0))
                    : new Cell(value);
        }
    }

    // Spreadsheets store 0.1 as 0.10000000000000001 and show 15 digits: those were typed.
    private static string Written(double number, string value) =>
        value.All(char.IsAsciiDigit) || Math.Abs(number) >= 1e15 ? value : ((decimal)number).ToString(CultureInfo.InvariantCulture);

    // Stands after the element then. A text longer than a row may be is cut there: the row is refused for it anyway.
    private static void Append(StringBuilder text, XmlReader element)
    {
        if (element.IsEmptyElement)
        {
            element.Read();
            return;
        }

        var depth = element.Depth;
        var chunk = new char[4096];
        element.Read();
        while (element.Depth > depth)
        {
            if (element.NodeType is XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA)
            {
                for (int read; (read = element.ReadValueChunk(chunk, 0, chunk.Length)) > 0;)
                {
                    if (text.Length <= MostCharsOfRow)
                        text.Append(chunk, 0, read);
                }
            }

            if (!element.Read())
                return;
        }

        element.Read();
    }
}
