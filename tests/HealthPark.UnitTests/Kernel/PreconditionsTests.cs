using HealthPark.EventStore;
using HealthPark.Kernel.Http;
using Microsoft.AspNetCore.Http;

namespace HealthPark.UnitTests.Kernel;

public class PreconditionsTests
{
    private static readonly PartChange AtThree = new(3, DateTimeOffset.UnixEpoch, 7, new EventMetadata("test"));

    [Theory]
    [InlineData("\"3\"")]
    [InlineData("*")]
    [InlineData("\"2\", \"3\"")]
    [InlineData("\"3.without-money\"")] // as a reader sees it who does not see all of it
    public void A_change_that_names_the_present_version_may_go_on(string ifMatch) => Check(AtThree, ifMatch).ShouldBeNull();

    [Theory]
    [InlineData("\"2\"")]
    [InlineData("\"4\"")]
    [InlineData("3")]
    [InlineData("W/\"3\"")] // If-Match compares strongly (RFC 9110 §13.1.1)
    [InlineData("\"03\"")]
    [InlineData("\"33.without-money\"")]
    public void A_change_that_names_another_version_is_told_the_present_one(string ifMatch)
    {
        var rejection = Check(AtThree, ifMatch).ShouldNotBeNull();

        (rejection.Status, rejection.Code, rejection.Extensions["currentETag"]).ShouldBe((412, "version-mismatch", "\"3\""));
    }

    [Fact]
    public void A_change_that_names_no_version_is_refused_where_one_is_required()
    {
        var rejection = Check(AtThree).ShouldNotBeNull();

        (rejection.Status, rejection.Code).ShouldBe((428, "if-match-required"));
        rejection.Errors.ShouldHaveSingleItem().Pointer.ShouldBe("If-Match");
        Check(AtThree, required: false).ShouldBeNull();
        Check(null).ShouldBeNull();
    }

    [Fact]
    public void What_must_not_exist_yet_is_refused_when_it_does()
    {
        (Check(AtThree, ifNoneMatch: "*") is { Status: 412, Code: "version-mismatch" }).ShouldBeTrue();
        Check(null, ifNoneMatch: "*").ShouldBeNull();
    }

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("*")]
    public void What_must_exist_is_refused_when_it_does_not(string ifMatch)
    {
        var rejection = Check(null, ifMatch).ShouldNotBeNull();

        (rejection.Status, rejection.Extensions["currentETag"]).ShouldBe((412, null));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("\"3\"", true)]
    [InlineData("W/\"3\"", true)]
    [InlineData("\"1\", \"3\"", true)]
    [InlineData("*", true)]
    [InlineData("\"1\"", false)]
    [InlineData("3", false)]
    public void A_reader_that_has_it_is_told_so(string? ifNoneMatch, bool notModified)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.IfNoneMatch = ifNoneMatch;

        Preconditions.NotModified(context.Request, Preconditions.ETag(3)).ShouldBe(notModified);
    }

    [Theory]
    [InlineData("\"3\"", 3L)]
    [InlineData("*", null)]
    [InlineData("\"x\"", null)]
    [InlineData("\"-3\"", null)]
    [InlineData("\"1\", \"2\"", null)]
    [InlineData("\"99999999999999999999\"", null)]
    public void The_version_named_is_known_if_it_is_one_of_ours(string ifMatch, long? version)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.IfMatch = ifMatch;

        Preconditions.VersionNamed(context.Request).ShouldBe(version);
    }

    private static HealthPark.Kernel.Rejection? Check(PartChange? part, string? ifMatch = null, string? ifNoneMatch = null, bool required = true)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.IfMatch = ifMatch;
        context.Request.Headers.IfNoneMatch = ifNoneMatch;
        return Preconditions.Check(context.Request, part, required);
    }
}
