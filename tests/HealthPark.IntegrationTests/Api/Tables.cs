using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.VisualBasic.FileIO;

namespace HealthPark.IntegrationTests.Api;

/// <summary>CSV files as another program reads and writes them.</summary>
internal static class Csv
{
    public const string Type = "text/csv";

    public static readonly (string, string?) Header = ("Content-Type", Type);

    /// <summary>The rows of a file, its header among them.</summary>
    public static List<string[]> Read(byte[] file)
    {
        using var parser = new TextFieldParser(new MemoryStream(file), Encoding.UTF8) { Delimiters = [","], HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
        var rows = new List<string[]>();
        while (parser.ReadFields() is { } fields)
            rows.Add(fields);
        return rows;
    }

    /// <summary>A file of some rows, every cell in quotes.</summary>
    public static string Write(IEnumerable<string[]> rows, char separator = ',') =>
        string.Concat(rows.Select(row => string.Join(separator, row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\r\n"));
}

/// <summary>Workbooks as another program reads and writes them.</summary>
internal static class Xlsx
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static readonly (string, string?) Header = ("Content-Type", Type);

    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>The rows of a sheet, its header among them; null for a cell that is not there.</summary>
    public static List<string?[]> Read(byte[] file, int sheet = 0)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        var workbook = document.WorkbookPart!;
        var part = (WorksheetPart)workbook.GetPartById(workbook.Workbook.Descendants<Sheet>().ElementAt(sheet).Id!);
        var rows = new List<string?[]>();
        foreach (var row in part.Worksheet.Descendants<Row>())
        {
            var cells = new List<string?>();
            foreach (var cell in row.Elements<Cell>())
            {
                var place = cell.CellReference!.Value!.TakeWhile(char.IsLetter).Aggregate(0, (n, c) => n * 26 + c - 'A' + 1);
                while (cells.Count < place - 1)
                    cells.Add(null);
                cells.Add(cell.InnerText);
            }

            rows.Add([.. cells]);
        }

        return rows;
    }

    /// <summary>A workbook whose first sheet has these rows: texts are shared ones, numbers (of days) are numbers, null is no cell.</summary>
    public static byte[] Write(params IEnumerable<object?[]> rows)
    {
        var texts = new List<string>();
        var sheet = new XElement(Main + "worksheet", new XElement(Main + "sheetData", rows.Select((row, r) => new XElement(Main + "row", new XAttribute("r", r + 1), row.Select((value, c) => value switch
        {
            null => null,
            bool b => new XElement(Main + "c", new XAttribute("r", Reference(r, c)), new XAttribute("t", "b"), new XElement(Main + "v", b ? 1 : 0)),
            string text => new XElement(Main + "c", new XAttribute("r", Reference(r, c)), new XAttribute("t", "s"), new XElement(Main + "v", Shared(text))),
            _ => new XElement(Main + "c", new XAttribute("r", Reference(r, c)), new XElement(Main + "v", value)),
        })))));
        return Pack(sheet.ToString(SaveOptions.DisableFormatting), new XElement(Main + "sst", texts.Select(t => new XElement(Main + "si", new XElement(Main + "t", t)))).ToString(SaveOptions.DisableFormatting));

        int Shared(string text)
        {
            texts.Add(text);
            return texts.Count - 1;
        }

        static string Reference(int row, int column) => $"{(column < 26 ? "" : "A")}{(char)('A' + column % 26)}{row + 1}";
    }

    /// <summary>A workbook of one sheet, given as it stands.</summary>
    public static byte[] Pack(string sheet, string shared = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>")
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>
                """);
            Add("_rels/.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>
                """);
            Add("xl/workbook.xml", """
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>
                """);
            Add("xl/_rels/workbook.xml.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>
                """);
            Add("xl/worksheets/sheet1.xml", sheet);
            Add("xl/sharedStrings.xml", shared);

            void Add(string name, string content)
            {
                using var entry = new StreamWriter(archive.CreateEntry(name, CompressionLevel.Fastest).Open());
                entry.Write(content.Trim());
            }
        }

        return file.ToArray();
    }
}
