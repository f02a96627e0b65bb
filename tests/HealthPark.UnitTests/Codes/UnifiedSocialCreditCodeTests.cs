using HealthPark.Kernel;
using HealthPark.Kernel.Codes;

namespace HealthPark.UnitTests.Codes;

public class UnifiedSocialCreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string Sample = "9144030071526726XG";

    [Theory]
    [InlineData("91350100M000100Y43")]
    [InlineData("9144030071526726XG")]
    [InlineData("91330100799655058B")]
    [InlineData("9150000020286320X6")] // the body's own check character is X
    [InlineData("91100000100003962T")]
    [InlineData("91000000MAHP000198")]
    [InlineData("91000000MAHP000273")]
    [InlineData("12000000HP0000013K")]
    [InlineData("52000000HP0000021A")]
    public void A_valid_code_is_accepted_without_warnings(string text)
    {
        var result = UnifiedSocialCreditCode.Parse(text);

        result.Error.ShouldBeNull();
        result.Value!.Value.ShouldBe(text);
        result.Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("9133010057462616XH")]
    [InlineData("91110000800088421P")]
    public void A_wrong_check_character_is_named_with_the_expected_one(string text)
    {
        var error = ErrorOf(text);

        error.Code.ShouldBe("uscc-check-character");
        error.Position.ShouldBe(18);
        error.Detail.En.ShouldContain($"Position 18, the check character, is {text[^1]}, but the first 17 characters give ");
        error.Detail.En.ShouldContain("another character may be mistyped");
        error.Detail.Zh.ShouldContain("第18位");
    }

    [Fact]
    public void The_parts_of_a_code_can_be_read()
    {
        var code = UnifiedSocialCreditCode.Parse(Sample).Value!;

        code.Prefix.ShouldBe("91");
        code.Division.ShouldBe("440300");
        code.ToString().ShouldBe(Sample);
    }

    [Theory]
    [InlineData("  9144030071526726xg\t")]
    [InlineData("9144 0300 7152 6726 XG")]
    [InlineData("914403-00715267-26XG")]
    [InlineData("\u3000\uFF19\uFF11\uFF14\uFF14\uFF10\uFF13\uFF10\uFF10\uFF17\uFF11\uFF15\uFF12\uFF16\uFF17\uFF12\uFF16\uFF38\uFF47")] // full-width
    [InlineData("\uFEFF9144030071526726XG\u200B")] // byte order mark and zero-width space, pasted
    public void Width_case_spaces_and_hyphens_do_not_matter(string text) =>
        UnifiedSocialCreditCode.Parse(text).Value!.Value.ShouldBe(Sample);

    [Theory]
    [InlineData('I', "1")]
    [InlineData('O', "0")]
    [InlineData('S', "5")]
    [InlineData('V', "U")]
    [InlineData('Z', "2")]
    public void A_letter_that_is_not_used_is_named_and_never_corrected(char letter, string meant)
    {
        var error = ErrorOf($"91440{char.ToLowerInvariant(letter)}0071526726XG");

        error.Code.ShouldBe("uscc-letter-not-used");
        error.Position.ShouldBe(6);
        error.Detail.En.ShouldContain($"letter {letter} is not used");
        error.Detail.En.ShouldContain($"did you mean {meant}?");
        error.Detail.In(Language.Chinese).ShouldContain($"第6位的字母{letter}不用于");
    }

    [Theory]
    [InlineData("9144030071526726X*", 18, "*")]
    [InlineData("9144030重1526726XG", 8, "重")]
    [InlineData("914403\uD83D\uDE00071526726XG", 7, "\uD83D\uDE00")]
    [InlineData("91\u0000", 3, "U+0000")]
    public void A_character_outside_the_alphabet_is_named_by_its_position(string text, int position, string shown)
    {
        var error = ErrorOf(text);

        error.Code.ShouldBe("uscc-character");
        error.Position.ShouldBe(position);
        error.Detail.En.ShouldContain($"Position {position} is {shown};");
    }

    [Fact]
    public void Half_a_character_is_shown_as_its_code_point() =>
        ErrorOf("914403\uD83D").Detail.En.ShouldContain("Position 7 is U+D83D;");

    [Theory]
    [InlineData("")]
    [InlineData("9144030071526726X")]
    [InlineData("9144030071526726XGG")]
    public void A_wrong_length_is_named_with_the_length_found(string text)
    {
        var error = ErrorOf(text);

        error.Code.ShouldBe("uscc-length");
        error.Position.ShouldBeNull();
        error.Detail.En.ShouldContain($"this one has {text.Length}");
    }

    [Fact]
    public void An_old_registration_number_is_recognised_as_one() =>
        ErrorOf("500103000012345").Detail.Zh.ShouldContain("旧注册号");

    [Fact]
    public void A_letter_in_the_division_is_named_by_its_position()
    {
        var error = ErrorOf("91440A0071526726XG");

        error.Code.ShouldBe("uscc-division");
        error.Position.ShouldBe(6);
    }

    [Fact]
    public void A_code_whose_body_fails_its_own_check_is_accepted_with_a_warning()
    {
        var result = UnifiedSocialCreditCode.Parse(WithCheckCharacter("91440300715267261"));

        result.IsValid.ShouldBeTrue();
        var warning = result.Warnings.ShouldHaveSingleItem();
        warning.Code.ShouldBe("uscc-body-check");
        warning.Position.ShouldBe(17);
        warning.Detail.En.ShouldContain("gives X");
    }

    [Fact]
    public void A_prefix_outside_the_table_is_accepted_with_a_warning()
    {
        var result = UnifiedSocialCreditCode.Parse(WithCheckCharacter("3144030071526726X"));

        result.IsValid.ShouldBeTrue();
        result.Warnings.ShouldHaveSingleItem().Code.ShouldBe("uscc-prefix-unknown");
    }

    [Fact]
    public void All_540_single_character_errors_are_detected()
    {
        var mistyped =
            from position in Enumerable.Range(0, Sample.Length)
            from other in Alphabet
            where other != Sample[position]
            select Sample[..position] + other + Sample[(position + 1)..];

        mistyped.Count().ShouldBe(540);
        mistyped.ShouldAllBe(text => !UnifiedSocialCreditCode.Parse(text).IsValid);
    }

    [Fact]
    public void All_swaps_of_adjacent_characters_are_detected()
    {
        var swapped =
            from i in Enumerable.Range(0, Sample.Length - 1)
            where Sample[i] != Sample[i + 1]
            select $"{Sample[..i]}{Sample[i + 1]}{Sample[i]}{Sample[(i + 2)..]}";

        swapped.Count().ShouldBe(15);
        swapped.ShouldAllBe(text => !UnifiedSocialCreditCode.Parse(text).IsValid);
    }

    private static CodeError ErrorOf(string text)
    {
        var result = UnifiedSocialCreditCode.Parse(text);
        result.IsValid.ShouldBeFalse();
        result.Value.ShouldBeNull();
        result.Warnings.ShouldBeEmpty();
        return result.Error!;
    }

    // Exactly one of the 31 characters is right.
    private static string WithCheckCharacter(string first17) =>
        Alphabet.Select(check => first17 + check).Single(text => UnifiedSocialCreditCode.Parse(text).IsValid);
}
