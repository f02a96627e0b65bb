using HealthPark.Kernel.Codes;

namespace HealthPark.UnitTests.Codes;

public class PatentApplicationNumberTests
{
    [Theory]
    [InlineData("200710308494.X", 2007, '1')]
    [InlineData("201710601862.3", 2017, '1')]
    [InlineData("95115608.X", 1995, '1')]
    [InlineData("97101765.4", 1997, '1')]
    public void A_valid_number_of_either_style_is_accepted(string text, int year, char kind)
    {
        var result = PatentApplicationNumber.Parse(text);

        result.Error.ShouldBeNull();
        result.Value!.Value.ShouldBe(text);
        result.Value.Year.ShouldBe(year);
        result.Value.Kind.ShouldBe(kind);
        result.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("200710308494X")]
    [InlineData("ZL200710308494.x")]
    [InlineData("zl 2007 1030 8494.X")]
    [InlineData("\uFF3A\uFF2C\uFF12\uFF10\uFF10\uFF17\uFF11\uFF10\uFF13\uFF10\uFF18\uFF14\uFF19\uFF14\uFF0E\uFF38")] // full-width
    public void Width_case_spaces_the_full_stop_and_ZL_do_not_matter(string text) =>
        PatentApplicationNumber.Parse(text).Value!.Value.ShouldBe("200710308494.X");

    [Theory]
    [InlineData("200710308494.1", "patent-check-digit", 13)]
    [InlineData("95115608.1", "patent-check-digit", 9)]
    [InlineData("200750308494.X", "patent-kind", 5)]
    [InlineData("95515608.X", "patent-kind", 3)]
    [InlineData("199910308494.X", "patent-year", 1)]
    [InlineData("50115608.X", "patent-year", 1)]
    [InlineData("2007X0308494.X", "patent-character", 5)]
    [InlineData("2007.10308494X", "patent-character", 5)]
    [InlineData("200710308494", "patent-length", null)]
    [InlineData("", "patent-length", null)]
    [InlineData("CN200710308494.X", "patent-prefix", null)]
    public void A_wrong_number_names_the_rule_and_the_position(string text, string code, int? position)
    {
        var error = PatentApplicationNumber.Parse(text).Error!;

        error.Code.ShouldBe(code);
        error.Position.ShouldBe(position);
        error.Detail.Zh.ShouldNotBeEmpty();
        error.Detail.En.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_wrong_check_digit_is_named_with_the_expected_one() =>
        PatentApplicationNumber.Parse("97101765.5").Error!.Detail.En
            .ShouldBe("The check digit is 5, but the first 8 digits give 4; another digit may be mistyped instead.");
}
