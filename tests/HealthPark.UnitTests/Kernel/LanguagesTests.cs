using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using Microsoft.AspNetCore.Http;

namespace HealthPark.UnitTests.Kernel;

public class LanguagesTests
{
    [Theory]
    [InlineData(null, "zh-CN")]
    [InlineData("", "zh-CN")]
    [InlineData("en", "en")]
    [InlineData("en-GB", "en")]
    [InlineData("EN-us", "en")]
    [InlineData("zh", "zh-CN")]
    [InlineData("zh-TW", "zh-CN")]
    [InlineData("fr", "zh-CN")]
    [InlineData("*", "zh-CN")]
    [InlineData("fr, en;q=0.5", "en")]
    [InlineData("en;q=0.5, zh;q=0.9", "zh-CN")]
    [InlineData("zh;q=0.1, en", "en")]
    [InlineData("en, zh", "en")]
    [InlineData("zh, en", "zh-CN")]
    [InlineData("en;q=0", "zh-CN")]
    [InlineData("en;q=0, *", "zh-CN")]
    [InlineData("*;q=0.1, en;q=0.5", "en")]
    [InlineData("no such; ; header", "zh-CN")]
    public void The_language_is_the_one_the_client_prefers_and_chinese_by_default(string? header, string tag)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.AcceptLanguage = header;

        Languages.Of(context.Request).Tag().ShouldBe(tag);
    }

    [Fact]
    public void A_text_is_given_in_its_language()
    {
        new Text("好", "good").In(Language.Chinese).ShouldBe("好");
        new Text("好", "good").In(Language.English).ShouldBe("good");
    }
}
