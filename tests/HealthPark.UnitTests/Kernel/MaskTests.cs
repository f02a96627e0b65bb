using HealthPark.Kernel.Http;

namespace HealthPark.UnitTests.Kernel;

public class MaskTests
{
    private static readonly Guid Own = Guid.CreateVersion7();

    [Fact]
    public void Whoever_holds_every_scope_and_the_owner_see_all_so_nothing_is_looked_at()
    {
        Mask.For(typeof(Firm), Reader("money", "people")).ShouldBeNull();
        Mask.For(typeof(Firm), Reader(), Own).ShouldBeNull();
        Mask.For(typeof(Plain), Reader()).ShouldBeNull();
        Mask.For(typeof(Firm), Reader("money"), Guid.CreateVersion7()).ShouldNotBeNull();
    }

    [Fact]
    public void What_a_reader_may_not_see_is_absent_at_every_depth_and_the_rest_keeps_its_text() =>
        Apply(Reader("people"),
            """{"name":"示例\u0022 ","amountYuan":1.10,"years":[{"year":2026,"amountYuan":2E3,"of":{"amountYuan":null,"note":[1, {"amountYuan":5}]}},{"amountYuan":0,"year":2027}],"people":["甲"]}""")
            .ShouldBe("""{"name":"示例\u0022 ","years":[{"year":2026,"of":{"note":[1,{"amountYuan":5}]}},{"year":2027}],"people":["甲"]}""");

    [Fact]
    public void Each_scope_shows_its_own_members()
    {
        const string json = """{"amountYuan":100.00,"people":["甲","乙"],"years":[]}""";

        Apply(Reader("money"), json).ShouldBe("""{"amountYuan":100.00,"years":[]}""");
        Apply(Reader(), json).ShouldBe("""{"years":[]}""");
        Mask.For(typeof(Firm), Reader("money"))!.Variant.ShouldNotBe(Mask.For(typeof(Firm), Reader())!.Variant);
    }

    [Fact]
    public void A_member_of_that_name_that_no_shape_declares_stays() =>
        Apply(Reader(), """{"new":{"amountYuan":1},"peoples":[[{"people":2}]],"years":null}""").ShouldBe("""{"new":{"amountYuan":1},"peoples":[[{"people":2}]],"years":null}""");

    [Fact]
    public void In_an_envelope_only_the_body_is_masked() =>
        Mask.For(typeof(Firm), Reader())!.ApplyWithin("data", """{"amountYuan":1,"data":{"amountYuan":2,"name":"甲"}}""").ShouldBe("""{"amountYuan":1,"data":{"name":"甲"}}""");

    [Fact]
    public void A_row_of_the_readers_own_is_whole()
    {
        var mask = Mask.For(typeof(Firm), Reader())!;

        mask.Apply("""{"amountYuan":1}""", Own).ShouldBe("""{"amountYuan":1}""");
        mask.Apply("""{"amountYuan":1}""", Guid.CreateVersion7()).ShouldBe("{}");
        mask.Apply("""{"amountYuan":1}""", null).ShouldBe("{}");
    }

    private static string Apply(Caller reader, string json) => Mask.For(typeof(Firm), reader)!.Apply(json);

    private static Caller Reader(params string[] scopes) => new("key", Own, IsPartner: false, IsParkOffice: false, scopes.ToHashSet());

    private sealed record Firm(
        string Name, [property: Sensitive("money")] decimal AmountYuan, IReadOnlyList<Year>? Years, [property: Sensitive("people")] IReadOnlyList<string> People);

    private sealed record Year(int Number, [property: Sensitive("money")] decimal? AmountYuan, Part? Of, Year? Before);

    private sealed record Part([property: Sensitive("money")] decimal AmountYuan, IReadOnlyList<object> Note);

    private sealed record Plain(string Name, Plain? Parent, DateTime At, IReadOnlyDictionary<string, int> Counts);
}
