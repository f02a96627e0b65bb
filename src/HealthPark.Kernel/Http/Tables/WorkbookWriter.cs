using System.Globalization;
using System.IO.Packaging;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace HealthPark.Kernel.Http.Tables;

/// <summary>
/// Writes a workbook (XLSX) of tables, row by row; the header of each stands still while one scrolls. Texts are texts: their format keeps
/// a spreadsheet from reading them as formulas, numbers or dates.
/// </summary>
/// <remarks>
/// The package is written and never read back, which the SDK's own documents do not allow: those keep every part in memory until the end.
/// </remarks>
internal sealed class WorkbookWriter : IDisposable
{
    private const string ContentTypes = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const uint TextStyle = 1;
    private const uint HeaderStyle = 2;

    private readonly Package _package;
    private Stream? _part;
    private OpenXmlWriter? _sheet;
    private int _sheets;
    private int _row;

    /// <summary>Begins a workbook.</summary>
    /// <param name="file">Where it goes.</param>
    /// <param name="sheets">The names of its sheets.</param>
    public WorkbookWriter(Stream file, params IReadOnlyList<string> sheets)
    {
        _package = Package.Open(file, FileMode.Create, FileAccess.Write);
        var workbook = NewPart("/xl/workbook.xml", "sheet.main+xml");
        _package.CreateRelationship(workbook.Uri, TargetMode.Internal, Relationships + "officeDocument");
        Write(workbook, new Workbook(new Sheets(sheets.Select((name, i) => new Sheet { Name = name, SheetId = (uint)i + 1, Id = IdOf(i + 1) }))));
        for (var i = 1; i <= sheets.Count; i++)
            workbook.CreateRelationship(PartUri($"/xl/worksheets/sheet{i}.xml"), TargetMode.Internal, Relationships + "worksheet", IdOf(i));
        workbook.CreateRelationship(PartUri("/xl/styles.xml"), TargetMode.Internal, Relationships + "styles");
        Write(NewPart("/xl/styles.xml", "styles+xml"), Styles());
    }

    /// <summary>Begins the next sheet with its header.</summary>
    /// <param name="header">The names of its columns.</param>
    /// <param name="widths">Their widths, in characters.</param>
    public void BeginSheet(IReadOnlyList<string> header, params IReadOnlyList<int> widths)
    {
        EndSheet();
        _part = NewPart(string.Create(CultureInfo.InvariantCulture, $"/xl/worksheets/sheet{++_sheets}.xml"), "worksheet+xml").GetStream();
        _sheet = OpenXmlWriter.Create(_part);
        _row = 0;
        _sheet.WriteStartElement(new Worksheet());
        _sheet.WriteElement(new SheetViews(new SheetView(new Pane
        {
            VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen,
        }) { WorkbookViewId = 0 }));
        // A cell that is filled in later is a text too.
        _sheet.WriteElement(new Columns(header.Select((_, i) => new DocumentFormat.OpenXml.Spreadsheet.Column
        {
            Min = (uint)i + 1, Max = (uint)i + 1, Width = widths.ElementAtOrDefault(i) is > 0 and var width ? width : 18, CustomWidth = true, Style = TextStyle,
        })));
        _sheet.WriteStartElement(new SheetData());
        WriteRow(header, HeaderStyle);
    }

    /// <summary>Writes a row of texts.</summary>
    public void WriteRow(IEnumerable<string?> cells) => WriteRow(cells, TextStyle);

    /// <summary>Writes a row of members.</summary>
    public void WriteRow(IEnumerable<(Column Column, string? Text)> cells)
    {
        BeginRow();
        var place = 0;
        foreach (var (column, text) in cells)
        {
            if (text is not null && column.Kind == ColumnKind.Number)
                WriteValue(place, "n", text);
            else if (text is not null && column.Kind == ColumnKind.Boolean)
                WriteValue(place, "b", text == "true" ? "1" : "0");
            else if (text is not null)
                WriteText(place, CellText.ForWorkbook(text), TextStyle);
            place++;
        }

        _sheet!.WriteEndElement();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        EndSheet();
        _package.Close();
    }

    private void WriteRow(IEnumerable<string?> cells, uint style)
    {
        BeginRow();
        var place = 0;
        foreach (var text in cells)
        {
            if (text is not null)
                WriteText(place, text, style);
            place++;
        }

        _sheet!.WriteEndElement();
    }

    private void BeginRow() =>
        _sheet!.WriteStartElement(new Row(), [new OpenXmlAttribute("r", "", (++_row).ToString(CultureInfo.InvariantCulture))]);

    private void WriteText(int place, string text, uint style)
    {
        BeginCell(place, "inlineStr", style);
        _sheet!.WriteStartElement(new InlineString());
        _sheet.WriteElement(new DocumentFormat.OpenXml.Spreadsheet.Text(WorkbookText.Escape(text)) { Space = SpaceProcessingModeValues.Preserve });
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
    }

    private void WriteValue(int place, string type, string value)
    {
        BeginCell(place, type, 0);
        _sheet!.WriteElement(new CellValue(value));
        _sheet.WriteEndElement();
    }

    private void BeginCell(int place, string type, uint style) => _sheet!.WriteStartElement(new DocumentFormat.OpenXml.Spreadsheet.Cell(),
    [
        new OpenXmlAttribute("r", "", string.Create(CultureInfo.InvariantCulture, $"{WorkbookText.NameOf(place)}{_row}")),
        new OpenXmlAttribute("s", "", style.ToString(CultureInfo.InvariantCulture)),
        new OpenXmlAttribute("t", "", type),
    ]);

    private void EndSheet()
    {
        if (_sheet is null)
            return;
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
        _sheet.Dispose();
        _part!.Dispose();
        _sheet = null;
    }

    private PackagePart NewPart(string path, string type) => _package.CreatePart(PartUri(path), ContentTypes + type, CompressionOption.Fast);

    private static Uri PartUri(string path) => new(path, UriKind.Relative);

    private static string IdOf(int sheet) => string.Create(CultureInfo.InvariantCulture, $"sheet{sheet}");

    private static void Write(PackagePart part, OpenXmlElement content)
    {
        using var stream = part.GetStream();
        using var writer = OpenXmlWriter.Create(stream);
        writer.WriteElement(content);
    }

    // 0: as it comes; 1: text; 2: a header.
    private static Stylesheet Styles() => new(
        new Fonts(new Font(), new Font(new Bold())),
        new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true },
            new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true, FontId = 1, ApplyFont = true }));
}
