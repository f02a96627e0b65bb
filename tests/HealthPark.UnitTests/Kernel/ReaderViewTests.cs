using HealthPark.Kernel.Http;
using Microsoft.AspNetCore.Http;

namespace HealthPark.UnitTests.Kernel;

public class ReaderViewTests
{
    private static readonly Guid Owner = Guid.CreateVersion7();

    private sealed record Body(string Id, decimal AmountYuan, string Text, int[] Numbers);

    private const string Whole = """{"id":"1","amountYuan":1234567890123456789.10,"text":"重\u5e86 }{,\"","numbers":[1, 2.50]}""";

    [Theory]
    [InlineData("", Whole)]
    [InlineData("amountYuan", """{"id":"1","amountYuan":1234567890123456789.10}""")]
    [InlineData("numbers, text ,numbers", """{"id":"1","text":"重\u5e86 }{,\"","numbers":[1, 2.50]}""")]
    [InlineData("id,amountYuan,text,numbers", """{"id":"1","amountYuan":1234567890123456789.10,"text":"重\u5e86 }{,\"","numbers":[1, 2.50]}""")]
    public void The_members_that_are_asked_for_keep_their_text(string fields, string shown) => ViewOf(fields).Show(Whole, Owner).ShouldBe(shown);

    [Fact]
    public void Each_view_of_a_version_has_its_own_tag()
    {
        ViewOf("").ETag(7, Owner).ShouldBe("\"7\"");
        ViewOf("text").ETag(7, Owner).ShouldBe(ViewOf("id,text,text").ETag(7, Owner));
        new[] { ViewOf("").ETag(7, Owner), ViewOf("text").ETag(7, Owner), ViewOf("text").ETag(8, Owner), ViewOf("text,numbers").ETag(7, Owner) }.ShouldBeUnique();
    }

    [Theory]
    [InlineData("Text")]
    [InlineData("text,nothing")]
    [InlineData("text.length")]
    public void A_field_that_is_no_member_is_refused_with_those_that_are(string fields)
    {
        var rejection = Should.Throw<RejectedException>(() => ViewOf(fields)).Rejection;

        rejection.Status.ShouldBe(400);
        rejection.Errors[0].Code.ShouldBe("unknown-field");
        rejection.Errors[0].Detail.En.ShouldContain("amountYuan");
    }

    private static ReaderView ViewOf(string fields)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = QueryString.Create("fields", fields);
        return ReaderView.Of(context, typeof(Body));
    }
}
