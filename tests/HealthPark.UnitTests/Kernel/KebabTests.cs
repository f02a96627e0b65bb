using System.Text.Json;
using System.Text.Json.Serialization;
using HealthPark.Kernel;

namespace HealthPark.UnitTests.Kernel;

public class KebabTests
{
    [JsonConverter(typeof(KebabEnumConverter<Step>))]
    public enum Step
    {
        Lead,
        MovedOut,
    }

    [Fact]
    public void Values_are_written_in_lower_case_with_hyphens_and_read_back()
    {
        Kebab.All<Step>().ShouldBe(["lead", "moved-out"]);
        foreach (var step in Enum.GetValues<Step>())
            Kebab.Parse<Step>(Kebab.Of(step)).ShouldBe(step);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("MovedOut")]
    [InlineData("movedOut")]
    [InlineData("Lead")]
    [InlineData("0")]
    [InlineData(" lead")]
    public void Nothing_else_is_a_value(string? text) => Kebab.Parse<Step>(text).ShouldBeNull();

    [Fact]
    public void Json_takes_the_written_form_only()
    {
        JsonSerializer.Serialize(Step.MovedOut).ShouldBe("\"moved-out\"");
        JsonSerializer.Deserialize<Step>("\"moved-out\"").ShouldBe(Step.MovedOut);
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Step>("1"));
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Step>("\"moved_out\""));
    }
}
