using System.Text;
using System.Text.Json;
using HealthPark.Kernel.Http.Tables;

namespace HealthPark.UnitTests.Kernel;

/// <summary>Cells and rows: what is written is read again, whatever it is.</summary>
public sealed class TableTests
{
    private const string Awkward = "=+-@\t\r\n '\"\\;；,，(clear)（清空）_x000D_＝甲𠮷";

    [Fact]
    public void A_text_comes_back_from_a_cell_as_it_was()
    {
        foreach (var text in Texts())
        {
            CellText.TextOf(CellText.ForCsv(text)).ShouldBe(text);
            CellText.TextOf(CellText.ForWorkbook(text)).ShouldBe(text);
            CellText.IsClear(CellText.ForCsv(text)).ShouldBeFalse();
            CellText.IsClear(CellText.ForWorkbook(text)).ShouldBeFalse();
            "=+-@\t\r\n＝＋－＠".Contains(CellText.ForCsv(text + "x")[0], StringComparison.Ordinal).ShouldBeFalse(text);
            WorkbookText.Unescape(WorkbookText.Escape(text)).ShouldBe(text);
        }
    }

    [Fact]
    public void Several_texts_come_back_from_a_cell_as_they_were()
    {
        foreach (var texts in Texts().Where(t => t.Length > 0).Chunk(3))
            TextList.Split(TextList.Join(texts)).ShouldBe(texts);
    }

    [Theory]
    [InlineData("甲；乙;丙", "甲|乙|丙")]
    [InlineData(" 甲 ;; 乙 ", "甲|乙")]
    [InlineData("甲\\;乙\\", "甲;乙\\")]
    [InlineData(" ; ", "")]
    public void Several_texts_are_read_as_people_write_them(string cell, string texts) => string.Join('|', TextList.Split(cell)).ShouldBe(texts);

    [Fact]
    public async Task Rows_come_back_from_a_file_as_they_were()
    {
        foreach (var row in Texts().Chunk(4))
        {
            var csv = new StringBuilder();
            CsvText.AppendRow(csv, ["a", "b"]);
            CsvText.AppendRow(csv, row);
            CsvText.AppendRow(csv, ["last"]);
            var rows = await Read(csv.ToString());

            rows.Count.ShouldBe(3);
            rows[1].Cells.Select(c => c.Text).ShouldBe(row);
            rows[1].Number.ShouldBe(2);
        }
    }

    [Theory]
    [InlineData("a,b\n1,\"x\n\ny\"\n2,z", "1:a|b 2:1|x~~y 5:2|z")]
    [InlineData("a\r\n\r\n\"\"\"q\"\"\"\r\n", "1:a 2: 3:\"q\"")]
    [InlineData("a\tb\n1,5\t2", "1:a|b 2:1,5|2")]
    [InlineData("a;b;c\r1;;3\r", "1:a|b|c 2:1||3")]
    [InlineData("a,b\nx\"y,\"z\"w", "1:a|b 2:x\"y|zw")]
    public async Task Records_are_told_by_the_line_on_which_they_begin(string file, string expected) =>
        string.Join(' ', (await Read(file)).Select(r => $"{r.Number}:{string.Join('|', r.Cells.Select(c => c.Text.Replace('\n', '~')))}")).ShouldBe(expected);

    [Theory]
    [InlineData(0, "A")]
    [InlineData(25, "Z")]
    [InlineData(26, "AA")]
    [InlineData(701, "ZZ")]
    [InlineData(702, "AAA")]
    public void Columns_of_a_sheet_have_letters(int column, string name)
    {
        WorkbookText.NameOf(column).ShouldBe(name);
        WorkbookText.ColumnOf(name + "12").ShouldBe(column);
    }

    private sealed record Body(DateOnly? On, decimal? Number, bool? Flag, IReadOnlyList<string>? List, Guid? Id, JsonElement? Other);

    [Theory]
    [InlineData("on", "2026-03-01", null, "\"2026-03-01\"")]
    [InlineData("on", "２０２６/3/1", null, "\"2026-03-01\"")]
    [InlineData("on", "2026年12月31日", null, "\"2026-12-31\"")]
    [InlineData("on", "2026/3/1 0:00:00", null, "\"2026-03-01\"")]
    [InlineData("on", "46082", 46082d, "\"2026-03-01\"")]
    [InlineData("on", "46082.5", 46082.5, "\"2026-03-01\"")]
    [InlineData("on", "1", 1d, "\"1900-01-01\"")]
    [InlineData("on", "0", 0d, "\"0\"")]
    [InlineData("on", "soon", null, "\"soon\"")]
    [InlineData("on", "(clear)", null, "null")]
    [InlineData("number", " １２.50 ", null, "12.5")]
    [InlineData("number", "-3", null, "-3")]
    [InlineData("number", "1,000", null, "wrong-type")]
    [InlineData("number", "1E+400", null, "wrong-type")]
    [InlineData("flag", "TRUE", null, "true")]
    [InlineData("flag", "否", null, "false")]
    [InlineData("flag", "1", null, "wrong-type")]
    [InlineData("list", "甲; 乙", null, "[\"甲\",\"乙\"]")]
    [InlineData("other", "{\"a\":1}", null, "{\"a\":1}")]
    [InlineData("other", "{", null, "malformed-json")]
    public void A_cell_is_read_by_the_type_of_its_member(string member, string text, double? number, string expected)
    {
        var error = Column.Of(typeof(Body)).Single(c => c.Name == member).Read(new Cell(text, number), out var value);

        (error?.Code ?? value?.ToJsonString(HealthPark.Kernel.Http.ApiJson.Options) ?? "null").ShouldBe(expected);
    }

    private static async Task<List<TableRow>> Read(string file)
    {
        var rows = new List<TableRow>();
        await foreach (var row in CsvRows.Read(new MemoryStream(Encoding.UTF8.GetBytes(file)), default))
            rows.Add(row);
        return rows;
    }

    // Texts made of what could be misread, and those that could be taken for a mark.
    private static IEnumerable<string> Texts()
    {
        var parts = Awkward.EnumerateRunes().Select(r => r.ToString()).Concat(["(clear)", "(清空)", "（clear）", "_x000D_", "\r\n"]).ToList();
        var random = new Random(1);
        return parts.Concat(parts.Select(p => "'" + p)).Concat(Enumerable.Range(0, 5000)
            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => parts[random.Next(parts.Count)]))));
    }
}
