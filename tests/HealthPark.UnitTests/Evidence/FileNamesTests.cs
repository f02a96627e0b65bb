using HealthPark.Evidence.Evidence;

namespace HealthPark.UnitTests.Evidence;

/// <summary>Names of files, in Chinese as in any script, that are safe wherever they are saved.</summary>
public class FileNamesTests
{
    [Theory]
    [InlineData("attachment; filename*=UTF-8''%E8%90%A5%E4%B8%9A%E6%89%A7%E7%85%A7.pdf", "营业执照.pdf")]
    [InlineData("attachment; filename=\"licence.pdf\"; filename*=UTF-8''%E8%90%A5.pdf", "营.pdf")]
    [InlineData("attachment; filename=\"a licence.pdf\"", "a licence.pdf")]
    [InlineData("attachment; filename=licence.pdf", "licence.pdf")]
    [InlineData("attachment", null)]
    [InlineData("", null)]
    public void The_name_is_read_from_its_header(string header, string? name) => FileNames.Of(header).ShouldBe(name);

    [Theory]
    [InlineData("营业执照.pdf")]
    [InlineData("𠮷野家（示例）2026年审计报告 v1.2.PDF")]
    [InlineData(" 合同.pdf ")]
    public void A_name_in_any_script_is_taken(string name) => FileNames.Check(name, FileTypes.Pdf).ShouldBeNull();

    [Theory]
    [InlineData(null, "file-name-required")]
    [InlineData(" ", "file-name-required")]
    [InlineData("../../etc/passwd.pdf", "unsafe-file-name")]
    [InlineData("C:\\合同.pdf", "unsafe-file-name")]
    [InlineData("合同\n.pdf", "unsafe-file-name")]
    [InlineData("合同\0.pdf", "unsafe-file-name")]
    [InlineData("合同\u202Efdp.pdf", "unsafe-file-name")]
    [InlineData("合\ud800同.pdf", "unsafe-file-name")]
    [InlineData("合同.exe", "file-name-extension")]
    [InlineData("合同.pdf.exe", "file-name-extension")]
    [InlineData("合同", "file-name-extension")]
    [InlineData(".pdf", "file-name-extension")]
    public void An_unsafe_name_is_refused(string? name, string code) => FileNames.Check(name, FileTypes.Pdf)!.Code.ShouldBe(code);

    [Fact]
    public void A_name_has_80_characters_at_most()
    {
        FileNames.Check(new string('长', 76) + ".pdf", FileTypes.Pdf).ShouldBeNull();
        FileNames.Check(new string('长', 77) + ".pdf", FileTypes.Pdf)!.Code.ShouldBe("file-name-too-long");
    }
}
