using System.ComponentModel.DataAnnotations;
using HealthPark.Kernel.Http;

namespace HealthPark.UnitTests.Kernel;

public class ValidationTests
{
    private sealed record Body(
        [property: Required] string? Needed = "x",
        [property: StringLength(3)] string? Short = null,
        [property: MaxLength(2)] IReadOnlyList<string>? Few = null,
        [property: AllowedValues("a", "b", null)] string? Either = null,
        [property: Range(1, 9)] int Digit = 1,
        [property: RegularExpression("^x+$")] string? Pattern = null,
        [property: Required, StringLength(3)] string? TwoRules = "x",
        string? Free = null);

    private sealed record Outer(Inner? One = null, IReadOnlyList<Inner?>? Several = null) : IRequestBody;

    private sealed record Inner([property: Required, StringLength(3)] string? Name = null, Inner? Deeper = null) : IRequestBody;

    [Fact]
    public void A_body_that_keeps_every_rule_has_no_errors() => Errors(new Body("x", "abc", ["a", "b"], "b", 9, "xx", "abc", "")).ShouldBeEmpty();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \u3000\t")]
    public void What_is_required_is_not_blank(string? needed) => Errors(new Body(needed)).ShouldBe(["/needed required"]);

    [Fact]
    public void Each_rule_has_its_code_and_each_error_points_at_its_member() =>
        Errors(new Body(null, "abcd", ["a", "b", "c"], "c", 10, "y", "abcd")).ShouldBe(
            ["/needed required", "/short too-long", "/few too-long", "/either unknown-value", "/digit out-of-range", "/pattern invalid-value", "/twoRules too-long"]);

    [Fact]
    public void Texts_name_the_bounds_and_the_choices_in_both_languages()
    {
        var errors = Validation.Check(new Body(null, "abcd", ["a", "b", "c"], "c", 10)).ToDictionary(e => e.Pointer, e => e.Detail);

        (errors["/short"].Zh, errors["/short"].En).ShouldBe(("最多 3 个字符。", "At most 3 characters."));
        (errors["/few"].Zh, errors["/few"].En).ShouldBe(("最多 2 项。", "At most 2 items."));
        (errors["/either"].Zh, errors["/either"].En).ShouldBe(("须为以下之一:a、b。", "Must be one of: a, b."));
        (errors["/digit"].Zh, errors["/digit"].En).ShouldBe(("须在 1 与 9 之间。", "Must be between 1 and 9."));
    }

    [Fact]
    public void The_bodies_inside_a_body_are_checked_at_their_places() =>
        Validation.Check(new Outer(new Inner("abc", new Inner("abcd")), [new Inner("a"), null, new Inner()])).Select(e => $"{e.Pointer} {e.Code}")
            .ShouldBe(["/one/deeper/name too-long", "/several/1 required", "/several/2/name required"]);

    [Fact]
    public void NUL_is_refused_wherever_it_is()
    {
        PlaceOfNul(new Outer(new Inner("a\0"))).ShouldBe("/one/name");
        PlaceOfNul(new Outer(null, [new Inner("a"), null, new Inner("b", new Inner("\0"))])).ShouldBe("/several/2/deeper/name");
        PlaceOfNul(new Body(Few: ["a", "\0"])).ShouldBe("/few/1");
        Should.NotThrow(() => Validation.RefuseNul(new Outer(new Inner("a"), [null])));
    }

    private static string PlaceOfNul(object body) =>
        Should.Throw<RejectedException>(() => Validation.RefuseNul(body)).Rejection.Errors.ShouldHaveSingleItem().Pointer;

    private static IEnumerable<string> Errors(Body body) => Validation.Check(body).Select(e => $"{e.Pointer} {e.Code}");
}
