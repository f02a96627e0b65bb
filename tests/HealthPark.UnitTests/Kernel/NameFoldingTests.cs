using HealthPark.Kernel;

namespace HealthPark.UnitTests.Kernel;

public class NameFoldingTests
{
    [Theory]
    [InlineData("重庆（示例）生物科技有限公司", "重庆(示例)生物科技 股份有限公司")]
    [InlineData("重庆示例有限责任公司", "重庆示例有限公司")]
    [InlineData("Ｅｘａｍｐｌｅ Ｃｏ．，Ｌｔｄ．", "EXAMPLE co ltd")]
    [InlineData("Example Company Limited", "example")]
    [InlineData("示例\u3000·\u200B医疗", "示例医疗")]
    [InlineData("Cafe\u0301 医疗", "CAFÉ医疗")]
    [InlineData("①号医院", "1号医院")]
    [InlineData("ﾊﾞｲｵ", "バイオ")]
    public void Spellings_of_one_name_meet(string one, string other) => NameFolding.Fold(one).ShouldBe(NameFolding.Fold(other));

    [Theory]
    [InlineData("重庆示例生物科技有限公司", "重庆示例生物医药有限公司")]
    [InlineData("示例一医院", "示例二医院")]
    [InlineData("示例有限公司北京分公司", "示例有限公司")]
    public void Different_names_stay_different(string one, string other) => NameFolding.Fold(one).ShouldNotBe(NameFolding.Fold(other));

    [Fact]
    public void A_name_that_is_only_a_legal_form_stays() => NameFolding.Fold("有限公司").ShouldBe("有限公司");

    [Fact]
    public void Text_without_a_normal_form_stays() => NameFolding.Fold("示例\uFFFE医疗").ShouldBe("示例医疗");

    [Fact]
    public void Rare_characters_beyond_the_basic_plane_are_kept() => NameFolding.Fold("𠮷田𬭊医疗").ShouldBe("𠮷田𬭊医疗");

    [Fact]
    public void The_longest_legal_form_goes() => NameFolding.Fold("示例股份有限公司").ShouldBe("示例");
}
