using System.IO.Compression;
using System.Text;
using HealthPark.Evidence.Evidence;

namespace HealthPark.UnitTests.Evidence;

/// <summary>What a file is, by its bytes.</summary>
public class FileTypesTests
{
    private static readonly Dictionary<string, byte[]> Samples = new()
    {
        [FileTypes.Pdf] = "%PDF-1.7\n%示例\n"u8.ToArray(),
        [FileTypes.Png] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13],
        [FileTypes.Jpeg] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16],
        [FileTypes.Webp] = [.. "RIFF"u8, 4, 0, 0, 0, .. "WEBPVP8 "u8],
        [FileTypes.Xlsx] = Zip("[Content_Types].xml", "xl/workbook.xml"),
        [FileTypes.Docx] = Zip("word/document.xml", "[Content_Types].xml"),
        [FileTypes.PlainText] = Encoding.UTF8.GetBytes("示例说明\r\n\t第二行"),
        [FileTypes.Csv] = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("名称,金额\r\n示例,1\r\n")],
    };

    public static TheoryData<string> Types => [.. FileTypes.All];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task A_file_is_of_its_own_type_and_of_no_other_but_that_any_text_may_be_a_table(string type)
    {
        var facts = await Facts(Samples[type]);

        var fits = FileTypes.All.Where(t => FileTypes.Fits(t, facts));

        fits.ShouldBe(type is FileTypes.PlainText or FileTypes.Csv ? [FileTypes.PlainText, FileTypes.Csv] : [type]);
    }

    [Theory]
    [InlineData("<!DOCTYPE html><p>示例")]
    [InlineData("\uFEFF \n<html>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [InlineData("<?xml version=\"1.0\"?>")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("#!/bin/sh\nrm")]
    [InlineData("MZ\u0090\u0000\u0003")]
    [InlineData("\u007fELF\u0002")]
    [InlineData("名称\u0000")]
    public async Task Text_that_a_browser_or_a_shell_would_carry_out_is_no_text(string text)
    {
        var facts = await Facts(Encoding.UTF8.GetBytes(text));

        FileTypes.All.ShouldAllBe(t => !FileTypes.Fits(t, facts));
    }

    [Fact]
    public async Task Text_in_GB_18030_is_text() =>
        FileTypes.Fits(FileTypes.Csv, await Facts([0xC3, 0xFB, 0xB3, 0xC6, 0x2C, 0xBD, 0xF0, 0xB6, 0xEE, 0x0D, 0x0A])).ShouldBeTrue();

    [Fact]
    public async Task A_workbook_with_macros_and_an_archive_that_is_no_workbook_are_refused()
    {
        foreach (var archive in new[] { Zip("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), Zip("[Content_Types].xml"), Zip("xl/workbook.xml"), "PK\u0003\u0004 not an archive"u8.ToArray() })
        {
            var facts = await Facts(archive);

            FileTypes.All.ShouldAllBe(t => !FileTypes.Fits(t, facts));
        }
    }

    [Fact]
    public async Task A_control_character_is_found_wherever_it_stands()
    {
        var text = new byte[200_000];
        Array.Fill(text, (byte)'a');

        (await Facts(text)).IsText.ShouldBeTrue();
        text[^1] = 0;
        (await Facts(text)).IsText.ShouldBeFalse();
    }

    internal static async Task<FileFacts> Facts(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return await FileFacts.Read(stream, CancellationToken.None);
    }

    internal static byte[] Zip(params IReadOnlyList<string> entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                using var part = archive.CreateEntry(entry).Open();
                part.Write("<x/>"u8);
            }
        }

        return stream.ToArray();
    }
}
