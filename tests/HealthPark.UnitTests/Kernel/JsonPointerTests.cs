using System.Text.Json;
using HealthPark.Kernel.Http;

namespace HealthPark.UnitTests.Kernel;

public class JsonPointerTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("$", "")]
    [InlineData("$.name", "/name")]
    [InlineData("$.items[0].name", "/items/0/name")]
    [InlineData("$.items[10][2]", "/items/10/2")]
    [InlineData("$[3]", "/3")]
    [InlineData("$[3].a", "/3/a")]
    [InlineData("$['a b']", "/a b")]
    [InlineData("$['a.b'].c", "/a.b/c")]
    [InlineData("$.x['a[0]'][1]", "/x/a[0]/1")]
    [InlineData("$['a/b~c']", "/a~1b~0c")]
    [InlineData("$['']", "/")]
    public void The_parsers_path_becomes_a_pointer(string? path, string pointer) => JsonPointer.FromPath(path).ShouldBe(pointer);

    [Theory]
    [InlineData("{\"plain\":0}", "/plain")]
    [InlineData("{\"a.b\":0}", "/a.b")]
    [InlineData("{\"a/b\":0}", "/a~1b")]
    [InlineData("{\"a'b\":0}", "/a'b")]
    [InlineData("{\"名称\":0}", "/名称")]
    public void What_the_parser_really_reports_points_at_the_member(string json, string pointer)
    {
        var path = Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Dictionary<string, string>>(json)).Path;

        JsonPointer.FromPath(path).ShouldBe(pointer);
    }
}
