using System.Text;
using HealthPark.Kernel.Search;

namespace HealthPark.UnitTests.Kernel;

public class SearchTests
{
    [Theory]
    [InlineData("庆", "qing")]
    [InlineData("重", "chong,zhong")]
    [InlineData("行", "hang,heng,xing")]
    [InlineData("女", "nv,ru")]
    [InlineData("䅟", "can")] // Extension A
    [InlineData("𫔰", "")] // not in the table
    [InlineData("A", "")]
    public void A_character_has_all_its_readings(string character, string readings) =>
        Pinyin.ReadingsOf(character.EnumerateRunes().Single()).Order(StringComparer.Ordinal).ShouldBe(readings.Split(',', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Nearly_every_character_of_the_basic_block_has_a_reading() =>
        Enumerable.Range(0x4E00, 0x9FFF - 0x4E00 + 1).Count(c => Pinyin.ReadingsOf(new Rune(c)).Count > 0).ShouldBeGreaterThan(20_800);

    [Theory]
    [InlineData("zhongqing", "zhong qing|zhong qin g")]
    [InlineData("zhongq", "zhong q")]
    [InlineData("xian", "xian|xia n|xi an|xi a n")]
    [InlineData("zqsw", "")]
    [InlineData("v", "")]
    public void Letters_are_parted_into_syllables_in_every_way(string letters, string ways) =>
        Pinyin.Part(letters).Select(w => string.Join(' ', w)).ShouldBe(ways.Split('|', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Letters_that_cannot_be_parted_are_soon_given_up() =>
        Pinyin.Part(string.Concat(Enumerable.Repeat("ang", 33)) + "v").ShouldBeEmpty();

    [Fact]
    public void Names_are_found_by_pairs_of_characters_initials_and_syllables_at_their_places() =>
        SearchVector.Of(["重庆"], []).ShouldBe("'重庆':1 'cq':1 '=chong qing':1 'zq':1 '=zhong qing':1 '庆':2 'q':2 '=qing':2");

    [Fact]
    public void Codes_are_found_by_their_parts_and_not_by_sound() =>
        SearchVector.Of(["𠮷３d"], [null, "m-1m1"]).ShouldBe("'𠮷3':1 '3D':2 '3d':2 '=3 d':2 'D':3 'd':3 '=d':3 'M1':6,8 '1M':7 '1':9");

    [Theory]
    [InlineData("重庆（示例）", "('重庆' <-> '庆示' <-> '示例')")]
    [InlineData("医", "('医':*)")]
    [InlineData("𠮷", "('𠮷':*)")]
    [InlineData("重庆\u3000生物", "('重庆') & ('生物')")]
    [InlineData("15", "('15')")]
    [InlineData("zqsw", "('ZQ' <-> 'QS' <-> 'SW' | 'zq' <-> 'qs' <-> 'sw')")]
    [InlineData("Ｘｉ'an", "('XI' <-> 'IA' <-> 'AN' | 'xi' <-> 'ia' <-> 'an' | '=xian':* | '=xia n':* | '=xi an':* | '=xi a' <-> '=a n':*)")]
    [InlineData("3D", "('3D' | '3d')")]
    [InlineData("a_b 100%", "('AB' | 'ab' | '=a b':*) & ('10' <-> '00')")]
    [InlineData("' | !a:* & \\", "('A':* | 'a':* | '=a':*)")]
    [InlineData("", null)]
    [InlineData("\u3000 %_（）'\\", null)]
    public void What_is_looked_for_becomes_a_query(string text, string? query) => SearchQuery.Of(text).ShouldBe(query);
}
